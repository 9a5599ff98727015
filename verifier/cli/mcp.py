"""verify mcp: the server that assistants ask, over standard input and output."""

from datetime import datetime
from typing import Any

import click

from claims.errors import ClaimsError
from verifier.cli import options
from verifier.cli.opening import judged_by, open_engine


@click.command("mcp")
@options.article
@options.archive
@options.engine
def command(
    articles: tuple[str, ...],
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    **choices: Any,
) -> int:
    """Serve an assistant over standard input and output (MCP): it may verify, list claims and search, and change
    nothing.

    What is judged by is told here as for a statement: --article, else the store, else the sample article. Needs the
    extra mcp.
    """
    try:
        from verifier.editors.mcp import Desk, server
    except ImportError as error:
        raise ClaimsError("The server for assistants needs mcp; install it with: pip install 'dayanak[mcp]'") from error
    from verifier.api import Verifier
    from verifier.editors.reference import Reference

    texts, shelf = judged_by(
        articles,
        models=choices["models"],
        store=store,
        retriever=retriever,
        source=source,
        since=since,
        until=until,
        needed=True,
    )

    def reference() -> Reference:
        return Reference(Verifier(engine=open_engine(**choices), shelf=shelf), texts, stored=shelf is not None)

    desk = Desk(reference)
    try:
        server(desk).run("stdio")
    finally:
        desk.close()
    return 0
