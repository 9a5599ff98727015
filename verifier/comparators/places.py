"""Where it happened: an event has one place, so another name in the same local role of the same event conflicts."""

from claims.claim import Claim
from verifier.matching import Index
from verifier.model import Comparison
from verifier.pairing import Pair, argument_names, claims_at, side
from verifier.terms import Term

LOCAL = frozenset({"Loc", "in", "at"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for a named place of the statement that the sentence does not name, where it names another place."""
    met = {(term.start, term.end) for term, near, local in pair.links() if local is not None or near is not None}
    used = {(link.article.start, link.article.end) for _, _, link in pair.links() if link is not None}
    found = []
    for _, said in claims_at(pair.statement, 0):
        for place in _places(said, pair.statement):
            if (place.start, place.end) in met:
                continue
            rivals = [
                rival
                for _, given in claims_at(pair.article, pair.match.sentence)
                for rival in _places(given, pair.article)
                if (rival.start, rival.end) not in used
            ]
            if rivals:
                found.append(
                    Comparison(
                        aspect="participant",
                        outcome="conflict",
                        statement=side(pair.statement, place),
                        article=side(pair.article, rivals[0]),
                        reason="place",
                        comparator="places",
                        strength=0.6,
                    )
                )
    return tuple(found[:1])


def _places(claim: Claim, index: Index) -> tuple[Term, ...]:
    return tuple(
        term
        for argument in claim.arguments
        if argument.case in LOCAL
        for term in argument_names(index, argument)
    )
