"""Bring corpora of different conventions to one small annotation.

Features are reduced to the values that carry meaning; defaults (``Case=Nom``, ``Number=Sing``, ``Person=3``,
``Polarity=Pos``) go, since the corpora disagree on writing them.  Enhanced dependencies and MISC go too, but for
``SpaceAfter=No``.

The language-specific tag (XPOS) of Turkish is written anew: a short inflection tag built from the harmonised features
(``Gen``, ``Acc.P``, ``Part.Dat``, ``Fin`` ...).  It is there for the parser: Stanza 1.15 reads UPOS and XPOS into the parser's input
but, by an oversight in ``EmbeddingParser.embed``, never the features, and without case and verb form a Turkish
parser is half blind.  English keeps the Penn tags of EWT.
"""

from collections.abc import Callable

from conllu import DEPREL, DEPS, FEATS, FORM, ID, LEMMA, MISC, UPOS, XPOS, Sentence, feature_cell, features

TURKISH: dict[str, frozenset[str]] = {
    "Case": frozenset({"Dat", "Acc", "Loc", "Gen", "Abl", "Ins", "Equ"}),
    "Number": frozenset({"Plur"}),
    "Person": frozenset({"1", "2"}),
    "Number[psor]": frozenset({"Sing", "Plur"}),
    "Person[psor]": frozenset({"1", "2", "3"}),
    "Polarity": frozenset({"Neg"}),
    "Tense": frozenset({"Past", "Fut"}),
    "VerbForm": frozenset({"Vnoun", "Part", "Conv"}),
    "Evident": frozenset({"Nfh"}),
    "Voice": frozenset({"Pass", "Cau", "CauPass", "Rcp", "Rfl"}),
    "NumType": frozenset({"Card", "Ord", "Dist"}),
}
TURKISH_MOOD = {
    "Cnd": "Cnd",
    "Imp": "Imp",
    "Nec": "Nec",
    "Pot": "Pot",
    "Abil": "Pot",
    "GenPot": "Pot",
    "Opt": "Opt",
    "CndGen": "Cnd",
    "Des": "Cnd",
    "GenNec": "Nec",
    "GenNecPot": "Nec",
    "CndPot": "Cnd",
    "CndGenPot": "Cnd",
}
ENGLISH: dict[str, frozenset[str]] = {
    "Number": frozenset({"Plur"}),
    "Person": frozenset({"1", "2", "3"}),
    "Tense": frozenset({"Past", "Pres"}),
    "VerbForm": frozenset({"Fin", "Inf", "Part", "Ger"}),
    "Polarity": frozenset({"Neg"}),
    "Degree": frozenset({"Cmp", "Sup"}),
    "NumType": frozenset({"Card", "Ord", "Mult", "Frac"}),
    "Mood": frozenset({"Imp"}),
    "Voice": frozenset({"Pass"}),
    "PronType": frozenset({"Prs", "Rel", "Int", "Dem", "Neg", "Tot"}),
    "Poss": frozenset({"Yes"}),
    "Case": frozenset({"Acc", "Gen"}),
}


def reduce_features(language: str, cell: str) -> str:
    """The feature cell with the meaningful values alone."""
    table = TURKISH if language == "tr" else ENGLISH
    kept: dict[str, str] = {}
    for key, value in features(cell).items():
        if language == "tr" and key == "Mood" and value in TURKISH_MOOD:
            kept[key] = TURKISH_MOOD[value]
        elif language == "tr" and key == "Tense" and value == "Pqp":
            kept[key] = "Past"
        elif value in table.get(key, frozenset()):
            kept[key] = value
    return feature_cell(kept)


def inflection_tag(upos: str, cell: str) -> str:
    """The Turkish inflection tag that stands in the XPOS column (see above)."""
    values = features(cell)
    parts = [values["VerbForm"]] if "VerbForm" in values else []
    if "Case" in values:
        parts.append(values["Case"])
    if "Person[psor]" in values:
        parts.append("P")
    if parts:
        return ".".join(parts)
    if upos in {"VERB", "AUX"}:
        return "Fin"
    if upos in {"NOUN", "PROPN", "PRON"}:
        return "Plur" if values.get("Number") == "Plur" else "Nom"
    return "Inv"


def harmonise(language: str, sentence: Sentence) -> Sentence:
    """The sentence in the common annotation (a new object)."""
    result = sentence.copy()
    for row in result.rows:
        row[DEPS] = "_"
        row[MISC] = "SpaceAfter=No" if "SpaceAfter=No" in row[MISC] else "_"
        if not row[ID].isdigit():
            continue
        if language == "tr" and row[UPOS] == "PART":
            row[UPOS] = "ADV"
        row[FEATS] = reduce_features(language, row[FEATS])
        if language == "tr":
            row[XPOS] = inflection_tag(row[UPOS], row[FEATS])
    return result


def as_in_boun(sentence: Sentence) -> Sentence:
    """A harmonised Turkish sentence with GB's few systematic differences from BOUN settled BOUN's way (in place)."""
    for row in sentence.words:
        form = row[FORM].lower()
        if row[DEPREL] == "aux:q":
            row[DEPREL] = "discourse:q"
        if form in {"var", "yok"} and row[UPOS] == "ADJ":
            row[UPOS] = "NOUN"
            row[XPOS] = inflection_tag("NOUN", row[FEATS])
        if row[LEMMA] == "değil" and row[UPOS] == "AUX":
            row[FEATS] = feature_cell(features(row[FEATS]) | {"Polarity": "Neg"})
            if row[DEPREL] in {"aux", "discourse"}:
                row[DEPREL] = "cop"
    return sentence


Convert = Callable[[Sentence], Sentence]
