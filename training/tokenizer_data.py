"""Write the files that Stanza's tokenizer and multi-word-token trainers read.

usage: tokenizer_data.py LANGUAGE DATA

Reads ``DATA/train.conllu`` and ``dev.conllu`` (see ``prepare.py``) and writes, under ``DATA/tokenize``, the text in paragraphs of
eight sentences (training: of one to eight, drawn with a seed), the character labels and the multi-word tokens.
"""

import argparse
import random
import re
import shutil
from pathlib import Path

from stanza.utils.datasets import prepare_tokenizer_data
from stanza.utils.datasets.contract_mwt import contract_mwt

from conllu import FORM, ID, Sentence, read, write
from evaluate import LONGEST, raw_text

PARAGRAPH = 8


def with_other_numbers(sentences: list[Sentence], copies: int) -> list[Sentence]:
    """Copies of Turkish sentences with a number in them, with decimals, thousands, per cents and times in its place.

    News is full of ``14,3``, ``12.500`` and ``%12,5'ini``; BOUN, which writes such a number as one token, has hardly any.
    """
    draw, result = random.Random(1234), list[Sentence]()

    def number() -> str:
        small, thousands, digits = draw.randint(1, 999), draw.randint(0, 999), draw.randint(1, 99)
        kinds = (
            f"{small},{digits}",
            f"{small}.{thousands:03}",
            f"{small}.{thousands:03},{digits:02}",
            f"%{small % 100}",
            f"%{small % 100},{digits % 10}",
            f"%{small % 100},{digits % 10}",
            f"{digits % 24}.{thousands % 60:02}",
            f"{small},{digits % 10}",
        )
        return draw.choice(kinds)

    for sentence in sentences:
        if any("-" in row[ID] for row in sentence.rows):
            continue
        for _ in range(copies):
            copy, changed = sentence.copy(), False
            for row in copy.rows:
                match = re.fullmatch(r"%?\d+(['’]\w+)?", row[FORM])
                if match:
                    row[FORM] = number() + (match[1] or "")
                    changed = True
            if changed:
                result.append(copy)
    draw.shuffle(result)
    return result


def chunks(sentences: list[Sentence], vary: bool) -> list[list[Sentence]]:
    """The sentences cut into paragraphs."""
    draw, result, start = random.Random(1234), list[list[Sentence]](), 0
    while start < len(sentences):
        size = draw.choice((1, 2, 4, 8, 8, 8)) if vary else PARAGRAPH
        result.append(sentences[start : start + size])
        start += size
    return result


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("language", choices=["tr", "en"])
    arguments.add_argument("data", type=Path)
    options = arguments.parse_args()
    out: Path = options.data / "tokenize"
    out.mkdir(exist_ok=True)
    for part in ("train", "dev"):
        sentences = [s for s in read([options.data / f"{part}.conllu"]) if all(len(row[1]) <= LONGEST for row in s.rows)]
        if part == "train" and options.language == "tr":
            sentences += with_other_numbers(sentences, 3)
        text = "\n\n".join(raw_text(chunk, PARAGRAPH) for chunk in chunks(sentences, part == "train")) + "\n\n"
        (out / f"{part}.txt").write_text(text, encoding="utf-8")
        write(out / f"{part}.conllu", sentences)
        prepare_tokenizer_data.main(
            [
                str(out / f"{part}.txt"),
                str(out / f"{part}.conllu"),
                "-o",
                str(out / f"{part}.labels"),
                "-m",
                str(out / f"{part}.mwt.json"),
            ]
        )
    shutil.copyfile(out / "train.conllu", out / "mwt.train.conllu")
    contract_mwt(str(out / "dev.conllu"), str(out / "mwt.dev.conllu"))


if __name__ == "__main__":
    main()
