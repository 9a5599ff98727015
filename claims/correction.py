"""Corrects the tagger by morphology: the same Turkish tokens with surer tags, features and lemmas."""

from collections.abc import Iterator, Sequence

from claims.document import Sentence, Token
from claims.folding import fold
from claims.languages.grammar import syntax
from claims.languages.lexicon import lexicon
from claims.morphology import VERBAL_FEATURES, VerbForm, data, is_passive, readings
from claims.nominal_forms import as_noun, checked_noun, in_name, lexical

VERBAL_TAGS = frozenset({"VERB", "AUX"})
CLOSED_TAGS = frozenset({"NUM", "PRON", "DET", "ADP", "CCONJ", "PUNCT", "SYM", "ADV"})
STRONG_TENSES = frozenset({"past", "progressive", "evident", "future", "necessity"})
TENSES = {
    "past": "Past",
    "evident": "Past",
    "progressive": "Pres",
    "future": "Fut",
    "aorist": "Aor",
    "necessity": "Nec",
    "condition": "Cnd",
    "imperative": "Imp",
}
VERB_FORMS = {
    "finite": "Fin",
    "participle": "Part",
    "relative": "Part",
    "evident": "Part",
    "converb": "Conv",
    "verbal-noun": "Vnoun",
    "infinitive": "Inf",
}


def correct(sentence: Sentence) -> Sentence:
    """The sentence with verbs, participles, negation and cases as their surfaces show them; spans are untouched."""
    tokens = [_named(sentence.tokens, at) for at in range(len(sentence.tokens))]
    if sum(fold(token.text, "tr") == "ne" for token in tokens) > 1:
        tokens = [_neither(token) for token in tokens]
    words = tuple(_words(tokens))
    hearsay = _ends_in_hearsay(tokens, words)
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else ()
        before = tokens[word[0] - 1].feats.get("Case", "") if word[0] else ""
        form = _verb_form([tokens[at] for at in word], [tokens[at] for at in following], before=before)
        first, *rest = word
        if (
            form is not None
            and form.kind == "finite"
            and form.tense == "evident"
            and not form.copula
            and not form.person
            and following
            and not hearsay
            and tokens[following[0]].text != ";"
        ):
            form = form._replace(kind="evident", tense="")
        elif form is not None and form.kind == "finite" and form.tense == "evident" and following and not form.copula:
            # "konuşulmuş, … yalanlamıştı": the last verb's -tI holds for the ones before it too.
            form = form._replace(copula=_last_copula(tokens, words))
        if form is not None:
            tokens[first] = _as_verb(tokens[first], form)
            for at in rest:
                tokens[at] = tokens[at].model_copy(update={"upos": "AUX", "deprel": "aux", "head": tokens[first].id})
        elif tokens[first].upos == "VERB" or (
            tokens[first].upos == "AUX" and len(word) == 1 and not _is_copula(tokens[first])
        ):
            tokens[first] = as_noun(tokens[first], len(word) > 1)
        else:
            tokens[first] = checked_noun(
                tokens[first],
                after_number=first > 0 and tokens[first - 1].upos == "NUM",
                in_name=in_name(tokens, first),
            )
    return sentence.model_copy(update={"tokens": tuple(tokens)})


def _neither(token: Token) -> Token:
    """ "ne … ne" is a conjunction, whatever the tagger makes of it."""
    return token.model_copy(update={"upos": "CCONJ", "feats": {}}) if fold(token.text, "tr") == "ne" else token


def _last_copula(tokens: Sequence[Token], words: Sequence[tuple[int, ...]]) -> str:
    last = next((word for word in reversed(words) if tokens[word[0]].upos != "PUNCT"), ())
    ending = fold(tokens[last[-1]].text, "tr")[-2:] if last else ""
    return ending if ending in {"tı", "ti", "tu", "tü"} else ""


def _ends_in_hearsay(tokens: Sequence[Token], words: Sequence[tuple[int, ...]]) -> bool:
    """Whether the sentence's last word is in bare -mIş, so that an earlier one before a comma may be finite too."""
    last = next((word for word in reversed(words) if tokens[word[0]].upos != "PUNCT"), ())
    word = "".join(fold(tokens[at].text, "tr") for at in last)
    bare = ("mış", "miş", "muş", "müş")
    return word.endswith((*bare, "mıştı", "mişti", "muştu", "müştü"))


