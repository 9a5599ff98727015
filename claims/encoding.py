"""Text to token vectors that mean the same in both languages: a small multilingual encoder, in NumPy, on one core.

The encoder reads one sentence at a time and knows nothing of the other side, so the vectors of an article serve every
statement. Each piece of a word gets a key (unit length, for finding its counterpart) and a value (what it means there).
Six transformer layers of width 384 are shared; above them six as they came (multilingual-e5-small) tell how alike
whole sentences are, and six trained further here tell what each piece means. The recipe stands in training/README.md,
source and licence in claims/models/encoder/model.toml.
"""

import hashlib
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from claims.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = NDArray[np.float32]
MODEL = Path(__file__).parent / "models" / "encoder"
PREFIX = "query: "
LONGEST, TOGETHER, FEWEST = 128, 512, 16
START, END = 0, 2
HEADS = 12
WIDTH, KEY, VALUE = 384, 128, 256
SMALLEST = 1e-12
LONE = re.compile("[\ud800-\udfff]")
DAMAGED = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


class Encoded(NamedTuple):
    """One sentence as vectors, a row a piece; ``spans`` are offsets in its text, (0, 0) for marks.

    ``keys`` have unit length; ``centre`` is the unit mean over the pieces, for comparing whole sentences. What goes
    beyond the first ``LONGEST`` rows of a sentence is cut off. All numbers are those of half precision, so that what
    was kept between runs equals what is made anew.
    """

    spans: tuple[tuple[int, int], ...]
    keys: Array
    values: Array
    centre: Array


class Layer(NamedTuple):
    """The weights of one transformer layer, ready for ``x @ w + b``."""

    qkv_w: Array
    qkv_b: Array
    out_w: Array
    out_b: Array
    first_norm: tuple[Array, Array]
    up_w: Array
    up_b: Array
    down_w: Array
    down_b: Array
    second_norm: tuple[Array, Array]


class Weights(NamedTuple):
    """All weights: packed piece embeddings (4 bits, blocks of 32), positions, layers, the two projections.

    ``lower`` layers are shared, ``whole`` ones go on to the likeness of sentences, ``upper`` ones to keys and values.
    """

    pieces: NDArray[np.uint8]
    scales: NDArray[np.float16]
    positions: Array
    norm: tuple[Array, Array]
    lower: tuple[Layer, ...]
    whole: tuple[Layer, ...]
    upper: tuple[Layer, ...]
    key_w: Array
    key_b: Array
    value_w: Array
    value_b: Array


