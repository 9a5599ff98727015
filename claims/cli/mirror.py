"""claims mirror: the store copied to a PostgreSQL server that a newsroom shares."""

import click

from claims.cli import options
from claims.cli.edge import say
from claims.cli.opening import open_store


@click.command("mirror", short_help="Copy the store to a PostgreSQL server.")
@click.argument("address", metavar="ADDRESS")
@options.store
def command(address: str, store: str | None) -> None:
    """Make the copy at ADDRESS, such as postgresql://user@host/newsroom, equal to the store: what is new is written,
    what is gone removed, all at once or not at all. Then ask it with: verify --store ADDRESS STATEMENT.

    Needs the extra postgres, and the right to make tables and the extension pg_trgm there.
    """
    from claims.store.place import is_address
    from claims.store.postgres import PostgresStore

    if not is_address(address):
        raise click.UsageError("ADDRESS must begin with postgresql://, such as: postgresql://user@host/newsroom")
    with open_store(store) as opened, PostgresStore(address, make=True) as server:
        written, removed = server.mirror(opened)
    say(f"{written} written, {removed} removed")
