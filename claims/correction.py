"""Corrects the tagger by morphology: one Turkish sentence in, the same tokens with surer tags, features and lemmas out."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache

from claims.document import Sentence, Token
from claims.folding import fold
from claims.languages import FOLDER
from claims.languages.grammar_schema import Syntax
from claims.languages.lexicon import lexicon
from claims.morphology import SOFT, VerbForm, data, is_passive, readings
from claims.stems import nominal_stems

VERBAL_TAGS = frozenset({"VERB", "AUX"})
CLOSED_TAGS = frozenset({"NUM", "PRON", "DET", "ADP", "CCONJ", "PUNCT", "SYM", "ADV"})
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "NUM", "DET", "VERB", "X"})
STRONG_TENSES = frozenset({"past", "progressive", "evident", "future", "necessity"})
TENSES = {"past": "Past", "evident": "Past", "progressive": "Pres", "future": "Fut", "aorist": "Aor", "necessity": "Nec", "condition": "Cnd", "imperative": "Imp"}
VERB_FORMS = {"finite": "Fin", "participle": "Part", "relative": "Part", "evident": "Part", "converb": "Conv", "verbal-noun": "Vnoun", "infinitive": "Inf"}
PLAIN_CASES = (
    ("Abl", ("dan", "den", "tan", "ten")), ("Loc", ("da", "de", "ta", "te")), ("Ins", ("yla", "yle", "la", "le")), ("Acc", ("yı", "yi", "yu", "yü")), ("Dat", ("ya", "ye", "a", "e")),
)
POSSESSED_CASES = tuple(
    (case, tuple(buffer + vowel + tail.replace("E", "a" if vowel in "ıu" else "e").replace("I", vowel) for buffer in ("s", "") for vowel in "ıiuü"))
    for case, tail in (("Abl", "ndEn"), ("Loc", "ndE"), ("Gen", "nIn"), ("Ins", "ylE"), ("Dat", "nE"), ("Acc", "nI"))
)
VERBAL_FEATURES = frozenset({"VerbForm", "Tense", "Aspect", "Mood", "Evident", "Polarity", "Voice", "Person", "Copula"})


@cache
def syntax() -> Syntax:
    """The function words of Turkish syntax."""
    return Syntax.model_validate(tomllib.loads((FOLDER / "tr" / "syntax.toml").read_text(encoding="utf-8")))


def correct(sentence: Sentence) -> Sentence:
    """The sentence with verbs, participles, negation and cases as their surfaces show them; spans are untouched."""
    tokens = [_named(sentence.tokens, at) for at in range(len(sentence.tokens))]
    words = tuple(_words(tokens))
    hearsay = _ends_in_hearsay(tokens, words)
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else ()
        before = tokens[word[0] - 1].feats.get("Case", "") if word[0] else ""
        form = _verb_form([tokens[at] for at in word], [tokens[at] for at in following], before=before)
        first, *rest = word
        if form is not None and form.kind == "finite" and form.tense == "evident" and not form.copula and not form.person and following and not hearsay and tokens[following[0]].text != ";":
            form = form._replace(kind="evident", tense="")
        if form is not None:
            tokens[first] = _as_verb(tokens[first], form)
            for at in rest:
                tokens[at] = tokens[at].model_copy(update={"upos": "AUX", "deprel": "aux", "head": tokens[first].id})
        elif tokens[first].upos == "VERB" or (tokens[first].upos == "AUX" and len(word) == 1 and not _is_copula(tokens[first])):
            tokens[first] = _as_noun(tokens[first], len(word) > 1)
        else:
            tokens[first] = _checked_noun(tokens[first], after_number=first > 0 and tokens[first - 1].upos == "NUM", in_name=_in_name(tokens, first))
    return sentence.model_copy(update={"tokens": tuple(tokens)})


def _ends_in_hearsay(tokens: Sequence[Token], words: Sequence[tuple[int, ...]]) -> bool:
    """Whether the sentence's last word is in bare -mIş, so that an earlier one before a comma may be finite too."""
    last = next((word for word in reversed(words) if tokens[word[0]].upos != "PUNCT"), ())
    return bool(last) and fold(tokens[last[-1]].text, "tr").endswith(("mış", "miş", "muş", "müş"))


