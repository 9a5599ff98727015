"""More, less, most, least: a comparison that the statement makes and the sentence does not is not borne out."""

from verifier.index import Index
from verifier.model import Comparison
from verifier.pairing import Pair, side
from verifier.terms import Term

DEGREES = frozenset({"Cmp", "Sup"})
MEANINGS = frozenset({"m:comparative", "m:superlative", "m:more", "m:less", "m:most", "m:least"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """SILENT for the first comparison of the statement where the sentence compares nothing, AGREE where it does."""
    mine = next((term for term in pair.statement.all if _compares(term, pair.statement)), None)
    if mine is None:
        return ()
    theirs = next((term for term in pair.article.sentences[pair.match.sentence] if _compares(term, pair.article)), None)
    return (
        Comparison(
            aspect="quantifier",
            outcome="agree" if theirs else "silent",
            statement=side(pair.statement, mine),
            article=side(pair.article, theirs) if theirs else None,
            reason="compared-too" if theirs else "no-such-comparison",
            comparator="comparisons",
            strength=1.0 if theirs else 0.0,
        ),
    )


def _compares(term: Term, index: Index) -> bool:
    if MEANINGS & set(term.concepts):
        return True
    sentence = index.analysis.document.sentences[term.sentence]
    return any(token.id in term.tokens and token.feats.get("Degree") in DEGREES for token in sentence.tokens)
