"""Markdown for notes, tickets and wikis: a paragraph a verdict, its evidence quoted, a table of what clashes."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claims.drawing import clean
from verifier.formats.words import REASONS, conflicts, grouped

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Evidence, Report, Side

SPECIAL = re.compile(r"^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=www)\.|:(?=//)|[\\`*_{}\[\]<>#|~$&@^]")
"""What could be markup, in GitHub's tables, links and formulas too; some of it only at the beginning."""
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
WORDS = {"supported": "Supported", "contradicted": "Contradicted", "unknown": "Unknown"}
LEADS = {"supports": "", "contradicts": "", "related": "closest: "}


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """One section a report, with an empty line between; nothing of a text is taken for markup."""
    for number, report in enumerate(reports):
        yield ("\n" if number else "") + "\n".join(_section(report, view)) + "\n"


def _section(report: "Report", view: "View") -> Iterator[str]:
    reason = REASONS.get(report.reason, report.reason.replace("-", " "))
    yield f"**{WORDS[report.verdict]}:** {escaped(report.statement)}  "
    yield f"{escaped(reason)} · confidence {report.confidence:.2f}"
    for evidence in report.evidence:
        yield ""
        yield from _quotation(evidence, view)
    clashing = conflicts(report)
    if clashing:
        yield ""
        yield "| aspect | statement | article |"
        yield "|---|---|---|"
        yield from (f"| {one.aspect} | {_value(one.statement)} | {_value(one.article)} |" for one in clashing)
    for note in report.notes:
        yield ""
        yield f"Note: {escaped(note.message)}"


def _quotation(evidence: "Evidence", view: "View") -> Iterator[str]:
    day = view.published.get(evidence.article)
    told = f" ({escaped(day)})" if day else ""
    yield f"> {escaped(evidence.text)}"
    yield ">"
    yield f"> — {LEADS[evidence.relation]}{escaped(evidence.article)}{told}, line {evidence.line}"


def _value(side: "Side | None") -> str:
    return "–" if side is None else escaped(grouped(side.value or side.text))


def escaped(text: str) -> str:
    """A text on one line that reads as it stands in CommonMark, in a table of GitHub's too."""
    return SPECIAL.sub(lambda found: ENTITIES.get(found[0], f"\\{found[0]}"), " ".join(clean(text).split()))
