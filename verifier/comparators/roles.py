"""Who did what to whom: the same predicate with its participants exchanged."""

from claims.claim import Claim
from claims.languages.lexicon import meanings
from verifier.index import Index
from verifier.model import Comparison
from verifier.pairing import Pair, argument_names, claims_at, predicate_claim, same_thing, side
from verifier.terms import Term

SURE = 0.85
HALF = 0.5
DOERS = frozenset({"subject", "agent"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """The exchange of two named participants where there is one, else how well the roles around the predicate agree."""
    return _exchanged(pair) or _objects(pair) or _aligned(pair)


def _objects(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT where the statement's object is not the article's, which the statement puts elsewhere."""
    for term, _, link in pair.links():
        said = predicate_claim(pair.statement, term)
        given = None if link is None else predicate_claim(pair.article, link.article)
        if link is None or said is None or given is None or link.score < SURE:
            continue
        mine, aside = _names_in("object", said, pair.statement), _names_in("oblique", said, pair.statement)
        theirs = _names_in("object", given, pair.article)
        if mine and theirs and not _linked(pair, mine, theirs) and _linked(pair, aside, theirs):
            return (
                Comparison(
                    aspect="role",
                    outcome="conflict",
                    statement=side(pair.statement, mine[0]),
                    article=side(pair.article, theirs[0]),
                    reason="roles-exchanged",
                    comparator="roles",
                    strength=0.9,
                ),
            )
    return ()


def _names_in(role: str, claim: Claim, index: Index) -> list[Term]:
    return [name for argument in claim.arguments if argument.role == role for name in argument_names(index, argument)]


def _linked(pair: Pair, mine: list[Term], theirs: list[Term]) -> bool:
    """Whether a name of the statement has one of the article's names as its counterpart."""
    return any(
        local is not None
        and any(one is term for one in mine)
        and any(same_thing(local.article, other) for other in theirs)
        for term, _, local in pair.links()
    )


def _aligned(pair: Pair) -> tuple[Comparison, ...]:
    """AGREE with the share of participants that play the same part around the predicate, SILENT where few do."""
    held: list[bool] = []
    shown: tuple[Term, Term] | None = None
    for term, _, link in pair.links():
        said = predicate_claim(pair.statement, term)
        given = None if link is None else predicate_claim(pair.article, link.article)
        if link is None or said is None or given is None or link.score < SURE:
            continue
        for role, mine in _parts(said, pair.statement):
            local = next((other for one, _, other in pair.links() if one is mine), None)
            if local is None or local.score < SURE:
                continue
            for other_role, theirs in _parts(given, pair.article):
                if same_thing(theirs, local.article):
                    held.append(role == other_role)
                    shown = (mine, theirs)
    if shown is None:
        return ()
    share = sum(held) / len(held)
    return (
        Comparison(
            aspect="role",
            outcome="agree" if share >= HALF else "silent",
            statement=side(pair.statement, shown[0]),
            article=side(pair.article, shown[1]),
            reason="same-roles" if share >= HALF else "other-role",
            comparator="roles",
            strength=round(share, 4),
        ),
    )


def _parts(claim: Claim, index: Index) -> list[tuple[str, Term]]:
    """The content terms of a claim's arguments, each as doer or as other, passives turned round."""
    passive = claim.predicate.passive and not any(argument.role == "object" for argument in claim.arguments)
    doing = "agent" if passive else "subject"
    return [
        ("doer" if argument.role == doing else "other", term)
        for argument in claim.arguments
        for term in index.sentences[argument.sentence]
        if argument.start <= term.start and term.end <= argument.end and term.kind != "value"
    ]


def _exchanged(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT where the article's doer is the statement's other participant, or its undergoer the statement's doer."""
    partner = {
        (term.start, term.end): link.article
        for term, _, link in pair.links()
        if link is not None and link.score >= 0.85 and link.kinship != "near"
    }
    for _, said in claims_at(pair.statement, 0):
        doers, others = _participants(said, pair.statement)
        mine = [(term, partner[term.start, term.end]) for term in doers if (term.start, term.end) in partner]
        theirs = [partner[term.start, term.end] for term in others if (term.start, term.end) in partner]
        if not mine or not theirs:
            continue
        for _, given in claims_at(pair.article, pair.match.sentence):
            if not _same_event(said, given):
                continue
            actors, targets = _participants(given, pair.article)
            if _converse(said, given):
                actors, targets = targets, actors
            swapped = _meet(theirs, actors) and not _meet([article for _, article in mine], actors)
            straight = _meet([article for _, article in mine], actors) and not _meet(theirs, actors)
            strict = _meet([article for _, article in mine], targets)
            if swapped and not strict and not _shares_value(pair, given):
                continue
            if swapped or (straight and _meet(theirs, targets)):
                return (
                    Comparison(
                        aspect="role",
                        outcome="conflict" if swapped else "agree",
                        statement=side(pair.statement, mine[0][0]),
                        article=side(pair.article, actors[0]),
                        reason="roles-exchanged" if swapped else "same-roles",
                        comparator="roles",
                        strength=0.9 if strict else 0.7,
                    ),
                )
    return ()


def _shares_value(pair: Pair, claim: Claim) -> bool:
    """Whether a value of the statement stands in the claim, so that it is plainly the same event."""
    return any(
        local is not None
        and term.kind == "value"
        and claim.start <= local.article.start
        and local.article.end <= claim.end
        for term, _, local in pair.links()
    )


def _participants(claim: Claim, index: Index) -> tuple[list[Term], list[Term]]:
    """The named doers and the other named participants of a claim, passives turned round."""
    passive = claim.predicate.passive and not any(argument.role == "object" for argument in claim.arguments)
    doing = "agent" if passive else "subject"
    doers = [term for a in claim.arguments if a.role == doing for term in argument_names(index, a)]
    others = [
        term
        for a in claim.arguments
        if a.role not in DOERS or (passive and a.role == "subject")
        for term in argument_names(index, a)
        if term not in doers
    ]
    return doers, others


def _meet(some: list[Term], others: list[Term]) -> bool:
    return any(same_thing(a, b) for a in some for b in others)


def _same_event(said: Claim, given: Claim) -> bool:
    """Whether both speak of one kind of event in which it matters who does it (to meet or to marry is mutual)."""
    shared = [
        meanings()[key[2:]]
        for key in said.predicate.concepts
        if key.startswith("m:") and key in given.predicate.concepts
    ]
    if any(group.id in group.converse for group in shared):
        return False
    return bool(set(said.predicate.concepts) & set(given.predicate.concepts)) or _converse(said, given)


def _converse(said: Claim, given: Claim) -> bool:
    mine = {key[2:] for key in said.predicate.concepts if key.startswith("m:")}
    theirs = {key[2:] for key in given.predicate.concepts if key.startswith("m:")}
    return not mine & theirs and any(
        other in meanings()[group].converse for group in mine if group in meanings() for other in theirs
    )
