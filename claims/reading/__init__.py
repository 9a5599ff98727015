"""From what a user names – a file, standard input – to the text of an article, character for character.

The text is never cleaned: every later offset counts its code points as given (after decoding, without the BOM).
Each reader answers for its own kind of name and returns None for any other; the first answer counts.
"""

from collections.abc import Callable
from typing import NamedTuple

from claims.errors import ReadingError
from claims.reading import address, standard_input, text, unsupported
from claims.reading.decoding import decode

Reader = Callable[[str], bytes | None]

READERS: tuple[Reader, ...] = (
    standard_input.read,
    address.read,
    unsupported.read,
    text.read,
)


class Article(NamedTuple):
    """A text and the name by which the user knows it."""

    name: str
    text: str


def read(target: str) -> Article:
    """The article that ``target`` names ("-" for standard input); raises ReadingError with what to do about it."""
    for reader in READERS:
        raw = reader(target)
        if raw is not None:
            name = "standard input" if target == "-" else target
            return Article(name, decode(raw, name))
    raise ReadingError(f"{target} is of a format that is not known; save it as plain text (.txt) or Markdown (.md).")
