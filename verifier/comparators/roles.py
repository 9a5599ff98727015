"""Who did what to whom: the same predicate with its participants exchanged."""

from claims.claim import Argument, Claim
from claims.languages.lexicon import meanings
from verifier.matching import Index
from verifier.model import Comparison
from verifier.pairing import Pair, argument_terms, claims_at, side
from verifier.terms import Term

DOERS = frozenset({"subject", "agent"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT where the statement's doer is the article's undergoer and the other way round."""
    found = []
    partner = {
        (term.start, term.end): link.article
        for term, _, link in pair.links()
        if link is not None and link.score >= 0.85 and link.kinship != "near"
    }
    for _, said in claims_at(pair.statement, 0):
        doer, other = _participants(said, pair.statement)
        if doer is None or other is None:
            continue
        first, second = partner.get((doer.start, doer.end)), partner.get((other.start, other.end))
        if first is None or second is None:
            continue
        for _, given in claims_at(pair.article, pair.match.sentence):
            if not _same_event(said, given):
                continue
            theirs, target = _participants(given, pair.article)
            if theirs is None or target is None or _same(theirs, target):
                continue
            swapped = _same(theirs, second) and _same(target, first)
            straight = _same(theirs, first) and _same(target, second)
            if _converse(said, given):
                swapped, straight = straight, swapped
            if swapped or straight:
                found.append(
                    Comparison(
                        aspect="role",
                        outcome="conflict" if swapped else "agree",
                        statement=side(pair.statement, doer),
                        article=side(pair.article, theirs),
                        reason="roles-exchanged" if swapped else "same-roles",
                        comparator="roles",
                        strength=1.0,
                    )
                )
    return tuple(found[:1])


def _participants(claim: Claim, index: Index) -> tuple[Term | None, Term | None]:
    """The named doer and the named other participant of a claim, passives turned round."""
    doers = [a for a in claim.arguments if a.role == ("agent" if claim.predicate.passive else "subject")]
    others = [a for a in claim.arguments if a.role not in DOERS or (claim.predicate.passive and a.role == "subject")]
    return _named(doers, index), _named(others, index)


def _named(arguments: list[Argument], index: Index) -> Term | None:
    return next((term for argument in arguments for term in argument_terms(index, argument) if term.kind == "name"), None)


def _same(a: Term, b: Term) -> bool:
    return (a.start, a.end) == (b.start, b.end) or (a.entity is not None and a.entity == b.entity)


def _same_event(said: Claim, given: Claim) -> bool:
    return bool(set(said.predicate.concepts) & set(given.predicate.concepts)) or _converse(said, given)


def _converse(said: Claim, given: Claim) -> bool:
    mine = {key[2:] for key in said.predicate.concepts if key.startswith("m:")}
    theirs = {key[2:] for key in given.predicate.concepts if key.startswith("m:")}
    return not mine & theirs and any(other in meanings()[group].converse for group in mine if group in meanings() for other in theirs)
