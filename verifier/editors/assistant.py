"""What assistants are told, in values of the protocol: verdicts, claims, passages, each quotation marked as untrusted.

A quotation is what somebody else wrote. It may hold words that want to be instructions, so it stands in fields whose
names begin with ``untrusted``, and nowhere else.
"""

from collections.abc import Iterable, Mapping

from claims.claim import Claim, Modality, Polarity
from claims.document import Document, Frozen
from verifier.library import Passage
from verifier.model import Aspect, Comparison, Relation, Report, Verdict
from verifier.phrases import phrases

LONGEST = 600
"""Code points of one quotation; a longer one is cut, and its span with it."""


class Quotation(Frozen):
    """Words of an article, with where they stand: half-open code points of its text, ``line`` from 1.

    ``cut`` tells that the words go on after ``end``.
    """

    article_id: str
    start: int
    end: int
    line: int
    untrusted_text: str
    untrusted_article_name: str
    cut: bool = False


class Found(Frozen):
    """A passage that a verdict rests on, and what it does to the statement."""

    relation: Relation
    quotation: Quotation


class Clash(Frozen):
    """Two values that cannot both be: of the statement and of the article, each in its normal form."""

    aspect: Aspect
    statement: str
    untrusted_article: str


class Answer(Frozen):
    """The verdict on one statement, judged by the articles alone."""

    statement: str
    verdict: Verdict
    confidence: float
    reason: str
    explanation: str
    evidence: tuple[Found, ...]
    clashes: tuple[Clash, ...]
    notes: tuple[str, ...]


class Asserted(Frozen):
    """One claim of an article; ``claim_id`` counts from 1, and claim://ARTICLE_ID/CLAIM_ID is the claim by itself."""

    claim_id: int
    quotation: Quotation
    untrusted_subject: str | None
    untrusted_predicate: str
    untrusted_values: tuple[str, ...]
    polarity: Polarity
    modality: Modality
    untrusted_attribution: str | None
    checkable: bool


class Claims(Frozen):
    """Claims of one article from ``offset`` on; ``total`` is how many it has."""

    article_id: str
    total: int
    offset: int
    claims: tuple[Asserted, ...]


class Passages(Frozen):
    """Passages of the articles that speak of what was looked for, best first."""

    passages: tuple[Quotation, ...]
    claim_uris: tuple[tuple[str, ...], ...]


def answer(report: Report, names: Mapping[str, str]) -> Answer:
    """A report for assistants, whose evidence names articles by their ids; ``names`` are those that people know."""
    known = phrases("en")
    return Answer(
        statement=report.statement,
        verdict=report.verdict,
        confidence=report.confidence,
        reason=report.reason,
        explanation=known.reason(report.reason) if report.verdict == "unknown" else known.short[report.verdict],
        evidence=tuple(
            Found(
                relation=one.relation,
                quotation=quotation(one.article, names[one.article], one.start, one.line, one.text),
            )
            for one in report.evidence
        ),
        clashes=tuple(_clashes(report.comparisons)) if report.verdict == "contradicted" else (),
        notes=tuple(note.message for note in report.notes),
    )


def asserted(article_id: str, name: str, document: Document, number: int, claim: Claim) -> Asserted:
    """A claim for assistants."""
    subject = claim.subject
    return Asserted(
        claim_id=number,
        quotation=quotation(article_id, name, claim.start, document.line(claim.start), claim.text),
        untrusted_subject=None if subject is None else short(subject.resolved or subject.text),
        untrusted_predicate=short(claim.predicate.lemma),
        untrusted_values=tuple(short(value.text) for value in claim.values),
        polarity=claim.polarity,
        modality=claim.modality,
        untrusted_attribution=short(claim.attribution.text) if claim.attribution else None,
        checkable=claim.checkable,
    )


def passages(found: Iterable[Passage]) -> Passages:
    """What a search found, for assistants."""
    known = tuple(found)
    return Passages(
        passages=tuple(quotation(str(one.article_id), one.article, one.start, one.line, one.text) for one in known),
        claim_uris=tuple(tuple(f"claim://{one.article_id}/{number}" for number in one.claims) for one in known),
    )


def quotation(article_id: str, name: str, start: int, line: int, text: str) -> Quotation:
    """Words of an article from the code point ``start`` on, at most ``LONGEST`` of them."""
    kept = text[:LONGEST]
    return Quotation(
        article_id=article_id,
        start=start,
        end=start + len(kept),
        line=line,
        untrusted_text=kept,
        untrusted_article_name=short(name),
        cut=len(kept) < len(text),
    )


def short(text: str) -> str:
    """A text of an article that is no quotation with a span: a name, a value; cut where it is long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _clashes(comparisons: Iterable[Comparison]) -> Iterable[Clash]:
    for one in comparisons:
        if one.outcome == "conflict" and one.statement and one.article:
            yield Clash(
                aspect=one.aspect,
                statement=short(one.statement.value or one.statement.text),
                untrusted_article=short(one.article.value or one.article.text),
            )
