"""A folded shadow of a text for matching, with the way back to the text's own code points."""

import unicodedata
from dataclasses import dataclass

from claims.document import Lang
from claims.folding import APOSTROPHES, lower

_DROPPED = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_PLAIN = {
    **{ord(mark): "'" for mark in APOSTROPHES},
    ord("\N{MINUS SIGN}"): "-",
    ord("\N{NON-BREAKING HYPHEN}"): "-",
    ord("\N{HYPHEN}"): "-",
    ord("\N{FIGURE DASH}"): "-",
}
_COMBINING_DOT = "\N{COMBINING DOT ABOVE}"


@dataclass(frozen=True, slots=True)
class Shadow:
    """``cased`` and ``folded`` have equal length; position i of both stands for code points starts[i]:ends[i]."""

    text: str
    cased: str
    folded: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open code points of the text under shadow positions start:end (end > start)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def cast(text: str, lang: Lang) -> Shadow:
    """Compose, drop invisible characters, unify apostrophes and hyphens, and fold case, keeping offsets."""
    if unicodedata.is_normalized("NFC", text) and not any(mark in text for mark in _DROPPED + _COMBINING_DOT):
        cased = text.translate(_PLAIN)
        folded = lower(cased, lang)
        if len(folded) == len(text):
            return Shadow(text=text, cased=cased, folded=folded, starts=None, ends=None)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if text[position] not in _DROPPED:
            letters.append(_compose(text[position:end]))
            starts.append(position)
            ends.append(end)
        position = end
    cased = "".join(letters).translate(_PLAIN)
    folded = "".join(_lower_one(letter, lang) for letter in cased)
    return Shadow(text=text, cased=cased, folded=folded, starts=tuple(starts), ends=tuple(ends))


def _compose(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    return composed[0]


def _lower_one(letter: str, lang: Lang) -> str:
    folded = lower(letter, lang)
    return folded if len(folded) == 1 else letter
