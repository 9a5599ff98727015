"""Numbers, amounts, quantities, ages, durations: the same, plainly different for the same thing, or not given."""

from verifier.matching import Link
from verifier.model import Comparison
from verifier.pairing import Pair, borne_out, negative, side

CLEAR = 0.5
SAME_COUNT = 0.5
ASPECT_KINDS = frozenset({"number", "percent", "money", "quantity", "age", "ordinal", "range", "duration"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison for every value of the statement that is no date."""
    taken = {
        (link.article.start, link.article.end)
        for _, _, link in pair.links()
        if link is not None and link.statement.kind == "value"
    }
    found = []
    for term, near, local in pair.links():
        if term.value is None or term.value.kind not in ASPECT_KINDS:
            continue
        if local is not None and local.score > SAME_COUNT:
            found.append(borne_out(pair, local, "quantity", "quantities"))
            continue
        rivals = [
            rival
            for rival in pair.clashes("different-value")
            if rival.statement is term
            and rival.score >= SAME_COUNT
            and (rival.article.start, rival.article.end) not in taken
        ]
        rival = max(rivals, key=lambda rival: (rival.score, -rival.article.start), default=None)
        near = local or near
        if near is not None and (rival is None or pair.context(rival) < CLEAR):
            found.append(borne_out(pair, near, "quantity", "quantities"))
        elif rival is None or _denied(pair, rival):
            found.append(
                Comparison(
                    aspect="quantity",
                    outcome="silent",
                    statement=side(pair.statement, term),
                    reason="no-such-value",
                    comparator="quantities",
                    weight=term.weight,
                )
            )
        else:
            found.append(_conflict(pair, rival))
    return tuple(found)


def _denied(pair: Pair, rival: Link) -> bool:
    """Whether only one side denies the value: "not yet 30" goes well with 29."""
    return negative(pair.statement, rival.statement) != negative(pair.article, rival.article)


def _conflict(pair: Pair, rival: Link) -> Comparison:
    return Comparison(
        aspect="quantity",
        outcome="conflict",
        statement=side(pair.statement, rival.statement),
        article=side(pair.article, rival.article),
        reason="value",
        comparator="quantities",
        weight=rival.statement.weight,
        strength=round(rival.score * pair.sureness(rival) / SAME_COUNT * 0.9, 4),
    )
