"""What is said of a claim at its place in the draft, be that in Word, Markdown or a page, in the draft's language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from verifier.formats.words import conflicts, grouped

if TYPE_CHECKING:
    from verifier.drafts import Checked
    from verifier.formats.drafts.view import DraftView
    from verifier.model import Comparison, Evidence, Report, Side
    from verifier.phrases import Phrases


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
        values=tuple(_values(one, words) for one in conflicts(report)),
        evidence=tuple(_evidence(report, words, view)),
        notes=tuple(note.message for note in report.notes if note.code == "completed"),
    )


def _values(conflict: "Comparison", words: "Phrases") -> str:
    aspect = words.aspects[conflict.aspect]
    return f"{aspect}: {words.here} {_side(conflict.statement)} · {words.there} {_side(conflict.article)}"


def _side(side: "Side | None") -> str:
    if side is None:
        return "–"
    value = grouped(side.value)
    return f"“{side.text}”" if not value or value == side.text else f"“{side.text}” ({value})"


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
