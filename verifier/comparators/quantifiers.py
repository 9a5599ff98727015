"""All, none, some, only: a statement that claims more, or less, than the article leaves room for."""

from verifier.model import Comparison, Outcome, Side
from verifier.pairing import Pair, argument_names, claims_at, predicate_claim, same_thing, siblings, side

EXCLUDES = frozenset(
    {
        ("all", "none"),
        ("none", "all"),
        ("none", "some"),
        ("some", "none"),
        ("all", "some"),
        ("none", "most"),
        ("most", "none"),
        ("none", "many"),
        ("many", "none"),
        ("most", "few"),
        ("few", "most"),
        ("all", "few"),
        ("few", "all"),
    }
)
LOOSE = frozenset({"some", "any", "each", "first", "superlative", "both"})
ONLY = "m:only"
SURE = 0.85
BORNE_OUT = frozenset(
    {("some", "all"), ("some", "most"), ("some", "many"), ("most", "all"), ("many", "all"), ("many", "most")}
)


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison where statement and sentence both quantify the same predicate, or the statement says only."""
    found = list(_only(pair))
    linked = {link.article.claim for term, _, link in pair.links() if link is not None and term.claim is not None}
    for _, said in claims_at(pair.statement, 0):
        if said.quantifier is None or said.quantifier in LOOSE:
            continue
        quantified = [
            (number, claim) for number, claim in claims_at(pair.article, pair.match.sentence) if claim.quantifier
        ]
        given = next((claim for _, claim in quantified if claim.quantifier == said.quantifier), None) or next(
            (claim for number, claim in quantified if number in linked), None
        )
        outcome: Outcome = "silent"
        reason = "no-such-quantifier"
        if given is not None and given.quantifier is not None:
            key = (said.quantifier, given.quantifier)
            if key[0] == key[1] or key in BORNE_OUT:
                outcome, reason = "agree", "same-quantifier"
            elif key in EXCLUDES:
                outcome, reason = "conflict", "quantifier"
        found.append(
            Comparison(
                aspect="quantifier",
                outcome=outcome,
                statement=Side(start=said.start, end=said.end, text=said.text, value=said.quantifier),
                article=None
                if given is None
                else Side(start=given.start, end=given.end, text=given.text, value=given.quantifier or ""),
                reason=reason,
                comparator="quantifiers",
                strength=1.0,
            )
        )
    return tuple(found)


def _only(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for "only X" where the article has the same of others, or says the same "besides X"."""
    marker = next((term for term in pair.statement.all if ONLY in term.concepts), None)
    if marker is None or any(local is not None and ONLY in local.article.concepts for _, _, local in pair.links()):
        return ()
    known = [local.article for _, _, local in pair.links() if local is not None]
    for term, _, link in pair.links():
        given = None if link is None else predicate_claim(pair.article, link.article)
        if term.claim is None or link is None or given is None or given.polarity == "negative" or link.score < SURE:
            continue
        for argument in (a for claim in siblings(pair.article, given) for a in claim.arguments):
            if argument.role == "subject":
                continue
            for name in argument_names(pair.article, argument):
                if not any(same_thing(name, other) for other in known):
                    return (
                        Comparison(
                            aspect="quantifier",
                            outcome="conflict",
                            statement=side(pair.statement, marker, "only"),
                            article=side(pair.article, name),
                            reason="others-too",
                            comparator="quantifiers",
                            strength=0.8,
                        ),
                    )
    return ()
