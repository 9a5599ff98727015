"""Negation: the same predicate, affirmed on one side and denied on the other."""

from verifier.model import Comparison
from verifier.pairing import Pair, negative, predicate_claim, side


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison for every predicate of the statement that the sentence has too."""
    found = []
    for term, _, link in pair.links():
        if term.claim is None or link is None or link.kinship == "near" or term.weight < 0.5:
            continue
        if predicate_claim(pair.article, link.article) is None and link.article.upos not in ("VERB", "AUX"):
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
                strength=link.score,
            )
        )
    return tuple(found)
