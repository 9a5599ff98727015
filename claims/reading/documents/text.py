"""Plain text and Markdown, character for character; Markdown keeps its marks, which claims/layout.py passes over."""

from claims.reading.decoding import decode
from claims.reading.records import Article, Raw


def read(raw: Raw) -> Article:
    """The text of the bytes, which is its own source; raises ReadingError for anything but UTF-8."""
    return Article(raw.name, decode(raw.data, raw.name), url=raw.url)
