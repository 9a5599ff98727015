"""claims check: the integrity of the store."""

from typing import Literal

import click

from claims.cli import options
from claims.cli.edge import USAGE_ERROR
from claims.cli.opening import open_store


@click.command("check", short_help="The integrity of the store.")
@options.store
@options.model_choice
def command(store: str | None, models: Literal["packaged", "official"]) -> int:
    """Check that the store is sound: the file, its tables, texts and spans, and that index and counts agree."""
    with open_store(store, models=models) as opened:
        faults = opened.faults()
        for fault in faults:
            click.echo(fault)
        if faults:
            return USAGE_ERROR
        outdated = opened.outdated()
        click.echo(f"{opened.path} is sound.")
        if outdated:
            click.echo(
                f"{outdated} articles were analysed by another version of the program; add them again to renew them."
            )
        return 0
