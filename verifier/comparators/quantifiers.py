"""All, none, some, only: a statement that claims more, or less, than the article leaves room for."""

from verifier.model import Comparison, Outcome, Side
from verifier.pairing import Pair, claims_at

EXCLUDES = frozenset(
    {("all", "none"), ("none", "all"), ("none", "some"), ("some", "none"), ("all", "some"), ("none", "most"), ("most", "none"), ("none", "many"), ("many", "none"), ("most", "few"), ("few", "most"), ("all", "few"), ("few", "all")}
)
BORNE_OUT = frozenset({("some", "all"), ("some", "most"), ("some", "many"), ("most", "all"), ("many", "all"), ("many", "most")})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """One comparison where both the statement and the sentence carry a quantifier on the same predicate."""
    found = []
    linked = {link.article.claim for term, _, link in pair.links() if link is not None and term.claim is not None}
    for _, said in claims_at(pair.statement, 0):
        if said.quantifier is None:
            continue
        given = next(
            (claim for number, claim in claims_at(pair.article, pair.match.sentence) if number in linked and claim.quantifier), None
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
                article=None if given is None else Side(start=given.start, end=given.end, text=given.text, value=given.quantifier or ""),
                reason=reason,
                comparator="quantifiers",
                strength=1.0,
            )
        )
    return tuple(found)
