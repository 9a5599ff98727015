"""Possible, planned or attempted in the article, fact in the statement: not borne out, yet not denied."""

from verifier.index import Index
from verifier.model import Comparison, Side
from verifier.pairing import Pair, predicate_claim, side
from verifier.prospects import opens, prospect
from verifier.terms import Term

WEAKER = frozenset({"possible", "planned"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """SILENT for a predicate that the article only holds possible, plans or attempts, AGREE where both say so alike.

    A statement that denies is left to the polarity: what was planned may well not have come about.
    """
    for term, _, link in pair.links():
        said = predicate_claim(pair.statement, term)
        if link is None or said is None or said.polarity == "negative":
            continue
        given = _weakness(pair.article, link.article)
        if given is None:
            continue
        own = _weakness(pair.statement, term) or _hedged(pair, term)
        return (
            Comparison(
                aspect="modality",
                outcome="agree" if own else "silent",
                statement=_shown(pair.statement, term, own or said.modality),
                article=_shown(pair.article, link.article, given),
                reason="same-modality" if own else f"{given}-only",
                comparator="modality",
                strength=1.0,
            ),
        )
    return ()


def _hedged(pair: Pair, predicate: Term) -> str | None:
    """The weaker modality of any claim of the statement, or of a plan besides that both sides name."""
    for claim in pair.statement.analysis.claims:
        if claim.modality in WEAKER:
            return claim.modality
    for term, _, link in pair.links():
        if term is not predicate and link is not None and opens(link.article):
            opened = opens(term)
            if opened:
                return opened
    return None


def _weakness(index: Index, term: Term) -> str | None:
    """How the text holds back from saying that the term's predicate is so: possible, planned, attempt; None if not."""
    claim = predicate_claim(index, term)
    weaker = claim.modality if claim is not None and claim.modality in WEAKER else None
    return prospect(index, term) or weaker


def _shown(index: Index, term: Term, value: str) -> Side:
    """The claim that the term is the predicate of, or the bare term, with its modality as value."""
    claim = predicate_claim(index, term)
    if claim is None:
        return side(index, term, value)
    return Side(start=claim.start, end=claim.end, text=claim.text, value=value)
