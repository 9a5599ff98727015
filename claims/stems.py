"""Dictionary forms that may stand inside an inflected Turkish word, longest first.

The tagger's lemma is right most of the time; where the lexicon does not know it, the word itself is searched for a
dictionary form followed by nothing but inflection. Slots and allomorphs are data (tr/suffixes.toml).
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache

from claims.document import Frozen
from claims.languages import FOLDER

VOWELS = "aeıioöuüâîû"
HARMONY = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
SHORTEST = 2
KEPT = 1 << 15


class Suffixes(Frozen):
    """Inflection slots in order, derivations, voice suffixes, and softened final consonants."""

    inflection: tuple[tuple[str, ...], ...]
    derivation: tuple[str, ...]
    voice: tuple[str, ...]
    softening: dict[str, str]


@cache
def suffixes() -> Suffixes:
    """The suffix tables of Turkish."""
    return Suffixes.model_validate(tomllib.loads((FOLDER / "tr" / "suffixes.toml").read_text(encoding="utf-8")))


@cache
def _chain() -> re.Pattern[str]:
    slots = ("(?:" + "|".join(sorted(slot, key=len, reverse=True)) + ")?" for slot in suffixes().inflection)
    return re.compile("'?" + "".join(slots))


@lru_cache(maxsize=KEPT)
def nominal_stems(word: str) -> tuple[str, ...]:
    """Possible dictionary forms of a folded nominal, longest first: the word, then prefixes before pure inflection."""
    found = [word]
    inflects = _chain().fullmatch
    for cut in range(len(word) - 1, SHORTEST - 1, -1):
        rest = word[cut:]
        if inflects(rest):
            found.extend(_spellings(word[:cut], rest))
    return tuple(found)


@lru_cache(maxsize=KEPT)
def derived_stems(word: str) -> tuple[str, ...]:
    """Forms from which the word is derived ("kaliteli": kalite), for use where the word itself is unknown."""
    derivation = suffixes().derivation
    return tuple(
        stem[: -len(suffix)]
        for stem in nominal_stems(word)
        if stem.endswith(derivation)
        for suffix in derivation
        if stem.endswith(suffix) and len(stem) - len(suffix) > SHORTEST
    )


def active_stems(stem: str) -> Iterator[str]:
    """Verb stems of which the given stem may be the passive or reflexive ("kurul": kur, "edil": et)."""
    for suffix in suffixes().voice:
        if stem.endswith(suffix) and len(stem) > len(suffix) + 1:
            base = stem[: -len(suffix)]
            yield base
            hard = suffixes().softening.get(base[-1])
            if hard:
                yield base[:-1] + hard


def _spellings(stem: str, rest: str) -> Iterator[str]:
    yield stem
    if rest.lstrip("'")[:1] not in VOWELS or not rest.lstrip("'"):
        return
    hard = suffixes().softening.get(stem[-1])
    if hard:
        yield stem[:-1] + hard
    if len(stem) >= 3 and stem[-1] not in VOWELS and stem[-2] not in VOWELS:
        vowel = next((HARMONY[char] for char in reversed(stem) if char in HARMONY), "i")
        yield stem[:-1] + vowel + stem[-1]
