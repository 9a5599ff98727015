"""verify draft DRAFT: every checkable claim of a draft against its sources, as a list or in the draft itself."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli.edge import say, terminal
from claims.folding import lower
from verifier.cli import options
from verifier.cli.opening import language, open_engine, open_library
from verifier.cli.writing import write_bytes, write_out
from verifier.formats import MARKED, write_marks
from verifier.formats.drafts import DRAFTS, WORD
from verifier.formats.drafts.view import EVERY, DraftView
from verifier.formats.marks import from_draft

if TYPE_CHECKING:
    from claims.document import Document, Lang
    from claims.reading import Raw
    from verifier.drafts import DraftReport
    from verifier.library import Library
    from verifier.model import Verdict
    from verifier.pipeline import Engine, Source

FORMATS = (*DRAFTS, WORD, *MARKED)
SUFFIXES = {".txt": "text", ".htm": "html", ".html": "html", ".json": "json", ".jsonl": "jsonl", ".docx": WORD}
SUFFIXES |= {".md": "md", ".markdown": "md", ".sarif": "sarif"}
STATUS = {"contradicted": 1, "unknown": 3, "supported": 4}


@click.command("draft")
@click.argument("draft")
@options.article
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to write (docs/drafts.md): docx and md are the draft itself with remarks. [default: by the suffix of the "
    "output, else text]",
)
@click.option(
    "--only",
    callback=options.verdicts,
    metavar="VERDICTS",
    help="Show only these verdicts. [default: all; as remarks in the draft contradicted,unknown]",
)
@click.option("--comment-supported", is_flag=True, help="Remarks in the draft on supported claims too.")
@click.option(
    "--fail-on",
    callback=options.verdicts,
    metavar="VERDICTS",
    help="Exit 1 or 3 where a claim is contradicted or unknown.",
)
@options.archive
@options.lang
@options.access
@options.engine
def command(
    draft: str,
    articles: tuple[str, ...],
    output: Path | None,
    form: str | None,
    only: "frozenset[Verdict] | None",
    comment_supported: bool,
    fail_on: frozenset[str] | None,
    lang: Literal["tr", "en"] | None,
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    offline: bool,
    allow_private: bool,
    **choices: Any,
) -> int:
    """Judge every checkable claim of a DRAFT (.docx, .md, .txt and all that --article reads; - for standard input).

    A Word document comes back with comments: verify draft draft.docx --article source.txt -o checked.docx

    Exit status: 0 when it completes, whatever the verdicts, unless --fail-on names some; 2 usage or input error.
    """
    form = form or _by_suffix(output)
    if draft == "-" and "-" in articles:
        raise click.UsageError("Draft and article cannot both come from standard input; name a file for one of them.")
    if output is not None and draft != "-" and output.resolve() == Path(draft).resolve():
        raise click.UsageError(f"{output} is the draft itself; choose another file for the output.")
    from claims.reading import Access, find  # heavy: what documents are made of

    access = Access(offline=offline, private=allow_private)
    raw = find(draft, access)
    if form == WORD and (raw.kind != ".docx" or output is None):
        raise click.UsageError(
            "Comments are written from a Word document into a Word document; give a .docx, and -o checked.docx."
        )
    engine = open_engine(**choices)
    library = open_library(
        engine,
        articles,
        store=store,
        retriever=retriever,
        source=source,
        since=since,
        until=until,
        access=access,
    )
    report, view = _judged(engine, library, raw, lang)
    wanted = EVERY if comment_supported and only is None else only
    view = view._replace(only=wanted, colour=terminal().colour and output is None, width=terminal().width)
    _write(form, report, view, raw, output)
    met = {check.report.verdict for check in report.checks}
    return next((status for verdict, status in STATUS.items() if verdict in met & (fail_on or frozenset())), 0)


def _by_suffix(output: Path | None) -> str:
    return "text" if output is None else SUFFIXES.get(lower(output.suffix, "en"), "text")


def _judged(engine: "Engine", library: "Library", raw: "Raw", lang: "Lang | None") -> "tuple[DraftReport, DraftView]":
    """The draft's verdicts, and what it takes to show them."""
    from claims.reading.documents import read_document
    from verifier.drafts import check_draft

    article = read_document(raw)
    known = lang or language(engine, article.text)
    analysis = engine.analyse(article.text, lang=known)
    documents: dict[str, Document] = {}

    def sources(statement: str, lang: "Lang | None") -> "tuple[Source, ...]":
        found = library.sources(statement, lang)
        documents.update((one.name, one.analysis.document) for one in found)
        return found

    report = check_draft(engine, analysis, article.name, sources)
    if not report.checks:
        say(f"{article.name} asserts nothing that can be checked.")
    return report, DraftView(article.text, documents, analysis.document.lang, places=article.places)


def _write(form: str, report: "DraftReport", view: DraftView, raw: "Raw", output: Path | None) -> None:
    if form == WORD and output is not None:
        from verifier.formats.drafts import docx

        write_bytes(docx.render(report, view, raw), output)
    elif form in MARKED:
        texts = {name: document.text for name, document in view.documents.items()}
        shown = report.model_copy(update={"checks": view.listed(report)})
        write_out(write_marks(form, from_draft(shown, view.text, texts)), output)
    else:
        write_out(DRAFTS[form](report, view), output, colour=view.colour)
