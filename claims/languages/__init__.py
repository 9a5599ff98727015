"""What the engine knows of each language: data files, validated on load, read once."""

import tomllib
from functools import cache
from pathlib import Path

from claims.document import Lang

LANGUAGES: tuple[Lang, ...] = ("tr", "en")
FOLDER = Path(__file__).parent


@cache
def abbreviations(lang: Lang) -> frozenset[str]:
    """Abbreviations that end in a stop without ending a sentence, without that stop ("Dr", "vb")."""
    data = tomllib.loads((FOLDER / lang / "letters.toml").read_text(encoding="utf-8"))
    return frozenset(data["abbreviations"])


@cache
def function_words(lang: Lang) -> frozenset[str]:
    """The most frequent function words of a language, folded."""
    data = tomllib.loads((FOLDER / lang / "letters.toml").read_text(encoding="utf-8"))
    return frozenset(data["function"])


@cache
def light_words(lang: Lang) -> frozenset[str]:
    """Dictionary forms that carry little meaning of their own."""
    data = tomllib.loads((FOLDER / lang / "light.toml").read_text(encoding="utf-8"))
    return frozenset(data["light"])


@cache
def contrast_words(lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    """Phrases that exclude what stands before them, and phrases that exclude what stands after them."""
    data = tomllib.loads((FOLDER / lang / "light.toml").read_text(encoding="utf-8"))
    return frozenset(data["contrast_after"]), frozenset(data["contrast_before"])


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
    data = tomllib.loads((FOLDER / lang / "acts.toml").read_text(encoding="utf-8"))
    return tuple(data["opinion"]), frozenset(data["question"])
