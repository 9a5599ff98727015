"""Where a text's sentences are: blocks (paragraph, heading, bullet) and their sentences, before any tokenizer.

Headings, bullets, blank and hard-wrapped lines are settled here, so that a heading never melts into the next sentence
and a wrapped paragraph is not cut at line ends. Sentence ends follow Turkish and English punctuation: a stop closes a
sentence where a new one plainly begins and no abbreviation, initial or ordinal stands before it. A dateline is no part
of the sentence behind it. Of Markdown, front matter, code fences and rules are passed over, and each cell of a table
stands alone; marks inside running text are the matter of claims/marks.py.
"""

import re
import statistics
import unicodedata
from typing import NamedTuple

from claims.datelines import after_dateline

BULLET = re.compile(r"[ \t]*(?:[-*+•–—▪◦‣·]|\d{1,2}[.)])[ \t]+")
HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
RULE = re.compile(r"[ \t]*(?:[-*_=~][ \t]*){3,}$")
FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})[^`\n]*$")
TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
TABLE_RULE = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")
CELL = re.compile(r"(?:\\.|[^|\\])+")
FIELD = re.compile(r"[\w.-]+[ \t]*:|[ \t]+\S|-[ \t]|#")
QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
FRONT_MATTER_LINES = 60
LINE_END = re.compile(r"(\r\n|[\n\r\u2028\u2029\x0b\x0c\x85])")
TERMINAL = re.compile(r"[.!?…]+[\"'”’»)\]*_~`]*$|[:;][*_~`]*$")
END = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]*_~`]*(?=[\s\u00a0]+)")
JOINERS = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}"
OPENING = "\"'“‘«([—–-*_~`"
WRAP_TOLERANCE = 0.72
WRAP_MIN_WIDTH = 40


class Block(NamedTuple):
    """A paragraph, heading or bullet: half-open offsets into the text."""

    start: int
    end: int
    heading: bool


class Line(NamedTuple):
    """A line without its end: half-open offsets, and where its content begins after marks and bullets."""

    start: int
    end: int
    content: int
    kind: str


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order; hard-wrapped lines are joined, every other line stands alone."""
    lines = tuple(_lines(text))
    width = _wrap_width(lines)
    found: list[Block] = []
    current: list[Line] = []

    def close() -> None:
        if current:
            start, end = current[0].content, current[-1].end
            alone = len(current) == 1
            heading = current[0].kind == "heading" or (
                alone and current[0].kind in ("text", "cell") and not TERMINAL.search(text[start:end].rstrip())
            )
            found.append(Block(start if heading else after_dateline(text, start, end), end, heading))
            current.clear()

    for line in lines:
        if line.kind == "blank":
            close()
            continue
        if current and not (line.kind == "text" and _wraps(text, current[-1], line, width)):
            close()
        current.append(line)
        if line.kind == "heading":
            close()
    close()
    return tuple(found)


def sentences(text: str, block: Block, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """The half-open offsets of the sentences of a block, without surrounding white space."""
    cuts = [block.start]
    for match in END.finditer(text, block.start, block.end):
        if _ends_sentence(text, block, match, abbreviations):
            cuts.append(match.end())
    cuts.append(block.end)
    return tuple(
        trimmed for start, end in zip(cuts, cuts[1:], strict=False) if (trimmed := _trim(text, start, end)) is not None
    )


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    bounds = _bounds(text)
    skipped = _front_matter(text, bounds) | _fenced(text, bounds)
    for number, (start, end) in enumerate(bounds):
        trimmed = _trim(text, start, end)
        if trimmed is None or number in skipped or RULE.fullmatch(text, start, end):
            found.append(Line(start, end, start, "blank"))
        elif TABLE.fullmatch(text, start, end):
            found.extend(_cells(text, start, end))
        elif mark := HEADING_MARK.match(text, start, end):
            found.append(Line(start, trimmed[1], mark.end(), "heading"))
        else:
            quote = QUOTE.match(text, start, end)
            first = quote.end() if quote else start
            bullet = BULLET.match(text, first, end)
            inner = _trim(text, first, end)
            if inner is None:
                found.append(Line(start, end, start, "blank"))
            elif bullet and bullet.end() < trimmed[1]:
                found.append(Line(start, trimmed[1], bullet.end(), "bullet"))
            else:
                found.append(Line(start, trimmed[1], inner[0], "text"))
    return found


def _bounds(text: str) -> list[tuple[int, int]]:
    """The half-open offsets of every line, without its end."""
    bounds = []
    offset = 0
    for number, raw in enumerate(LINE_END.split(text)):
        if number % 2 == 0:
            bounds.append((offset, offset + len(raw)))
        offset += len(raw)
    return bounds


def _front_matter(text: str, bounds: list[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the lines of YAML front matter: between two rules at the very top, every line a field."""
    lines = [text[start:end].rstrip() for start, end in bounds[:FRONT_MATTER_LINES]]
    if not lines or lines[0].lstrip("\ufeff") != "---":
        return frozenset()
    close = next((number for number, line in enumerate(lines[1:], start=1) if line in ("---", "...")), 0)
    fields = all(not line or FIELD.match(line) for line in lines[1:close])
    return frozenset(range(close + 1)) if close > 1 and fields else frozenset()


