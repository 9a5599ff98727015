"""What is handed on while an article is read: the bytes that were named, the article, or why there is none."""

from typing import NamedTuple

from claims.document import Frozen
from claims.reading.source_map import NOWHERE, SourceMap


class Raw(NamedTuple):
    """A document as it was found.

    ``name`` is how the user knows it; ``kind`` is the suffix of its format (".html"), empty where the bytes must tell;
    ``charset`` is what a server said of its encoding.
    """

    name: str
    data: bytes
    kind: str = ""
    charset: str | None = None
    url: str | None = None


class Article(NamedTuple):
    """A text, the name by which the user knows it, where its stretches stand in the source, and what that tells of it.

    ``published`` is an ISO date; None stands for what is not told.
    """

    name: str
    text: str
    places: SourceMap = NOWHERE
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None


class Incoming(Frozen):
    """An article on its way into the store; ``published`` is an ISO date, None stands for what is not told."""

    name: str
    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, article: Article, name: str | None = None) -> "Incoming":
        """What a document tells of itself, under its own name or the one that the store is to know it by."""
        return cls(
            name=name or article.name,
            text=article.text,
            title=article.title,
            source=article.source,
            published=article.published,
            url=article.url,
        )


class Unread(Frozen):
    """Something named that gave no article, and the sentence that says why."""

    name: str
    reason: str
