"""Write the harmonised training, development and test files.

usage: prepare.py TREEBANKS OUT

Into ``OUT/tr``: ``train`` (BOUN dev without its last 150 sentences, the 500 sentences of BOUN train, GB), ``dev`` (those 150
sentences), ``test`` (BOUN test), ``starlang`` (Kenet, Penn, FrameNet and, cut to 1,500 sentences, Atis), ``fold0`` and
``fold1`` (the halves of ``train``).  Into ``OUT/en``: ``train`` (EWT train), ``dev`` (the first 500 sentences of EWT
dev), ``test``, ``fold0`` and ``fold1``.  The rest of EWT dev is not used.
"""

import argparse
import random
from pathlib import Path

from conllu import Sentence, read, write
from harmonise import as_in_boun, harmonise

TURKISH_DEV = 150
ENGLISH_DEV = 500
ATIS = 1500


def folds(out: Path, train: list[Sentence]) -> None:
    """The even and the odd sentences, for taggers that have not seen the other half."""
    for fold in (0, 1):
        write(out / f"fold{fold}.conllu", train[fold::2])


def turkish(treebanks: Path, out: Path) -> None:
    def load(*names: str) -> list[Sentence]:
        return [harmonise("tr", sentence) for sentence in read(treebanks / name for name in names)]

    boun = load("tr_boun/tr_boun-ud-dev.conllu")
    more = load("tr_boun/BOUN-v2.11_train-random500.conllu", "tr_gb/tr_gb-ud-test.conllu")
    train = [as_in_boun(sentence) for sentence in boun[:-TURKISH_DEV] + more]
    write(out / "train.conllu", train)
    write(out / "dev.conllu", boun[-TURKISH_DEV:])
    write(out / "test.conllu", load("tr_boun/tr_boun-ud-test.conllu"))
    folds(out, train)
    starlang = load(
        *(f"tr_{name}/tr_{name}-ud-{part}.conllu" for name in ("kenet", "penn") for part in ("dev", "test")),
        *(f"tr_framenet/tr_framenet-ud-{part}.conllu" for part in ("train", "dev", "test")),
    )
    atis = load("tr_atis/tr_atis-ud-train.conllu")
    random.Random(1234).shuffle(atis)
    write(out / "starlang.conllu", starlang + atis[:ATIS])


def english(treebanks: Path, out: Path) -> None:
    def load(name: str) -> list[Sentence]:
        return [harmonise("en", sentence) for sentence in read([treebanks / "en_ewt" / name])]

    train = load("en_ewt-ud-train.rebuilt-from-sources.conllu")
    write(out / "train.conllu", train)
    write(out / "dev.conllu", load("en_ewt-ud-dev.conllu")[:ENGLISH_DEV])
    write(out / "test.conllu", load("en_ewt-ud-test.conllu"))
    folds(out, train)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("treebanks", type=Path)
    arguments.add_argument("out", type=Path)
    options = arguments.parse_args()
    turkish(options.treebanks, options.out / "tr")
    english(options.treebanks, options.out / "en")


if __name__ == "__main__":
    main()