def _named(tokens: Sequence[Token], at: int) -> Token:
    """A capitalised common noun between the words of a name is part of the name ("Velid El Muallim")."""
    token = tokens[at]
    if at == 0 or at + 1 >= len(tokens) or not token.text[:1].isupper() or token.upos not in {"NOUN", "ADJ", "VERB"}:
        return token
    before, after = tokens[at - 1], tokens[at + 1]
    if before.upos != "PUNCT" and before.end < token.start and not lexical(fold(token.text, "tr").split("'")[0]):
        return token.model_copy(update={"upos": "PROPN", "feats": token.feats if "'" in token.text else {}})
    bare = not {"Person[psor]", "Case"} & {key for key, value in token.feats.items() if value != "Nom"}
    if before.upos == "PROPN" and "'" not in before.text and bare and at > 1 and before.end < token.start:
        return token.model_copy(update={"upos": "PROPN", "feats": {}})
    linked = before.upos == "PROPN" or (before.text == "-" and at > 1 and before.start == tokens[at - 2].end)
    if (
        linked
        and after.upos in {"PROPN", "NOUN", "ADJ"}
        and after.text[:1].isupper()
        and "'" not in before.text
        and "Person[psor]" not in token.feats
    ):
        return token.model_copy(update={"upos": "PROPN", "feats": {}})
    return token


def _words(tokens: Sequence[Token]) -> Iterator[tuple[int, ...]]:
    """Indices of tokens that are written as one word."""
    group: list[int] = []
    for at, token in enumerate(tokens):
        if group and (
            token.start > tokens[group[-1]].end or token.upos == "PUNCT" or tokens[group[-1]].upos == "PUNCT"
        ):
            yield tuple(group)
            group = []
        group.append(at)
    if group:
        yield tuple(group)


def _is_copula(token: Token) -> bool:
    return fold(token.text, "tr") in {
        "değil",
        "ise",
        "idi",
        "imiş",
        "iken",
        "dir",
        "dır",
        "olarak",
        "olan",
    } or token.lemma in {"değil", "i", "y"}


def _verb_form(word: Sequence[Token], following: Sequence[Token], *, before: str) -> VerbForm | None:
    folded = "".join(fold(token.text, "tr") for token in word)
    first = word[0]
    words = data().lexical
    if (
        "'" in folded
        or (folded in words.not_verbs and not (before == "Dat" and folded.endswith(("arak", "erek", "vardı"))))
        or folded in words.adjectives
        or not folded.isalpha()
    ):
        return None
    if first.upos in CLOSED_TAGS or (len(word) > 1 and word[-1].upos not in VERBAL_TAGS):
        return None
    found = readings(folded)
    tagged = first.upos in VERBAL_TAGS
    closing = (
        not following
        or following[0].upos in {"PUNCT", "CCONJ", "SCONJ"}
        or fold(following[0].text, "tr") in syntax().emphatics | {"diye", "için"}
    )
    if folded.startswith("geleceğ"):
        return None
    verb_next = bool(following) and (
        following[0].upos in VERBAL_TAGS or fold(following[0].text, "tr") in {"de", "da", "dahi", "bile", "devam"}
    )
    if not any(form.known for form in found) and lexical(folded):
        return None
    usable = [
        form
        for form in found
        if _plausible(form, folded, tagged, closing, verb_next, first, after_object=before == "Acc")
    ]
    if not usable:
        return None
    best = [form for form in usable if form.known == usable[0].known and form.stem == usable[0].stem]
    chosen = next((form for form in best if _fits(form, closing)), None)
    if chosen is None and best[0].kind == "finite" and best[0].tense in {"necessity", "aorist", "future"}:
        return None
    return chosen or best[0]


