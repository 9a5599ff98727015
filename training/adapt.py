"""Bring the Starlang corpora (Kenet, Penn, FrameNet, Atis) near BOUN's tags, with a BOUN tagger's help.

usage: adapt.py --raw STARLANG --guesses TAGGED --known TRAIN --out FILE

Starlang calls participles adjectives and verbal nouns nouns, and marks neither verb form nor hearsay.  A tagger trained on BOUN
and GB alone gives all that (``GUESSES``), with its mistakes; the human annotation (``STARLANG``, harmonised) gives what it is
sure of: case, number and possession of nouns, person, mood, voice, simple past and negation of finite verbs, names,
numbers and punctuation; the passive of other verbs is told by its suffix.  A guessed word class is believed where
``TRAIN`` has the same word in the same class, and where the guess is a non-finite verb and the human lemma a verb's.
Trees and lemmas stay as they are.
"""

import argparse
import re
from pathlib import Path

from conllu import FEATS, FORM, LEMMA, UPOS, XPOS, Row, feature_cell, features, read, write
from harmonise import inflection_tag

COMPOUND_PAST = re.compile(r"([ıiuüae]r|yor|m[ae]z|m[ıiuü]ş|c[ae]k|m[ae]l[ıi]|s[ae])(y?[dt][ıiuü])(m|n|k|n[ıiuü]z|l[ae]r)?$")
"""Past of another tense (geliyordu, gelirdi): annotated one way or the other, so the guess stands."""
CONVERB = re.compile(r"([ıiuü]p|[ae]r[ae]k|ken|m[ae]d[ae]n|[ıiuü]nc[ae]|d[ıiuü]kç[ae])$")
CERTAIN = frozenset({"PUNCT", "NUM", "PROPN"})
FINITE_KEYS = ("Polarity", "Person", "Number", "Mood", "Voice")
NOUN_KEYS = ("Case", "Number", "Number[psor]", "Person[psor]")


def passive(form: str, lemma: str) -> bool:
    """Whether the suffix after the verb's stem is the passive's: what BOUN marks nearly always (92 in 100 such forms)."""
    for stem in (lemma, lemma[:-1] + "d") if lemma.endswith("t") else (lemma,):
        if form.startswith(stem) and len(form) > len(stem):
            rest = form[len(stem) :]
            if re.match(r"[ıiuü]l(?!i?k)", rest):
                return True
            if stem[-1] in "aıoueiöü" and re.match(r"n([ıiuüae]|[dm]|s|c)", rest):
                return True
            if stem[-1] == "l" and re.match(r"[ıiuü]n([ıiuüae]|[dm]|s)", rest):
                return True
    return False


def adapt(human: Row, guess: Row, seen: set[tuple[str, str]], verbs: set[str]) -> None:
    """Write the reconciled tags into the human's row."""
    true, guessed = features(human[FEATS]), features(guess[FEATS])
    known = (human[FORM].lower(), guess[UPOS]) in seen
    nonfinite = guess[UPOS] == "VERB" and "VerbForm" in guessed and human[LEMMA] in verbs
    trust = human[UPOS] not in CERTAIN and (known or nonfinite or guess[UPOS] == human[UPOS])
    upos = guess[UPOS] if trust else human[UPOS]
    values = dict(guessed)
    if human[UPOS] in {"NOUN", "PROPN"}:
        values = {key: value for key, value in values.items() if key not in NOUN_KEYS}
        values |= {key: true[key] for key in NOUN_KEYS if key in true}
    elif human[UPOS] == "VERB" and "VerbForm" not in guessed:
        values = {key: value for key, value in values.items() if key not in FINITE_KEYS}
        values |= {key: true[key] for key in FINITE_KEYS if key in true}
        if "Tense" in true and not COMPOUND_PAST.search(human[FORM]):
            values["Tense"] = true["Tense"]
    elif upos == "VERB" and human[UPOS] == "ADV" and CONVERB.search(human[FORM]):
        values = {key: value for key, value in values.items() if key in {"Polarity", "Voice"}} | {"VerbForm": "Conv"}
    elif human[UPOS] == "PUNCT":
        values = {}
    if upos != guess[UPOS] and upos != "VERB":
        values = {key: value for key, value in values.items() if key in NOUN_KEYS and upos in {"NOUN", "PROPN", "PRON", "NUM"}}
        values |= {key: true[key] for key in ("NumType",) if key in true}
    if upos == "VERB" and human[UPOS] != "VERB" and passive(human[FORM].lower(), human[LEMMA].lower()):
        values["Voice"] = "Pass"
    human[UPOS], human[FEATS] = upos, feature_cell(values)
    human[XPOS] = inflection_tag(upos, human[FEATS])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("raw", "guesses", "known", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    options = arguments.parse_args()
    known = [row for sentence in read([options.known]) for row in sentence.words]
    sentences = read([options.raw])
    seen = {(row[FORM].lower(), row[UPOS]) for row in known}
    verbs = {row[LEMMA] for row in known if row[UPOS] == "VERB"}
    verbs |= {row[LEMMA] for sentence in sentences for row in sentence.words if row[UPOS] == "VERB" and "Fin" in row[XPOS]}
    for sentence, guess in zip(sentences, read([options.guesses]), strict=True):
        for human, guessed in zip(sentence.words, guess.words, strict=True):
            adapt(human, guessed, seen, verbs)
    write(options.out, sentences)


if __name__ == "__main__":
    main()
