"""Negation: the same predicate, affirmed on one side and denied on the other."""

from verifier.model import Comparison
from verifier.pairing import Pair, negative, side


SURE = 0.7


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison for every predicate of the statement that the sentence has too."""
    found = []
    for term, _, link in pair.links():
        if term.claim is None or link is None or link.score < SURE or term.weight < 0.5:
            continue
        differ = negative(pair.statement, term) != negative(pair.article, link.article)
        found.append(
            Comparison(
                aspect="polarity",
                outcome="conflict" if differ else "agree",
                statement=side(pair.statement, term, "negative" if negative(pair.statement, term) else "positive"),
                article=side(pair.article, link.article, "negative" if negative(pair.article, link.article) else "positive"),
                reason="negation" if differ else "same-polarity",
                comparator="polarity",
                strength=round(pair.sureness(link), 4),
            )
        )
    return tuple(found)
