"""The engine and the articles that a command works with; heavy imports happen here, after the options were read."""

from collections.abc import Iterable
from importlib import resources
from typing import TYPE_CHECKING, Literal

from claims.cli.edge import say

if TYPE_CHECKING:
    from claims.document import Lang
    from claims.reading import Article
    from verifier.pipeline import Engine, Source

SAMPLE = "meta-scale-ai.txt"


def open_engine(*, models: Literal["packaged", "official"], no_cache: bool, min_confidence: float) -> "Engine":
    """An engine with the user's choices; a cache that cannot be used gives one warning line."""
    from claims.cache import AnalysisCache
    from verifier.pipeline import Engine
    from verifier.settings import Settings

    cache = None if no_cache else AnalysisCache(warn=say)
    return Engine(models=models, settings=Settings(min_confidence=min_confidence), cache=cache)


def read_articles(targets: Iterable[str]) -> "tuple[Article, ...]":
    """The articles named, each once, in order; without any the sample article, and a line that says so."""
    from claims.reading import read

    unique = tuple(dict.fromkeys(targets))
    if not unique:
        say(f"No --article given: judging by the sample article {SAMPLE} that ships with verify.")
        return (sample(),)
    return tuple(read(target) for target in unique)


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
