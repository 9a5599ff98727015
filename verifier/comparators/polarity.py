"""Negation: the same predicate, affirmed on one side and denied on the other; two negations cancel out."""

from verifier.matching import Link
from verifier.model import Comparison
from verifier.pairing import Pair, negative, side
from verifier.terms import Term

SURE = 0.7
LIGHTEST = 0.2
VERBAL = frozenset({"VERB", "AUX"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison for every predicate of the statement that the sentence has too."""
    found = [
        (link, negative(pair.statement, term), negative(pair.article, link.article))
        for term, _, link in pair.links()
        if link is not None and link.score >= SURE and _comparable(term, link)
    ]
    cancelled = sum(mine != theirs for _, mine, theirs in found) % 2 == 0
    return tuple(
        _comparison(pair, link, mine, theirs) for link, mine, theirs in found if mine == theirs or not cancelled
    )


def _comparable(term: Term, link: Link) -> bool:
    """Whether both are predicates, or the statement says of its subject that it is (not) what the article calls it."""
    if term.claim is None or term.weight < LIGHTEST:
        return False
    return term.upos not in VERBAL or link.article.upos in VERBAL or link.article.claim is not None


def _comparison(pair: Pair, link: Link, mine: bool, theirs: bool) -> Comparison:
    """AGREE where both sides affirm or both deny, else CONFLICT."""
    return Comparison(
        aspect="polarity",
        outcome="agree" if mine == theirs else "conflict",
        statement=side(pair.statement, link.statement, _named(mine)),
        article=side(pair.article, link.article, _named(theirs)),
        reason="same-polarity" if mine == theirs else "negation",
        comparator="polarity",
        strength=round(link.score * pair.sureness(link), 4),
    )


def _named(denied: bool) -> str:
    return "negative" if denied else "positive"
