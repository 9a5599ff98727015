"""What the store hands out: articles, claims, what became of an addition, and what a search found."""

from typing import Any, Literal

from claims.claim import Modality, Polarity
from claims.document import Frozen, Lang

Outcome = Literal["added", "unchanged", "corrected", "failed"]


class StoredArticle(Frozen):
    """One version of an article, without its text.

    ``sentences``, ``claims`` and ``characters`` are counts; ``opening`` is its first line, cut off;
    ``digest`` names the models and the code that made its sentences and claims.
    """

    id: int
    name: str
    version: int
    current: bool
    lang: Lang
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    sha256: str
    digest: str
    characters: int
    sentences: int
    claims: int
    opening: str


class StoredClaim(Frozen):
    """A claim as the store keeps it; offsets are half-open code points of the article, ``line`` is 1-based.

    ``sentence`` is the span of its sentence, ``number`` its place among the claims of the article, from 1.
    """

    id: int
    article_id: int
    article: str
    number: int
    line: int
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    predicate: str
    predicate_lemma: str
    subject: str | None
    objects: tuple[str, ...]
    values: tuple[dict[str, Any], ...]
    polarity: Polarity
    modality: Modality
    attribution: str | None
    quantifier: str | None
    checkable: bool
    rule: str


class Addition(Frozen):
    """What became of one article that was to be added; ``id`` and ``version`` name what the store holds of it now."""

    name: str
    outcome: Outcome
    reason: str | None = None
    id: int | None = None
    version: int | None = None


class Filter(Frozen):
    """Which articles are meant: names or ids, first and last day of publication (ISO dates), source; all by default."""

    articles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    source: str | None = None


class Candidate(Frozen):
    """A sentence that shares keys with what is looked for; ``number`` is its index in the article, from 0."""

    sentence_id: int
    article_id: int
    number: int
    keys: tuple[str, ...]
    score: float


class Found(Frozen):
    """A passage that a search found: the best claim of a sentence, or the sentence itself where it has no claim.

    All offsets are half-open code points of the article; ``sentence_text`` is what ``sentence`` spans.
    """

    article_id: int
    article: str
    line: int
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    sentence_text: str
    claim_id: int | None
    keys: tuple[str, ...]
    score: float
