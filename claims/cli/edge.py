"""Where the program meets the terminal: errors become one sentence and an exit status, and output is UTF-8."""

import gc
import io
import os
import shutil
import sys
from collections.abc import Sequence
from typing import NamedTuple

import click

from claims.errors import ClaimsError

USAGE_ERROR = 2
INTERNAL_ERROR = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
PLAIN_WIDTH = 100
LASTING = 200_000


class Terminal(NamedTuple):
    """How to write for whoever reads standard output: with colour or not, and how many columns wide."""

    colour: bool
    width: int


def terminal() -> Terminal:
    """Colour and width of a terminal; a pipe or file gets no colour and always the same width."""
    if not sys.stdout.isatty():
        return Terminal(colour=False, width=PLAIN_WIDTH)
    dumb = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Terminal(colour=not dumb, width=min(max(shutil.get_terminal_size().columns, 40), 120))


def say(message: str) -> None:
    """One line for the user on standard error, where no result ever goes."""
    click.echo(message, err=True)


def run(command: click.Command, name: str, arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit status; every error on purpose is one sentence on standard error."""
    # Models and language data are millions of objects that last: looking through them for garbage, again and again
    # while they are loaded, takes a quarter of a short process.
    gc.set_threshold(LASTING)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        status = command.main(
            args=None if arguments is None else list(arguments), prog_name=name, standalone_mode=False
        )
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.UsageError as error:
        say(f"{name}: {error.format_message()}")
        hidden = error.ctx is None or error.ctx.command.hidden
        path = name if hidden or error.ctx is None else error.ctx.command_path
        say(f"Try '{path} --help'.")
    except click.ClickException as error:
        say(f"{name}: {error.format_message()}")
    except ClaimsError as error:
        say(f"{name}: {error}")
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click answers a closed pipe with sys.exit(1), the status of a contradiction
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        if os.environ.get("DAYANAK_DEBUG"):
            raise
        fault = f"{type(error).__name__}: {error}"
        say(f"{name}: internal error ({fault}); set DAYANAK_DEBUG=1 to see where, and report it.")
        return INTERNAL_ERROR
    return USAGE_ERROR
