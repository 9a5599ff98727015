"""verify STATEMENT, and verify - for one statement a line."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli.edge import say, terminal
from claims.errors import ReadingError
from verifier.batch.rows import MAX_STATEMENT
from verifier.cli import options
from verifier.cli.opening import language, open_engine, open_library
from verifier.cli.writing import write_files, write_out
from verifier.formats import FORMATS, View, claimreview, files, is_folder, write

if TYPE_CHECKING:
    from claims.document import Document
    from verifier.model import Report

STATUS = {"supported": 0, "contradicted": 1, "unknown": 3}


@click.command("judge", hidden=True)
@click.argument("statement", nargs=-1)
@options.article
@options.archive
@options.lang
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How to print (docs/formats.md). [default: text]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write here instead of standard output; with --format brat a folder.",
)
@click.option("--reviewer", default="", metavar="NAME", help="The newsroom that answers for a ClaimReview.")
@click.option("--url", default="", metavar="URL", help="The page on which a ClaimReview will stand.")
@click.option("--explain", is_flag=True, help="Print every comparison behind the verdict, with both texts underlined.")
@options.access
@options.engine
def command(
    statement: tuple[str, ...],
    articles: tuple[str, ...],
    lang: Literal["tr", "en"] | None,
    form: str,
    output: Path | None,
    reviewer: str,
    url: str,
    explain: bool,
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    offline: bool,
    allow_private: bool,
    **choices: Any,
) -> int:
    """Judge one STATEMENT, or with - one statement a line from standard input."""
    from claims.reading import Access

    if len(statement) > 1:
        raise click.UsageError(f"One statement was expected and {len(statement)} came; put it in single quotes.")
    if not statement:
        raise click.UsageError("Give a statement in single quotes, such as: verify 'Meta invested $14.3B'")
    many = statement[0] == "-"
    if many and "-" in articles:
        raise click.UsageError(
            "Statements and article cannot both come from standard input; name a file for one of them."
        )
    if form == "claimreview":
        claimreview.demand(reviewer, url)
    statements = tuple(_lines()) if many else (_checked(statement[0], "The statement"),)
    engine = open_engine(**choices)
    library = open_library(
        engine,
        articles,
        store=store,
        retriever=retriever,
        source=source,
        since=since,
        until=until,
        access=Access(offline=offline, private=allow_private),
    )
    shown = terminal()
    documents: dict[str, Document] = {}
    published: dict[str, str] = {}
    view = View(
        documents=documents,
        published=published,
        colour=shown.colour and output is None,
        width=shown.width,
        explain=explain,
        many=many,
        reviewer=reviewer,
        url=url,
    )
    met: set[str] = set()

    def judged() -> "Iterator[Report]":
        for number, text in enumerate(statements, start=1):
            known = lang or language(engine, text)
            sources = library.sources(text, known)
            documents.clear()
            documents.update((one.name, one.analysis.document) for one in sources)
            published.update((one.name, one.published) for one in sources if one.published)
            report = engine.verify(text, sources, lang=known, id=str(number))
            met.add(report.verdict)
            yield report

    if output is not None and is_folder(form):
        write_files(files(form, judged(), view), output)
    else:
        write_out(write(form, judged(), view), output, colour=shown.colour)
    if form == "claimreview" and "unknown" in met:
        say("An unknown verdict gives no ClaimReview.")
    return STATUS[next(verdict for verdict in ("contradicted", "unknown", "supported") if verdict in met)]


def _lines() -> Iterator[str]:
    try:
        content = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadingError("Standard input is not UTF-8; convert the statements with iconv and try again.") from error
    found = [line.strip() for line in content.splitlines() if line.strip()]
    if not found:
        raise ReadingError("Standard input holds no statement; write one a line.")
    for number, line in enumerate(found, start=1):
        yield _checked(line, f"Statement {number}")


def _checked(text: str, name: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"{name} is not valid UTF-8; type it in a UTF-8 terminal or give it on standard input."
        ) from error
    if not text.strip():
        raise ReadingError(f"{name} is empty; write what is to be checked in single quotes.")
    if len(text) > MAX_STATEMENT:
        raise ReadingError(
            f"{name} is longer than {MAX_STATEMENT:,} characters; check one sentence or paragraph at a time."
        )
    return text
