"""verify lsp: the language server, for editors."""

import os
import sys
from typing import Any

import click

from claims.errors import ClaimsError
from verifier.cli import options
from verifier.cli.opening import open_desk


@click.command("lsp")
@options.desk
@options.lang
@options.engine
def command(**choices: Any) -> int:
    """Serve an editor over standard input and output (LSP): claims are judged while a text is written.

    What each text is judged by stands in .dayanak.toml, or under [tool.dayanak] in pyproject.toml, in its folder or
    above: articles = ['sources/*.txt']. --article and --store stand above that. Needs the extra lsp.
    """
    try:
        from verifier.editors.lsp import Server
    except ImportError as error:
        raise ClaimsError("The language server needs pygls; install it with: pip install 'dayanak[lsp]'") from error
    desk = open_desk(**choices)
    # Only the protocol may use standard output: whatever else writes there goes to standard error.
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    Server(desk).run(sys.stdin.buffer, stdout)
    return 0
