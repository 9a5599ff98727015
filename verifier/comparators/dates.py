"""Dates: the same, plainly another day, month or year for the same event, or not given."""

from verifier.model import Comparison
from verifier.pairing import Pair, borne_out, side


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison for every date of the statement."""
    found = []
    for term, near, local in pair.links():
        if term.value is None or term.value.kind != "date":
            continue
        link = local or near
        rival = next((rival for rival in pair.clashes("different-value") if rival.statement is term), None)
        if link is not None:
            found.append(borne_out(pair, link, "date", "dates"))
        elif rival is not None:
            found.append(
                Comparison(
                    aspect="date",
                    outcome="conflict",
                    statement=side(pair.statement, term),
                    article=side(pair.article, rival.article),
                    reason="date",
                    comparator="dates",
                    weight=term.weight,
                    strength=rival.score,
                )
            )
        else:
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
    return tuple(found)
