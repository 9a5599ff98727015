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
        (term, link, negative(pair.statement, term) != negative(pair.article, link.article))
        for term, _, link in pair.links()
        if link is not None and link.score >= SURE and _comparable(term, link)
    ]
    cancelled = sum(differ for _, _, differ in found) % 2 == 0
    return tuple(
        _comparison(pair, term, link, differ and not cancelled)
        for term, link, differ in found
        if not (differ and cancelled)
    )


def _comparable(term: Term, link: Link) -> bool:
    """Whether both are predicates, or the statement says of its subject that it is (not) what the article calls it."""
    if term.claim is None or term.weight < LIGHTEST:
        return False
    return term.upos not in VERBAL or link.article.upos in VERBAL or link.article.claim is not None


def _comparison(pair: Pair, term: Term, link: Link, conflict: bool) -> Comparison:
    return Comparison(
        aspect="polarity",
        outcome="conflict" if conflict else "agree",
        statement=side(pair.statement, term, "negative" if negative(pair.statement, term) else "positive"),
        article=side(pair.article, link.article, "negative" if negative(pair.article, link.article) else "positive"),
        reason="negation" if conflict else "same-polarity",
        comparator="polarity",
        strength=round(link.score * pair.sureness(link), 4),
    )
