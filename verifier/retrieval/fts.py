"""The embedded retriever: the rarest terms propose sentences, and the articles of the best are weighed in full.

Lists of frequent terms are never read: they take most of the time and tell least. Where a statement has nothing rare,
two frequent terms together propose. What is proposed is weighed by all terms, the frequent ones too, from the keys of
the article's own sentences.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

from claims.store.records import Filter
from verifier.retrieval.model import EVERYTHING, Hit, Postings, Query
from verifier.retrieval.ranking import Term, rank, weigh

BUDGET = 20_000
"""How many entries of lists are read for one statement, all terms together."""
ENOUGH = 3
FREQUENT = 5
PAIRED = 4_000
CHUNK = 400
DEEP = 32


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
        proposed = self._proposed(terms)
        best = sorted(proposed, key=lambda sentence: (-proposed[sentence], -sentence))
        articles: dict[int, None] = {}
        for chunk in _chunks(best):
            known = self._postings.articles_of(chunk, narrowed)
            articles.update((known[sentence], None) for sentence in chunk if sentence in known)
            if len(articles) >= max(DEEP, 2 * limit):
                break
        chosen = tuple(islice(articles, max(DEEP, 2 * limit)))
        return rank(terms, self._postings.rows(chosen), limit) if chosen else ()

    def _proposed(self, terms: Sequence[Term]) -> dict[int, float]:
        """Sentences by the weight of what they were proposed for."""
        scores: dict[int, float] = {}
        left, read = BUDGET, 0
        frequent: list[List] = []
        for one in sorted(lists(terms), key=lambda one: (one.length, one.keys)):
            if one.length > left:
                frequent.append(one)
                continue
            left -= one.length
            read += 1
            for sentence in self._postings.sentences((one.keys,), one.length):
                scores[sentence] = scores.get(sentence, 0.0) + one.weight
        if read < ENOUGH:
            for pair in combinations(frequent[:FREQUENT], 2):
                weight = sum(one.weight for one in pair)
                for sentence in self._postings.sentences([one.keys for one in pair], PAIRED):
                    scores[sentence] = max(scores.get(sentence, 0.0), weight)
        if not scores and frequent:
            scores = dict.fromkeys(self._postings.sentences((frequent[0].keys,), PAIRED), frequent[0].weight)
        return scores


def lists(terms: Sequence[Term]) -> Iterator[List]:
    """The lists of each term."""
    for term in terms:
        if term.specific:
            for key, number in term.keys:
                yield List((key,), number, term.weight((key,)))
        else:
            keys = tuple(key for key, _ in term.keys)
            yield List(keys, term.rarest, term.weight(keys))


def _chunks(sentences: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(sentences), CHUNK):
        yield sentences[start : start + CHUNK]
