"""What the surface alone tells of a statement's words: is this number in the passage, is anybody there of this name?

Encoders are weak at just this (15 against 14.3, Hurd against Hunt), so the reader is told. Nothing here needs a parse.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from claims.document import Lang
from claims.folding import APOSTROPHES, bare
from claims.values import Value, recognise
from verifier.magnitudes import relate_values
from verifier.matching import alike
from verifier.settings import Settings

HINTS = (
    "same-value",
    "other-value",
    "no-value",
    "name-here",
    "name-elsewhere",
    "name-nowhere",
    "same-word",
    "same-beginning",
    "value-elsewhere",
)
LETTERS = r"(?:[^\W_][\u0300-\u036f\u00ad]*)+"
WORD = re.compile(rf"{LETTERS}(?:[’'.\-]{LETTERS})*")
SUFFIX = re.compile(f"[{re.escape(APOSTROPHES)}]")
SHORTEST, BEGINNING = 3, 5
KEPT = 4096


class Hint(NamedTuple):
    """Something known of the stretch ``start``–``end`` of the statement; ``kind`` is an index of HINTS."""

    start: int
    end: int
    kind: int


class Word(NamedTuple):
    """A word with its offsets, its bare form up to an apostrophe, and whether it begins with a capital."""

    start: int
    end: int
    form: str
    capital: bool


def find_hints(
    statement: str, lang: Lang, passage: Sequence[str], article: Sequence[str], article_lang: Lang, settings: Settings
) -> tuple[Hint, ...]:
    """What the sentences of the passage, and those of the whole article, tell of the statement's values and words."""
    return (
        *_value_hints(statement, lang, passage, article, article_lang, settings),
        *_word_hints(statement, lang, passage, article),
    )


def _value_hints(
    statement: str, lang: Lang, passage: Sequence[str], article: Sequence[str], article_lang: Lang, settings: Settings
) -> Iterator[Hint]:
    here = [value for sentence in passage for value in _values(sentence, article_lang)]
    for value in _values(statement, lang):
        relations = {relate_values(value, other, settings) for other in here}
        kind = "same-value" if "equal" in relations else "other-value" if "different" in relations else "no-value"
        if kind != "same-value" and any(
            relate_values(value, other, settings) == "equal"
            for sentence in article
            for other in _values(sentence, article_lang)
        ):
            yield Hint(value.start, value.end, HINTS.index("value-elsewhere"))
        yield Hint(value.start, value.end, HINTS.index(kind))


def _word_hints(statement: str, lang: Lang, passage: Sequence[str], article: Sequence[str]) -> Iterator[Hint]:
    counted = [(value.start, value.end) for value in _values(statement, lang)]
    here = {word.form for sentence in passage for word in _words(sentence)}
    beginnings = {form[:BEGINNING] for form in here if len(form) >= BEGINNING}
    for number, word in enumerate(_words(statement)):
        if len(word.form) < SHORTEST or any(start < word.end and word.start < end for start, end in counted):
            continue
        if word.form in here:
            yield Hint(word.start, word.end, HINTS.index("same-word"))
        elif len(word.form) >= BEGINNING and word.form[:BEGINNING] in beginnings:
            yield Hint(word.start, word.end, HINTS.index("same-beginning"))
        if word.capital and number > 0:
            kind = (
                "name-here"
                if any(alike(word.form, form) for form in here)
                else "name-elsewhere"
                if any(alike(word.form, other.form) for sentence in article for other in _words(sentence))
                else "name-nowhere"
            )
            yield Hint(word.start, word.end, HINTS.index(kind))


@lru_cache(maxsize=KEPT)
def _values(text: str, lang: Lang) -> tuple[Value, ...]:
    """The values of a sentence that count something."""
    return tuple(value for value in recognise(text, lang) if value.telling)


@lru_cache(maxsize=KEPT)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(found.start(), found.end(), bare(SUFFIX.split(found.group())[0]), found.group()[:1].isupper())
        for found in WORD.finditer(text)
    )
