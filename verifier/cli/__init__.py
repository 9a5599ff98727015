"""The command ``verify``: a statement is judged at once; a first word that names a command runs that command.

A statement that is literally the name of a command ("batch") is given after ``--``.
"""

from collections.abc import Sequence

import click

from claims.cli.edge import run
from claims.version import VERSION
from verifier.cli import batch, draft, evaluate, lint, lsp, mcp, schema, serve, statement

COMMANDS: tuple[click.Command, ...] = (
    batch.command,
    draft.command,
    evaluate.command,
    lint.command,
    lsp.command,
    mcp.command,
    schema.command,
    serve.command,
)


class Verify(click.Group):
    """A group whose unknown first word is a statement."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Lead everything that is no command and no option of the group to the judging of a statement."""
        if args and args[0] not in {command.name for command in COMMANDS} | {"--help", "--version"}:
            args = [str(statement.command.name), *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] STATEMENT")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of judging a statement, then the commands."""
        judging = click.Context(statement.command, info_name=ctx.info_name)
        pairs = [(parameter, judging) for parameter in statement.command.params if isinstance(parameter, click.Option)]
        pairs += [(parameter, ctx) for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        rows = [record for option, context in pairs if (record := option.get_help_record(context))]
        with formatter.section("Options"):
            formatter.write_dl(rows)
        self.format_commands(ctx, formatter)


@click.group(cls=Verify, no_args_is_help=False, invoke_without_command=True)
@click.version_option(VERSION, prog_name="verify")
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Check a STATEMENT, Turkish or English, against articles: those of your store, or the ones you name.

    The verdict is supported, contradicted or unknown, judged by the articles alone, with the passage that settles it.
    Put the statement in single quotes: in double quotes the shell eats $14. "-" reads one statement a line.

    Exit status: 0 every statement supported; 1 at least one contradicted; 3 none contradicted, at least one unknown;
    2 usage or input error.
    """
    if ctx.invoked_subcommand is None:
        raise click.UsageError("Give a statement in single quotes, such as: verify 'Meta invested $14.3B'", ctx)


verify.add_command(statement.command)
for member in COMMANDS:
    verify.add_command(member)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``verify`` and return its exit status."""
    return run(verify, "verify", arguments)
