"""Text for people: the claims in the order of the draft, each with verdict, evidence, values; then a summary."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.drawing import clean
from verifier.formats import text as reports

if TYPE_CHECKING:
    from claims.document import Span
    from verifier.drafts import DraftReport
    from verifier.formats.drafts.view import DraftView
    from verifier.model import Verdict

ORDER: "tuple[Verdict, ...]" = ("contradicted", "unknown", "supported")


def render(draft: "DraftReport", view: "DraftView") -> Iterator[str]:
    """A block a claim, as for a statement, with the line of the draft before it."""
    from verifier.formats import View

    shown = View(documents=view.documents, colour=view.colour, width=view.width)
    for check in view.listed(draft):
        told = ", ".join(_place(span, view) for span in check.spans)
        yield f"{clean(draft.draft)}, {told}\n"
        yield from reports.render((check.report,), shown)
        yield "\n"
    yield _summary(draft) + "\n"


def _place(span: "Span", view: "DraftView") -> str:
    """Where a claim stands in the draft: the paragraph or page where its document has such, else the line."""
    told = view.places.told(span.start, span.end) if view.places else ""
    return told or f"line {view.text.count(chr(10), 0, span.start) + 1}"


def _summary(draft: "DraftReport") -> str:
    met = Counter(check.report.verdict for check in draft.checks)
    counts = ", ".join(f"{met[verdict]} {verdict}" for verdict in ORDER)
    said = f"{_count(len(draft.checks), 'claim')}: {counts}."
    passed = Counter(one.reason for one in draft.unchecked)
    if passed:
        told = ", ".join(_count(number, reason) for reason, number in sorted(passed.items()))
        said += f" Not checkable: {told}."
    return said


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
