"""Turkish nominals from their surface: case and possessive that the tagger missed, modifiers by the lexicon."""

from collections.abc import Sequence
from functools import cache

from claims.document import Token
from claims.folding import fold
from claims.languages import FOLDER
from claims.languages.grammar import syntax
from claims.languages.lexicon import lexicon
from claims.morphology import SOFT, VERBAL_FEATURES, data
from claims.stems import nominal_stems

POSSESSED_CASES = tuple(
    (
        case,
        tuple(
            buffer + vowel + tail.replace("E", "a" if vowel in "ıu" else "e").replace("I", vowel)
            for buffer in ("s", "")
            for vowel in "ıiuü"
        ),
    )
    for case, tail in (("Abl", "ndEn"), ("Loc", "ndE"), ("Gen", "nIn"), ("Ins", "ylE"), ("Dat", "nE"), ("Acc", "nI"))
)


COPULAS = tuple(
    buffer + consonant + vowel + tail
    for tail in ("r", "")
    for buffer, consonants in (("y", "d"), ("", "dt"))
    for consonant in consonants
    for vowel in "ıiuü"
)
CASE_ENDINGS = {
    "Loc": ("da", "de", "ta", "te"),
    "Abl": ("dan", "den", "tan", "ten"),
    "Ins": ("la", "le"),
    "Dat": ("a", "e"),
    "Acc": ("ı", "i", "u", "ü"),
    "Gen": ("n",),
}
PLAIN_CASES = (
    ("Abl", ("dan", "den", "tan", "ten")),
    ("Loc", ("da", "de", "ta", "te")),
    ("Ins", ("yla", "yle", "la", "le")),
    ("Acc", ("yı", "yi", "yu", "yü")),
    ("Dat", ("ya", "ye", "a", "e")),
)


def lexical(word: str) -> bool:
    """Whether the word, inflected or not, stands in the lexicon."""
    known = lexicon("tr").entries
    return any(stem in known for stem in nominal_stems(word))


def as_noun(token: Token, split: bool) -> Token:
    feats = {key: value for key, value in token.feats.items() if key not in VERBAL_FEATURES}
    folded = fold(token.text, "tr").split("'")[0]
    if folded in modifiers()["adv"] and not split:
        return token.model_copy(update={"upos": "ADV", "lemma": folded, "feats": {}})
    upos = "PROPN" if token.text[:1].isupper() and token.id > 1 else "NOUN"
    if (
        not split
        and folded.endswith(("lı", "li", "lu", "lü", "sız", "siz", "suz", "süz", "ır", "ir", "ur", "ür", "maz", "mez"))
        and "Case" not in feats
    ):
        upos = "ADJ"
    if not split and "Case" not in feats:
        feats |= _surface_case(folded)
    return token.model_copy(update={"upos": upos, "lemma": folded, "feats": feats})


def _possessed_case(word: str) -> tuple[str, str] | None:
    """The case and dictionary form of a possessed noun that the tagger left bare ("haberine": haber)."""
    return _case_in(word, POSSESSED_CASES)


def _plain_case(word: str) -> tuple[str, str] | None:
    """The case and dictionary form of a word that is in the lexicon only without its case ending ("rapora": rapor)."""
    return _case_in(word, PLAIN_CASES)


@cache
def _case_in(word: str, cases: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, str] | None:
    """The first case whose ending leaves a word of the lexicon, softening undone, and that word."""
    known = lexicon("tr").entries
    if word in known:
        return None
    for case, endings in cases:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                for spelling in (stem, stem[:-1] + SOFT.get(stem[-1], stem[-1])):
                    if spelling in known:
                        return case, spelling
    return None


def in_name(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at].upos == tokens[at + 1].upos == "PROPN"


