"""Another in the same place: all else of the event agrees, but the article names somebody or something else there."""

from claims.claim import Argument, Claim
from verifier.index import Index
from verifier.model import Comparison
from verifier.pairing import Pair, argument_names, predicate_claim, same_thing, siblings, side
from verifier.terms import Term

SURE = 0.85
EXACT_EVENT = 4
OFFICE = 2
TITLES = frozenset({"title", "apposition"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for a name that the sentence lacks, where the same predicate has one other name in that very role.

    Only where enough else of the event agrees, so that it is one event with one holder of the role (an office, said of
    its institution, has one anyway); a list of names (Google and OpenAI) leaves room for more.
    """
    agreeing = sum(local is not None and local.score >= SURE and term.weight >= 0.5 for term, _, local in pair.links())
    here = {(term.start, term.end) for term, _, local in pair.links() if term.kind == "name" and local is not None}
    taken = [local.article for _, _, local in pair.links() if local is not None]
    for term, _, link in pair.links():
        said = predicate_claim(pair.statement, term)
        given = None if link is None else predicate_claim(pair.article, link.article)
        if (
            link is None
            or said is None
            or given is None
            or link.score < SURE
            or link.article.sentence != pair.match.sentence
        ):
            continue
        office = given.rule in TITLES
        if agreeing < (OFFICE if office else EXACT_EVENT):
            continue
        for argument in said.arguments:
            names = [name for name in argument_names(pair.statement, argument) if (name.start, name.end) not in here]
            rivals = _rivals(argument, said, given, pair.article)
            if names and len(rivals) == 1 and not any(same_thing(rivals[0], other) for other in taken):
                return (
                    Comparison(
                        aspect="participant",
                        outcome="conflict",
                        statement=side(pair.statement, names[0]),
                        article=side(pair.article, rivals[0]),
                        reason="another",
                        comparator="fillers",
                        strength=round(0.5 * link.score + 0.5 * pair.match.coverage, 4) if not office else 1.0,
                    ),
                )
    return ()


def _rivals(argument: Argument, said: Claim, given: Claim, article: Index) -> list[Term]:
    """The names that stand in the same role of the article's claim."""
    doer = _is_doer(argument, said)
    found = [
        name
        for claim in siblings(article, given)
        for other in claim.arguments
        if other.overt
        and doer == _is_doer(other, claim)
        and (doer or (argument.role, argument.case) == (other.role, other.case))
        for name in argument_names(article, other)
    ]
    return list({(name.start, name.end): name for name in found}.values())


def _is_doer(argument: Argument, claim: Claim) -> bool:
    return argument.role == ("agent" if claim.predicate.passive else "subject")
