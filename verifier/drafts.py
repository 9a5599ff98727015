"""A draft against its sources: every assertion of it that can be checked is verified like a statement, once."""

from collections.abc import Callable, Iterator, Sequence

from claims.assertions import Assertion, PassedOver, assertions
from claims.assertions import Reason as Passing
from claims.claim import Analysis
from claims.document import Document, Frozen, Lang, Span
from verifier.model import Note, Report
from verifier.pipeline import Engine, Source

Finder = Callable[[str, Lang | None], Sequence[Source]]
"""Answers the articles that a statement is judged by, such as ``Library.sources``."""
COMPLETED = "completed"


class Checked(Frozen):
    """One claim of a draft with its verdict; offsets are code points of the draft's text, ``line`` is 1-based.

    ``report.statement`` is what was judged: the words of the claim, with its subject named where they leave it out or
    only point to it (note ``completed``). ``again`` are the places where the draft says the very same once more.
    """

    start: int
    end: int
    text: str
    line: int
    report: Report
    again: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All places where the draft says it."""
        return (Span(start=self.start, end=self.end), *self.again)


class Unchecked(Frozen):
    """A stretch of a draft that was passed over, with the reason; offsets and line as for a check."""

    start: int
    end: int
    text: str
    line: int
    reason: Passing


class DraftReport(Frozen):
    """All that was checked of a draft, and what was passed over, each in the order of its text."""

    draft: str
    draft_sha256: str
    checks: tuple[Checked, ...]
    unchecked: tuple[Unchecked, ...] = ()


def check_draft(engine: Engine, draft: Analysis, name: str, sources: Sequence[Source] | Finder) -> DraftReport:
    """The verdict on every checkable claim of an analysed draft, by the same articles or those found for each."""
    found = tuple(check_claims(engine, draft, sources))
    return DraftReport(
        draft=name,
        draft_sha256=draft.document.sha256,
        checks=tuple(one for one in found if isinstance(one, Checked)),
        unchecked=tuple(one for one in found if isinstance(one, Unchecked)),
    )


def check_claims(engine: Engine, draft: Analysis, sources: Sequence[Source] | Finder) -> Iterator[Checked | Unchecked]:
    """The same one by one, each judged when it is asked for."""
    document = draft.document
    parts = assertions(draft)
    places = _places(parts)
    engine.prepare([(statement, document.lang) for statement in places])
    number = 0
    for part in parts:
        if isinstance(part, PassedOver):
            yield _unchecked(document, part, part.reason)
        elif places[part.statement][0] is part:
            known = sources(part.statement, document.lang) if callable(sources) else sources
            report = engine.verify(part.statement, known, lang=document.lang, id=str(number + 1))
            if report.reason == "not-checkable":
                yield from (_unchecked(document, one, "fragment") for one in places[part.statement])
                continue
            number += 1
            yield _checked(document, places[part.statement], report)


def _places(parts: Sequence[Assertion | PassedOver]) -> dict[str, list[Assertion]]:
    """The places of each statement."""
    found: dict[str, list[Assertion]] = {}
    for part in parts:
        if isinstance(part, Assertion):
            found.setdefault(part.statement, []).append(part)
    return found


def _checked(document: Document, places: Sequence[Assertion], report: Report) -> Checked:
    first = places[0]
    if first.completed is not None:
        report = report.model_copy(update={"notes": (_completed(first.completed, report.lang), *report.notes)})
    return Checked(
        start=first.start,
        end=first.end,
        text=document.text[first.start : first.end],
        line=document.line(first.start),
        report=report,
        again=tuple(Span(start=one.start, end=one.end) for one in places[1:]),
    )


def _completed(subject: str, lang: str) -> Note:
    from verifier.phrases import phrases

    return Note(code=COMPLETED, message=phrases(lang).completed.format(subject=subject), data={"subject": subject})


def _unchecked(document: Document, part: Assertion | PassedOver, reason: Passing) -> Unchecked:
    text = document.text[part.start : part.end]
    return Unchecked(start=part.start, end=part.end, text=text, line=document.line(part.start), reason=reason)