@cache
def modifiers() -> dict[str, frozenset[str]]:
    """Single-word adjectives and adverbs of the bilingual lexicon."""
    nouns: set[str] = set()
    for name in ("nouns-a.tsv", "nouns-b.tsv"):
        path = FOLDER / "tr-en" / name
        if path.exists():
            nouns |= {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()}
    found: dict[str, set[str]] = {"adj": set(), "adv": set()}
    quality: set[str] = set()
    for line in (FOLDER / "tr-en" / "modifiers.tsv").read_text(encoding="utf-8").splitlines():
        word, _, kind = (line.split("\t") + ["", ""])[:3]
        if kind == "adj":
            quality.add(word)
        doer = word.endswith(("cı", "ci", "cu", "cü", "çı", "çi", "çu", "çü"))
        if kind in found and " " not in word and not (kind == "adj" and (word in nouns or doer)):
            found[kind].add(word)
    found["noun"], found["quality"] = nouns, quality
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _copular(word: str) -> str | None:
    """The dictionary form of a nominal predicate with -(y)DI or -DIr ("duygusaldı": duygusal), or None."""
    known = lexicon("tr").entries
    if word in known or len(word) < 5:
        return None
    for ending in COPULAS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            return next((form for form in nominal_stems(stem) if form in known), None)
    return None


def _case_shows(token: Token, folded: str) -> bool:
    """Whether the case that the tagger gives can be read off the word; a dictionary form as it stands has none."""
    endings = CASE_ENDINGS.get(token.feats.get("Case", ""))
    if endings is None or token.upos != "NOUN" or "'" in folded:
        return True
    plain = token.feats["Case"] == "Acc" and "Person[psor]" not in token.feats and folded in modifiers()["noun"]
    return folded.endswith(endings) and not plain


def checked_noun(token: Token, *, after_number: bool, in_name: bool) -> Token:
    """A nominal whose apostrophe or ending shows its case plainly."""
    folded = fold(token.text, "tr")
    if token.id == 1 and token.upos == "PROPN" and folded in syntax().titles:
        return token.model_copy(update={"upos": "NOUN", "lemma": folded})
    if not _case_shows(token, folded):
        feats = {key: value for key, value in token.feats.items() if key != "Case"}
        return token.model_copy(update={"feats": feats})
    if token.id == 1 and token.upos == "PROPN" and folded in modifiers()["noun"] and not in_name:
        return token.model_copy(update={"upos": "NOUN", "lemma": folded})
    if (
        token.upos == "NOUN"
        and (folded in modifiers()["adj"] or folded in data().lexical.adjectives)
        and "Case" not in {key for key, value in token.feats.items() if value != "Nom"}
        and "Person[psor]" not in token.feats
    ):
        return token.model_copy(update={"upos": "ADJ", "feats": {}, "lemma": folded})
    if (
        token.upos in {"NOUN", "ADJ", "PRON"}
        and "Person[psor]" not in token.feats
        and folded in modifiers()["adv"]
        and folded not in modifiers()["adj"]
    ):
        return token.model_copy(update={"upos": "ADV", "feats": {}, "lemma": folded})
    if token.upos == "NOUN" and folded.endswith(("lık", "lik", "luk", "lük")) and after_number:
        return token.model_copy(update={"upos": "ADJ", "feats": {}, "lemma": folded})
    if (
        token.upos == "NOUN"
        and len(folded) > 5
        and folded.endswith(("sının", "sinin", "sunun", "sünün", "larının", "lerinin"))
        and token.feats.get("Case", "Nom") in {"Nom", "Acc"}
    ):
        return token.model_copy(
            update={"feats": {**token.feats, "Case": "Gen", "Person[psor]": "3", "Number[psor]": "Sing"}}
        )
    if token.upos in {"NOUN", "PROPN"} and folded.endswith(
        ("günkü", "geceki", "haftaki", "yılki", "ayki", "önceki", "sonraki", "şimdiki")
    ):
        return token.model_copy(update={"upos": "ADJ", "feats": {}})
    if token.upos in {"NOUN", "NUM"} and folded in syntax().ordinals:
        return token.model_copy(update={"upos": "ADJ", "feats": {}})
    base = _copular(folded) if token.upos in {"NOUN", "ADJ"} and "'" not in folded else None
    if base is not None:
        feats = {key: value for key, value in token.feats.items() if key != "Case"}
        return token.model_copy(update={"lemma": base, "feats": {**feats, "Copula": "Yes"}})
    if folded.endswith(("larca", "lerce")) and folded[:-5] in {"on", "yüz", "bin", "milyon", "milyar", "düzine"}:
        return token.model_copy(update={"upos": "DET", "feats": {}})
    if token.upos == "NOUN" and token.feats.get("Case", "Nom") == "Nom" and "'" not in folded:
        found = _plain_case(folded)
        if found is None and "Person[psor]" not in token.feats:
            owned = _possessed_case(folded)
            if owned is not None:
                return token.model_copy(
                    update={
                        "lemma": owned[1],
                        "feats": {**token.feats, "Case": owned[0], "Person[psor]": "3", "Number[psor]": "Sing"},
                    }
                )
        if found:
            return token.model_copy(update={"lemma": found[1], "feats": {**token.feats, "Case": found[0]}})
    if token.upos == "NOUN" and folded.endswith(("larca", "lerce")) and len(folded) > 7:
        return token.model_copy(update={"feats": {**token.feats, "Case": "Equ"}})
    if (
        token.feats.get("Case") == "Gen"
        and not folded.endswith(("ın", "in", "un", "ün"))
        or (
            token.upos == "PROPN"
            and "Case" in token.feats
            and "'" not in folded
            and (token.feats["Case"] == "Gen" or (in_name and "Person[psor]" not in token.feats))
        )
    ):
        return token.model_copy(update={"feats": {key: value for key, value in token.feats.items() if key != "Case"}})
    if token.upos not in {"PROPN", "NOUN", "NUM"} or "'" not in folded:
        return token
    suffix = folded.rsplit("'", 1)[1]
    if suffix in {"sı", "si", "su", "sü"}:
        return token.model_copy(
            update={"feats": {**token.feats, "Case": "Nom", "Number[psor]": "Sing", "Person[psor]": "3"}}
        )
    if token.text[:1] == "%" and suffix in {"ı", "i", "u", "ü"}:
        return token.model_copy(
            update={"feats": {**token.feats, "Case": "Nom", "Number[psor]": "Sing", "Person[psor]": "3"}}
        )
    case = _surface_case(suffix, bare=True)
    feats = {key: value for key, value in token.feats.items() if key != "Case"} | case if case else token.feats
    return token.model_copy(update={"feats": feats})


