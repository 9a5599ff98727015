"""claims list: the articles of the store."""

from typing import TYPE_CHECKING, Any

import click

from claims.cli import options
from claims.cli.opening import chosen, open_store, told
from claims.drawing import clean

if TYPE_CHECKING:
    from claims.store.records import StoredArticle

OPENING = 60


@click.command("list", short_help="The articles of the store.")
@options.filters
@options.form
@options.store
def command(form: str, store: str | None, **filters: Any) -> None:
    """Print the articles of the store in the order in which they were added: id, name, source and day of publication,
    title or beginning.
    """
    with open_store(store) as opened:
        number = claims = 0
        for article in opened.articles(chosen(**filters)):
            number, claims = number + 1, claims + article.claims
            click.echo(article.model_dump_json() if form == "jsonl" else _line(article))
        if form == "text":
            click.echo(f"{number} articles with {claims} claims in {opened.path}")


def _line(article: "StoredArticle") -> str:
    title = article.title or article.opening
    title = title if len(title) <= OPENING else title[: OPENING - 1] + "…"
    version = f" (version {article.version})" if article.version > 1 else ""
    return "  ".join(filter(None, (f"{article.id:>5}", clean(article.name) + version, told(article), clean(title))))
