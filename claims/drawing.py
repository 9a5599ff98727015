"""Text with stretches underlined, wrapped to a width in terminal columns.

Columns are not code points: a wide character takes two, a combining mark none. Control and bidirectional
characters of an article are never sent to a terminal.
"""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

UNDERLINE, PLAIN = "\x1b[4m", "\x1b[24m"
MARK = "^"


class Cell(NamedTuple):
    """One code point as shown: its glyph, the columns it takes, and whether it is underlined."""

    glyph: str
    columns: int
    marked: bool


def columns(char: str) -> int:
    """How many terminal columns a code point takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def underlined(
    text: str, start: int, end: int, spans: Iterable[tuple[int, int]], *, width: int, indent: str, ansi: bool
) -> list[str]:
    """The lines that show ``text[start:end]`` with the spans (offsets of ``text``) underlined.

    With ``ansi`` the terminal underlines; else a line of carets follows each line that has something underlined.
    """
    marked = {offset for span in spans for offset in range(*span)}
    cells = [_cell(text[offset], offset in marked) for offset in range(start, end)]
    lines: list[str] = []
    for row in _wrap(cells, max(width - len(indent), 20)):
        lines.append(indent + (_ansi(row) if ansi else "".join(cell.glyph for cell in row)))
        marks = "".join((MARK if cell.marked else " ") * cell.columns for cell in row).rstrip()
        if marks and not ansi:
            lines.append(indent + marks)
    return lines


def clean(text: str) -> str:
    """A text on one line, without characters that could steer a terminal."""
    return "".join(_cell(char, False).glyph for char in text)


def _cell(char: str, marked: bool) -> Cell:
    if char.isspace() or unicodedata.category(char) in ("Cc", "Cs"):
        return Cell(" ", 1, marked)
    if unicodedata.category(char) == "Cf":
        return Cell("", 0, marked)
    return Cell(char, columns(char), marked)


def _wrap(cells: list[Cell], width: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    used = 0
    for word in _words(cells):
        size = sum(cell.columns for cell in word)
        if row and used + size > width and word[0].glyph != " ":
            rows.append(row)
            row, used = [], 0
        for cell in word:
            if used + cell.columns > width:
                rows.append(row)
                row, used = [], 0
            if row or cell.glyph != " ":
                row.append(cell)
                used += cell.columns
    return [trimmed for row in (*rows, row) if (trimmed := _trim(row))]


def _words(cells: list[Cell]) -> list[list[Cell]]:
    words: list[list[Cell]] = []
    for cell in cells:
        if words and (words[-1][0].glyph == " ") == (cell.glyph == " "):
            words[-1].append(cell)
        else:
            words.append([cell])
    return words


def _trim(row: list[Cell]) -> list[Cell]:
    end = len(row)
    while end and row[end - 1].glyph == " ":
        end -= 1
    return row[:end]


def _ansi(row: list[Cell]) -> str:
    parts: list[str] = []
    inside = False
    for cell in row:
        if cell.marked != inside:
            parts.append(UNDERLINE if cell.marked else PLAIN)
            inside = cell.marked
        parts.append(cell.glyph)
    return "".join(parts) + (PLAIN if inside else "")
