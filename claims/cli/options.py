"""Options that several commands share, and what they choose; heavy imports happen after the options were read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from claims.cli.edge import say

if TYPE_CHECKING:
    from claims.claim import Analysis
    from claims.document import Lang

Command = TypeVar("Command", bound=Callable[..., Any])

MODELS = ("packaged", "official")
LANGUAGES = ("tr", "en")
FORMATS = ("text", "jsonl")


def lang(function: Command) -> Command:
    """--lang, for texts whose language is guessed wrong."""
    return click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the text, instead of detecting it.")(
        function
    )


def form(function: Command) -> Command:
    """--format."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print. [default: text]"
    )(function)


def models(function: Command) -> Command:
    """--models and --no-cache."""
    return model_choice(
        click.option("--no-cache", is_flag=True, help="Neither read nor keep analysed texts.")(function)
    )


def model_choice(function: Command) -> Command:
    """--models alone."""
    return click.option(
        "--models",
        type=click.Choice(MODELS),
        default="packaged",
        envvar="DAYANAK_MODELS",
        help="Language models: packaged ones, or Stanza's official ones (downloaded once). [env: DAYANAK_MODELS]",
    )(function)


def access(function: Command) -> Command:
    """--allow-private and --offline: what may be fetched from the web."""
    return click.option(
        "--offline", is_flag=True, envvar="DAYANAK_OFFLINE", help="Fetch nothing from the web. [env: DAYANAK_OFFLINE]"
    )(
        click.option(
            "--allow-private",
            is_flag=True,
            envvar="DAYANAK_ALLOW_PRIVATE",
            help="Fetch addresses of this machine and of private networks too. [env: DAYANAK_ALLOW_PRIVATE]",
        )(function)
    )


def store(function: Command) -> Command:
    """--store."""
    return click.option(
        "--store",
        metavar="PATH",
        envvar="DAYANAK_STORE",
        help="The store of articles, instead of the one in your data folder. [env: DAYANAK_STORE]",
    )(function)


def filters(function: Command) -> Command:
    """--source, --since and --until, which leave out articles that do not tell what is asked for."""
    day = click.DateTime(formats=["%Y-%m-%d"])
    for option in (
        click.option("--until", type=day, metavar="DATE", help="Only articles published on that day or before."),
        click.option("--since", type=day, metavar="DATE", help="Only articles published on that day or later."),
        click.option("--source", metavar="NAME", help="Only articles of that source."),
    ):
        function = option(function)
    return function


def language(text: str) -> "Lang":
    """The language that a text is written in; Turkish where it cannot be told."""
    from claims.language import detect

    return detect(text) or "tr"


def analyse(text: str, *, lang: "Lang | None", models: Literal["packaged", "official"], no_cache: bool) -> "Analysis":
    """What the text asserts, from the cache where it is known."""
    from claims.analysis import analyse as fresh
    from claims.cache import AnalysisCache
    from claims.parsing import Parser, model_digest

    parser = Parser(models=models)
    if no_cache:
        return fresh(text, lang or language(text), parser)
    cache = AnalysisCache(warn=say)
    lang = lang or cache.language(text, language) or "tr"
    digest = model_digest(lang, models)
    known = cache.get(text, lang, digest)
    if known is None:
        known = fresh(text, lang, parser)
        cache.put(text, lang, digest, known)
    return known
