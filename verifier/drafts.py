"""A draft against its sources: every claim of it that can be checked is verified like a statement."""

from collections.abc import Iterator, Sequence

from claims.claim import Analysis, Claim
from claims.document import Frozen
from verifier.model import Report
from verifier.pipeline import Engine, Source


class Checked(Frozen):
    """One claim of a draft with its verdict; offsets are code points of the draft's text, ``line`` is 1-based.

    ``report.statement`` is what was judged: the words of the claim where they stand by themselves, else its sentence.
    """

    start: int
    end: int
    text: str
    line: int
    report: Report


class DraftReport(Frozen):
    """All that was checked of a draft, in the order of its text."""

    draft: str
    draft_sha256: str
    checks: tuple[Checked, ...]


def check_draft(engine: Engine, draft: Analysis, name: str, sources: Sequence[Source]) -> DraftReport:
    """The verdict on every checkable claim of an analysed draft."""
    return DraftReport(
        draft=name, draft_sha256=draft.document.sha256, checks=tuple(check_claims(engine, draft, sources))
    )


def check_claims(engine: Engine, draft: Analysis, sources: Sequence[Source]) -> Iterator[Checked]:
    """The same one by one, each judged when it is asked for."""
    document = draft.document
    wanted = [claim for claim in draft.claims if claim.checkable and claim.parent is None]
    statements = {id(claim): _statement(claim, draft) for claim in wanted}
    engine.prepare([(text, document.lang) for text in statements.values()])
    for number, claim in enumerate(wanted, start=1):
        report = engine.verify(statements[id(claim)], sources, lang=document.lang, id=str(number))
        yield Checked(start=claim.start, end=claim.end, text=claim.text, line=document.line(claim.start), report=report)


def _statement(claim: Claim, draft: Analysis) -> str:
    """What to judge for a claim: its own words where others stand beside it in its sentence, else the sentence."""
    beside = [other for other in draft.claims if other.sentence == claim.sentence and other.parent is None]
    if len(beside) > 1 and claim.subject is not None and claim.subject.overt and claim.subject.start >= claim.start:
        return claim.text
    return draft.document.surface(draft.document.sentences[claim.sentence].span)
