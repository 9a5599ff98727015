"""What editors are told about a claim, in the language of their text: verifier/phrases.toml, validated."""

import tomllib
from functools import cache
from importlib import resources

from claims.document import Frozen
from verifier.model import Aspect, Verdict

FILE = "phrases.toml"
FALLBACK = "en"


class Phrases(Frozen):
    """The words of one language; in braces, what is put in."""

    place: str
    contradicted: str
    contradicted_values: str
    unknown: str
    supported: str
    replace: str
    closest: str
    here: str
    there: str
    confidence: str
    completed: str
    passed: str
    unchecked: dict[str, str]
    short: dict[Verdict, str]
    description: dict[Verdict, str]
    reasons: dict[str, str]
    aspects: dict[Aspect, str]

    def reason(self, code: str) -> str:
        """Why nothing settles it, in half a sentence; a code that no words are known for is told as it stands."""
        return self.reasons.get(code, code.replace("-", " "))


def phrases(lang: str) -> Phrases:
    """The words of a language; those of English where it is neither Turkish nor English."""
    known = _all()
    return known.get(lang, known[FALLBACK])


@cache
def _all() -> dict[str, Phrases]:
    data = tomllib.loads(resources.files("verifier").joinpath(FILE).read_text("utf-8"))
    return {lang: Phrases.model_validate(table) for lang, table in data.items()}
