"""Numbers, amounts, quantities, ages, durations: the same, plainly different for the same thing, or not given."""

from verifier.matching import Link
from verifier.model import Comparison
from verifier.pairing import Pair, negative, side
from verifier.terms import Term

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
            found.append(_comparison(pair, term, local, "agree", local.kinship))
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
            found.append(_comparison(pair, term, near, "agree", near.kinship))
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
            found.append(_comparison(pair, term, rival, "conflict", "value"))
    return tuple(found)


def _denied(pair: Pair, rival: Link) -> bool:
    """Whether only one side denies the value: "not yet 30" goes well with 29."""
    return negative(pair.statement, rival.statement) != negative(pair.article, rival.article)


def _comparison(pair: Pair, term: Term, link: Link, outcome: str, reason: str) -> Comparison:
    return Comparison(
        aspect="quantity",
        outcome="agree" if outcome == "agree" else "conflict",
        statement=side(pair.statement, term),
        article=side(pair.article, link.article),
        reason=reason,
        comparator="quantities",
        weight=term.weight,
        strength=link.score if outcome == "agree" else round(link.score * pair.sureness(link) / SAME_COUNT * 0.9, 4),
    )
