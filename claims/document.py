"""Span, Token, Sentence and Document: the parsed text, with ``text[start:end]`` always the surface."""

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict

Lang = Literal["tr", "en"]


class Frozen(BaseModel):
    """Base of all values that cross a boundary: immutable, nothing unknown accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open stretch of Unicode code points of the document's text as given."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Token(Frozen):
    """One UD word. Words of one multi-word token may share its span.

    ``id`` and ``head`` are 1-based in the sentence (head 0 is the root); offsets are code points of the document.
    ``concepts`` are language-neutral keys of what the word means (see claims/concepts.py); ``phrase`` is the id of the
    token that heads the lexicon phrase this word belongs to ("istifa" in "istifa etti"), 0 for none.
    """

    id: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: dict[str, str] = {}
    head: int = 0
    deprel: str = "dep"
    concepts: tuple[str, ...] = ()
    phrase: int = 0

    @property
    def span(self) -> Span:
        """The token's span in the document."""
        return Span(start=self.start, end=self.end)


class Sentence(Frozen):
    """One sentence (or heading) with its words.

    ``heading`` marks a line that is no running text; ``repaired`` tells that claims/attachment.py has been over it.
    """

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    heading: bool = False
    repaired: bool = False

    @property
    def span(self) -> Span:
        """The sentence's span in the document."""
        return Span(start=self.start, end=self.end)


class Document(Frozen):
    """A parsed text in one language; every span below it indexes ``text``."""

    text: str
    lang: Lang
    sentences: tuple[Sentence, ...]

    @property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def surface(self, span: Span) -> str:
        """The text that the span covers."""
        return self.text[span.start : span.end]

    def line(self, offset: int) -> int:
        """The 1-based line on which the code point ``offset`` stands."""
        return self.text.count("\n", 0, offset) + 1
