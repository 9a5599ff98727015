"""The reader: a statement held, piece by piece, against the passages of an article that it may rest on.

Each piece of the statement is aligned with the pieces of the passages by their keys; what it means there and what its
counterpart means are compared, the comparisons are read from both sides, and the whole gives the chances that the
article bears the statement out, contradicts it, or leaves it open. The alignment stays visible: a contradiction names
the words that clash. The network is small (0.7 million weights) and runs in NumPy; training/reader.py makes it.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, cast

import numpy as np

from claims.encoding import DAMAGED, Array, Encoded, encode_all, encoder_digest, gelu, packed, unpacked
from claims.errors import ModelError
from verifier.hints import HINTS, find_hints
from verifier.index import Index
from verifier.matching import Match
from verifier.settings import Settings
from verifier.terms import Term

WEIGHTS = Path(__file__).parent / "reader.npz"
PASSAGES = 5
SIMILAR, USUAL = 8.0, 0.85
REMEMBERED = 2048
SETTLED = 0.9


class Reading(NamedTuple):
    """The three chances (they add up to 1), and the two terms that clash most, where the statement has such a term."""

    supported: float
    contradicted: float
    unknown: float
    clash: tuple[Term, Term] | None


class VectorCache(Protocol):
    """Where the vectors of sentences are kept between runs, by sentence and encoder."""

    def vectors(self, sentence: str, encoder: str) -> bytes | None:
        """The kept vectors, or None."""

    def keep_vectors(self, kept: Mapping[str, bytes], encoder: str) -> None:
        """Keep vectors."""


class Encodings:
    """Encoded sentences, remembered while they are in use, and kept between runs where there is a cache."""

    def __init__(self, cache: VectorCache | None = None) -> None:
        self._kept: OrderedDict[str, Encoded] = OrderedDict()
        self._cache = cache

    def of(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """The vectors of each text, in order."""
        new: list[str] = []
        encoder = encoder_digest() if self._cache else ""
        for text in dict.fromkeys(texts):
            if text not in self._kept:
                known = self._cache.vectors(text, encoder) if self._cache else None
                if known is None:
                    new.append(text)
                else:
                    self._kept[text] = unpacked(known)
        self._kept.update(zip(new, encode_all(new), strict=True))
        if self._cache and new:
            self._cache.keep_vectors({text: packed(self._kept[text]) for text in new}, encoder)
        found = tuple(self._kept[text] for text in texts)
        for text in texts:
            self._kept.move_to_end(text)
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        return found


def read(
    statement: Index, article: Index, matches: Sequence[Match], encodings: Encodings, settings: Settings
) -> tuple[Reading | None, tuple[Match, ...]]:
    """What the passages of the matches make of the statement, and the matches in the order of their likeness to it too.

    The reading is None where there is nothing to read.
    """
    if not matches:
        return None, ()
    texts = _texts(article)
    said, *given = encodings.of(
        [statement.analysis.document.text, *(texts[match.sentence] for match in matches)],
    )
    likeness = [float(one.centre @ said.centre) for one in given]
    ranked = sorted(
        (
            (match._replace(rank=round(match.rank + SIMILAR * (alike - USUAL), 4)), one, alike)
            for match, one, alike in zip(matches, given, likeness, strict=True)
        ),
        key=lambda row: (-row[0].rank, row[0].sentence),
    )
    passages = sorted(ranked[:PASSAGES], key=lambda row: row[0].sentence)
    hints = find_hints(
        statement.analysis.document.text,
        statement.analysis.document.lang,
        [texts[match.sentence] for match, _, _ in passages],
        texts,
        article.analysis.document.lang,
        settings,
    )
    flags = np.zeros((len(said.spans), len(HINTS)), dtype=np.float32)
    for hint in hints:
        for row, (start, end) in enumerate(said.spans):
            if start < end and start < hint.end and hint.start < end:
                flags[row, hint.kind] = 1.0
    top = max(alike for _, _, alike in passages)
    chances, clashing, attention = _judge(
        said, [one for _, one, _ in passages], np.array([alike - top for _, _, alike in passages], np.float32), flags
    )
    clash = _clash(
        statement,
        article,
        said,
        [(match, one) for match, one, _ in passages],
        clashing,
        attention,
        ranked[0][0].sentence,
    )
    supported, contradicted, unknown = (round(float(chance), 4) for chance in chances)
    return (
        Reading(supported, contradicted, unknown, clash),
        tuple(match for match, _, _ in ranked),
    )


def _texts(index: Index) -> list[str]:
    document = index.analysis.document
    return [document.text[sentence.start : sentence.end] for sentence in document.sentences]


def _clash(
    statement: Index,
    article: Index,
    said: Encoded,
    passages: Sequence[tuple[Match, Encoded]],
    clashing: Array,
    attention: Array,
    best: int,
) -> tuple[Term, Term] | None:
    """The statement's term that clashes most, one that no passage says as it is before others, and its counterpart.

    The counterpart stands in the passage that matches best, wherever that has a term which is looked at.
    """
    spans = [
        (match.sentence, start + offset, end + offset)
        for match, one in passages
        for offset in [article.analysis.document.sentences[match.sentence].start]
        for start, end in one.spans
    ]
    alike = {
        (link.statement.start, link.statement.end)
        for match, _ in passages
        for link in match.local
        if link is not None and link.score >= SETTLED
    }
    rows = [
        ((term.start, term.end) not in alike, float(clashing[pieces].max()), -number, term, pieces)
        for number, term in enumerate(statement.all)
        if (pieces := [row for row, (start, end) in enumerate(said.spans) if start < term.end and term.start < end])
    ]
    if not rows:
        return None
    *_, term, pieces = max(rows, key=lambda row: row[:3])
    weights = attention[pieces].sum(axis=0)
    found: dict[tuple[int, int], float] = {}
    terms: dict[tuple[int, int], Term] = {}
    for (sentence, start, end), weight in zip(spans, weights, strict=True):
        if start >= end:
            continue
        for other in article.sentences[sentence]:
            if other.start < end and start < other.end:
                key = (other.start, other.end)
                found[key] = found.get(key, 0.0) + float(weight)
                terms[key] = other
    if not found:
        return None
    return term, terms[max(found, key=lambda key: (terms[key].sentence == best, found[key], -key[0]))]


def _judge(said: Encoded, given: Sequence[Encoded], bias: Array, flags: Array) -> tuple[Array, Array, Array]:
    """The three chances, how much each piece of the statement clashes, and what it is aligned with."""
    table = _weights()
    keys = np.concatenate([one.keys for one in given])
    values = np.concatenate([one.values for one in given])
    nearness = np.concatenate([np.full(len(one.keys), b, np.float32) for one, b in zip(given, bias, strict=True)])
    likeness = said.keys @ keys.T
    attention = _softmax(likeness * table["scale"] + nearness * table["beta"])
    counterpart = attention @ values
    best = -np.sort(-likeness, axis=1)[:, :2]
    spread = -(attention * np.log(attention + 1e-9)).sum(axis=1, keepdims=True)
    both = np.concatenate(
        [
            said.values,
            counterpart,
            np.abs(said.values - counterpart),
            said.values * counterpart,
            best,
            spread,
            flags,
        ],
        axis=1,
    )
    compared = gelu(both @ table["compare.w"] + table["compare.b"])
    read = np.concatenate([_recurrent(compared, "forward"), _recurrent(compared[::-1], "backward")[::-1]], axis=1)
    pooled = np.concatenate([read.max(axis=0), read.mean(axis=0)])
    whole = gelu(pooled @ table["hidden.w"] + table["hidden.b"]) @ table["out.w"] + table["out.b"]
    pieces = read @ table["piece.w"] + table["piece.b"]
    whole = whole + np.array([pieces[:, 0].mean(), pieces[:, 1].max(), pieces[:, 2].max()], np.float32)
    return _softmax(whole), pieces[:, 1], attention


def _recurrent(rows: Array, direction: str) -> Array:
    """A gated recurrent unit over the rows (Cho et al. 2014, gates in the order reset, update, new)."""
    table = _weights()
    inner, inner_b = table[f"{direction}.inner.w"], table[f"{direction}.inner.b"]
    outer = rows @ table[f"{direction}.outer.w"] + table[f"{direction}.outer.b"]
    width = inner.shape[0]
    state = np.zeros(width, np.float32)
    found = np.empty((len(rows), width), np.float32)
    for number, row in enumerate(outer):
        own = state @ inner + inner_b
        reset = _sigmoid(row[:width] + own[:width])
        update = _sigmoid(row[width : 2 * width] + own[width : 2 * width])
        new = np.tanh(row[2 * width :] + reset * own[2 * width :])
        state = (1.0 - update) * new + update * state
        found[number] = state
    return found


def _sigmoid(x: Array) -> Array:
    return cast("Array", 1.0 / (1.0 + np.exp(-x)))


def _softmax(x: Array) -> Array:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return cast("Array", raised / raised.sum(axis=-1, keepdims=True))


@cache
def _weights() -> dict[str, Array]:
    try:
        with np.load(WEIGHTS) as kept:
            return {name: kept[name].astype(np.float32) for name in kept.files}
    except DAMAGED as error:
        raise ModelError(f"The reader's weights in {WEIGHTS} cannot be read ({error}); reinstall dayanak.") from error
