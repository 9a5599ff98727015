"""Options that several commands share, each written once."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from claims.cli import options as claims_options

Command = TypeVar("Command", bound=Callable[..., Any])


def article(function: Command) -> Command:
    """--article, repeatable."""
    return click.option(
        "--article",
        "articles",
        multiple=True,
        metavar="FILE",
        help="Article to judge by (.txt or .md, - for standard input); can be repeated. "
        "Without it the sample article that ships with the program is used.",
    )(function)


def lang(function: Command) -> Command:
    """--lang, for statements whose language is guessed wrong."""
    return click.option(
        "--lang",
        type=click.Choice(claims_options.LANGUAGES),
        help="Language of the statement, instead of detecting it.",
    )(function)


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
