"""Offsets as other programs count them: UTF-16 units, UTF-8 bytes, and lines with columns.

Inside the house an offset counts Unicode code points of the text as given. Every tool outside counts its own way; this
is the one place where offsets are converted. Lines end at LF, CRLF or a lone CR, the end belonging to its line, as in
the Language Server Protocol and in SARIF.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Literal, NamedTuple

Unit = Literal["code-points", "utf-16", "utf-8"]

ENDS = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """A place in a text: line and column, both counted from 0, the column in the unit asked for."""

    line: int
    column: int


class Offsets:
    """Converts the offsets of one text; each table is made once, when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in ENDS.finditer(text))]
        self._tables: dict[Unit, list[int] | None] = {"code-points": None}

    def to(self, unit: Unit, offset: int) -> int:
        """The code point ``offset`` counted in the unit; raises ValueError outside the text."""
        self._inside(offset)
        table = self._table(unit)
        return offset if table is None else table[offset]

    def of(self, unit: Unit, count: int) -> int:
        """The code point at which ``count`` units have passed; inside a code point, its start; raises ValueError."""
        table = self._table(unit)
        if not 0 <= count <= (len(self.text) if table is None else table[-1]):
            raise ValueError(f"{count} is outside the text")
        return count if table is None else bisect_right(table, count) - 1

    def position(self, offset: int, unit: Unit = "code-points") -> Position:
        """Line and column of the code point ``offset``; raises ValueError outside the text."""
        self._inside(offset)
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self.to(unit, offset) - self.to(unit, self._starts[line]))

    def offset(self, position: Position, unit: Unit = "code-points") -> int:
        """The code point at a position; past the end of a line it is that end; raises ValueError past the last line."""
        line, column = position
        if not 0 <= line < len(self._starts) or column < 0:
            raise ValueError(f"line {line}, column {column} is outside the text")
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return min(self.of(unit, min(self.to(unit, start) + column, self.to(unit, end))), end)

    def _inside(self, offset: int) -> None:
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text")

    def _table(self, unit: Unit) -> list[int] | None:
        """How many units stand before each code point; None where that is the code point's own number."""
        if unit not in self._tables:
            if self.text.isascii():
                self._tables[unit] = None
            else:
                width = _utf16 if unit == "utf-16" else _utf8
                self._tables[unit] = list(accumulate(map(width, self.text), initial=0))
        return self._tables[unit]


def _utf16(character: str) -> int:
    return 1 if character <= "\uffff" else 2


def _utf8(character: str) -> int:
    if character <= "\x7f":
        return 1
    if character <= "\u07ff":
        return 2
    return 3 if character <= "\uffff" else 4
