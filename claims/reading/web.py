"""Articles at an address of the web."""

import re
from collections.abc import Iterator

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.access import Access
from claims.reading.documents import read_document
from claims.reading.records import Incoming, Raw, Unread
from claims.reading.sniffing import TYPES

SCHEMES = ("http://", "https://")
OTHER = re.compile(r"(?:ftp|file)://|www\.", re.IGNORECASE)
ACCEPTED = ", ".join((*sorted(TYPES), "*/*;q=0.1"))


def read(target: str, access: Access) -> Raw | None:
    """The document at an http or https address; None for anything else; raises ReadingError."""
    if OTHER.match(target):
        raise ReadingError(f"{target} is no address that can be fetched; give one that begins with https://.")
    if not is_address(target):
        return None
    if access.offline:
        raise ReadingError(f"{target} is not fetched, for the program works offline; save its text to a file.")
    from claims.reading.fetching import fetch  # TLS and HTTP, of no use to a question about a file

    answer = fetch(target, ACCEPTED, private=access.private)
    kind = TYPES.get(answer.content_type)
    if kind is None:
        raise ReadingError(
            f"{target} is {answer.content_type}, which cannot be read; save its text to a .txt file and name that."
        )
    return Raw(target, answer.data, kind, charset=answer.charset, url=target)


def articles(target: str, access: Access) -> Iterator[Incoming | Unread] | None:
    """The article at an http or https address; None for anything else."""
    return _articles(target, access) if is_address(target) else None


def is_address(target: str) -> bool:
    """Whether the target is an http or https address."""
    return lower(target, "en").startswith(SCHEMES)


def _articles(target: str, access: Access) -> Iterator[Incoming | Unread]:
    try:
        raw = read(target, access)
        assert raw is not None
        yield Incoming.of(read_document(raw))
    except ReadingError as error:
        yield Unread(name=target, reason=str(error))
