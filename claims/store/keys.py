"""What a sentence can be found by, whatever its language: what its words mean, the names in it, its values.

Articles and statements get their keys from the same function, so both sides agree by construction. A key is one word
of the full-text index: concepts (``en:resign``, ``m:resign``), bare words and names (``scale``, ``scale_ai``), values
(``usd:14300000000``, ``percent:12.5``, ``number:40000``, ``date:2018-09-29``, ``year:2018``).
"""

import math
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from claims.claim import Analysis, Entity, Mention
from claims.concepts import EXCLUDED, LIGHT
from claims.document import Sentence, Token
from claims.folding import bare, indexed
from claims.names import strip_suffix
from claims.values.model import Value

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "X", "NUM"})
MARKS = frozenset({LIGHT, EXCLUDED})
SHORTEST = 2
KINDS = frozenset({"percent", "number", "date", "year", "month", "ordinal", "duration"})
CURRENCY = 3
DEICTIC = "deictic:"
AFTER = "deictic:after"


class Key(NamedTuple):
    """A key with the half-open offsets of what it stands for."""

    start: int
    end: int
    key: str


def sentence_keys(analysis: Analysis) -> tuple[tuple[str, ...], ...]:
    """The keys of each sentence, every key once, in the order of the text."""
    return tuple(tuple(dict.fromkeys(one.key for one in keys)) for keys in located_keys(analysis))


def located_keys(analysis: Analysis) -> tuple[tuple[Key, ...], ...]:
    """The keys of each sentence with where they stand, in the order of the text."""
    mentions = {number: tuple(group) for number, group in groupby(analysis.mentions, lambda mention: mention.sentence)}
    values = _by_sentence(analysis)
    return tuple(
        tuple(
            key
            for key in _sentence(
                sentence, analysis.entities, mentions.get(sentence.index, ()), values.get(sentence.index, ())
            )
            if any(char.isalnum() for char in key.key)
        )
        for sentence in analysis.document.sentences
    )


def terms(analysis: Analysis) -> tuple[tuple[str, ...], ...]:
    """All keys of a text in groups that stand for one thing each: a word, a name, a value."""
    groups: dict[tuple[int, int, bool], dict[str, None]] = {}
    for sentence in located_keys(analysis):
        for start, end, key in sentence:
            groups.setdefault((start, end, is_specific(key)), {})[key] = None
    return tuple(map(tuple, groups.values()))


def is_specific(key: str) -> bool:
    """Whether the key is a name, a word that the lexicon does not know, or a value, and no concept."""
    kind, colon, _ = key.partition(":")
    return not colon or kind in KINDS or len(kind) == CURRENCY


def _by_sentence(analysis: Analysis) -> dict[int, tuple[Value, ...]]:
    """The values that count something, by the sentence that they begin in."""
    sentences = analysis.document.sentences
    found: dict[int, tuple[Value, ...]] = {}
    position = 0
    for value in sorted((value for value in analysis.values if value.telling), key=lambda value: value.start):
        while position < len(sentences) - 1 and sentences[position].end <= value.start:
            position += 1
        found[position] = (*found.get(position, ()), value)
    return found


def _sentence(
    sentence: Sentence, entities: tuple[Entity, ...], mentions: tuple[Mention, ...], values: tuple[Value, ...]
) -> Iterator[Key]:
    for token in sentence.tokens:
        if token.upos == "NUM" and any(value.start < token.end and token.start < value.end for value in values):
            continue
        for key in _word(token):
            yield Key(token.start, token.end, indexed(key))
    for mention in mentions:
        for key in _name(mention, entities):
            yield Key(mention.start, mention.end, indexed(key))
    for value in values:
        for key in _value(value):
            yield Key(value.start, value.end, indexed(key))


def _word(token: Token) -> Iterator[str]:
    """Concepts of a content word; its bare lemma where the lexicon does not know it. Light words give nothing."""
    heads_phrase = token.phrase == token.id
    if (token.upos not in CONTENT and not heads_phrase) or not any(char.isalnum() for char in token.text):
        return
    concepts = [concept for concept in token.concepts if concept not in MARKS]
    if LIGHT in token.concepts and not heads_phrase:
        return
    if len(concepts) > 1:
        yield from concepts
        return
    for word in (token.lemma, strip_suffix(token.text) if token.upos == "PROPN" else ""):
        if len(word) >= SHORTEST:
            yield bare(word)


def _name(mention: Mention, entities: tuple[Entity, ...]) -> Iterator[str]:
    """The name as it stands, the fullest name of the same thing, and each word of the name."""
    words = [word for word in bare(mention.name).split() if any(char.isalnum() for char in word)]
    yield "_".join(words)
    yield "_".join(bare(entities[mention.entity].name).split())
    yield from (word for word in words if len(word) >= SHORTEST)


def _value(value: Value) -> Iterator[str]:
    if isinstance(value.value, tuple):
        yield from (f"{_measure(value)}:{_plain(end)}" for end in value.value if end is not None and math.isfinite(end))
    elif isinstance(value.value, str):
        yield from _date(value.value)
    elif math.isfinite(value.value):
        percent = value.unit == "fraction"
        yield f"{'percent' if percent else _measure(value)}:{_plain(value.value * (100.0 if percent else 1.0))}"


def _measure(value: Value) -> str:
    """What the number measures, as far as values of one measure are compared: a currency, percent, a count …"""
    unit = value.unit or ""
    if len(unit) == CURRENCY and unit.isascii() and unit.isupper():
        return bare(unit)
    return value.kind if value.kind in KINDS else "number"


def _date(date: str) -> Iterator[str]:
    """An ISO date whole, and its year, month and day of the month each by itself; nothing for what only counts on."""
    if date.startswith(AFTER):
        return
    yield f"date:{bare(date)}"
    if date.startswith((DEICTIC, "T", "--XX")):
        return
    year, _, rest = ("", "", date[2:]) if date.startswith("--") else date.partition("-")
    if year:
        yield f"year:{bare(year)}"
    if rest:
        yield f"month:{rest[:2]}"
    if len(rest) > 2:
        yield f"date:--{rest}"


def _plain(number: float) -> str:
    """Digits without an exponent or needless zeros, to four decimals."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
