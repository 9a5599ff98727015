"""Give a trained Stanza lemmatizer a larger dictionary, without training its network again.

usage: lemma_dictionary.py LANGUAGE MODEL.pt WORDS.conllu OUT.pt

The dictionary holds all words of ``WORDS``.  Since it minds capitals, every word but a name also gets the form that it takes at
the start of a sentence, and what was only seen there its form inside one.
"""

import argparse
from pathlib import Path

from stanza.models.lemma.trainer import Trainer

from conllu import FORM, LEMMA, UPOS, read


def other_case(language: str, form: str) -> str | None:
    """The word with its first letter in the other case, or nothing if that makes no sense (``ABD``, ``14'te``)."""
    first, rest = form[:1], form[1:]
    if not first.isalpha() or rest != rest.lower() or len(form) < 2:
        return None
    special = {"i": "İ", "ı": "I", "İ": "i", "I": "ı"} if language == "tr" else {}
    return special.get(first, first.lower() if first.isupper() else first.upper()) + rest


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("language", choices=["tr", "en"])
    for name in ("model", "words", "out"):
        arguments.add_argument(name, type=Path)
    options = arguments.parse_args()
    trainer = Trainer(model_file=str(options.model), device="cpu")
    entries = [(row[FORM], row[UPOS], row[LEMMA]) for sentence in read([options.words]) for row in sentence.words]
    trainer.pos_dict = {}
    trainer.train_dict(entries)
    seen = {(form, upos) for form, upos, _ in entries}
    for form, upos, _ in entries:
        variant = other_case(options.language, form)
        if variant and upos not in {"PROPN", "X"} and (variant, upos) not in seen:
            (lemma,) = trainer.predict_dict([(form, upos)])
            trainer.pos_dict.setdefault(upos, {}).setdefault(variant, lemma)
    trainer.save(str(options.out))


if __name__ == "__main__":
    main()
