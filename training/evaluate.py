"""Score a pipeline from raw text with the CoNLL 2018 evaluation that Stanza uses.

usage: evaluate.py LANGUAGE MODELS GOLD [--paragraph 8] [--part NAME=FILE ...]

The text of ``GOLD`` is put together from its sentences, eight to a paragraph, run through the whole pipeline and compared with
the gold words, tags, lemmas and trees.  ``MODELS`` is a folder like ``claims/models``.  XPOS and the scores for morphology-aware
labelled attachment are left out: the harmonised tags have no counterpart elsewhere.
"""

import argparse
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import stanza
import torch
from stanza.models.common.utils import ud_scores
from stanza.utils.conll import CoNLL

from conllu import FEATS, FORM, ID, MISC, Sentence, features, read, write

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")
METRICS = {
    "words": "Words",
    "sentences": "Sentences",
    "upos": "UPOS",
    "features": "UFeats",
    "lemma": "Lemmas",
    "uas": "UAS",
    "las": "LAS",
}
VERDICT_FEATURES = (
    "Polarity=Neg",
    "Evident=Nfh",
    "Tense=Past",
    "Tense=Fut",
    "Case=Gen",
    "Case=Dat",
    "Case=Acc",
    "Case=Loc",
    "Case=Abl",
    "Case=Ins",
    "Voice=Pass",
    "Mood=Pot",
    "Mood=Cnd",
    "Mood=Nec",
    "NumType=Card",
)
LONGEST = 300
"""Sentences with a token longer than this (URLs) are left out, as Stanza replaces such tokens."""


def pipeline(language: str, folder: Path, parts: dict[str, Path], processors: tuple[str, ...] = PROCESSORS) -> stanza.Pipeline:
    """The pipeline of a model folder, with single files replaced by others."""
    paths = {f"{part}_model_path": str(parts.get(part, folder / language / f"{part}.pt")) for part in processors}
    return stanza.Pipeline(
        language,
        dir=str(folder),
        download_method=None,
        allow_unknown_language=True,
        verbose=False,
        use_gpu=False,
        processors=",".join(processors),
        **paths,
    )


def raw_text(sentences: list[Sentence], paragraph: int) -> str:
    """The text of the sentences, several to a paragraph, as their SpaceAfter marks tell."""
    result = []
    for start in range(0, len(sentences), paragraph):
        pieces = []
        for sentence in sentences[start : start + paragraph]:
            covered = 0
            for row in sentence.rows:
                if row[ID].isdigit() and int(row[ID]) <= covered:
                    continue
                if "-" in row[ID]:
                    covered = int(row[ID].split("-")[1])
                pieces.append(row[FORM] + ("" if "SpaceAfter=No" in row[MISC] else " "))
            if not pieces[-1].endswith(" "):
                pieces.append(" ")
        result.append("".join(pieces).strip())
    return "\n\n".join(result)


def evaluate(language: str, folder: Path, gold: Path, paragraph: int, parts: dict[str, Path]) -> dict[str, float]:
    """The F1 scores in per cent, with the loading and running times in seconds."""
    sentences = [sentence for sentence in read([gold]) if all(len(row[FORM]) <= LONGEST for row in sentence.rows)]
    started = time.perf_counter()
    nlp = pipeline(language, folder, parts)
    loaded = time.perf_counter()
    document = nlp(raw_text(sentences, paragraph))
    finished = time.perf_counter()
    with TemporaryDirectory() as scratch:
        reference, system = Path(scratch) / "gold.conllu", Path(scratch) / "system.conllu"
        write(reference, sentences)
        CoNLL.write_doc2conll(document, str(system))
        scores = ud_scores(str(reference), str(system))
    result = {name: 100 * scores[metric].f1 for name, metric in METRICS.items()}
    result |= {"load_s": loaded - started, "run_s": finished - loaded, "run_words": float(document.num_words)}
    return result


def feature_table(language: str, folder: Path, gold: Path, parts: dict[str, Path]) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and count of single feature values, on gold words."""
    sentences = read([gold])
    paths = {"pos_model_path": str(parts.get("pos", folder / language / "pos.pt"))}
    nlp = stanza.Pipeline(
        language,
        dir=str(folder),
        download_method=None,
        allow_unknown_language=True,
        verbose=False,
        use_gpu=False,
        processors="tokenize,pos",
        tokenize_pretokenized=True,
        **paths,
    )
    document = nlp([[row[FORM] for row in sentence.words] for sentence in sentences])
    true, guessed, both = Counter[str](), Counter[str](), Counter[str]()
    for sentence, tagged in zip(sentences, document.sentences, strict=True):
        for row, word in zip(sentence.words, tagged.words, strict=True):
            right = {f"{key}={value}" for key, value in features(row[FEATS]).items()}
            guess = {f"{key}={value}" for key, value in features(word.feats or "_").items()}
            true.update(right)
            guessed.update(guess)
            both.update(right & guess)
    return {
        value: (100 * both[value] / max(1, guessed[value]), 100 * both[value] / max(1, true[value]), true[value])
        for value in VERDICT_FEATURES
        if true[value]
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("language", choices=["tr", "en"])
    arguments.add_argument("models", type=Path)
    arguments.add_argument("gold", type=Path, help="a harmonised file of prepare.py")
    arguments.add_argument("--paragraph", type=int, default=8)
    arguments.add_argument("--part", action="append", default=[], metavar="NAME=FILE", help="a model file in place of the folder's")
    arguments.add_argument("--features", action="store_true", help="also single feature values, on gold words")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    parts = {name: Path(path) for name, path in (item.split("=", 1) for item in options.part)}
    scores = evaluate(options.language, options.models, options.gold, options.paragraph, parts)
    print("  ".join(f"{name} {value:.2f}" for name, value in scores.items()))
    if options.features:
        for value, (precision, recall, count) in feature_table(options.language, options.models, options.gold, parts).items():
            print(f"{value:16} precision {precision:5.1f}  recall {recall:5.1f}  ({count})")


if __name__ == "__main__":
    main()
