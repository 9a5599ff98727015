"""claims values: the numbers, amounts, durations and dates of a text."""

import datetime
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import click

from claims.cli import options
from claims.cli.showing import record, shown
from claims.errors import ReadingError

if TYPE_CHECKING:
    from claims.reading import Article


@click.command("values", short_help="The numbers, amounts and dates of a text.")
@click.argument("text", required=False)
@click.option("--article", metavar="FILE", help="The text of a file or an address of the web, in place of TEXT.")
@options.access
@options.lang
@options.form
@click.option(
    "--reference",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that words such as yesterday are counted from (2026-11-24); without it they stay as they are.",
)
def command(
    text: str | None,
    article: str | None,
    offline: bool,
    allow_private: bool,
    lang: Literal["tr", "en"] | None,
    form: str,
    reference: datetime.datetime | None,
) -> None:
    """Print the values found in TEXT, with - in each line of standard input, or with --article in a document."""
    from claims.reading import Access, read
    from claims.values import recognise

    if (text is None) == (article is None):
        raise click.UsageError("Give a text in single quotes, or a file as --article.")
    day = reference.date() if reference else None
    access = Access(offline=offline, private=allow_private)
    for one in (read(article, access),) if article is not None else _given(text or ""):
        found = recognise(one.text, lang or options.language(one.text), reference=day)
        if form == "jsonl":
            values = [record(value) for value in found]
            click.echo(json.dumps({"text": one.text, "values": values}, ensure_ascii=False))
            continue
        if text == "-":
            click.echo(one.text)
        for value in found:
            place = one.places.told(value.start, value.end)
            click.echo(f"  {value.start}–{value.end}  {shown(value)}{f'  ({place})' if place else ''}")
        if not found:
            click.echo("  no value found")


def _given(text: str) -> "Iterator[Article]":
    """The text of the command line, or each line of standard input."""
    from claims.reading import Article

    yield from (Article("", line) for line in (_lines() if text == "-" else (text,)))


def _lines() -> Iterator[str]:
    try:
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ReadingError("Standard input is not UTF-8; convert it with iconv and try again.") from error
