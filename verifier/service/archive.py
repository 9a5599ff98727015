"""The store as the service reads it: each question opens the file anew, so that it may be asked from any thread."""

import os
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

    def edition(self) -> str:
        """A name for what the store holds, which changes when anything is written to it."""
        if self._path is None:
            return ""
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        return " ".join(f"{state.st_mtime_ns}.{state.st_size}" for file in files if (state := _state(file)))

    def page(self, after: int, limit: int) -> list[StoredArticle]:
        """The current articles with ids above ``after``, in the order in which they were added, at most ``limit``."""
        if self._path is None or not self._path.exists():
            return []
        with self._open() as store:
            return store.page(after, limit)

    def article(self, which: str) -> tuple[StoredArticle, str]:
        """The article of that name or id with its text; raises Problem where there is none."""
        with self._found(which) as store:
            found = store.article(which)
            return found, store.text(found.id)

    def claims(self, which: str) -> tuple[StoredClaim, ...]:
        """The claims of the article of that name or id; raises Problem where there is none."""
        with self._found(which) as store:
            return store.claims_of(store.article(which).id)

    def remove(self, which: str) -> StoredArticle:
        """Remove an article with all its versions; raises Problem where there is none."""
        with self._found(which):
            pass
        assert self._path is not None
        with Store(self._path, write=True, models=self._models) as store:
            return store.remove(which)

    def _open(self) -> Store:
        if self._path is None:
            raise StoreError("The service has no store file; start it with --store PATH.")
        return Store(self._path, models=self._models)

    def _found(self, which: str) -> Store:
        """The store, which holds that article; raises Problem where it does not."""
        missing = Problem(404, "The store holds no such article; GET /v1/articles lists what it holds.")
        if self._path is None or not self._path.exists():
            raise missing
        store = self._open()
        try:
            store.article(which)
        except UnknownArticle:
            store.close()
            raise missing from None
        return store


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
