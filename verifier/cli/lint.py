"""verify lint: what the language server would underline, for the command line, hooks and continuous integration."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from claims.cli.edge import terminal
from claims.drawing import clean
from claims.offsets import Offsets
from verifier.cli import options
from verifier.cli.opening import open_desk

if TYPE_CHECKING:
    from verifier.editors.desk import Sheet

STATUS = {"contradicted": 1, "unknown": 3}
FORMATS = ("text",)


class Linted(NamedTuple):
    """One text with what was found in it, by the name that the user gave."""

    name: str
    text: str
    sheet: "Sheet"


@click.command("lint")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@options.article
@options.desk
@options.lang
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print. [default: text]")
@click.option(
    "--fail-on",
    callback=options.verdicts,
    default="contradicted",
    metavar="VERDICTS",
    help="Exit 1 or 3 where a claim is contradicted or unknown. [default: contradicted]",
)
@options.engine
def command(files: tuple[str, ...], form: str, fail_on: frozenset[str], **choices: Any) -> int:
    """Judge the claims of texts by their sources, one line a finding: FILE:LINE:COLUMN: VERDICT: MESSAGE.

    What each text is judged by stands in .dayanak.toml, or under [tool.dayanak] in pyproject.toml, in its folder or
    above: articles = ['sources/*.txt']. --article and --store stand above that. A file that is a source is passed over.

    Exit status: 0 nothing found that --fail-on names; 1 a contradicted claim; 3 an unknown one; 2 usage or input error.
    """
    desk = open_desk(**choices)
    met: set[str] = set()

    def linted() -> Iterator[Linted]:
        from claims.reading import read

        for name in dict.fromkeys(files):
            text = read(name).text
            sheet = desk.check(Path(name), text)
            if sheet is not None:
                met.update(finding.verdict for finding in sheet.findings)
                yield Linted(name, text, sheet)

    for piece in _text(linted()):
        click.echo(piece, color=terminal().colour)
    return next((status for verdict, status in STATUS.items() if verdict in met & fail_on), 0)


def _text(texts: Iterable[Linted]) -> Iterator[str]:
    """A line a finding, as compilers write them; lines and columns count from 1."""
    for one in texts:
        offsets = Offsets(one.text)
        for finding in one.sheet.shown:
            line, column = offsets.position(finding.start)
            yield f"{clean(one.name)}:{line + 1}:{column + 1}: {finding.verdict}: {clean(finding.message)}"
