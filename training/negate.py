"""Make negative verbs out of positive ones: training sentences for the tagger and the lemmatizer.

usage: negate.py OUT.conllu IN.conllu [IN.conllu ...] [--share 0.3]

Negation decides verdicts, and the treebanks hold few negative verbs (in BOUN one verb in nine) of few kinds.  Turkish builds them by
rule: a suffix -mA- between stem and tense (``edildi`` - ``edilmedi``, ``yapılıyor`` - ``yapılmıyor``, ``gelecek`` -
``gelmeyecek``, ``bilir`` - ``bilmez``, ``yapan`` - ``yapmayan``).  A seeded share of the sentences with such verbs is written
with every one of them negated; all else stays as it is, so the trees are as good as before though the sense need not be.
"""

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from conllu import FEATS, FORM, ID, LEMMA, UPOS, Sentence, feature_cell, features, read, write

VOWELS = "aıoueiöü"
SOFT = re.compile(r"(^|[a-zçğıöşü]*[^aıoueiöü]?)(gid|ed|güd|tad)$")
PAST = re.compile(r"(.+?)[dt]([ıiuü])(m|n|k|nız|niz|nuz|nüz|lar|ler)?$")
COMPOUND = re.compile(r"(yor|[ıiuüae]r|m[ıiuü]ş|c[ae]k|l[ıi]|s[ae]|y|z|m[ae]kt[ae])$")
PROGRESSIVE = re.compile(r"(.+?)[ıiuü](yor.*)$")
HEARSAY = re.compile(r"(.+?)m[ıiuü]ş((?:[tm][ıiuü]|l[ae]r|s[ıiuü]|[ıiuü]m|[ıiuü]z).*)?$")
FUTURE = re.compile(r"(.+?)(y?)([ae]c[ae](?:k|ğ).*)$")
CONTINUOUS = re.compile(r"(.+?)(m[ae]kt[ae].*)$")
NECESSITY = re.compile(r"(.+?)(m[ae]l[ıi].*)$")
PARTICIPLE = re.compile(r"(.+?)(y?)([ae]n(?:l[ae]r)?(?:[ıiae]|[ıi]n|d[ae]|d[ae]n)?)$")
OBJECT_PARTICIPLE = re.compile(r"(.+?)[dt][ıiuü](ğ[ıiuü].*|k(?:l[ae]r).*)$")
VERBAL_NOUN = re.compile(r"(.+?)(m[ae](?:s[ıi].*|k|y[ae]|n[ıi]n))$")


def last_vowel(text: str) -> str:
    return next((letter for letter in reversed(text) if letter in VOWELS), "e")


def harmony(stem: str) -> tuple[str, str]:
    """The open and the close vowel that follow a stem: (a, ı), (e, i), (a, u) or (e, ü)."""
    vowel = last_vowel(stem)
    return {
        "a": ("a", "ı"),
        "ı": ("a", "ı"),
        "o": ("a", "u"),
        "u": ("a", "u"),
        "e": ("e", "i"),
        "i": ("e", "i"),
        "ö": ("e", "ü"),
        "ü": ("e", "ü"),
    }[vowel]


def bare(stem: str, lemma: str) -> str:
    """The stem before a consonant: ``ed`` - ``et``, ``başl`` (before -ıyor) - ``başla``."""
    if len(lemma) == len(stem) + 1 and lemma.startswith(stem) and lemma[-1] in VOWELS:
        return lemma
    return stem[:-1] + "t" if SOFT.search(stem) else stem


def fitting(stem: str) -> bool:
    return any(letter in VOWELS for letter in stem) and len(stem) > 1


