"""Names and words of the statement: borne out by the sentence, by its neighbours, or not at all."""

from verifier.matching import NEAR, Link
from verifier.model import Comparison
from verifier.pairing import Pair, side
from verifier.terms import Term


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """AGREE with the share of the term's weight that is borne out, SILENT for the rest; content never conflicts."""
    found = []
    for term, near, local in pair.links():
        if term.kind == "value":
            continue
        link = local or near
        found.append(_comparison(pair, term, link, local is not None))
    return tuple(found)


def _comparison(pair: Pair, term: Term, link: Link | None, local: bool) -> Comparison:
    aspect = "participant" if term.kind == "name" else "predicate" if term.claim is not None else "content"
    if link is None:
        reason = "no-such-participant" if term.kind == "name" else "not-said"
        return Comparison(
            aspect=aspect,
            outcome="silent",
            statement=side(pair.statement, term),
            reason=reason,
            comparator="content",
            weight=term.weight,
        )
    distance = abs(link.article.sentence - pair.match.sentence)
    reason = link.kinship if local else "nearby" if distance == 1 else "elsewhere"
    share = link.score * (1.0 if local else NEAR if distance == 1 else 0.75 if term.kind == "name" else 0.3)
    return Comparison(
        aspect=aspect,
        outcome="agree",
        statement=side(pair.statement, term),
        article=side(pair.article, link.article),
        reason=reason,
        comparator="content",
        weight=term.weight,
        strength=round(share, 4),
    )