def _named(tokens: Sequence[Token], at: int) -> Token:
    """A capitalised common noun between the words of a name is part of the name ("Velid El Muallim")."""
    token = tokens[at]
    if at == 0 or at + 1 >= len(tokens) or not token.text[:1].isupper() or token.upos not in {"NOUN", "ADJ", "VERB"}:
        return token
    before, after = tokens[at - 1], tokens[at + 1]
    if before.upos != "PUNCT" and before.end < token.start and not _lexical(fold(token.text, "tr").split("'")[0]):
        return token.model_copy(update={"upos": "PROPN", "feats": token.feats if "'" in token.text else {}})
    linked = before.upos == "PROPN" or (before.text == "-" and at > 1 and before.start == tokens[at - 2].end)
    if linked and after.upos in {"PROPN", "NOUN", "ADJ"} and after.text[:1].isupper() and "'" not in before.text and "Person[psor]" not in token.feats:
        return token.model_copy(update={"upos": "PROPN", "feats": {}})
    return token


def _lexical(word: str) -> bool:
    """Whether the word, inflected or not, stands in the lexicon."""
    known = lexicon("tr").entries
    return any(stem in known for stem in nominal_stems(word))


def _words(tokens: Sequence[Token]) -> Iterator[tuple[int, ...]]:
    """Indices of tokens that are written as one word."""
    group: list[int] = []
    for at, token in enumerate(tokens):
        if group and (token.start > tokens[group[-1]].end or token.upos == "PUNCT" or tokens[group[-1]].upos == "PUNCT"):
            yield tuple(group)
            group = []
        group.append(at)
    if group:
        yield tuple(group)


def _is_copula(token: Token) -> bool:
    return fold(token.text, "tr") in {"değil", "ise", "idi", "imiş", "iken", "dir", "dır", "olarak", "olan"} or token.lemma in {"değil", "i", "y"}


def _verb_form(word: Sequence[Token], following: Sequence[Token], *, before: str) -> VerbForm | None:
    folded = "".join(fold(token.text, "tr") for token in word)
    first = word[0]
    lexical = data().lexical
    if "'" in folded or (folded in lexical.not_verbs and not (before == "Dat" and folded.endswith(("arak", "erek")))) or folded in lexical.adjectives or not folded.isalpha():
        return None
    if first.upos in CLOSED_TAGS or (len(word) > 1 and word[-1].upos not in VERBAL_TAGS):
        return None
    found = readings(folded)
    tagged = first.upos in VERBAL_TAGS
    closing = not following or following[0].upos in {"PUNCT", "CCONJ", "SCONJ"} or fold(following[0].text, "tr") in syntax().emphatics | {"diye", "için"}
    if folded.startswith("geleceğ"):
        return None
    verb_next = bool(following) and (following[0].upos in VERBAL_TAGS or fold(following[0].text, "tr") in {"de", "da", "dahi", "bile", "devam"})
    if not any(form.known for form in found) and _lexical(folded):
        return None
    usable = [form for form in found if _plausible(form, folded, tagged, closing, verb_next, first, after_object=before == "Acc")]
    if not usable:
        return None
    best = [form for form in usable if form.known == usable[0].known and form.stem == usable[0].stem]
    chosen = next((form for form in best if _fits(form, closing)), None)
    if chosen is None and best[0].kind == "finite" and best[0].tense in {"necessity", "aorist", "future"}:
        return None
    return chosen or best[0]


def _plausible(form: VerbForm, folded: str, tagged: bool, closing: bool, verb_next: bool, token: Token, *, after_object: bool) -> bool:
    lexical = data().lexical
    if form.kind == "verbal-noun" and form.case in {"Dat", "Acc"} and not form.possessive and verb_next and form.known:
        return True
    if form.kind == "verbal-noun" and form.possessive in {"n", "in", "ın", "un", "ün"}:
        return False
    if form.kind == "verbal-noun" and not form.negative and not after_object and form.stem + _harmony_ma(form.stem) in lexical.nouns:
        return False
    if form.kind == "verbal-noun" and not form.possessive and form.case in {"Gen", "Acc", "Loc", "Ins", ""}:
        return False
    if form.kind == "verbal-noun" and form.plural and not form.possessive:
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
    if form.kind == "finite" and form.tense == "aorist" and not form.negative and folded.endswith(("lar", "ler")) and not form.person:
        return False
    if not form.known:
        return tagged and len(form.stem) > 2 and (
            form.tense in STRONG_TENSES or form.kind == "relative" or folded.endswith(("arak", "erek"))
        ) and folded[:2] == fold(token.lemma, "tr")[:2]
    if tagged:
        return form.kind != "finite" or form.tense != "imperative" or (closing and token.upos == "VERB")
    if token.upos == "PROPN" and not closing:
        return form.kind == "relative" and bool(form.case)
    if form.kind == "finite":
        return closing and form.tense in STRONG_TENSES and len(form.stem) > 1
    if form.kind == "participle" and not form.case and not closing and token.upos != "PROPN":
        return folded not in lexicon("tr").entries
    return len(folded) > 5 and (form.kind == "relative" and bool(form.possessive) or (form.kind == "converb" and folded.endswith(("arak", "erek", "ğında", "ğinde", "ğunda", "ğünde", "rken", "yorken", "mışken", "mişken"))))


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
    feats = {key: value for key, value in token.feats.items() if key not in VERBAL_FEATURES and key not in {"Case", "Person[psor]", "Number[psor]"}}
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


