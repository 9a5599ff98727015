"""Options that several commands share, each written once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claims.cli import options as claims_options

Command = TypeVar("Command", bound=Callable[..., Any])

RETRIEVERS = ("fts", "tantivy")
VERDICTS = ("contradicted", "unknown", "supported")


def article(function: Command) -> Command:
    """--article, repeatable."""
    return click.option(
        "--article",
        "articles",
        multiple=True,
        metavar="ARTICLE",
        help="Article to judge by: a file (.txt, .md, .html, .docx, .odt, .pdf, .eml, ninjs as .json), an address of "
        "the web, - for standard input, or the name or id of one in the store; can be repeated. Without it the store "
        "is used, or the sample article where the store holds none.",
    )(function)


def archive(function: Command) -> Command:
    """--store, --retriever, --source, --since and --until: which store is looked into, how, and for what."""
    return click.option(
        "--retriever",
        type=click.Choice(RETRIEVERS),
        default="fts",
        envvar="DAYANAK_RETRIEVER",
        help="How a store file is looked through: its own index, or one of tantivy beside it (extra tantivy), for "
        "a hundred thousand articles. [default: fts; env: DAYANAK_RETRIEVER]",
    )(
        click.option(
            "--store",
            metavar="PATH",
            envvar="DAYANAK_STORE",
            help="The store of articles, instead of the one in your data folder; or the address of a server that "
            "claims mirror has filled (postgresql://…, extra postgres). [env: DAYANAK_STORE]",
        )(claims_options.filters(function))
    )


def lang(function: Command) -> Command:
    """--lang, for statements whose language is guessed wrong."""
    return click.option(
        "--lang",
        type=click.Choice(claims_options.LANGUAGES),
        help="Language of the statement, instead of detecting it.",
    )(function)


def access(function: Command) -> Command:
    """--allow-private and --offline."""
    return claims_options.access(function)


def engine(function: Command) -> Command:
    """--models, --no-cache and --min-confidence."""
    return claims_options.models(
        click.option(
            "--min-confidence",
            type=click.FloatRange(0.0, 1.0),
            default=0.0,
            metavar="NUMBER",
            help="Verdicts less sure than this (0 to 1) become unknown.",
        )(function)
    )


def verdicts(ctx: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str] | None:
    """Names of verdicts between commas, None where the option is not given."""
    if value is None:
        return None
    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    wrong = next((name for name in sorted(names) if name not in VERDICTS), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is none of {', '.join(VERDICTS)}.", ctx, parameter)
    return names


def desk(function: Command) -> Command:
    """--article, --store, --config and --show: what stands above the configuration of a text."""
    for option in (
        click.option(
            "--show",
            callback=verdicts,
            metavar="VERDICTS",
            help="Which findings to show. [default: contradicted,unknown, or show in the configuration]",
        ),
        click.option("--store", metavar="PATH", help="Judge by the store of articles, or a mirror (postgresql://…)."),
        click.option(
            "--config",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Use this configuration for every text, instead of the nearest one above it.",
        ),
        click.option(
            "--article",
            "articles",
            multiple=True,
            metavar="PATTERN",
            help="Judge by these files instead of those configured, such as 'sources/*.txt'; can be repeated.",
        ),
    ):
        function = option(function)
    return function