def _surface_case(word: str, bare: bool = False) -> dict[str, str]:
    """The case that a suffix after an apostrophe shows, or that a word's plain ending (at least four letters) shows."""
    endings = (
        ("Gen", ("nın", "nin", "nun", "nün")),
        ("Abl", ("ndan", "nden", "dan", "den", "tan", "ten")),
        ("Loc", ("nda", "nde", "da", "de", "ta", "te")),
        ("Ins", ("yla", "yle", "la", "le")),
        ("Gen", ("ın", "in", "un", "ün")),
        ("Acc", ("nı", "ni", "nu", "nü", "yı", "yi", "yu", "yü")),
        ("Dat", ("na", "ne", "ya", "ye")),
        ("Acc", ("ı", "i", "u", "ü")),
        ("Dat", ("a", "e")),
    )
    for case, forms in endings:
        if bare:
            if word in forms or word in {
                vowel + form
                for form in forms
                for vowel in ("ı", "i", "u", "ü", "sı", "si", "su", "sü")
                if form[0] == "n"
            }:
                return {"Case": case}
            continue
        if word.endswith(forms) and (
            case in {"Loc", "Abl", "Ins"}
            and len(word) > 5
            and word.endswith(
                ("larda", "lerde", "lardan", "lerden", "larla", "lerle", "nda", "nde", "ndan", "nden", "ta", "te")
            )
        ):
            return {"Case": case}
    if not bare and word.endswith(("ların", "lerin")):
        return {"Case": "Gen", "Number": "Plur"}
    if not bare and word.endswith(("lara", "lere")):
        return {"Case": "Dat", "Number": "Plur"}
    return {}
