"""How much of a statement an article holds: rare terms weigh more, names and values most, the best sentence counts.

What an article says elsewhere counts for less, for a fact is mostly told in one place and named in another.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from claims.folding import indexed
from claims.store.keys import is_specific
from claims.store.lookup import KeyRow
from verifier.retrieval.fuzzy import ENDING, SHORTEST, near_names, slips
from verifier.retrieval.model import Hit, Postings, Query

MOST = 48
"""Of a long text, only so many terms are looked for, the rarest."""
SLIPS = 8
SPECIFIC = 1.0
ELSEWHERE = 0.6
HEADING = 0.9
SHOWN = 3


class Term(NamedTuple):
    """One thing of the statement by the keys that the store knows, with the number of their sentences, rarest first."""

    keys: tuple[tuple[str, int], ...]
    specific: bool
    total: int

    @property
    def rarest(self) -> int:
        """In how few sentences it stands: a name or a value by its rarest form, a word by all its senses together."""
        return self.keys[0][1] if self.specific else sum(number for _, number in self.keys)

    def weight(self, met: Collection[str]) -> float:
        """What it weighs where these of its keys are met."""
        if self.specific:
            rarest = next(number for key, number in self.keys if key in met)
            return SPECIFIC * math.log1p(self.total / rarest)
        return math.log1p(self.total / self.rarest) * (1.0 + len(met) / len(self.keys)) / 2.0


def weigh(query: Query, postings: Postings) -> tuple[Term, ...]:
    """The terms of a statement that the store knows, rarest first; unknown names by those that they may be slips of."""
    groups = dict.fromkeys(tuple(dict.fromkeys(map(indexed, keys))) for keys in query.terms)
    counts = postings.counts(key for group in groups for key in group)
    total = max(postings.total(), 1)
    terms = []
    unknown = [key for group in groups for key in group if key not in counts and _may_be_a_slip(key)]
    meant = {name: near_names(name, postings.names_like(name, slips(name), ENDING)) for name in unknown[:SLIPS]}
    for group in groups:
        near = [other for key in group for other in meant.get(key, ())]
        known = counts | postings.counts(near) if near else counts
        keys = [(key, known[key]) for key in dict.fromkeys((*group, *near)) if key in known]
        if keys:
            keys.sort(key=lambda pair: (pair[1], pair[0]))
            terms.append(Term(tuple(keys), any(map(is_specific, group)), total))
    terms.sort(key=lambda term: (term.rarest, term.keys))
    return tuple(terms[:MOST])


class Share(NamedTuple):
    """What a key adds to a term, at first and each time; a name or a value weighs what its rarest key does."""

    term: int
    first: float
    each: float
    specific: bool


def rank(terms: Sequence[Term], rows: Iterable[KeyRow], limit: int) -> tuple[Hit, ...]:
    """The articles of these rows, which stand together, by how much of the terms each holds; of equals the newest."""
    shares: dict[str, list[Share]] = {}
    for number, term in enumerate(terms):
        for key, _ in term.keys:
            shares.setdefault(key, []).append(_share(number, term, key))
    wanted = frozenset(shares)
    hits = [
        hit
        for article, sentences in groupby(rows, key=lambda row: row.article_id)
        if (hit := _hit(article, sentences, wanted, shares)) is not None
    ]
    hits.sort(key=lambda hit: (-hit.score, -hit.article_id))
    return tuple(hits[:limit])


def _share(number: int, term: Term, key: str) -> Share:
    if term.specific:
        return Share(number, 0.0, term.weight((key,)), True)
    each = term.weight((key,)) / (1 + len(term.keys))
    return Share(number, each * len(term.keys), each, False)


def _hit(
    article: int, rows: Iterable[KeyRow], wanted: frozenset[str], shares: Mapping[str, Sequence[Share]]
) -> Hit | None:
    """What one article holds: its best sentence, and at a discount the terms that stand elsewhere in it."""
    found: list[tuple[float, int, dict[int, float]]] = []
    whole: dict[int, float] = {}
    for row in rows:
        own: dict[int, float] = {}
        for key in sorted(wanted.intersection(row.keys.split())):
            for term, first, each, specific in shares[key]:
                own[term] = max(own.get(term, 0.0), each) if specific else own.get(term, first) + each
        if own:
            # added exactly, whatever the order
            found.append((math.fsum(own.values()) * (HEADING if row.heading else 1.0), row.number, own))
            for term, weight in own.items():
                if weight > whole.get(term, 0.0):
                    whole[term] = weight
    if not found:
        return None
    found.sort(key=lambda one: (-one[0], one[1]))
    best, _, own = found[0]
    elsewhere = math.fsum(weight - own.get(term, 0.0) for term, weight in whole.items())
    return Hit(article, tuple(number for _, number, _ in found[:SHOWN]), round(best + ELSEWHERE * elsewhere, 6))


def _may_be_a_slip(key: str) -> bool:
    """Whether it is a word of a name, or a word that the lexicon does not know."""
    return len(key) >= SHORTEST and is_specific(key) and ":" not in key and "_" not in key
