"""Set aside on one side, asserted on the other: "NSF, not DARPA, announced it" against "DARPA announced it"."""

from verifier.model import Comparison
from verifier.pairing import Pair, negative, side


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for a participant that the statement excludes and the sentence asserts."""
    found = []
    for term, _, link in pair.links():
        if link is None or not term.excluded or link.article.excluded or term.kind != "name":
            continue
        if negative(pair.article, link.article):
            continue
        found.append(
            Comparison(
                aspect="participant",
                outcome="conflict",
                statement=side(pair.statement, term, "excluded"),
                article=side(pair.article, link.article, "asserted"),
                reason="contrast",
                comparator="contrast",
                strength=round(link.score * pair.sureness(link), 4),
            )
        )
    return tuple(found)
