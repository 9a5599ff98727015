"""The lines of one page of a PDF, in the order in which the page gives them, with where they stand on it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

SIGNS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " "}
"""What PDFium gives for a hyphen at the end of a line, and the space that is as good as any other here."""
LEAP = 0.6
"""A base line higher or lower by so many times the size of the letters is of another line, not of a superscript."""
CELLS = 2.5
"""A gap of so many times the size of the letters divides the cells of a table."""


class Char(NamedTuple):
    """A character with its box and base line in points from the lower left corner of the page, and its size."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float


class Line(NamedTuple):
    """A line of text, or one cell of it; ``page`` counts from 1, all lengths are in points.

    ``base`` is the height of its base line, ``size`` that of its letters, ``first`` the width of its first word.
    """

    text: str
    page: int
    box: tuple[float, float, float, float]
    base: float
    size: float
    first: float


def lines_of(page: "PdfTextPage", number: int) -> Iterator[Line]:
    """The lines of a page, each cut where a gap divides it; PDFium runs those together that divide a word."""
    line: list[Char] = []
    for char in _chars(page):
        if line and not char.text.isspace() and abs(char.base - line[-1].base) > LEAP * char.size:
            yield from _cells(line, number)
            line = []
        if char.text == "\n":
            yield from _cells(line, number)
            line = []
        elif line or not char.text.isspace():
            line.append(char if not char.text.isspace() else char._replace(base=line[-1].base))
    yield from _cells(line, number)


def _chars(page: "PdfTextPage") -> Iterator[Char]:
    """The characters of a page; a line end is a line feed, and pairs of surrogates are one character."""
    import ctypes

    from pypdfium2 import raw

    high = 0
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (0x0D, 0x00):
            continue
        text = SIGNS.get(code) or chr(code)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        left, bottom, right, top = page.get_charbox(index)
        yield Char(text, left, bottom, right, top, y.value, raw.FPDFText_GetFontSize(page, index))


def _cells(line: list[Char], number: int) -> Iterator[Line]:
    """The words of a line as one text, or as several where wide gaps divide them."""
    cell: list[list[Char]] = []
    for word in _words(line):
        if cell and word[0].left - cell[-1][-1].right > CELLS * word[0].size:
            yield _joined(cell, number)
            cell = []
        cell.append(word)
    if cell:
        yield _joined(cell, number)


def _words(line: Iterable[Char]) -> list[list[Char]]:
    """The words of a line from left to right, in whatever order the page draws them."""
    words: list[list[Char]] = [[]]
    for char in line:
        if char.text.isspace():
            words.append([])
        else:
            words[-1].append(char)
    return sorted(filter(None, words), key=lambda word: word[0].left)


def _joined(words: list[list[Char]], number: int) -> Line:
    chars = [char for word in words for char in word]
    box = (
        round(min(char.left for char in chars), 2),
        round(min(char.bottom for char in chars), 2),
        round(max(char.right for char in chars), 2),
        round(max(char.top for char in chars), 2),
    )
    text = " ".join("".join(char.text for char in word) for word in words)
    size = sorted(char.size for char in chars)[len(chars) // 2]
    return Line(text, number, box, chars[0].base, size, words[0][-1].right - words[0][0].left)
