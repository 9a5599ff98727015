"""Turkish verb forms from their surface: verifies and corrects what the tagger says of a word.

A word is cut into stem + (ability) + (negation) + ending, each template spelt out by vowel harmony; a cut whose stem is
a verb of the lexicon wins. What the surface decides – negation, evidentiality, kind of participle – beats the tagger.
"""

import re
import tomllib
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from claims.languages import FOLDER
from claims.languages.grammar_schema import Morphology

Kind = Literal["finite", "participle", "relative", "evident", "converb", "verbal-noun", "infinitive"]
ARCHIPHONEMES = {"A": "[aeâ]", "I": "[ıiuü]", "D": "[dt]", "K": "[kğ]", "C": "[cç]"}
BACK, FRONT = "aıouâû", "eiöüî"
VERBAL_FEATURES = frozenset({"VerbForm", "Tense", "Aspect", "Mood", "Evident", "Polarity", "Voice", "Person", "Copula"})
VOICELESS = "fstkçşhp"
SOFT = {"d": "t", "ğ": "k", "b": "p", "c": "ç", "g": "k"}


class VerbForm(NamedTuple):
    """One reading of a verb: its stem with voice, the form, and what its suffixes say."""

    stem: str
    kind: Kind
    tense: str = ""
    negative: bool = False
    possible: bool = False
    copula: str = ""
    person: str = ""
    possessive: str = ""
    case: str = ""
    plural: bool = False
    known: bool = False

    @property
    def infinitive(self) -> str:
        """The dictionary form: stem, voice kept, with -mAk."""
        return infinitive(self.stem)


@cache
def data() -> Morphology:
    """The endings of Turkish."""
    return Morphology.model_validate(tomllib.loads((FOLDER / "tr" / "morphology.toml").read_text(encoding="utf-8")))


@cache
def verb_stems() -> frozenset[str]:
    """Stems of the verbs of the bilingual lexicon, last words of phrases included."""
    rows = (FOLDER / "tr-en" / "verbs.tsv").read_text(encoding="utf-8").splitlines()
    words = (row.split("\t")[0].split()[-1] for row in rows if row and not row.startswith("#"))
    return frozenset(word[:-3] for word in words if word.endswith(("mak", "mek")) and len(word) > 4)


def infinitive(stem: str) -> str:
    """The stem with -mak or -mek by harmony."""
    last = next((char for char in reversed(stem) if char in BACK + FRONT), "e")
    return stem + ("mak" if last in BACK else "mek")


@cache
def known_stem(stem: str) -> bool:
    """Whether the stem, or the stem without its voice suffixes, is a verb of the lexicon."""
    return (
        stem in ("de", "ye")
        or stem in verb_stems()
        or any(base in verb_stems() for base in _without_voice(stem, deep=True))
    )


@cache
def is_passive(stem: str) -> bool:
    """Whether the stem carries a passive suffix ("edil", "tutuklan") and is no verb of its own ("bulun", "ayrıl")."""
    if stem in data().lexical.active:
        return False
    for suffix in data().voice.passive:
        for cut in _cuts(stem, suffix):
            if cut in verb_stems() or any(base in verb_stems() for base in _without_voice(cut, deep=False)):
                return True
    return stem.endswith(("ılan", "ilen", "lanıl", "lenil", "tırıl", "tiril", "turul", "türül", "dırıl", "diril"))


def _without_voice(stem: str, *, deep: bool) -> list[str]:
    voice = data().voice
    found = [cut for suffix in (*voice.passive, *voice.other) for cut in _cuts(stem, suffix)]
    if deep:
        found += [again for cut in tuple(found) for again in _without_voice(cut, deep=False)]
    return found


def _cuts(stem: str, template: str) -> list[str]:
    match = _pattern(template).search(stem)
    if not match or match.start() < 2 or not _harmonic(stem[: match.start()], match.group()):
        return []
    base = stem[: match.start()]
    return [base, base[:-1] + SOFT[base[-1]]] if base[-1] in SOFT else [base]


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(_spell(template) + "$")


def _spell(template: str) -> str:
    template = re.sub(r"\((\w)\)", r"\1?", template)
    return "".join(ARCHIPHONEMES.get(char, char) for char in template)


def _any(templates: tuple[str, ...]) -> str:
    return "|".join(_spell(template) for template in templates)


class _Ending(NamedTuple):
    """What may stand before a suffix, the suffix and what may follow, spelt out, and what the whole says."""

    before: str
    suffix: str
    after: str
    form: str
    tense: str
    negative: bool
    closed: bool = False


@cache
def _endings() -> tuple[tuple[re.Pattern[str], str, str, bool, bool], ...]:
    """Each ending as a pattern over what follows the stem, with its form, tense, own negation and closedness."""
    return tuple(
        (re.compile(end.before + end.suffix + end.after), end.form, end.tense, end.negative, end.closed)
        for end in _spelt()
    )


