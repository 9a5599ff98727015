"""Opposite meanings: won for lost, rose for fell; an opposite that is itself negated agrees."""

from verifier.model import Comparison
from verifier.pairing import Pair, negative, side


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for a word of the statement whose opposite the sentence asserts of the same thing."""
    agreed = {
        (link.article.start, link.article.end) for _, _, link in pair.links() if link is not None and link.kinship != "near"
    }
    found = []
    for link in pair.clashes("opposite"):
        own = next((local for term, _, local in pair.links() if term is link.statement), None)
        if own is not None and own.kinship != "near" or (link.article.start, link.article.end) in agreed:
            continue
        differ = negative(pair.statement, link.statement) != negative(pair.article, link.article)
        found.append(
            Comparison(
                aspect="predicate",
                outcome="agree" if differ else "conflict",
                statement=side(pair.statement, link.statement),
                article=side(pair.article, link.article),
                reason="negated-opposite" if differ else "opposite",
                comparator="predicate",
                weight=link.statement.weight,
                strength=link.score,
            )
        )
    return tuple(found)
