"""Word documents: the text as it reads with all tracked changes accepted, a blank line between paragraphs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from claims.errors import ReadingError
from claims.reading.records import Article, Raw
from claims.reading.source_map import Place, SourceMap
from claims.reading.word.story import KIND, tell
from claims.reading.word.walking import Piece
from claims.reading.zipped import Package


def read(raw: Raw) -> Article:
    """The article in a .docx: body with tables and text boxes, then foot- and endnotes; raises ReadingError."""
    story = tell(Package(raw, KIND))
    if not story.text.strip():
        raise ReadingError(f"{raw.name} is empty; give a file that holds the text of an article.")
    return Article(raw.name, story.text, SourceMap.of(_places(story.pieces)))


def _places(pieces: Sequence[Piece]) -> Iterator[Place]:
    """A place a paragraph: what a person can find again in Word."""
    for (part, paragraph), group in groupby(pieces, key=lambda piece: (piece.part, piece.paragraph)):
        held = list(group)
        yield Place(held[0].start, held[-1].end, part=part, paragraph=paragraph)
