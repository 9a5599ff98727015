"""Standard input, named by a hyphen."""

import sys

from claims.errors import ReadingError


def read(target: str) -> bytes | None:
    """The bytes of standard input where the target is "-"."""
    if target != "-":
        return None
    if sys.stdin is None:
        raise ReadingError("Standard input is closed; pipe a text into it or name a file instead of -.")
    return sys.stdin.buffer.read()
