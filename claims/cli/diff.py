"""claims diff: which claims a correction of an article changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli import options
from claims.cli.opening import open_analyst, open_store
from claims.drawing import clean
from claims.errors import StoreError

if TYPE_CHECKING:
    from claims.claim import Analysis
    from claims.store.analyst import Analyst
    from claims.store.changes import Change, Side
    from claims.store.records import StoredArticle
    from claims.store.store import Store


@click.command("diff", short_help="Which claims a correction changed.")
@click.argument("article", metavar="ARTICLE")
@click.option("--from", "first", type=click.IntRange(1), metavar="NUMBER", help="Version. [default: the one before]")
@click.option("--to", "last", type=click.IntRange(1), metavar="NUMBER", help="Version. [default: the newest]")
@options.form
@options.store
@options.models
def command(
    article: str,
    first: int | None,
    last: int | None,
    form: str,
    store: str | None,
    models: Literal["packaged", "official"],
    no_cache: bool,
) -> None:
    """Print the claims that were added, removed, changed or worded anew between two versions of ARTICLE."""
    from claims.store.changes import find_changes

    with open_store(store, models=models) as opened:
        analyst = open_analyst(models=models, no_cache=no_cache)
        newest = opened.versions(article)[-1]
        last = last or newest.version
        first = first or last - 1
        if first < 1:
            raise StoreError(f"The store holds one version of {newest.name}; add its corrected text first.")
        before, after = (opened.article(newest.id, version=number) for number in (first, last))
        found = find_changes(*(_analysis(opened, one, analyst) for one in (before, after)))
        for change in found.changes:
            for line in [change.model_dump_json()] if form == "jsonl" else _lines(change):
                click.echo(line)
        if form == "text":
            kinds = [change.kind for change in found.changes]
            counts = [f"{kinds.count(kind)} {kind}" for kind in ("changed", "reworded", "added", "removed")]
            name = f"{clean(newest.name)}, version {first} to {last}"
            click.echo(f"{', '.join(counts)}, {found.unchanged} unchanged in {name}")


def _analysis(store: "Store", article: "StoredArticle", analyst: "Analyst") -> "Analysis":
    return store.analysis_of(article.id) or analyst.analyse(store.text(article.id), article.lang)


def _lines(change: "Change") -> Iterator[str]:
    side = change.after or change.before
    yield f"{change.kind}, line {side.line if side else 0}"
    yield from _side("-", change.before)
    yield from _side("+", change.after)
    for slot in change.slots:
        yield f"    {slot.slot}: {clean(slot.before) or '–'} → {clean(slot.after) or '–'}"


def _side(mark: str, side: "Side | None") -> Iterator[Any]:
    if side is not None:
        yield f"  {mark} {clean(side.text)}"
