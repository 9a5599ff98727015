"""What the engine knows of each language: data files, validated on load, read once."""

import tomllib
from functools import cache
from pathlib import Path

from claims.document import Lang
from claims.errors import LanguageDataError

LANGUAGES: tuple[Lang, ...] = ("tr", "en")
FOLDER = Path(__file__).parent


@cache
def _table(lang: Lang, name: str) -> dict[str, object]:
    return tomllib.loads((FOLDER / lang / f"{name}.toml").read_text(encoding="utf-8"))


def _words(lang: Lang, name: str, key: str) -> tuple[str, ...]:
    """A list of words of a data file; raises LanguageDataError where it is missing or holds anything else."""
    found = _table(lang, name).get(key)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise LanguageDataError(f"{lang}/{name}.toml has no list of words {key!r}; mend the file.")
    return tuple(found)


@cache
def abbreviations(lang: Lang) -> frozenset[str]:
    """Abbreviations that end in a stop without ending a sentence, without that stop ("Dr", "vb")."""
    return frozenset(_words(lang, "letters", "abbreviations"))


@cache
def function_words(lang: Lang) -> frozenset[str]:
    """The most frequent function words of a language, folded."""
    return frozenset(_words(lang, "letters", "function"))


@cache
def light_words(lang: Lang) -> frozenset[str]:
    """Dictionary forms that carry little meaning of their own."""
    return frozenset(_words(lang, "light", "light"))


@cache
def contrast_words(lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    """Phrases that exclude what stands before them, and phrases that exclude what stands after them."""
    return frozenset(_words(lang, "light", "contrast_after")), frozenset(_words(lang, "light", "contrast_before"))


@cache
def irregular_forms(lang: Lang) -> dict[str, str]:
    """Irregular forms and their dictionary form; empty for a language without such a table."""
    path = FOLDER / lang / "irregular.tsv"
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {row[0]: row[1] for row in rows}


@cache
def act_words(lang: Lang) -> tuple[tuple[str, ...], frozenset[str]]:
    """Phrases that mark an opinion of the writer's own, and question particles, folded."""
    return _words(lang, "acts", "opinion"), frozenset(_words(lang, "acts", "question"))
