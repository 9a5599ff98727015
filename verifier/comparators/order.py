"""Before or after, with or without: a small word with an opposite, on the same complement."""

from verifier.matching import Link
from verifier.model import Comparison
from verifier.pairing import Pair, governor, side

FUNCTION = frozenset({"ADP", "SCONJ"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT where the opposite word governs the counterpart of the statement's complement."""
    found = []
    for link in pair.clashes("opposite"):
        if link.statement.upos not in FUNCTION and link.article.upos not in FUNCTION:
            continue
        if not _same_complement(pair, link):
            continue
        found.append(
            Comparison(
                aspect="order",
                outcome="conflict",
                statement=side(pair.statement, link.statement),
                article=side(pair.article, link.article),
                reason="opposite-order",
                comparator="order",
                strength=round(link.score * pair.sureness(link), 4),
            )
        )
    return tuple(found)


def _same_complement(pair: Pair, link: Link) -> bool:
    mine, theirs = governor(pair.statement, link.statement), governor(pair.article, link.article)
    return mine is not None and theirs is not None and pair.linked(mine, theirs)
