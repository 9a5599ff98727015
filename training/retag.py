"""Replace the tags of annotated files by those of Stanza taggers: what the parser will see in life.

usage: retag.py --language tr --out FILE MODEL=INPUT [MODEL=INPUT ...]

Several pairs are merged by taking sentences in turn, so that the two halves of ``prepare.py`` (each tagged by the model of
the other half) come out in the order of the whole.
"""

import argparse
import tempfile
from itertools import zip_longest
from pathlib import Path

from stanza.models import tagger

from conllu import FEATS, UPOS, XPOS, Sentence, read, write


def tag(language: str, model: Path, source: Path) -> list[Sentence]:
    """The sentences of a file with UPOS, XPOS and features as the model predicts them."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.conllu"
        tagger.main(
            [
                "--mode",
                "predict",
                "--eval_file",
                str(source),
                "--output_file",
                str(predicted),
                "--no_pretrain",
                "--cpu",
                "--lang",
                language,
                "--shorthand",
                {"tr": "tr_boun", "en": "en_ewt"}[language],
                "--no_gold_labels",
                "--save_dir",
                str(model.parent),
                "--save_name",
                model.name,
                "--batch_size",
                "100",
            ]
        )
        guesses = read([predicted])
    sentences = read([source])
    for sentence, guess in zip(sentences, guesses, strict=True):
        for row, guessed in zip(sentence.words, guess.words, strict=True):
            for column in (UPOS, XPOS, FEATS):
                row[column] = guessed[column]
    return sentences


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--language", choices=["tr", "en"], required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("pairs", nargs="+", metavar="MODEL=INPUT")
    options = arguments.parse_args()
    tagged = [tag(options.language, Path(model), Path(source)) for model, source in (pair.split("=") for pair in options.pairs)]
    write(options.out, (sentence for group in zip_longest(*tagged) for sentence in group if sentence is not None))


if __name__ == "__main__":
    main()
