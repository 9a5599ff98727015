"""claims export: the articles of the store as JSON Lines that add reads back, or their claims."""

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from claims.cli import options
from claims.cli.opening import chosen, open_store

if TYPE_CHECKING:
    from claims.store.records import StoredClaim

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("export", short_help="The articles of the store, or their claims, as data.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--claims", "of_claims", is_flag=True, help="The claims instead of the articles.")
@click.option(
    "--format", "form", type=click.Choice(("jsonl", "csv")), default="jsonl", help="csv for claims. [default: jsonl]"
)
@options.filters
@options.store
def command(articles: tuple[str, ...], of_claims: bool, form: str, store: str | None, **filters: Any) -> None:
    """Print the newest version of every ARTICLE, without any of all articles, one JSON object a line, as claims add
    reads it; with --claims every claim, one a line. In CSV a cell that a spreadsheet would take for a formula gets a
    leading apostrophe.
    """
    if form == "csv" and not of_claims:
        raise click.UsageError("Articles are exported as JSON Lines only; add --claims for a table of claims.")
    with open_store(store) as opened:
        which = chosen(articles, **filters)
        if not of_claims:
            for article in opened.export(which):
                click.echo(json.dumps(article.model_dump(exclude_none=True), ensure_ascii=False))
        elif form == "csv":
            for line in _table(opened.claims(which)):
                click.echo(line, nl=False)
        else:
            for claim in opened.claims(which):
                click.echo(json.dumps(claim.model_dump(mode="json"), ensure_ascii=False))


def _table(claims: "Iterator[StoredClaim]") -> Iterator[str]:
    from claims.store.records import StoredClaim

    yield _row(StoredClaim.model_fields)
    for claim in claims:
        yield _row(_cell(value) for value in claim.model_dump(mode="json").values())


def _row(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> Any:
    """Lists as JSON, and texts that begin like a formula with an apostrophe before them."""
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
