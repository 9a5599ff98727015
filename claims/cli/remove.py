"""claims remove: articles out of the store, with all their versions."""

import click

from claims.cli import options
from claims.cli.opening import open_to_change
from claims.drawing import clean


@click.command("remove", short_help="Remove articles from the store.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@options.store
def command(articles: tuple[str, ...], store: str | None) -> None:
    """Remove each ARTICLE, named as for claims show, from the store, with all its versions."""
    with open_to_change(store) as opened:
        for article in articles:
            opened.article(article)  # all are there before the first one goes
        for article in articles:
            versions = len(opened.versions(article))
            removed = opened.remove(article)
            click.echo(f"removed  {clean(removed.name)}" + (f", {versions} versions" if versions > 1 else ""))