def negative(form: str, lemma: str, values: dict[str, str]) -> str | None:
    """The negative of a lower-case positive verb form, or nothing where no rule is sure of itself."""
    verb_form, tense = values.get("VerbForm"), values.get("Tense")
    if match := PROGRESSIVE.fullmatch(form):
        stem = bare(match[1], lemma)
        return stem + "m" + harmony(stem)[1] + match[2] if fitting(stem) or lemma in {"de", "ye"} else None
    if match := CONTINUOUS.fullmatch(form):
        return match[1] + "m" + harmony(match[1])[0] + match[2] if fitting(match[1]) else None
    if verb_form is None and tense == "Past" and (match := PAST.fullmatch(form)) and not COMPOUND.search(match[1]):
        open_vowel, _ = harmony(match[1])
        close = "ı" if open_vowel == "a" else "i"
        ending = re.sub(r"[ıiuü]", close, match[3] or "")
        return f"{match[1]}m{open_vowel}d{close}{ending}" if fitting(match[1]) else None
    if values.get("Evident") == "Nfh" and (match := HEARSAY.fullmatch(form)) and fitting(match[1]) and not COMPOUND.search(match[1]):
        open_vowel, _ = harmony(match[1])
        close = "ı" if open_vowel == "a" else "i"
        return f"{match[1]}m{open_vowel}m{close}ş" + re.sub(r"[ıiuü]", close, match[2] or "")
    if tense == "Fut" and (match := FUTURE.fullmatch(form)):
        stem = bare(match[1], lemma)
        return f"{stem}m{harmony(stem)[0]}y{match[3]}" if fitting(stem) else None
    if values.get("Mood") == "Nec" and (match := NECESSITY.fullmatch(form)):
        return match[1] + "m" + harmony(match[1])[0] + match[2] if fitting(match[1]) else None
    if verb_form == "Part" and (match := OBJECT_PARTICIPLE.fullmatch(form)) and fitting(match[1]):
        open_vowel, _ = harmony(match[1])
        close = "ı" if open_vowel == "a" else "i"
        return f"{match[1]}m{open_vowel}d{close}" + re.sub(r"[ıiuü]", close, match[2])
    if verb_form == "Part" and (match := PARTICIPLE.fullmatch(form)) and not re.search(r"[dt][ıiuü]kt[ae]n$", form):
        stem = bare(match[1], lemma)
        return f"{stem}m{harmony(stem)[0]}y{match[3]}" if fitting(stem) and stem[-1] != "m" else None
    if verb_form == "Vnoun" and (match := VERBAL_NOUN.fullmatch(form)) and not re.search(r"m[ae]$", match[1]):
        return match[1] + "m" + harmony(match[1])[0] + match[2] if fitting(match[1]) else None
    plain = not {"Tense", "Evident", "Mood", "VerbForm"} & values.keys()
    if plain and form.startswith(lemma) and fitting(lemma) and re.fullmatch(r"[ıiuüae]?r", form[len(lemma) :]):
        return lemma + "m" + harmony(lemma)[0] + "z"
    return None


def lower(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def negated(sentence: Sentence, verbs: set[str]) -> Sentence | None:
    """The sentence with all its convertible verbs negated, or nothing if it has none.

    Only words whose lemma is in ``verbs`` count: BOUN also calls some nominal predicates (``zengindi``) verbs.
    """
    result, changed = sentence.copy(), False
    result.rows = [row for row in result.rows if row[ID].isdigit()]
    for row in result.rows:
        values = features(row[FEATS])
        if row[UPOS] != "VERB" or row[LEMMA] not in verbs or "Polarity" in values or row[FORM] != lower(row[FORM]) and row[ID] != "1":
            continue
        form = negative(lower(row[FORM]), lower(row[LEMMA]), values)
        if form:
            row[FORM] = form if row[FORM][0].islower() else {"i": "İ", "ı": "I"}.get(form[0], form[0].upper()) + form[1:]
            row[FEATS] = feature_cell(values | {"Polarity": "Neg"})
            changed = True
    result.text = " ".join(row[FORM] for row in result.rows)
    return result if changed else None


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("inputs", type=Path, nargs="+")
    arguments.add_argument("--share", type=float, default=0.3)
    arguments.add_argument("--seed", type=int, default=1234)
    options = arguments.parse_args()
    sentences = read(options.inputs)
    tagged = Counter((row[LEMMA], row[UPOS] == "VERB") for sentence in sentences for row in sentence.words)
    verbs = {lemma for lemma, verb in tagged if verb and tagged[lemma, True] > tagged[lemma, False]}
    candidates = [result for sentence in sentences if (result := negated(sentence, verbs))]
    random.Random(options.seed).shuffle(candidates)
    write(options.out, candidates[: int(len(candidates) * options.share)])


if __name__ == "__main__":
    main()
