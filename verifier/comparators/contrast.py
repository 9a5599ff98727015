"""Set aside on one side, asserted on the other: "NSF, not DARPA, announced it" against "DARPA announced it"."""

from verifier.model import Comparison
from verifier.pairing import Pair, negative, side


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for a participant that the statement excludes and the sentence asserts, or the other way round."""
    found = []
    for term, _, link in pair.links():
        if link is None or link.score < 0.7 or term.excluded == link.article.excluded:
            continue
        if term.excluded and negative(pair.article, link.article):
            continue
        found.append(
            Comparison(
                aspect="participant",
                outcome="conflict",
                statement=side(pair.statement, term, "excluded" if term.excluded else "asserted"),
                article=side(pair.article, link.article, "excluded" if link.article.excluded else "asserted"),
                reason="contrast",
                comparator="contrast",
                strength=round(pair.sureness(link), 4),
            )
        )
    return tuple(found)