def _as_noun(token: Token, split: bool) -> Token:
    feats = {key: value for key, value in token.feats.items() if key not in VERBAL_FEATURES}
    folded = fold(token.text, "tr").split("'")[0]
    if folded in _modifiers()["adv"] and not split:
        return token.model_copy(update={"upos": "ADV", "lemma": folded, "feats": {}})
    upos = "PROPN" if token.text[:1].isupper() and token.id > 1 else "NOUN"
    if not split and folded.endswith(("lı", "li", "lu", "lü", "sız", "siz", "suz", "süz", "ır", "ir", "ur", "ür", "maz", "mez")) and "Case" not in feats:
        upos = "ADJ"
    if not split and "Case" not in feats:
        feats |= _surface_case(folded)
    return token.model_copy(update={"upos": upos, "lemma": folded, "feats": feats})


@cache
def _possessed_case(word: str) -> tuple[str, str] | None:
    """The case and dictionary form of a possessed noun that the tagger left bare ("haberine": haber)."""
    known = lexicon("tr").entries
    if word in known:
        return None
    for case, endings in POSSESSED_CASES:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                for spelling in (stem, stem[:-1] + SOFT.get(stem[-1], stem[-1])):
                    if spelling in known:
                        return case, spelling
    return None


@cache
def _plain_case(word: str) -> tuple[str, str] | None:
    """The case and dictionary form of a word that is in the lexicon only without its case ending ("rapora": rapor)."""
    known = lexicon("tr").entries
    if word in known:
        return None
    for case, endings in PLAIN_CASES:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                for spelling in (stem, stem[:-1] + SOFT.get(stem[-1], stem[-1])):
                    if spelling in known:
                        return case, spelling
    return None


def _in_name(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].upos == tokens[at + 1].upos == "PROPN"


@cache
def _modifiers() -> dict[str, frozenset[str]]:
    """Single-word adjectives and adverbs of the bilingual lexicon."""
    nouns: set[str] = set()
    for name in ("nouns-a.tsv", "nouns-b.tsv"):
        path = FOLDER / "tr-en" / name
        if path.exists():
            nouns |= {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()}
    found: dict[str, set[str]] = {"adj": set(), "adv": set()}
    for line in (FOLDER / "tr-en" / "modifiers.tsv").read_text(encoding="utf-8").splitlines():
        word, _, kind = (line.split("\t") + ["", ""])[:3]
        if kind in found and " " not in word and not (kind == "adj" and word in nouns):
            found[kind].add(word)
    found["noun"] = nouns
    return {kind: frozenset(words) for kind, words in found.items()}


