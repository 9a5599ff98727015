"""The text of an article as it grows: piece by piece, each with its place in the source."""

from typing import NamedTuple

from claims.reading.source_map import Place, SourceMap

BETWEEN = "\n\n"
"""What stands between two blocks, so that no heading melts into what follows it (claims/layout.py)."""


class Piece(NamedTuple):
    """A stretch of text and the half-open code points of its source; a literal copy where both are alike long."""

    text: str
    start: int
    end: int


class Builder:
    """Collects the pieces of one article; what separates its blocks stands nowhere in the source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._length = 0
        self._gap = ""

    def separate(self, gap: str = BETWEEN) -> None:
        """A gap before whatever comes next; none at the beginning and none at the end."""
        self._gap = max(self._gap, gap, key=len) if self._parts else ""

    def add(
        self,
        text: str,
        *,
        source: tuple[int, int] | None = None,
        part: str = "",
        page: int | None = None,
        paragraph: int | None = None,
        box: tuple[float, float, float, float] | None = None,
    ) -> None:
        """A stretch of text with its place."""
        if not text:
            return
        self._append(self._gap)
        self._gap = ""
        start = self._length
        self._append(text)
        self._places.append(Place(start, self._length, part, source, page, paragraph, box))

    def add_block(self, pieces: "tuple[Piece, ...]", *, part: str = "") -> None:
        """A block of pieces of one part, separated from the blocks around it."""
        self.separate()
        for piece in pieces:
            self.add(piece.text, source=(piece.start, piece.end), part=part)

    @property
    def text(self) -> str:
        """All of it so far."""
        return "".join(self._parts)

    @property
    def places(self) -> SourceMap:
        """Where all of it stands in the source."""
        return SourceMap.of(self._places)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
