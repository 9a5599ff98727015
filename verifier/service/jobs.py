"""What a worker can be asked, as values that can be sent to another process; answers are bytes, mostly JSON."""

from typing import NamedTuple

from claims.document import Lang
from claims.reading.records import Incoming
from verifier.batch.rows import Row


class Text(NamedTuple):
    """A text that came with a request, the name that it is shown by, and its language where told."""

    name: str
    text: str
    lang: Lang | None = None


class Sources(NamedTuple):
    """What a request is judged by: texts that came with it, articles of the store, else what the service has."""

    texts: tuple[Text, ...] = ()
    stored: tuple[str, ...] = ()


class Verify(NamedTuple):
    """A statement and its sources; answered with a Report."""

    statement: str
    sources: Sources
    lang: Lang | None
    id: str


class Split(NamedTuple):
    """A text, or an article of the store by name or id; answered with its claims."""

    text: Text | None
    stored: str = ""


class Draft(NamedTuple):
    """A draft and its sources; answered with a DraftReport."""

    draft: Text
    sources: Sources


class Comment(NamedTuple):
    """A Word document that is a draft, and its sources; answered with the document, commented.

    ``supported`` asks for comments on supported claims too.
    """

    name: str
    data: bytes
    sources: Sources
    lang: Lang | None
    supported: bool


class Read(NamedTuple):
    """A document with its suffix, None where its bytes must tell; answered with its article."""

    name: str
    data: bytes
    kind: str | None


class Add(NamedTuple):
    """An article for the store; answered with an Addition."""

    article: Incoming
    lang: Lang | None


class Search(NamedTuple):
    """Words or a statement; answered with passages of the store."""

    words: str
    limit: int
    lang: Lang | None


class Judge(NamedTuple):
    """Rows of a batch and what those are judged by that name no article; answered with finished rows."""

    rows: tuple[Row, ...]
    sources: Sources
    lang: Lang | None


Job = Verify | Split | Draft | Comment | Read | Add | Search | Judge
