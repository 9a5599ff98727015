"""The store as the service reads it: each question opens the file anew, so that it may be asked from any thread."""

from pathlib import Path

from claims.errors import StoreError, UnknownArticle
from claims.parsing import ModelChoice
from claims.store.records import StoredArticle, StoredClaim
from claims.store.store import Store
from verifier.service.problems import Problem


class Archive:
    """The articles at ``path``; a store that is not there yet holds none."""

    def __init__(self, path: str | None, models: ModelChoice) -> None:
        self._path = None if path is None or "://" in path else Path(path)
        self._models: ModelChoice = models

    def check(self) -> None:
        """Raises StoreError where there is a store that cannot be used."""
        if self._path is not None and self._path.exists():
            with self._open() as store:
                store.holds()

    def page(self, after: int, limit: int, name: str | None = None) -> list[StoredArticle]:
        """The current articles with ids above ``after`` in order, at most ``limit``; or the one of that name."""
        if self._path is None or not self._path.exists():
            return []
        with self._open() as store:
            return store.page(after, limit, name=name)

    def article(self, number: int) -> tuple[StoredArticle, str]:
        """The article of that id with its text; raises Problem where there is none."""
        with self._found(number) as store:
            found = store.article(number)
            return found, store.text(found.id)

    def claims(self, number: int) -> tuple[StoredClaim, ...]:
        """The claims of the article of that id; raises Problem where there is none."""
        with self._found(number) as store:
            return store.claims_of(store.article(number).id)

    def remove(self, number: int) -> StoredArticle:
        """Remove an article with all its versions; raises Problem where there is none."""
        with self._found(number):
            pass
        assert self._path is not None
        with Store(self._path, write=True, models=self._models) as store:
            return store.remove(number)

    def _open(self) -> Store:
        if self._path is None:
            raise StoreError("The service has no store file; start it with --store PATH.")
        return Store(self._path, models=self._models)

    def _found(self, number: int) -> Store:
        """The store, which holds that article; raises Problem where it does not."""
        missing = Problem(404, "The store holds no such article; GET /v1/articles lists what it holds.")
        if self._path is None or not self._path.exists():
            raise missing
        store = self._open()
        try:
            store.article(number)
        except UnknownArticle:
            store.close()
            raise missing from None
        return store
