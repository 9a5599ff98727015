"""From what a user names – a file, an address, standard input – to the text of an article.

A reader of this package finds the bytes: it answers for its own kind of name and returns None for any other; the first
answer counts. What the bytes say is the matter of ``claims.reading.documents``, one file a format. Plain text is never
cleaned: every later offset counts its code points as given (after decoding, without the BOM); of other documents the
article holds the running text, and a map back to where it stands in the source.
"""

from collections.abc import Callable

from claims.errors import ReadingError
from claims.reading import files, standard_input, unsupported, web
from claims.reading.access import PUBLIC, Access
from claims.reading.documents import WAY_OUT, read_document
from claims.reading.records import Article, Raw

__all__ = ["READERS", "Access", "Article", "Raw", "find", "read"]

Reader = Callable[[str, Access], Raw | None]

READERS: tuple[Reader, ...] = (
    standard_input.read,
    web.read,
    unsupported.read,
    files.read,
)


def read(target: str, access: Access = PUBLIC) -> Article:
    """The article that ``target`` names ("-" for standard input); raises ReadingError with what to do about it."""
    return read_document(find(target, access))


def find(target: str, access: Access = PUBLIC) -> Raw:
    """The bytes that ``target`` names; raises ReadingError with what to do about it."""
    for reader in READERS:
        raw = reader(target, access)
        if raw is not None:
            return raw
    raise ReadingError(f"{target} is of a format that is not known; {WAY_OUT}.")
