"""The draft as one HTML page that needs nothing else: claims marked where they stand, remarks under their paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from verifier.formats.drafts.html_style import POLICY, STYLE
from verifier.formats.drafts.remarks import remark

if TYPE_CHECKING:
    from verifier.drafts import Checked, DraftReport
    from verifier.formats.drafts.view import DraftView
    from verifier.model import Verdict

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
ORDER: "tuple[Verdict, ...]" = ("contradicted", "unknown", "supported")


class Mark(NamedTuple):
    """One place of a claim, with the number that the page knows the claim by."""

    start: int
    end: int
    number: int
    check: "Checked"


def render(draft: "DraftReport", view: "DraftView") -> Iterator[str]:
    """The page, piece by piece, in the language of the draft; no script, and no word of a text is taken for markup."""
    from verifier.phrases import phrases

    words = phrases(view.lang)
    marks = _marks(view.listed(draft))
    yield (
        f'<!doctype html>\n<html lang="{escape(view.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(draft.draft)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(draft.draft)}</h1>\n<ul class=summary>{_summary(draft, words.short)}</ul>\n"
    )
    for paragraph in PARAGRAPH.finditer(view.text):
        inside = [mark for mark in marks if paragraph.start() <= mark.start < paragraph.end()]
        yield f"<p>{''.join(_marked(view.text, *paragraph.span(), inside))}</p>\n"
        if inside:
            yield f"<ul class=remarks>{''.join(_remark(mark, view) for mark in inside)}</ul>\n"
    if draft.unchecked:
        told = Counter(words.unchecked[one.reason] for one in draft.unchecked)
        listed = ", ".join(f"{escape(reason)}: {number}" for reason, number in sorted(told.items()))
        yield f"<footer>{escape(words.passed)}: {listed}</footer>\n"
    yield "</main>\n</body>\n</html>\n"


def _marks(checks: "Sequence[Checked]") -> list[Mark]:
    found = [
        Mark(span.start, span.end, number, check)
        for number, check in enumerate(checks, start=1)
        for span in check.spans
    ]
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.number))


def _summary(draft: "DraftReport", words: "dict[Verdict, str]") -> str:
    met = Counter(check.report.verdict for check in draft.checks)
    return "".join(f'<li class="{verdict}">{escape(words[verdict])}: {met[verdict]}</li>' for verdict in ORDER)


def _marked(text: str, start: int, end: int, marks: "Sequence[Mark]") -> Iterator[str]:
    """The text of a paragraph with its claims marked; one that begins inside another is told by its number alone."""
    done = start
    for mark in marks:
        yield escape(text[done : max(done, mark.start)])
        inner = escape(text[max(done, mark.start) : mark.end])
        done = max(done, mark.end)
        number = f'<a href="#r{mark.number}-{mark.start}"><sup>{mark.number}</sup></a>'
        yield f'<mark class="{mark.check.report.verdict}">{inner}</mark>{number}' if inner else number
    yield escape(text[done:end])


def _remark(mark: Mark, view: "DraftView") -> str:
    told = remark(mark.check, view)
    head = f"<strong>{escape(told.verdict)}</strong>" + (f": {escape(told.reason)}" if told.reason else "")
    values = "".join(f"<p>{escape(line)}</p>" for line in (*told.values, *told.notes))
    quotes = "".join(
        f"<blockquote>“{escape(one.words)}”<footer>{escape(': '.join(filter(None, (one.lead, one.place))))}</footer>"
        "</blockquote>"
        for one in told.evidence
    )
    verdict = mark.check.report.verdict
    return f'<li id="r{mark.number}-{mark.start}" class="{verdict}"><p>{mark.number}. {head}</p>{values}{quotes}</li>'