@cache
def _any_ending() -> re.Pattern[str]:
    """Whatever one of the endings matches, told in one search."""
    alike: dict[tuple[str, str], list[str]] = {}
    for end in _spelt():
        alike.setdefault((end.before, end.after), []).append(end.suffix)
    whole = (f"{before}(?:{'|'.join(suffixes)}){after}" for (before, after), suffixes in alike.items())
    return re.compile(re.sub(r"\?P<\w+>", "?:", "|".join(whole)))


def _spelt() -> list[_Ending]:
    table = data()
    before = (
        f"(?P<able>{_spell(table.ability)})?(?:(?P<unable>{_spell(table.inability)})|(?P<no>{_spell(table.negation)}))?"
    )
    # Before -(I)yor the vowel of -mA and -(y)AmA is gone: gel-m-iyor, anla-yam-ıyor.
    narrowed = f"(?P<able>{_spell(table.ability)})?(?:(?P<unable>y?[ae]m)|(?P<no>m))?"
    copula = f"(?:{_spell(table.plural)})?(?P<copula>{_any(table.copula)})?(?P<person>{_any(table.person)})?"
    copula += f"(?:{_spell(table.generalising)}(?:{_spell(table.plural)})?)?"
    cases = "|".join(f"(?P<{name}>{_any(forms)})" for name, forms in table.cases.items())
    nominal = f"(?P<plural>{_spell(table.plural)})?(?P<possessive>{_any(table.possessive)})?(?:{cases})?"
    found = []
    for ending in table.finite:
        tail = "(?P<person>m|y[ıiuü]z)" if ending.closed else "" if ending.tense == "imperative" else copula
        stem_end = narrowed if ending.suffix == "Iyor" else before
        found.append(
            _Ending(stem_end, _spell(ending.suffix), tail, "finite", ending.tense, ending.negative, ending.closed)
        )
    for other in table.nonfinite:
        tail = nominal if other.nominal else ""
        found.append(_Ending(before, _spell(other.suffix), tail, other.form, other.tense, other.without))
    return found


def _harmonic(stem: str, rest: str) -> bool:
    """Whether the vowels of the suffixes follow vowel harmony; -yor, -bil and -ken do not take part."""
    last = next((char for char in reversed(stem) if char in BACK + FRONT), "")
    if not last or (rest[0] in "dt" and rest[1:2] in "ıiuü" and (rest[0] == "t") != (stem[-1] in VOICELESS)):
        return False
    fixed = re.sub("(?<=[ae])bil", "B", rest).replace("yor", "Y").replace("ken", "K")
    for char in fixed:
        if char in "BK":
            last = "i" if char == "B" else "e"
        elif char == "Y":
            last = "o"
        elif char in BACK + FRONT:
            if (char in BACK) != (last in BACK):
                return False
            if char in "ıiuü" and (char in "uü") != (last in "oöuü"):
                return False
            last = char
    return True


@lru_cache(maxsize=1 << 15)
def readings(word: str) -> tuple[VerbForm, ...]:
    """All verb readings of a folded word, those with a known stem first, longer stems first."""
    found = []
    ends = _any_ending().fullmatch
    for cut in range(len(word) - 1, 0, -1):
        stem, rest = word[:cut], word[cut:]
        if not ends(rest):
            continue
        if stem.endswith("yo") or (rest.startswith("yor") and stem[-1] not in "ıiuü") or not _harmonic(stem, rest):
            continue
        for pattern, form, tense, negative, ending_is_closed in _endings():
            match = pattern.fullmatch(rest)
            if match is None:
                continue
            if ending_is_closed and (match["no"] or match["unable"]):
                continue
            for base in _bases(stem, rest):
                found.append(_form(match, base, form, tense, negative))
    return tuple(sorted(found, key=lambda form: (not form.known, form.stem not in verb_stems(), -len(form.stem))))


def _bases(stem: str, rest: str) -> list[str]:
    """Dictionary stems of a cut: ed- is et-, di(yor) is de-, başl(ıyor) is başla-."""
    bases = [stem]
    if stem[-1] == "d" and rest[0] in BACK + FRONT:
        bases.insert(0, stem[:-1] + "t")
    if re.match("[ıiuü]yor", rest) and stem[-1] not in BACK + FRONT:
        bases += [stem + vowel for vowel in ("a", "e")]
    if stem in ("di", "yi"):
        bases.insert(0, stem[0] + "e")
    return bases


def _form(match: re.Match[str], stem: str, form: str, tense: str, negative: bool) -> VerbForm:
    groups = match.groupdict()
    case = next((name for name in data().cases if groups.get(name)), "")
    return VerbForm(
        stem=stem,
        kind=form,  # type: ignore[arg-type]  # the schema admits these names only
        tense=tense,
        negative=negative or bool(groups.get("no") or groups.get("unable")),
        possible=bool(groups.get("able")),
        copula=groups.get("copula") or "",
        person=groups.get("person") or "",
        possessive=groups.get("possessive") or "",
        case=case,
        plural=bool(groups.get("plural")),
        known=known_stem(stem),
    )
