"""The embedded retriever: the rarest terms propose sentences, and the articles of the best are weighed in full.

Lists of frequent terms are never read: they take most of the time and tell least. Where a statement has nothing rare,
two frequent terms together propose. What is proposed is weighed by all terms, the frequent ones too: first by the keys
of the proposed sentences, then the best articles by those of all their sentences.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from claims.store.lookup import KeyRow
from claims.store.records import Filter
from verifier.retrieval.model import EVERYTHING, Hit, Postings, Query
from verifier.retrieval.ranking import Term, rank, weigh

BUDGET = 60_000
"""How many entries of lists are read for one statement, all terms together."""
ENOUGH = 3
FREQUENT = 5
PAIRED = 4_000
PROPOSED, ENOUGH_ROWS = 400, 200
"""So many proposed sentences are weighed by all terms; again so many where a filter lets fewer than enough through."""
DEEP = 20


class List(NamedTuple):
    """A list of sentences that may be read: of a word all senses together, of a name each form by itself."""

    keys: tuple[str, ...]
    length: int
    weight: float


class TermRetriever:
    """Retrieval over the lists of a store: SQLite's full-text index, or PostgreSQL's."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings

    def find(self, query: Query, *, limit: int, narrowed: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """At most ``limit`` articles that the filter lets through, best first; raises StoreError."""
        terms = weigh(query, self._postings)
        best = self._proposed(terms)
        rows: list[KeyRow] = []
        for start in range(0, len(best), PROPOSED):
            rows += self._postings.rows_of(best[start : start + PROPOSED], narrowed)
            if len(rows) >= ENOUGH_ROWS:
                break
        rows.sort(key=lambda row: (row.article_id, row.number))
        articles = [hit.article_id for hit in rank(terms, rows, max(DEEP, 2 * limit))]
        return rank(terms, self._postings.rows(articles), limit) if articles else ()

    def _proposed(self, terms: Sequence[Term]) -> list[int]:
        """Sentences by the weight of the lists that they stand in, heaviest first, of equals the newest."""
        found: list[tuple[list[int], float]] = []
        frequent: list[List] = []
        left = BUDGET
        for one in sorted(lists(terms), key=lambda one: (one.length, one.keys)):
            if one.length > left:
                frequent.append(one)
            else:
                left -= one.length
                found.append((self._postings.sentences((one.keys,), one.length), one.weight))
        if len(found) < ENOUGH:
            for pair in combinations(frequent[:FREQUENT], 2):
                weight = sum(one.weight for one in pair)
                found.append((self._postings.sentences([one.keys for one in pair], PAIRED), weight))
        if not any(sentences for sentences, _ in found) and frequent:
            found.append((self._postings.sentences((frequent[0].keys,), PAIRED), frequent[0].weight))
        return _heaviest(found)


def _heaviest(found: Sequence[tuple[Sequence[int], float]]) -> list[int]:
    if not found:
        return []
    every = np.concatenate([np.array(sentences, np.int64) for sentences, _ in found])
    weights = np.repeat([weight for _, weight in found], [len(sentences) for sentences, _ in found])
    sentences, place = np.unique(every, return_inverse=True)
    scores = np.bincount(place, weights, minlength=len(sentences))
    best: list[int] = sentences[np.lexsort((-sentences, -scores))].tolist()
    return best


def lists(terms: Sequence[Term]) -> Iterator[List]:
    """The lists of each term."""
    for term in terms:
        if term.specific:
            for key, number in term.keys:
                yield List((key,), number, term.weight((key,)))
        else:
            keys = tuple(key for key, _ in term.keys)
            yield List(keys, term.rarest, term.weight(keys))
