"""``from verifier import Verifier``: the engine with its articles, as programs use it.

Everything that serves editors (the HTTP service, the language servers, notebooks) goes through this one class, so that
they all answer alike. It is not safe to use from several threads at once; one process holds one. No network is needed,
and in a notebook its answers show themselves (verifier/notebook.py).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from claims.cache import AnalysisCache
from claims.claim import Analysis, Claim
from claims.document import Lang
from claims.errors import StoreError
from claims.language import detect
from claims.parsing import ModelChoice
from claims.reading import Article, read
from claims.reading.access import PUBLIC, Access
from verifier import notebook
from verifier.drafts import DraftReport, check_draft
from verifier.library import Passage, Shelf
from verifier.listing import Listing
from verifier.model import Report
from verifier.pipeline import Engine, Source
from verifier.settings import Settings

if TYPE_CHECKING:
    from verifier.library import Stored

Given = str | Path | Article | Source


class Verifier:
    """Verifies statements and drafts against articles: those given, else those of the store."""

    def __init__(
        self,
        *,
        models: ModelChoice = "packaged",
        min_confidence: float = 0.0,
        cache: bool = True,
        store: str | Path | None = None,
        shelf: Shelf | None = None,
        engine: Engine | None = None,
        access: Access = PUBLIC,
    ) -> None:
        """With an ``engine`` of your own the first three are its affair.

        ``store`` is the file of a store of articles or the address of a server; a ``shelf`` is a part of one.
        """
        self.engine = engine or Engine(
            models=models,
            settings=Settings(min_confidence=min_confidence),
            cache=AnalysisCache(warn=lambda message: None) if cache else None,
        )
        self._access = access
        self._shelf = shelf if store is None else Shelf(str(store))
        self._stored: Stored | None = None
        notebook.install()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store, where one is open; it is opened again when it is asked for."""
        if self._stored is not None:
            self._stored.close()
            self._stored = None

    def article(self, given: Given, *, name: str = "article", lang: Lang | None = None) -> Source:
        """An article to judge by: a text, the path of a file, one that was read or is ready; raises ReadingError."""
        if isinstance(given, Source):
            return given
        if isinstance(given, Path):
            given = read(str(given), self._access)
        if isinstance(given, Article):
            analysis = self.analyse(given.text, lang=lang)
            return Source(name=given.name, analysis=analysis, published=given.published, places=given.places)
        return Source(name=name, analysis=self.analyse(given, lang=lang))

    def analyse(self, text: str, *, lang: Lang | None = None) -> Analysis:
        """What a text asserts: its claims, values and names, each with its span."""
        return self.engine.analyse(text, lang=lang)

    def claims(self, article: Given, *, lang: Lang | None = None) -> Listing[Claim]:
        """The claims of an article (its text, the path of its file …) in order, offsets in its text; see analyse."""
        return Listing(self.article(article, lang=lang).analysis.claims)

    def search(self, words: str, *, limit: int = 10, lang: Lang | None = None) -> Listing[Passage]:
        """The passages of the store that speak of the words, best first, in either language; raises StoreError."""
        return Listing(self.stored.search(words, limit=limit, lang=lang))

    def verify(
        self, statement: str, articles: Given | Iterable[Given] = (), *, lang: Lang | None = None, id: str = "1"
    ) -> Report:
        """The verdict on a statement, by these articles or where none is given by the store; raises ClaimsError."""
        return self.engine.verify(statement, self._sources(statement, articles, lang), lang=lang, id=id)

    def verify_all(
        self, statements: Iterable[str], articles: Given | Iterable[Given] = (), *, lang: Lang | None = None
    ) -> Listing[Report]:
        """The verdicts on several statements, in their order, each as ``verify`` gives it."""
        given = tuple(map(self.article, _several(articles)))
        return Listing(
            self.verify(text, given, lang=lang, id=str(number)) for number, text in enumerate(statements, start=1)
        )

    def draft(
        self, text: str, articles: Given | Iterable[Given] = (), *, name: str = "draft", lang: Lang | None = None
    ) -> DraftReport:
        """The verdict on every checkable claim of a draft, by these articles or by the store; raises ClaimsError."""
        given = tuple(map(self.article, _several(articles)))
        return check_draft(self.engine, self.analyse(text, lang=lang), name, given or self.stored.sources)

    @property
    def stored(self) -> "Stored":
        """The articles of the store; raises StoreError where no store was given."""
        if self._stored is None:
            if self._shelf is None:
                raise StoreError("No article is given and no store is open; give an article.")
            self._stored = self._shelf.open(self.engine)
        return self._stored

    def _sources(self, statement: str, articles: Given | Iterable[Given], lang: Lang | None) -> tuple[Source, ...]:
        given = tuple(map(self.article, _several(articles)))
        return given or self.stored.sources(statement, lang or detect(statement))


def _several(articles: Given | Iterable[Given]) -> tuple[Given, ...]:
    return (articles,) if isinstance(articles, (str, Path, Article, Source)) else tuple(articles)
