"""Opposite meanings: won for lost, rose for fell; an opposite that is itself negated agrees."""

from verifier.matching import Link
from verifier.model import Comparison
from verifier.pairing import Pair, governor, negative, side
from verifier.terms import Term

SURENESS: dict[str | None, float] = {None: 0.9, "near": 0.6, "meaning": 0.45, "implied": 0.45}


SAID = 0.95
NOMINAL = 0.5
DETACHED = 0.5
FUNCTION = frozenset({"ADP", "SCONJ", "DET"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """CONFLICT for a word of the statement whose opposite the sentence asserts of the same thing.

    The more surely the sentence also says the word itself, the less the opposite counts (both rose and fell).
    """
    own = {id(term): local for term, _, local in pair.links()}
    agreed = {
        (link.article.start, link.article.end)
        for _, _, link in pair.links()
        if link is not None and link.kinship in ("same", "translation")
    }
    found = []
    for link in pair.clashes("opposite"):
        local = own[id(link.statement)]
        sureness = SURENESS.get(None if local is None else local.kinship, 0.2)
        if local is not None and local.kinship in ("same", "translation") and local.score >= SAID:
            continue
        if (link.article.start, link.article.end) in agreed or {link.statement.upos, link.article.upos} & FUNCTION:
            continue
        differ = negative(pair.statement, link.statement) != negative(pair.article, link.article)
        found.append(
            Comparison(
                aspect="predicate",
                outcome="agree" if differ else "conflict",
                statement=side(pair.statement, link.statement),
                article=side(pair.article, link.article),
                reason="negated-opposite" if differ else "opposite",
                comparator="predicate",
                weight=link.statement.weight if local is None else 0.0,
                strength=round(sureness * (1.0 if _predicative(link.statement) else NOMINAL) * _context(pair, link), 4),
            )
        )
    return tuple(found)


def _context(pair: Pair, link: Link) -> float:
    """How surely both words are said of the same thing: by the words around them, an adjective by its noun too."""
    context = pair.sureness(link)
    if link.statement.upos == link.article.upos == "ADJ":
        mine, theirs = governor(pair.statement, link.statement), governor(pair.article, link.article)
        if mine is not None and theirs is not None and not pair.linked(mine, theirs):
            return context * DETACHED
    return context


def _predicative(term: Term) -> bool:
    """Whether the word says something of a thing rather than naming one."""
    return term.claim is not None or term.upos in ("VERB", "ADJ", "ADV")