def _plausible(
    form: VerbForm, folded: str, tagged: bool, closing: bool, verb_next: bool, token: Token, *, after_object: bool
) -> bool:
    words = data().lexical
    if form.kind == "verbal-noun" and form.case in {"Dat", "Acc"} and not form.possessive and verb_next and form.known:
        return True
    if form.kind == "verbal-noun" and form.possessive in {"n", "in", "ın", "un", "ün"}:
        return False
    if (
        form.kind == "verbal-noun"
        and not form.negative
        and not after_object
        and form.stem + _harmony_ma(form.stem) in words.nouns
    ):
        return False
    if form.kind == "verbal-noun" and not form.possessive and form.case in {"Gen", "Acc", "Loc", "Ins", ""}:
        return False
    if form.kind == "verbal-noun" and form.plural and not form.possessive:
        return False
    if (
        form.kind == "finite"
        and folded.endswith(("maktan", "mekten", "makta", "mekte"))
        and not (closing and folded.endswith(("makta", "mekte")))
    ):
        return False
    if form.kind == "finite" and form.tense == "aorist" and not closing and not form.copula and not form.person:
        return False
    if form.kind in {"participle", "evident", "infinitive"} and (form.possessive or form.plural):
        return False
    if form.kind == "evident" and form.case:
        return False
    if form.kind == "participle" and form.case not in {"", "Dat"}:
        return False
    if form.kind == "relative" and form.tense == "past" and not form.possessive:
        return False
    if (
        form.kind == "finite"
        and form.tense == "aorist"
        and not form.negative
        and folded.endswith(("lar", "ler"))
        and not form.person
    ):
        return False
    if not form.known:
        return (
            tagged
            and len(form.stem) > 2
            and (form.tense in STRONG_TENSES or form.kind == "relative" or folded.endswith(("arak", "erek")))
            and folded[:2] == fold(token.lemma, "tr")[:2]
        )
    if tagged:
        return form.kind != "finite" or form.tense != "imperative" or (closing and token.upos == "VERB")
    if token.upos == "PROPN" and not closing:
        return form.kind == "relative" and bool(form.case)
    if form.kind == "finite":
        return closing and form.tense in STRONG_TENSES and len(form.stem) > 1
    if form.kind == "participle" and not form.case and not closing and token.upos != "PROPN":
        return folded not in lexicon("tr").entries
    return len(folded) > 5 and (
        form.kind == "relative"
        and bool(form.possessive)
        or (
            form.kind == "converb"
            and folded.endswith(
                ("arak", "erek", "ğında", "ğinde", "ğunda", "ğünde", "rken", "yorken", "mışken", "mişken")
            )
        )
    )


def _harmony_ma(stem: str) -> str:
    return "ma" if next((char for char in reversed(stem) if char in "aıoueiöü"), "e") in "aıou" else "me"


def _fits(form: VerbForm, closing: bool) -> bool:
    """Whether the reading suits the word's place: finite forms close a clause, participles stand before a noun."""
    if form.kind == "finite":
        return closing or form.tense in {"past", "progressive", "condition"} or bool(form.copula)
    if form.kind in {"evident", "participle"} or (form.kind == "relative" and not form.possessive):
        return not closing
    if form.kind == "verbal-noun" and form.case == "Abl" and not form.possessive:
        return False
    return not (form.kind == "relative" and form.case == "Loc")


def _as_verb(token: Token, form: VerbForm) -> Token:
    feats = {
        key: value
        for key, value in token.feats.items()
        if key not in VERBAL_FEATURES and key not in {"Case", "Person[psor]", "Number[psor]"}
    }
    feats["VerbForm"] = VERB_FORMS[form.kind]
    feats["Polarity"] = "Neg" if form.negative else "Pos"
    if form.tense:
        feats["Tense"] = TENSES[form.tense]
    if form.kind == "finite" and (form.tense == "evident" or form.copula.endswith(("mış", "miş", "muş", "müş"))):
        # -mIştI is the past perfect and asserts; only bare -mIş and -ymIş are hearsay.
        feats["Evident"] = "Fh" if form.tense == "evident" and form.copula else "Nfh"
    if form.possible:
        feats["Mood"] = "Pot"
    if form.copula.endswith(("sa", "se")) or form.tense == "condition":
        feats["Mood"] = "Cnd"
    if is_passive(form.stem):
        feats["Voice"] = "Pass"
    if form.case:
        feats["Case"] = form.case
    if form.kind == "relative":
        feats["Relative"] = "Yes"
    if form.kind == "evident":
        feats["Relative"] = "Evident"
    if form.possessive:
        feats["Person[psor]"] = "1" if form.possessive.endswith(("m", "mız", "miz", "muz", "müz")) else "3"
        feats["Number[psor]"] = "Plur" if form.possessive.startswith(("lar", "ler")) or form.plural else "Sing"
    if form.person.endswith(("m", "k", "ız", "iz", "uz", "üz")) and form.kind == "finite":
        feats["Person"] = "2" if form.person.startswith(("s", "n")) else "1"
    elif form.kind == "finite" and form.person.startswith(("s", "n")):
        feats["Person"] = "2"
    if form.person in {"lar", "ler"}:
        feats["Number"] = "Plur"
    return token.model_copy(update={"upos": "VERB", "lemma": form.stem, "feats": feats})
