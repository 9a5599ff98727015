"""Lexical tokens of a text: figures, words and signs, with their places in the shadow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.values.shadow import Shadow

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
_NARROW = "\u00a0\u2009\u202f"
_PATTERN = re.compile(
    rf"(?P<figure>[0-9]{{1,3}}(?:[{_NARROW}][0-9]{{3}})+(?![0-9])|[1-9][0-9]{{0,2}}(?:[ ][0-9]{{3}}){{2,}}(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*|(?<![0-9\w.,])[.,][0-9]+)"
    rf"|(?P<word>[^\W\d_{''.join(VULGAR)}]+)"
    r"|(?P<sign>>=|<=|\S)"
)
_SUFFIX = re.compile(r"'([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """One lexical token; ``start``/``end`` index the shadow, ``end`` before an apostrophe, ``close`` after its suffix.

    ``gap`` is what stands before it: "" nothing, " " space on the same line, "\\n" a line break or the text's start.
    """

    index: int
    kind: str
    key: str
    cased: str
    start: int
    end: int
    suffix: str
    close: int
    gap: str


def tokenise(shadow: Shadow) -> tuple[Token, ...]:
    """Cut the shadow into tokens, left to right."""
    folded, cased = shadow.folded, shadow.cased
    tokens: list[Token] = []
    position = last = 0
    while match := _PATTERN.search(folded, position):
        start, end = match.span()
        kind = match.lastgroup or "sign"
        between = folded[last:start]
        gap = "\n" if not tokens or "\n" in between or "\r" in between else " " if between else ""
        suffix, close = "", end
        tail = _SUFFIX.match(folded, end)
        if tail is None and kind == "sign" and folded[start] in "$€£¥₺%":
            tail = _SUFFIX.match(folded, end + 1) if folded[end : end + 1] == " " else None
        if tail is not None and folded[start] != "'":
            suffix, close = tail.group(1), tail.end()
        tokens.append(Token(len(tokens), kind, match.group(), cased[start:end], start, end, suffix, close, gap))
        position = last = close
    return tuple(tokens)


def near(tokens: Sequence[Token], index: int, reach: int = 20) -> Sequence[Token]:
    """The tokens around ``index`` on its line, at most ``reach`` to either side: what a number is said with."""
    first = last = index
    while first > 0 and index - first < reach and tokens[first].gap != "\n":
        first -= 1
    while last + 1 < len(tokens) and last - index < reach and tokens[last + 1].gap != "\n":
        last += 1
    return tokens[first : last + 1]
