"""Standard input, named by a hyphen."""

import sys

from claims.errors import ReadingError
from claims.reading.access import Access
from claims.reading.records import Raw
from claims.reading.sniffing import kind_of

NAME = "standard input"


def read(target: str, access: Access) -> Raw | None:
    """What standard input holds where the target is "-", its format told by its first bytes."""
    if target != "-":
        return None
    if sys.stdin is None:
        raise ReadingError("Standard input is closed; pipe a text into it or name a file instead of -.")
    data = sys.stdin.buffer.read()
    return Raw(NAME, data, kind_of(data))
