"""Measure the models of a language and write their card, ``model.toml``.

usage: card.py LANGUAGE MODELS DATA [--note TEXT]

``MODELS`` is a folder like ``claims/models``, ``DATA`` the folder that ``prepare.py`` wrote.  The card holds the sources with
licence and commit, the recipe of each processor from ``recipe.toml``, the scores measured now on the test set, and size and
SHA-256 of each file.
"""

import argparse
import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

import torch

from build import steps
from evaluate import PROCESSORS, evaluate

UD = "https://github.com/UniversalDependencies/UD_"
SHARE_ALIKE = "CC BY-SA 4.0"
UNRECORDED = "not recorded; as of 2026-11"
SOURCES: dict[str, list[tuple[str, str, str, str]]] = {
    "tr": [
        (
            "Turkish-BOUN",
            UD + "Turkish-BOUN",
            "f828b028",
            "dev without its last 150 sentences: training; those 150: development; test: testing only",
        ),
        ("Turkish-BOUN v2.11 train, 500 sentences", "https://github.com/boun-tabi/eval-ud", UNRECORDED, "training"),
        ("Turkish-GB", UD + "Turkish-GB", UNRECORDED, "training"),
        ("Turkish-Kenet", UD + "Turkish-Kenet", UNRECORDED, "training of tagger, lemmatizer and parser, tags adapted"),
        ("Turkish-Penn", UD + "Turkish-Penn", UNRECORDED, "training of tagger, lemmatizer and parser, tags adapted"),
        ("Turkish-FrameNet", UD + "Turkish-FrameNet", UNRECORDED, "training of tagger, lemmatizer and parser, tags adapted"),
        ("Turkish-Atis", UD + "Turkish-Atis", UNRECORDED, "1,500 sentences: training of tagger, lemmatizer and parser, tags adapted"),
        (
            "Turkish Wiki NER",
            "https://github.com/turkish-nlp-suite/Turkish-Wiki-NER-Dataset",
            "34b6e732",
            "names: training of the lemmatizer",
        ),
    ],
    "en": [
        (
            "English-EWT",
            UD + "English-EWT",
            "15d613d8",
            "train: training; the first 500 sentences of dev: development; test: testing only",
        ),
    ],
}
TEST = {"tr": "BOUN test", "en": "EWT test"}


def value(item: Any) -> str:
    """A TOML value; JSON's strings, numbers and lists are TOML's too."""
    return json.dumps(item, ensure_ascii=False)


def card(language: str, models: Path, data: Path, note: str) -> str:
    folder = models / language
    lines = [
        "# Written by training/card.py; scores are measured, not copied.",
        "",
        "[model]",
        f"name = {value(f'dayanak-{language}')}",
        f"language = {value(language)}",
        f"version = {value(datetime.date.today().isoformat())}",
        f"licence = {value(SHARE_ALIKE)}",
        f"format = {value('Stanza 1.15, half precision')}",
        f"attribution = {value('Trained on the corpora listed below, with thanks to their annotators.')}",
    ]
    if note:
        lines.append(f"note = {value(note)}")
    for treebank, repository, commit, use in SOURCES[language]:
        lines += [
            "",
            "[[source]]",
            f"treebank = {value(treebank)}",
            f"repository = {value(repository)}",
            f"commit = {value(commit)}",
            f"licence = {value(SHARE_ALIKE)}",
            f"use = {value(use)}",
        ]
    for processor in PROCESSORS:
        runs = [step["run"] for step in steps(language) if step["processor"] == processor]
        lines += ["", f"[recipe.{processor}]", "commands = [", *(f"    {value(run)}," for run in runs), "]"]
    scores = evaluate(language, models, data / language / "test.conllu", 8, {})
    lines += [
        "",
        "[scores]",
        "# raw text, eight sentences a paragraph, F1 in per cent (CoNLL 2018 evaluation)",
        f"test = {value(TEST[language])}",
    ]
    lines += [f"{name} = {score:.2f}" for name, score in scores.items() if not name.startswith(("load", "run"))]
    lines += ["", "[files]"]
    total = 0
    for processor in PROCESSORS:
        content = (folder / f"{processor}.pt").read_bytes()
        total += len(content)
        lines.append(f'"{processor}.pt" = {{ sha256 = {value(hashlib.sha256(content).hexdigest())}, bytes = {len(content)} }}')
    lines.append(f"# total bytes: {total}")
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("language", choices=["tr", "en"])
    arguments.add_argument("models", type=Path)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--note", default="")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    text = card(options.language, options.models, options.data, options.note)
    (options.models / options.language / "model.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
