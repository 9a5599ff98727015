"""The command ``claims``: what a text asserts, without any verdict."""

from collections.abc import Sequence

import click

from claims.cli import add, check, diff, export, listing, models, remove, search, show, split, values
from claims.cli.edge import run
from claims.version import VERSION

COMMANDS: tuple[click.Command, ...] = (
    split.command,
    values.command,
    add.command,
    listing.command,
    show.command,
    search.command,
    diff.command,
    remove.command,
    export.command,
    check.command,
    models.command,
)


@click.group(no_args_is_help=False)
@click.version_option(VERSION, prog_name="claims")
def claims() -> None:
    """Show what Turkish and English texts assert: claims, values, a store of articles with what they claim."""


for member in COMMANDS:
    claims.add_command(member)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``claims`` and return its exit status."""
    return run(claims, "claims", arguments)
