"""Which language a text is in, Turkish, English or neither: by the words that the lexicons know and by letters."""

import re
from functools import cache

from claims.document import Lang
from claims.folding import bare, fold
from claims.languages import LANGUAGES, function_words, irregular_forms
from claims.languages.lexicon import lexicon
from claims.morphology import readings
from claims.stems import nominal_stems

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
TURKISH_LETTERS = frozenset("ğışĞİŞ")
SAMPLE = 2000
UNDERSTOOD = 0.34
KNOWN_SHARE = 0.4
ENGLISH_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "'s", "n't")


def detect(text: str) -> Lang | None:
    """The language of a text, or None where neither language is understood (too few of its words are known)."""
    words = WORD.findall(text[:SAMPLE])
    if not words or sum(word.isascii() or bool(set(word) & set("çğıöşüâîûÇĞİÖŞÜ’")) for word in words) < 0.6 * len(
        words
    ):
        return None
    common = [word for word in words if word[0].islower()]
    if not common:
        return "tr" if _turkish_letters(text) else "en"
    turkish = sum(_weight(word, "tr") for word in common)
    english = sum(_weight(word, "en") for word in common)
    turkish += 0.5 * sum(bool(set(word) & TURKISH_LETTERS) for word in words)
    if max(turkish, english) < UNDERSTOOD * len(common) or not _content_known(common):
        return None
    return "tr" if turkish > english or (turkish == english and _turkish_letters(text)) else "en"


def _content_known(words: list[str]) -> bool:
    """Whether enough content words are known, or all are function words; "in" alone is a word of many languages."""
    content = [word for word in words if not any(fold(word, lang) in function_words(lang) for lang in LANGUAGES)]
    known = [word for word in content if any(_weight(word, lang) > 0 for lang in LANGUAGES)]
    return not content or len(known) >= KNOWN_SHARE * len(content)


def _turkish_letters(text: str) -> bool:
    return bool(set(text) & TURKISH_LETTERS)


def _weight(word: str, lang: Lang) -> float:
    """1 for a function word, 0.8 for another known word (0.4 where only its stem is known), else 0."""
    folded = fold(word, lang)
    if len(folded) > 1 and folded in function_words(lang):
        return 1.0
    if _known(folded, lang):
        return 0.8
    if lang == "en":
        stems = (folded[: -len(ending)] for ending in ENGLISH_ENDINGS if folded.endswith(ending))
        return (
            0.7
            if any(
                _known(stem, lang) or _known(stem + "e", lang) or _known(stem[:-1], lang)
                for stem in stems
                if len(stem) > 2
            )
            else 0.0
        )
    if any(form.known for form in readings(folded)):
        return 0.7
    if any(len(stem) > 2 and _known(stem, lang) for stem in nominal_stems(folded)):
        return 0.7
    return 0.4 if any(len(stem) > 3 and stem in _bare_words() for stem in nominal_stems(bare(folded))) else 0.0


@cache
def _bare_words() -> frozenset[str]:
    """Turkish words as people type them without diacritics."""
    return frozenset(bare(word) for word in lexicon("tr").entries)


def _known(word: str, lang: Lang) -> bool:
    return word in _vocabulary(lang)


@cache
def _vocabulary(lang: Lang) -> frozenset[str]:
    """Every word that the lexicon knows, alone or in a phrase, and the irregular forms."""
    words = {
        word for group in lexicon(lang).entries.values() for entry in group if not entry.name for word in entry.words
    }
    return frozenset(words | set(irregular_forms(lang)))
