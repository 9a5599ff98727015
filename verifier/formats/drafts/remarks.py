"""What is said of a claim at its place in the draft, be that in Word, Markdown or a page, in the draft's language."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from verifier.formats.words import conflicts, grouped

if TYPE_CHECKING:
    from verifier.drafts import Checked
    from verifier.formats.drafts.view import DraftView
    from verifier.model import Comparison, Evidence, Report, Side
    from verifier.phrases import Phrases

NUMBER = re.compile(r"-?\d[\d.-]*")
TELLING = re.compile(r"[A-Z]{3}$|%|\d{5}|\d-\d")


class Quotation(NamedTuple):
    """Words of an article and where they stand; ``lead`` tells of those that are merely the closest."""

    lead: str
    words: str
    place: str


class Remark(NamedTuple):
    """The parts of a remark: verdict in words, why, values that clash, and evidence as quotation and place."""

    verdict: str
    reason: str
    values: tuple[str, ...]
    evidence: tuple[Quotation, ...]
    notes: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The remark as plain paragraphs, the verdict first."""
        first = f"{self.verdict}: {self.reason}" if self.reason else self.verdict
        quoted = (f"{f'{one.lead}: ' if one.lead else ''}“{one.words}” – {one.place}" for one in self.evidence)
        return (first, *self.values, *quoted, *self.notes)


def remark(check: "Checked", view: "DraftView") -> Remark:
    """What is said of a checked claim, in the language of its draft; it quotes texts as they stand."""
    from verifier.phrases import phrases

    report, words = check.report, phrases(check.report.lang)
    settled = report.verdict != "unknown"
    return Remark(
        verdict=words.short[report.verdict],
        reason="" if settled else words.reason(report.reason),
        values=tuple(_values(one, words) for one in _telling(report)),
        evidence=tuple(_evidence(report, words, view)),
        notes=tuple(note.message for note in report.notes if note.code == "completed"),
    )


def _telling(report: "Report") -> "list[Comparison]":
    """The conflicts with the words that are quoted, all where none is with those; of an open question no mere words."""
    found = [one for one in conflicts(report) if report.verdict == "contradicted" or one.aspect != "meaning"]
    return [one for one in found if one.article is not None and _is_quoted(one.article, report)] or found


def _is_quoted(side: "Side", report: "Report") -> bool:
    return any(one.start <= side.start and side.end <= one.end for one in report.evidence)


def _values(conflict: "Comparison", words: "Phrases") -> str:
    aspect = words.aspects[conflict.aspect]
    return f"{aspect}: {words.here} {_side(conflict.statement)} · {words.there} {_side(conflict.article)}"


def _side(side: "Side | None") -> str:
    """The words, and the amount, share, date or large number that they stand for where they do not show its digits."""
    if side is None:
        return "–"
    number = NUMBER.match(side.value)
    if number is None or not TELLING.search(side.value) or number.group() in side.text.replace(",", "."):
        return f"“{side.text}”"
    return f"“{side.text}” ({grouped(side.value)})"


def _evidence(report: "Report", words: "Phrases", view: "DraftView") -> "Iterable[Quotation]":
    for evidence in report.evidence:
        place = words.place.format(article=evidence.article, line=evidence.line)
        if evidence.place:
            place += f" ({evidence.place})"
        lead = words.closest if evidence.relation == "related" else ""
        yield Quotation(lead, " ".join(_sentence(evidence, view).split()), place)


def _sentence(evidence: "Evidence", view: "DraftView") -> str:
    """The whole sentences in which the evidence stands, where the article is at hand."""
    document = view.documents.get(evidence.article)
    if document is None or document.text[evidence.start : evidence.end] != evidence.text:
        return evidence.text
    touched = [one for one in document.sentences if one.start < evidence.end and evidence.start < one.end]
    return document.text[touched[0].start : touched[-1].end] if touched else evidence.text
