"""claims values: the numbers, amounts, durations and dates of a text."""

import datetime
import json
import sys
from collections.abc import Iterator
from typing import Literal

import click

from claims.cli import options
from claims.cli.showing import shown
from claims.errors import ReadingError
from claims.published import value_record


@click.command("values", short_help="The numbers, amounts and dates of a text.")
@click.argument("text")
@options.lang
@options.form
@click.option(
    "--reference",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that words such as yesterday are counted from (2026-11-24); without it they stay as they are.",
)
def command(text: str, lang: Literal["tr", "en"] | None, form: str, reference: datetime.datetime | None) -> None:
    """Print the values found in TEXT, or with - in each line of standard input."""
    from claims.values import recognise

    for line in _lines() if text == "-" else (text,):
        found = recognise(line, lang or options.language(line), reference=reference.date() if reference else None)
        if form == "jsonl":
            click.echo(
                json.dumps({"text": line, "values": [value_record(value) for value in found]}, ensure_ascii=False)
            )
            continue
        if text == "-":
            click.echo(line)
        for value in found:
            click.echo(f"  {value.start}–{value.end}  {shown(value)}")
        if not found:
            click.echo("  no value found")


def _lines() -> Iterator[str]:
    try:
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ReadingError("Standard input is not UTF-8; convert it with iconv and try again.") from error
