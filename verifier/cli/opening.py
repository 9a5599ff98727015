"""The engine and the articles that a command works with; heavy imports happen here, after the options were read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
    from claims.parsing import ModelChoice
    from claims.reading import Access, Article
    from claims.store.postgres import PostgresStore
    from claims.store.records import Filter
    from claims.store.store import Store
    from verifier.editors.desk import Desk
    from verifier.library import Library, Shelf
    from verifier.model import Verdict
    from verifier.pipeline import Engine, Source

SAMPLE = "meta-scale-ai.txt"


def open_engine(*, models: Literal["packaged", "official"], no_cache: bool, min_confidence: float) -> "Engine":
    """An engine with the user's choices; a cache that cannot be used gives one warning line."""
    from claims.cache import AnalysisCache
    from verifier.pipeline import Engine
    from verifier.settings import Settings

    cache = None if no_cache else AnalysisCache(warn=say)
    return Engine(models=models, settings=Settings(min_confidence=min_confidence), cache=cache)


def open_desk(
    *,
    articles: tuple[str, ...],
    store: str | None,
    config: Path | None,
    show: "frozenset[Verdict] | None",
    lang: "Lang | None",
    models: "ModelChoice",
    no_cache: bool,
    min_confidence: float,
    base: Path | None = None,
) -> "Desk":
    """Who judges texts by what their configuration names; raises ClaimsError where the one given is broken."""
    from claims.cache import AnalysisCache
    from verifier.editors.config import read_config
    from verifier.editors.desk import Desk, Given
    from verifier.editors.memory import Remembering
    from verifier.settings import Settings

    engine = Remembering(
        models=models,
        settings=Settings(min_confidence=min_confidence),
        cache=None if no_cache else AnalysisCache(warn=say),
    )
    given = Given(
        articles=articles, store=store, show=show, lang=lang, config=None if config is None else read_config(config)
    )
    return Desk(engine, given, base)


def open_library(
    engine: "Engine",
    articles: Iterable[str],
    *,
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    access: "Access | None" = None,
) -> "Library":
    """What statements are judged by: the articles named, else the store, else the sample article and a line saying so.

    Raises ClaimsError where an article can be found neither as a file nor in the store, or where nothing is left of the
    store.
    """
    from verifier.library import Named

    narrowed = chosen(source=source, since=since, until=until)
    asked = _asked(articles, narrowed)
    if asked:
        return Named([_source(engine, target, store, access) for target in asked])
    shelf = _shelf(engine.parser.models, store, retriever, narrowed)
    return shelf.open(engine) if shelf else Named(analyse(engine, (_sample_told(),)))


def judged_by(
    articles: Iterable[str],
    *,
    models: "ModelChoice",
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    needed: bool,
) -> "tuple[tuple[tuple[str, str], ...], Shelf | None]":
    """As ``open_library``, in values that can be sent to other processes: names and texts, or where the store is.

    Where it is not ``needed``, for every row names its article, the sample article is none of them.
    """
    narrowed = chosen(source=source, since=since, until=until)
    asked = _asked(articles, narrowed)
    if asked:
        return tuple(_text(models, target, store) for target in asked), None
    shelf = _shelf(models, store, retriever, narrowed)
    if shelf is not None:
        return (), shelf
    if not needed:
        return (), None
    article = _sample_told()
    return ((article.name, article.text),), None


def _asked(articles: Iterable[str], narrowed: "Filter") -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(articles))
    if asked and narrowed != chosen(source=None, since=None, until=None):
        raise click.UsageError("--source, --since and --until narrow the store; give no --article with them.")
    return asked


def _shelf(models: "ModelChoice", store: str | None, retriever: str, narrowed: "Filter") -> "Shelf | None":
    """The store's articles that count, None where there is no store or nothing in it."""
    from verifier.library import Shelf, open_archive

    address = _address(store)
    if address is None:
        return None
    with open_archive(address, models) as archive:
        if not archive.holds():
            return None
        if not archive.holds(narrowed):
            raise StoreError("The store holds nothing of that source and those days; claims list shows what it holds.")
    return Shelf(address, retriever, narrowed)


def _address(store: str | None) -> str | None:
    """Where the store is, None where there is none; one named on the command line counts whether it is there or not."""
    from claims.store.place import is_address, place

    if store is not None and is_address(store):
        return store
    path = place(store)
    context = click.get_current_context(silent=True)
    named = context is not None and context.get_parameter_source("store") is ParameterSource.COMMANDLINE
    return str(path) if named or path.exists() else None


def _source(engine: "Engine", target: str, store: str | None, access: "Access | None") -> "Source":
    """The article of a file, else of the store; a file that cannot be read is told of where the store has none."""
    from claims.reading import read
    from claims.reading.access import PUBLIC
    from verifier.library import source

    try:
        return analyse(engine, (read(target, access or PUBLIC),))[0]
    except ReadingError as error:
        with _instead(engine.parser.models, target, store, error) as archive:
            return source(engine, archive, target)


def _text(models: "ModelChoice", target: str, store: str | None) -> tuple[str, str]:
    """Name and text of the article of a file, else of the store."""
    from claims.reading import read

    try:
        article = read(target)
        return article.name, article.text
    except ReadingError as error:
        with _instead(models, target, store, error) as archive:
            known = archive.article(target)
            return known.name, archive.text(known.id)


@contextmanager
def _instead(
    models: "ModelChoice", target: str, store: str | None, error: ReadingError
) -> "Iterator[Store | PostgresStore]":
    """The store, asked for what is no file; raises the reading error where there is none to ask."""
    from claims.reading.web import is_address
    from verifier.library import open_archive

    address = None if target == "-" or Path(target).exists() or is_address(target) else _address(store)
    if address is None:
        raise error
    with open_archive(address, models) as archive:
        try:
            yield archive
        except StoreError as missing:
            raise ReadingError(
                f"{target} is no file, and no article of the store; check its name, or see claims list."
            ) from missing


def _sample_told() -> "Article":
    say(f"No --article given: judging by the sample article {SAMPLE} that ships with verify.")
    return sample()


def sample() -> "Article":
    """The sample article of the package."""
    from claims.reading import Article

    raw = resources.files("verifier").joinpath("sample", SAMPLE).read_bytes()
    return Article(SAMPLE, raw.decode("utf-8"))


def analyse(engine: "Engine", articles: "Iterable[Article]") -> "tuple[Source, ...]":
    """The articles as the engine wants them."""
    from verifier.pipeline import Source

    return tuple(
        Source(
            name=article.name,
            analysis=engine.analyse(article.text, lang=language(engine, article.text)),
            published=article.published,
            places=article.places,
        )
        for article in articles
    )


def language(engine: "Engine", text: str) -> "Lang | None":
    """The language of a text, remembered where the engine has a cache: telling it takes the whole lexicon."""
    from claims.cache import AnalysisCache

    return engine.cache.language(text, _detect) if isinstance(engine.cache, AnalysisCache) else None


def _detect(text: str) -> "Lang | None":
    from claims.language import detect

    return detect(text)
