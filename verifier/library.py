"""What a statement is judged by: articles named beforehand, or those of a store that could matter to it."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from claims.claim import Analysis
from claims.document import Frozen, Lang
from claims.language import detect
from claims.parsing import ModelChoice
from claims.store.place import is_address
from claims.store.records import Filter, StoredArticle
from verifier.pipeline import Engine, Source
from verifier.retrieval import open_retriever
from verifier.retrieval.model import EVERYTHING, Query, Retriever

if TYPE_CHECKING:
    from claims.store.postgres import PostgresStore
    from claims.store.store import Store

KEPT = 128


class Library(Protocol):
    """Answers the sources of each statement."""

    def sources(self, statement: str, lang: Lang | None) -> tuple[Source, ...]:
        """The articles to judge the statement by, most telling first; raises StoreError."""


class Passage(Frozen):
    """A sentence of the store that may matter: offsets are code points of its article, ``line`` is 1-based.

    ``claims`` are the numbers of the claims in it, from 1 among those of the article.
    """

    article_id: int
    article: str
    start: int
    end: int
    text: str
    line: int
    claims: tuple[int, ...]


class Archive(Protocol):
    """What is asked of a store, wherever it lies."""

    def article(self, which: str | int) -> StoredArticle:
        """The article of that name, end of a path, or id."""

    def text(self, article: int) -> str:
        """Its text."""

    def analysis_of(self, article: int) -> Analysis | None:
        """Its analysis, None where other models or other code made it."""

    def close(self) -> None:
        """Let go of it."""


class Named:
    """The same articles for every statement."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = tuple(sources)

    def sources(self, statement: str, lang: Lang | None) -> tuple[Source, ...]:
        """All of them."""
        return self._sources


class Stored:
    """The articles of a store, found anew for each statement."""

    def __init__(
        self, engine: Engine, archive: Archive, retriever: Retriever, *, narrowed: Filter = EVERYTHING
    ) -> None:
        self._engine = engine
        self._archive = archive
        self._retriever = retriever
        self._narrowed = narrowed
        self._kept: OrderedDict[int, Source] = OrderedDict()

    def sources(self, statement: str, lang: Lang | None) -> tuple[Source, ...]:
        """The articles that could matter to it: those that hold most, and of the rest what comes near to the best."""
        language = lang or detect(statement)
        if language is None:
            return ()
        settings = self._engine.settings
        query = Query.of(self._engine.analyse(statement, lang=language))
        hits = self._retriever.find(query, limit=settings.articles, narrowed=self._narrowed)
        return tuple(
            self._source(hit.article_id) for hit in hits if hit.score >= settings.article_share * hits[0].score
        )

    def named(self, which: str) -> Source:
        """The article of that name, end of a path, or id; raises StoreError where there is none."""
        return self._source(self.known(which).id)

    def known(self, which: str) -> StoredArticle:
        """What the store knows of the article of that name, end of a path, or id; raises StoreError."""
        return self._archive.article(int(which) if which.isdecimal() else which)

    def search(self, words: str, *, limit: int, lang: Lang | None = None) -> tuple[Passage, ...]:
        """At most ``limit`` sentences that speak of the words, those of the best article first; raises StoreError."""
        query = Query.of(self._engine.analyse(words, lang=lang))
        hits = self._retriever.find(query, limit=limit, narrowed=self._narrowed)
        found = (self._passage(hit.article_id, number) for hit in hits for number in hit.sentences)
        return tuple(islice(found, limit))

    def close(self) -> None:
        """Close the store."""
        self._archive.close()

    def _passage(self, article: int, number: int) -> Passage:
        kept = self._source(article)
        document = kept.analysis.document
        sentence = document.sentences[number]
        return Passage(
            article_id=article,
            article=kept.name,
            start=sentence.start,
            end=sentence.end,
            text=document.surface(sentence.span),
            line=document.line(sentence.start),
            claims=tuple(n for n, claim in enumerate(kept.analysis.claims, start=1) if claim.sentence == number),
        )

    def _source(self, article: int) -> Source:
        if article not in self._kept:
            self._kept[article] = source(self._engine, self._archive, article)
        self._kept.move_to_end(article)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[article]


class Shelf(NamedTuple):
    """Where the articles of a store are and which of them count, in values that can be sent to another process."""

    address: str
    retriever: str = "fts"
    narrowed: Filter = EVERYTHING

    def open(self, engine: Engine) -> Stored:
        """The library of these articles; raises StoreError."""
        archive = open_archive(self.address, engine.parser.models)
        return Stored(engine, archive, open_retriever(self.retriever, archive), narrowed=self.narrowed)

    def state(self, models: ModelChoice) -> str:
        """A short name for what it holds, which changes with every article added, corrected or removed."""
        with open_archive(self.address, models) as archive:
            digest = hashlib.sha256(repr((self.retriever, self.narrowed)).encode())
            for row in archive.states():
                digest.update(repr(row).encode())
            return digest.hexdigest()


def open_archive(address: str, models: ModelChoice) -> "Store | PostgresStore":
    """The store at a path, or the mirror on a server; raises StoreError."""
    if is_address(address):
        from claims.store.postgres import PostgresStore

        return PostgresStore(address, models=models)
    from claims.store.store import Store

    return Store(Path(address), models=models)


def source(engine: Engine, archive: Archive, which: str | int) -> Source:
    """An article of a store as the engine wants it, analysed anew where its analysis is out of date."""
    article = archive.article(which)
    analysis = archive.analysis_of(article.id)
    if analysis is None:
        analysis = engine.analyse(archive.text(article.id), lang=article.lang)
    return Source(name=article.name, analysis=analysis, published=article.published)
