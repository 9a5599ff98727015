"""The engine and the articles that a command works with; heavy imports happen here, after the options were read."""

from collections.abc import Iterable
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from click.core import ParameterSource

from claims.cli.edge import say
from claims.cli.opening import chosen
from claims.errors import ReadingError, StoreError

if TYPE_CHECKING:
    from claims.document import Lang
    from claims.reading import Article
    from claims.store.postgres import PostgresStore
    from claims.store.store import Store
    from verifier.library import Library
    from verifier.pipeline import Engine, Source

SAMPLE = "meta-scale-ai.txt"


def open_engine(*, models: Literal["packaged", "official"], no_cache: bool, min_confidence: float) -> "Engine":
    """An engine with the user's choices; a cache that cannot be used gives one warning line."""
    from claims.cache import AnalysisCache
    from verifier.pipeline import Engine
    from verifier.settings import Settings

    cache = None if no_cache else AnalysisCache(warn=say)
    return Engine(models=models, settings=Settings(min_confidence=min_confidence), cache=cache)


def open_library(
    engine: "Engine",
    articles: Iterable[str],
    *,
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
) -> "Library":
    """What statements are judged by: the articles named, else the store, else the sample article and a line saying so.

    Raises ClaimsError where an article can be found neither as a file nor in the store, or where nothing is left of the
    store.
    """
    from verifier.library import Named, Stored
    from verifier.retrieval import open_retriever

    narrowed = chosen(source=source, since=since, until=until)
    asked = tuple(dict.fromkeys(articles))
    if asked:
        if narrowed != chosen(source=None, since=None, until=None):
            raise click.UsageError("--source, --since and --until narrow the store; give no --article with them.")
        return Named([_source(engine, target, store) for target in asked])
    archive = _archive(engine, store)
    if archive is not None and archive.holds():
        if not archive.holds(narrowed):
            raise StoreError("The store holds nothing of that source and those days; claims list shows what it holds.")
        return Stored(engine, archive, open_retriever(retriever, archive), narrowed=narrowed)
    say(f"No --article given: judging by the sample article {SAMPLE} that ships with verify.")
    return Named(analyse(engine, (sample(),)))


def _archive(engine: "Engine", store: str | None) -> "Store | PostgresStore | None":
    """The store, where there is one; raises StoreError for one that was named on the command line and is not there."""
    from claims.store.place import is_address, place

    models = engine.parser.models
    if store is not None and is_address(store):
        from claims.store.postgres import PostgresStore

        return PostgresStore(store, models=models)
    path = place(store)
    context = click.get_current_context(silent=True)
    named = context is not None and context.get_parameter_source("store") is ParameterSource.COMMANDLINE
    if not named and not path.exists():
        return None
    from claims.store.store import Store

    return Store(path, models=models)


def _source(engine: "Engine", target: str, store: str | None) -> "Source":
    """The article of a file, else of the store; a file that cannot be read is told of where the store has none."""
    from claims.reading import read
    from verifier.library import source

    try:
        return analyse(engine, (read(target),))[0]
    except ReadingError:
        archive = None if target == "-" or Path(target).exists() else _archive(engine, store)
        if archive is None:
            raise
        try:
            return source(engine, archive, target)
        except StoreError as missing:
            raise ReadingError(
                f"{target} is no file, and no article of the store; check its name, or see claims list."
            ) from missing


def sample() -> "Article":
    """The sample article of the package."""
    from claims.reading import Article

    raw = resources.files("verifier").joinpath("sample", SAMPLE).read_bytes()
    return Article(SAMPLE, raw.decode("utf-8"))


def analyse(engine: "Engine", articles: "Iterable[Article]") -> "tuple[Source, ...]":
    """The articles as the engine wants them."""
    from verifier.pipeline import Source

    return tuple(
        Source(name=article.name, analysis=engine.analyse(article.text, lang=language(engine, article.text)))
        for article in articles
    )


def language(engine: "Engine", text: str) -> "Lang | None":
    """The language of a text, remembered where the engine has a cache: telling it takes the whole lexicon."""
    from claims.cache import AnalysisCache

    return engine.cache.language(text, _detect) if isinstance(engine.cache, AnalysisCache) else None


def _detect(text: str) -> "Lang | None":
    from claims.language import detect

    return detect(text)
