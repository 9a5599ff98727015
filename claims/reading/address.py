"""Addresses of web pages: recognised, so that the answer is no "missing file"."""

import re

from claims.errors import ReadingError

ADDRESS = re.compile(r"(?:https?|ftp|file)://|www\.", re.IGNORECASE)


def read(target: str) -> bytes | None:
    """Raises ReadingError for an address; None for anything else."""
    if ADDRESS.match(target):
        raise ReadingError(
            f"{target} is a web address, which is not supported yet; save the page's text to a .txt file and name that."
        )
    return None
