"""What is looked for and what is found: Query, Hit, and the two protocols of retrieval."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from claims.claim import Analysis
from claims.store import keys
from claims.store.lookup import KeyRow
from claims.store.records import Filter

EVERYTHING = Filter()


class Query(NamedTuple):
    """A statement by its terms: each a group of keys that stand for one thing, a word, a name or a value."""

    terms: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, analysis: Analysis) -> "Query":
        """The terms of a statement, as the store makes those of articles."""
        return cls(keys.terms(analysis))


class Hit(NamedTuple):
    """An article that may matter, its best sentences by number (from 0), and how much of the statement it holds."""

    article_id: int
    sentences: tuple[int, ...]
    score: float


class Retriever(Protocol):
    """Finds the articles that could matter to a statement."""

    def find(self, query: Query, *, limit: int, narrowed: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """At most ``limit`` articles that the filter lets through, best first; raises StoreError."""


class Postings(Protocol):
    """What stands where: the questions that a store answers by its indexes (claims/store/lookup.py tells each)."""

    def total(self) -> int:
        """About how many sentences there are."""

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """In how many sentences each key stands."""

    def sentences(self, groups: Sequence[Sequence[str]], limit: int) -> list[int]:
        """Ids of the newest sentences in which a key of each group stands."""

    def rows_of(self, sentences: Iterable[int], chosen: Filter) -> list[KeyRow]:
        """Sentences with their keys, as far as the filter lets their articles through."""

    def rows(self, articles: Iterable[int]) -> list[KeyRow]:
        """The sentences of articles with their keys."""

    def names_like(self, name: str, slips: int, ending: int) -> list[str]:
        """Names that may be meant by one that is spelt differently."""
