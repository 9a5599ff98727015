"""Text for people: the verdict first, then the passage that settles it, then both values of each conflict."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claims.drawing import clean, underlined
from verifier.formats.words import REASONS, conflicts, grouped

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Comparison, Evidence, Report, Side

WORDS = {"supported": "SUPPORTED", "contradicted": "CONTRADICTED", "unknown": "UNKNOWN"}
STYLES = {"supported": "\x1b[1;32m", "contradicted": "\x1b[1;31m", "unknown": "\x1b[1;33m"}
RESET = "\x1b[0m"
LEADS = {"supports": "", "contradicts": "", "related": "closest: "}
SHOWN = 3


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """One block a report, an empty line between blocks."""
    for number, report in enumerate(reports):
        lines = [] if number == 0 else [""]
        lines += _report(report, view)
        yield "\n".join(lines) + "\n"


def _report(report: "Report", view: "View") -> Iterator[str]:
    word = WORDS[report.verdict]
    word = f"{STYLES[report.verdict]}{word}{RESET}" if view.colour else word
    yield f"{word}  {clean(report.statement)}"
    yield f"  {REASONS.get(report.reason, report.reason.replace('-', ' '))} · confidence {report.confidence:.2f}"
    for evidence in report.evidence[:SHOWN]:
        yield ""
        yield from _evidence(evidence, view)
    if len(report.evidence) > SHOWN:
        yield f"    … and {len(report.evidence) - SHOWN} more (--format json shows all)"
    clashing = conflicts(report)
    if clashing:
        yield ""
    for comparison in clashing:
        said, given = _value(comparison.statement), _value(comparison.article)
        yield f"  {comparison.aspect}: statement: {said} · article: {given}"
    for note in report.notes:
        yield ""
        message = f"note: {note.message}"
        yield from underlined(message, 0, len(message), (), width=view.width, indent="  ", ansi=view.colour)
    if view.explain:
        yield from _chain(report, view)


def _evidence(evidence: "Evidence", view: "View") -> Iterator[str]:
    document = view.documents.get(evidence.article)
    text, start, end = evidence.text, 0, len(evidence.text)
    span = (0, len(evidence.text))
    if document is not None:
        text, span = document.text, (evidence.start, evidence.end)
        start, end = _sentence(view, evidence.article, *span)
    yield from underlined(text, start, end, [span], width=view.width, indent="    ", ansi=view.colour)
    day = view.published.get(evidence.article)
    told = f" ({clean(day)})" if day else ""
    place = clean(evidence.place) or f"line {evidence.line}"
    yield f"    {LEADS[evidence.relation]}{clean(evidence.article)}{told}, {place}"


def _sentence(view: "View", article: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the whole sentences in which the span stands."""
    touched = [s for s in view.documents[article].sentences if s.start < end and start < s.end]
    return (min(start, touched[0].start), max(end, touched[-1].end)) if touched else (start, end)


def _value(side: "Side | None") -> str:
    return "–" if side is None else clean(grouped(side.value or side.text))


def _chain(report: "Report", view: "View") -> Iterator[str]:
    yield ""
    yield "  why:"
    if not report.comparisons:
        yield "    nothing in the article speaks of the same thing, so nothing was compared"
    for number, comparison in enumerate(report.comparisons, start=1):
        detail = " · ".join(filter(None, (comparison.reason, comparison.comparator)))
        yield f"    {number}. {comparison.aspect}: {comparison.outcome} ({detail}, weight {comparison.weight:.2f})"
        yield from _sides(report, comparison, view)


def _sides(report: "Report", comparison: "Comparison", view: "View") -> Iterator[str]:
    if (side := comparison.statement) is not None:
        yield f"       statement = {clean(grouped(side.value))}"
        yield from underlined(
            report.statement,
            0,
            len(report.statement),
            [(side.start, side.end)],
            width=view.width,
            indent="         ",
            ansi=view.colour,
        )
    if (side := comparison.article) is not None:
        yield f"       article = {clean(grouped(side.value))}"
        article = _article_of(report, side, view)
        if article is None:
            yield f"         {clean(side.text)}"
            return
        start, end = _sentence(view, article, side.start, side.end)
        yield from underlined(
            view.documents[article].text,
            start,
            end,
            [(side.start, side.end)],
            width=view.width,
            indent="         ",
            ansi=view.colour,
        )


def _article_of(report: "Report", side: "Side", view: "View") -> str | None:
    """The name of the article that the side's offsets index: the first whose text they really cut out."""
    names = [evidence.article for evidence in report.evidence] + list(view.documents)
    for name in names:
        document = view.documents.get(name)
        if document is not None and document.text[side.start : side.end] == side.text:
            return name
    return None