def _checked_noun(token: Token, *, after_number: bool, in_name: bool) -> Token:
    """A nominal whose apostrophe or ending shows its case plainly."""
    folded = fold(token.text, "tr")
    if token.id == 1 and token.upos == "PROPN" and folded in _modifiers()["noun"]:
        return token.model_copy(update={"upos": "NOUN", "lemma": folded})
    if token.upos == "NOUN" and folded in _modifiers()["adj"] | data().lexical.adjectives and "Case" not in {key for key, value in token.feats.items() if value != "Nom"} and "Person[psor]" not in token.feats:
        return token.model_copy(update={"upos": "ADJ", "feats": {}, "lemma": folded})
    if token.upos in {"NOUN", "ADJ", "PRON"} and "Person[psor]" not in token.feats and folded in _modifiers()["adv"] and folded not in _modifiers()["adj"]:
        return token.model_copy(update={"upos": "ADV", "feats": {}, "lemma": folded})
    if token.upos == "NOUN" and folded.endswith(("lık", "lik", "luk", "lük")) and after_number:
        return token.model_copy(update={"upos": "ADJ", "feats": {}, "lemma": folded})
    if token.upos == "NOUN" and len(folded) > 5 and folded.endswith(("sının", "sinin", "sunun", "sünün", "larının", "lerinin")) and token.feats.get("Case", "Nom") in {"Nom", "Acc"}:
        return token.model_copy(update={"feats": {**token.feats, "Case": "Gen", "Person[psor]": "3", "Number[psor]": "Sing"}})
    if token.upos in {"NOUN", "PROPN"} and folded.endswith(("günkü", "geceki", "haftaki", "yılki", "ayki", "önceki", "sonraki", "şimdiki")):
        return token.model_copy(update={"upos": "ADJ", "feats": {}})
    if token.upos in {"NOUN", "NUM"} and folded.endswith(("ıncı", "inci", "uncu", "üncü")):
        return token.model_copy(update={"upos": "ADJ", "feats": {}})
    if folded.endswith(("larca", "lerce")) and folded[:-5] in {"on", "yüz", "bin", "milyon", "milyar", "düzine"}:
        return token.model_copy(update={"upos": "DET", "feats": {}})
    if token.upos == "NOUN" and token.feats.get("Case", "Nom") == "Nom" and "'" not in folded:
        found = _plain_case(folded)
        if found is None and "Person[psor]" not in token.feats:
            owned = _possessed_case(folded)
            if owned is not None:
                return token.model_copy(update={"lemma": owned[1], "feats": {**token.feats, "Case": owned[0], "Person[psor]": "3", "Number[psor]": "Sing"}})
        if found:
            return token.model_copy(update={"lemma": found[1], "feats": {**token.feats, "Case": found[0]}})
    if token.upos == "NOUN" and folded.endswith(("larca", "lerce")) and len(folded) > 7:
        return token.model_copy(update={"feats": {**token.feats, "Case": "Equ"}})
    if token.feats.get("Case") == "Gen" and not folded.endswith(("ın", "in", "un", "ün")) or (
        token.upos == "PROPN" and "Case" in token.feats and "'" not in folded and (token.feats["Case"] == "Gen" or (in_name and "Person[psor]" not in token.feats))
    ):
        return token.model_copy(update={"feats": {key: value for key, value in token.feats.items() if key != "Case"}})
    if token.upos not in {"PROPN", "NOUN", "NUM"} or "'" not in folded:
        return token
    suffix = folded.rsplit("'", 1)[1]
    if suffix in {"sı", "si", "su", "sü"}:
        return token.model_copy(update={"feats": {**token.feats, "Case": "Nom", "Number[psor]": "Sing", "Person[psor]": "3"}})
    if token.text[:1] == "%" and suffix in {"ı", "i", "u", "ü"}:
        return token.model_copy(update={"feats": {**token.feats, "Case": "Nom", "Number[psor]": "Sing", "Person[psor]": "3"}})
    case = _surface_case(suffix, bare=True)
    feats = {key: value for key, value in token.feats.items() if key != "Case"} | case if case else token.feats
    return token.model_copy(update={"feats": feats})


def _surface_case(word: str, bare: bool = False) -> dict[str, str]:
    """The case that a suffix after an apostrophe shows, or that a word's plain ending (at least four letters) shows."""
    endings = (
        ("Gen", ("nın", "nin", "nun", "nün")), ("Abl", ("ndan", "nden", "dan", "den", "tan", "ten")), ("Loc", ("nda", "nde", "da", "de", "ta", "te")),
        ("Ins", ("yla", "yle", "la", "le")), ("Gen", ("ın", "in", "un", "ün")), ("Acc", ("nı", "ni", "nu", "nü", "yı", "yi", "yu", "yü")),
        ("Dat", ("na", "ne", "ya", "ye")), ("Acc", ("ı", "i", "u", "ü")), ("Dat", ("a", "e")),
    )
    for case, forms in endings:
        if bare:
            if word in forms or word in {vowel + form for form in forms for vowel in ("ı", "i", "u", "ü", "sı", "si", "su", "sü") if form[0] == "n"}:
                return {"Case": case}
            continue
        if word.endswith(forms) and (case in {"Loc", "Abl", "Ins"} and len(word) > 5 and word.endswith(("larda", "lerde", "lardan", "lerden", "larla", "lerle", "nda", "nde", "ndan", "nden", "ta", "te"))):
            return {"Case": case}
    if not bare and word.endswith(("ların", "lerin")):
        return {"Case": "Gen", "Number": "Plur"}
    if not bare and word.endswith(("lara", "lere")):
        return {"Case": "Dat", "Number": "Plur"}
    return {}