def encoder_digest() -> str:
    """A short name for the encoder and the reader over it that changes whenever their weights do."""
    try:
        return hashlib.sha256((MODEL / "model.toml").read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ModelError(f"The encoder in {MODEL} cannot be read ({error}); reinstall dayanak.") from error


def encode(text: str) -> Encoded:
    """The vectors of one sentence; raises ModelError where the model cannot be read."""
    return encode_all((text,))[0]


def encode_all(texts: Sequence[str]) -> tuple[Encoded, ...]:
    """The vectors of each sentence, in order: the very ones that it has alone, in a third of the time.

    The rows of several sentences go through each matrix together, so that its weights are fetched once for them all;
    attention stays inside a sentence.
    """
    found: list[Encoded] = []
    group: list[tuple[list[int], list[tuple[int, int]]]] = []
    for pieces in map(_pieces, texts):
        if group and sum(len(ids) for ids, _ in group) + len(pieces[0]) > TOGETHER:
            found += _encode(group)
            group = []
        group.append(pieces)
    return (*found, *(_encode(group) if group else ()))


def _encode(group: Sequence[tuple[list[int], list[tuple[int, int]]]]) -> Iterator[Encoded]:
    """The vectors of sentences, given their pieces and the offsets of those."""
    table = _weights()
    short = FEWEST - sum(len(pieces) for pieces, _ in group)
    if short > 0:  # matrices of a few rows are multiplied in another order: rows that nobody sees keep all alike
        yield from islice(_encode((*group, ([END] * short, [(0, 0)] * short))), len(group))
        return
    ids = [piece for pieces, _ in group for piece in pieces]
    places = np.concatenate([np.arange(len(pieces)) for pieces, _ in group])
    ends = np.cumsum([len(pieces) for pieces, _ in group])
    bounds = [(int(end) - len(pieces), int(end)) for end, (pieces, _) in zip(ends, group, strict=True)]
    first = _norm(_unpacked(table.pieces[ids], table.scales[ids]) + table.positions[places], table.norm)
    low = _run(first, table.lower, bounds)
    whole, high = _run(low, table.whole, bounds), _run(low, table.upper, bounds)
    both = np.concatenate([low, high], axis=1)
    keys = both @ table.key_w + table.key_b
    keys /= np.maximum(np.linalg.norm(keys, axis=1, keepdims=True), SMALLEST)
    values = both @ table.value_w + table.value_b
    for (start, end), (_, spans) in zip(bounds, group, strict=True):
        centre = whole[start:end].mean(axis=0)
        centre /= max(float(np.linalg.norm(centre)), SMALLEST)
        yield Encoded(tuple(spans), *map(_halved, (keys[start:end], values[start:end], centre)))


def packed(encoded: Encoded) -> bytes:
    """The vectors as bytes, for keeping: half precision, spans first."""
    spans = np.array(encoded.spans, dtype="<i4")
    parts = (np.array([len(spans)], dtype="<i4"), spans, *(part.astype("<f2") for part in encoded[1:]))
    return b"".join(part.tobytes() for part in parts)


def unpacked(data: bytes) -> Encoded:
    """What ``packed`` kept; raises ValueError where the bytes are not that."""
    (count,) = np.frombuffer(data, "<i4", 1)
    spans = np.frombuffer(data, "<i4", 2 * count, 4).reshape(-1, 2)
    numbers = np.frombuffer(data, "<f2", -1, 4 + 8 * count).astype(np.float32)
    keys, values, centre = np.split(numbers, [count * KEY, count * (KEY + VALUE)])
    if len(centre) != WIDTH:
        raise ValueError("not the bytes of an encoded sentence")
    pairs = tuple((int(start), int(end)) for start, end in spans)
    return Encoded(pairs, keys.reshape(count, KEY), values.reshape(count, VALUE), centre)


def _halved(x: Array) -> Array:
    return x.astype(np.float16).astype(np.float32)


def _pieces(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """The pieces of a text with their offsets in it, between the two marks that the model expects."""
    coded = _tokenizer().encode(PREFIX + LONE.sub("\N{REPLACEMENT CHARACTER}", text))
    shift = len(PREFIX)
    ids = [START, *coded.ids, END][:LONGEST]
    spans = [(0, 0), *((max(0, a - shift), max(0, b - shift)) for a, b in coded.offsets), (0, 0)][:LONGEST]
    return ids, spans


def _run(x: Array, layers: Sequence[Layer], bounds: Sequence[tuple[int, int]]) -> Array:
    for layer in layers:
        x = _layer(x, layer, bounds)
    return x


def _attended(asked: Array) -> Array:
    """The rows of one sentence mixed by attention; ``asked`` are queries, keys and values side by side."""
    length, width = asked.shape[0], asked.shape[1] // 3
    q, k, v = (part.reshape(length, HEADS, width // HEADS).transpose(1, 0, 2) for part in np.split(asked, 3, axis=1))
    scores = q @ k.transpose(0, 2, 1) / math.sqrt(width // HEADS)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    return cast("Array", (scores @ v).transpose(1, 0, 2).reshape(length, width))


def _layer(x: Array, layer: Layer, bounds: Sequence[tuple[int, int]]) -> Array:
    """One transformer layer over the rows of several sentences, each from bound to bound."""
    asked = x @ layer.qkv_w + layer.qkv_b
    mixed: Array = np.concatenate([_attended(asked[start:end]) for start, end in bounds])
    x = _norm(x + mixed @ layer.out_w + layer.out_b, layer.first_norm)
    return _norm(x + gelu(x @ layer.up_w + layer.up_b) @ layer.down_w + layer.down_b, layer.second_norm)


def _norm(x: Array, weights: tuple[Array, Array]) -> Array:
    x = x - x.mean(axis=1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + SMALLEST)
    return cast("Array", x * weights[0] + weights[1])


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit; erf by Abramowitz and Stegun 7.1.26, which is exact to 1.5e-7."""
    y = np.abs(x)
    y *= np.float32(math.sqrt(0.5))
    t = np.float32(0.3275911) * y
    t += np.float32(1.0)
    np.divide(np.float32(1.0), t, out=t)
    series = t * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(factor)
        series *= t
    np.multiply(y, y, out=y)
    np.negative(y, out=y)
    np.exp(y, out=y)
    series *= y
    np.subtract(np.float32(1.0), series, out=series)
    np.copysign(series, x, out=series)
    series += np.float32(1.0)
    np.multiply(x, np.float32(0.5), out=y)
    series *= y
    return series


def _unpacked(nibbles: NDArray[np.uint8], scales: NDArray[np.float16]) -> Array:
    """Rows of 4-bit weights as numbers: low nibbles are the first half of each block of 32, high ones the second."""
    half = nibbles.shape[-1]
    blocks = np.empty((*nibbles.shape[:-1], 2 * half), np.float32)
    blocks[..., :half] = nibbles & 15
    blocks[..., half:] = nibbles >> 4
    blocks -= 8.0
    blocks *= scales.astype(np.float32)[..., None]
    return blocks.reshape(*nibbles.shape[:-2], -1)


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    except Exception as error:  # the library raises bare Exception for whatever it cannot read
        raise ModelError(f"The tokenizer in {MODEL} cannot be read ({error}); reinstall dayanak.") from error


@cache
def _weights() -> Weights:
    try:
        with np.load(MODEL / "encoder.npz") as kept:
            return _arranged({name: kept[name] for name in kept.files})
    except DAMAGED as error:
        raise ModelError(f"The encoder in {MODEL} cannot be read ({error}); reinstall dayanak.") from error


def _arranged(raw: dict[str, NDArray[np.generic]]) -> Weights:
    def plain(name: str) -> Array:
        return raw[name].astype(np.float32)

    def matrix(name: str) -> Array:
        """A weight matrix turned for ``x @ w``, whether kept in 4 bits or in half precision."""
        if f"{name}.q" in raw:
            packed, scales = cast("NDArray[np.uint8]", raw[f"{name}.q"]), cast("NDArray[np.float16]", raw[f"{name}.d"])
            return _unpacked(packed, scales).T
        return plain(name).T

    def norm(name: str) -> tuple[Array, Array]:
        return plain(f"{name}.w"), plain(f"{name}.b")

    def layer(name: str) -> Layer:
        return Layer(
            qkv_w=np.concatenate([matrix(f"{name}.{part}.w").T for part in "qkv"]).T,
            qkv_b=np.concatenate([plain(f"{name}.{part}.b") for part in "qkv"]),
            out_w=matrix(f"{name}.ao.w"),
            out_b=plain(f"{name}.ao.b"),
            first_norm=norm(f"{name}.aln"),
            up_w=matrix(f"{name}.fi.w"),
            up_b=plain(f"{name}.fi.b"),
            down_w=matrix(f"{name}.fo.w"),
            down_b=plain(f"{name}.fo.b"),
            second_norm=norm(f"{name}.oln"),
        )

    def layers(kind: str) -> tuple[Layer, ...]:
        """The layers of a kind, ``lower0`` and on."""
        count = sum(name.startswith(kind) and name.endswith(".aln.w") for name in raw)
        return tuple(layer(f"{kind}{number}") for number in range(count))

    return Weights(
        pieces=cast("NDArray[np.uint8]", raw["word.q"]),
        scales=cast("NDArray[np.float16]", raw["word.d"]),
        positions=plain("pos"),
        norm=norm("eln"),
        lower=layers("lower"),
        whole=layers("whole"),
        upper=layers("upper"),
        key_w=matrix("key.w"),
        key_b=plain("key.b"),
        value_w=matrix("value.w"),
        value_b=plain("value.b"),
    )
