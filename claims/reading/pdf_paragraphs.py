"""Lines of pages put together: running heads and page numbers dropped, lines joined into paragraphs, words made whole.

A paragraph ends where the first word of the next line would still have fitted, where the distance or the size of the
letters changes, and in front of an indented line; it goes on over a column or a page where its sentence does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from claims.reading.pdf_lines import Line

EDGE = 2
"""So many lines at the top and at the bottom of a page may be its running head or foot."""
NUMBER = re.compile(r"[-–— ]*(?:sayfa|page|s\.|p\.)? ?\d{1,4}(?: ?(?:/|\||of) ?\d{1,4})?[-–— ]*", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
HYPHENS = ("-", "\N{HYPHEN}")
APART = 1.7
"""Base lines farther from each other than so many times the size of the letters are of two paragraphs."""
INDENT = 0.8
SPACE = 0.25
"""The width of a space as a share of the size of the letters."""
SAME_SIZE = 0.12
Pages = Sequence[Sequence[Line]]


def paragraphs(pages: Pages) -> Iterator[list[Line]]:
    """The paragraphs of a document; the texts of the lines of one, put one after the other, are its text."""
    current: list[Line] = []
    lines = [line for page in _without_furniture(pages) for line in page]
    edges = _right_edges(lines)
    for number, line in enumerate(lines):
        cell = _beside(lines[max(0, number - 2) : number]) or _beside(lines[number : number + 2])
        if current and not cell and _goes_on(lines[number - 1], line, edges[number - 1]):
            last = current.pop()
            current.append(last._replace(text=_before(last.text, line.text)))
        elif current:
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _without_furniture(pages: Pages) -> Iterator[list[Line]]:
    """The pages without the lines at their edges that stand on at least half of them, and without page numbers."""
    edges = [_edge(page) for page in pages]
    met = Counter(key for edge in edges for key in {_key(line) for line in edge})
    often = max(2, (len(pages) + 1) // 2)
    for page, edge in zip(pages, edges, strict=True):
        dropped = {line for line in edge if met[_key(line)] >= often or NUMBER.fullmatch(line.text)}
        yield [line for line in page if line not in dropped]


def _edge(page: Sequence[Line]) -> list[Line]:
    heights = sorted({round(line.base) for line in page})
    outer = {*heights[:EDGE], *heights[-EDGE:]} if len(heights) > 2 * EDGE else {*heights[:1], *heights[-1:]}
    return [line for line in page if round(line.base) in outer] if len(heights) > 1 else []


def _key(line: Line) -> tuple[str, int, int]:
    """What a running line has in common on all pages: its text but for numbers, its height and the size of letters."""
    return DIGITS.sub("#", line.text), round(line.base), round(line.size)


def _right_edges(lines: Sequence[Line]) -> list[float]:
    """How far to the right the column of each line goes; a column ends where the next line stands higher."""
    edges: list[float] = []
    column: list[Line] = []
    for line in (*lines, None):
        if column and (line is None or line.page != column[-1].page or line.base > column[-1].base + line.size):
            edges.extend([max(one.box[2] for one in column)] * len(column))
            column = []
        if line is not None:
            column.append(line)
    return edges


def _goes_on(last: Line, line: Line, edge: float) -> bool:
    """Whether a line belongs to the paragraph of the line before it, whose column goes as far as ``edge``."""
    if abs(last.size - line.size) > SAME_SIZE * max(last.size, line.size):
        return False
    if line.page != last.page or line.base > last.base + line.size:
        return not TERMINAL.search(last.text)
    if _beside((last, line)) or last.base - line.base > APART * line.size:
        return False
    if line.box[0] - last.box[0] > INDENT * line.size and TERMINAL.search(last.text):
        return False
    if last.text.endswith(HYPHENS) or (line.text[0].islower() and not TERMINAL.search(last.text)):
        return True
    return last.box[2] + SPACE * line.size + line.first > edge


def _beside(lines: Sequence[Line]) -> bool:
    """Whether two lines are cells of one row: on the same page and the same base line."""
    if len(lines) < 2:
        return False
    one, other = lines
    return one.page == other.page and abs(one.base - other.base) < SAME_SIZE * one.size


def _before(text: str, following: str) -> str:
    """A line as it stands before the next: with a space, or without the hyphen of a word that was divided."""
    if not text.endswith(HYPHENS):
        return text + " "
    divided = len(text) > 1 and text[-2].isalpha() and following[0].islower()
    return text[:-1] if divided else text
