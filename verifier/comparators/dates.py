"""Dates: the same, plainly another day, month or year for the same event, or not given."""

from verifier.model import Comparison
from verifier.pairing import Pair, side


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison for every date of the statement."""
    found = []
    for term, near, local in pair.links():
        if term.value is None or term.value.kind != "date":
            continue
        link = local or near
        rival = next((rival for rival in pair.clashes("different-value") if rival.statement is term), None)
        if link is None and rival is None:
            found.append(
                Comparison(
                    aspect="date",
                    outcome="silent",
                    statement=side(pair.statement, term),
                    reason="no-such-date",
                    comparator="dates",
                    weight=term.weight,
                )
            )
            continue
        chosen = link or rival
        assert chosen is not None
        found.append(
            Comparison(
                aspect="date",
                outcome="agree" if link else "conflict",
                statement=side(pair.statement, term),
                article=side(pair.article, chosen.article),
                reason=chosen.kinship if link else "date",
                comparator="dates",
                weight=term.weight,
                strength=chosen.score,
            )
        )
    return tuple(found)