def _fenced(text: str, bounds: list[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the lines of closed code fences, fences included."""
    inside: set[int] = set()
    opened: tuple[int, str] | None = None
    for number, (start, end) in enumerate(bounds):
        fence = FENCE.match(text, start, end)
        if fence is None:
            continue
        if opened is None:
            opened = number, fence.group(1)
        elif fence.group(1).startswith(opened[1]):
            inside.update(range(opened[0], number + 1))
            opened = None
    return frozenset(inside)


def _cells(text: str, start: int, end: int) -> list[Line]:
    """The cells of a row of a table, each a line of its own; nothing for the rule under its head."""
    if TABLE_RULE.fullmatch(text, start, end):
        return [Line(start, end, start, "blank")]
    trimmed = (_trim(text, *match.span()) for match in CELL.finditer(text, start, end))
    return [Line(cell[0], cell[1], cell[0], "cell") for cell in trimmed if cell is not None]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return (start, end) if start < end else None


def _wrap_width(lines: tuple[Line, ...]) -> int:
    """The column at which paragraphs are wrapped, or 0: lines are alike long and most stop in mid-sentence."""
    widths = [line.end - line.start for line in lines if line.kind != "blank"]
    if len(widths) < 3:
        return 0
    widest = max(widths)
    typical = statistics.median(widths)
    return widest if widest <= 120 and typical >= WRAP_TOLERANCE * widest and widest >= WRAP_MIN_WIDTH else 0


def _wraps(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether ``line`` continues ``before``: the text is wrapped, or a sentence plainly goes on in lower case."""
    tail = text[before.content : before.end].rstrip()
    first = text[line.content]
    if before.kind == "heading":
        return False
    if width and before.end - before.start >= WRAP_TOLERANCE * width:
        return True
    return first.islower() and not TERMINAL.search(tail) and before.end - before.start >= WRAP_MIN_WIDTH


def _ends_sentence(text: str, block: Block, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    after = match.end()
    while after < block.end and text[after].isspace():
        after += 1
    if after >= block.end:
        return False
    following = _past_opening(text, after, block.end)
    if following >= block.end or not (text[following].isupper() or text[following].isdigit() or following > after):
        return False
    if following < block.end and text[following].islower():
        return False
    if set(match.group()) & set("!?…"):
        return True
    word_start = match.start()
    while word_start > block.start and not text[word_start - 1].isspace() and text[word_start - 1] not in OPENING:
        word_start -= 1
    word = text[word_start : match.start()]
    if "." in match.group()[1:]:
        return True
    if len(word) == 1 and word.isupper():
        return False
    if word.strip("\"'”’") in abbreviations:
        return False
    return not (word.isdigit() and len(word) <= 2 and not text[match.start() + 1 : match.end()])


def _past_opening(text: str, start: int, end: int) -> int:
    """Past opening quotes and brackets, and past pictographs with the spaces behind them."""
    at = start
    while at < end and (text[at] in OPENING or _is_pictograph(text[at])):
        pictograph = text[at] not in OPENING
        at += 1
        while pictograph and at < end and text[at].isspace():
            at += 1
    return at


def _is_pictograph(char: str) -> bool:
    """Whether it is an emoji or a part of one: joiners, variation selectors, skin tones."""
    return char > "\u2000" and (unicodedata.category(char) in ("So", "Sk") or char in JOINERS)
