"""Put together the training file of the Turkish lemmatizer: words with class and lemma, one to a "sentence".

usage: lemma_data.py --train TRAIN --starlang ADAPTED --negated NEGATED --names WIKINER --out FILE

The Stanza lemmatizer looks a word up in the dictionary of its training data and asks a small network about the rest, so
the file holds as many words as can be trusted, each pair of word and lemma at most twice:

- BOUN and GB, but for converbs that some annotators left whole (``yapıp`` - ``yapıp``, where most wrote ``yap``);
- Starlang's words that BOUN and GB lack, where its deeper lemmas (``ölçekli`` - ``ölçek``) do not differ from BOUN's habit;
- the rule-made negative verbs of ``negate.py``, with the lemma of the positive verb;
- names from the Turkish Wiki NER corpus: the lemma is what stands before the apostrophe, or the name itself.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from conllu import FEATS, FORM, LEMMA, UPOS, XPOS, Sentence, read, write

MOST = 2
NAMES = 3500
APOSTROPHE = re.compile("['’]")
WHOLE_CONVERB = re.compile(r"([ıiuü]p|ken|[ae]r[ae]k)$")

Entry = tuple[str, str, str]
"""Form, class, lemma."""


def lower(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def words(path: Path) -> Iterator[tuple[Entry, str, str]]:
    for sentence in read([path]):
        for row in sentence.words:
            yield (row[FORM], row[UPOS], row[LEMMA]), row[XPOS], row[FEATS]


def boun(path: Path) -> Iterator[Entry]:
    for (form, upos, lemma), tag, _ in words(path):
        if lemma == "_" or upos == "VERB" and lower(form) == lower(lemma) and WHOLE_CONVERB.search(form):
            continue
        if upos == "VERB" and tag in {"Part.P", "Vnoun.P"} and lower(form) == lower(lemma):
            continue
        yield form, upos, lemma


def starlang(path: Path, known: set[tuple[str, str]]) -> Iterator[Entry]:
    for (form, upos, lemma), tag, _ in words(path):
        plain = lower(form)
        if (plain, upos) in known or lemma == "_" or not plain.isalpha():
            continue
        same = plain == lower(lemma)
        if upos == "VERB" and not same or upos == "NOUN" and same == (tag == "Nom") or upos in {"ADJ", "ADV", "NUM"} and same:
            yield form, upos, lemma


def negative(path: Path) -> Iterator[Entry]:
    for (form, upos, lemma), _, feats in words(path):
        if upos == "VERB" and "Polarity=Neg" in feats and lower(form) != lower(lemma):
            yield form, upos, lemma


def names(path: Path, common: set[str], count: int, seed: int) -> Iterator[Entry]:
    """Parts of names and numbers of a file with one token and one entity tag a line.

    Inflected common nouns inside names (``Turnuvası'na``) are left to the treebanks, and a name without an apostrophe
    counts only if the same name is seen before one: else it may carry a suffix.
    """
    with_suffix, bare = set[Entry](), set[Entry]()
    for line in path.read_text(encoding="utf-8").splitlines():
        form, _, tag = line.partition("\t")
        stem = APOSTROPHE.split(form)[0]
        if not stem or not stem[0].isalnum():
            continue
        if tag == "O" or not (stem[0].isupper() or stem[0].isdigit()):
            continue
        if lower(stem) in common:
            continue
        upos = "NUM" if stem[0].isdigit() else "PROPN"
        (with_suffix if stem != form else bare).add((form, upos, stem))
    stems = {stem for _, _, stem in with_suffix}
    bare = {entry for entry in bare if entry[2] in stems}
    shuffle = random.Random(seed)
    for group, share in ((with_suffix, count), (bare, count // 2)):
        entries = sorted(group)
        shuffle.shuffle(entries)
        yield from entries[:share]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "starlang", "negated", "names", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    arguments.add_argument("--seed", type=int, default=1234)
    options = arguments.parse_args()
    own = list(boun(options.train))
    known = {(lower(form), upos) for form, upos, _ in own}
    more = list(starlang(options.starlang, known))
    common = {lower(form) for form, upos, _ in own + more if upos == "NOUN"}
    counted = Counter(own + more)
    counted.update(negative(options.negated))
    counted.update(names(options.names, common, NAMES, options.seed))
    entries = [entry for entry, count in counted.items() for _ in range(min(count, MOST))]
    random.Random(options.seed).shuffle(entries)
    write(options.out, (Sentence(form, [["1", form, lemma, upos, "_", "_", "0", "root", "_", "_"]]) for form, upos, lemma in entries))


if __name__ == "__main__":
    main()
