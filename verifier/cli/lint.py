"""verify lint: what the language server would underline, for the command line, hooks and continuous integration."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from claims.cli.edge import terminal
from claims.drawing import clean
from verifier.cli import options
from verifier.cli.opening import open_desk
from verifier.formats import write_marks
from verifier.formats.marks import Mark, Page, from_findings

if TYPE_CHECKING:
    from verifier.editors.desk import Desk, Sheet

STATUS = {"contradicted": 1, "unknown": 3}
FORMATS = ("text", "github", "sarif", "rdjson")


class Linted(NamedTuple):
    """One text, by the name that the user gave, with what was found in it."""

    page: Page
    sheet: "Sheet"


@click.command("lint")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
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
    desk = open_desk(**choices, base=Path.cwd())
    met: set[str] = set()
    for piece in _written(form, _counted(_linted(desk, files), met)):
        click.echo(piece, nl=False, color=terminal().colour)
    return next((status for verdict, status in STATUS.items() if verdict in met & fail_on), 0)


def _linted(desk: "Desk", files: tuple[str, ...]) -> Iterator[Linted]:
    """Each file once, judged when it is asked for; sources are left out."""
    from claims.reading import read

    for name in dict.fromkeys(files):
        text = read(name).text
        sheet = desk.check(Path(name), text)
        if sheet is not None:
            yield Linted(Page(name, text), sheet)


def _counted(texts: Iterator[Linted], met: set[str]) -> Iterator[Linted]:
    """The same, with every verdict that is met put into ``met``, shown or not."""
    for one in texts:
        met.update(finding.verdict for finding in one.sheet.findings)
        yield one


def _written(form: str, texts: Iterator[Linted]) -> Iterator[str]:
    if form == "text":
        return (line for one in texts for line in _lines(one))
    return write_marks(form, (mark for one in texts for mark in _marks(one)))


def _marks(one: Linted) -> Iterator[Mark]:
    sources = {source.name: source.analysis.document.text for source in one.sheet.named.sources}
    return from_findings(one.sheet.shown, one.page, sources)


def _lines(one: Linted) -> Iterator[str]:
    """A line a finding, as compilers write them; lines and columns count from 1."""
    for finding in one.sheet.shown:
        line, column = one.page.offsets.position(finding.start)
        yield f"{clean(one.page.name)}:{line + 1}:{column + 1}: {finding.verdict}: {clean(finding.message)}\n"
