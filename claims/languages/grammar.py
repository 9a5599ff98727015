"""The grammar files of a language, validated on load and read once."""

import tomllib
from functools import cache
from typing import TypeVar

from pydantic import ValidationError

from claims.document import Frozen, Lang
from claims.errors import LanguageDataError
from claims.languages import FOLDER
from claims.languages.grammar_schema import (
    AttributionWords,
    ClauseWords,
    ModalityWords,
    PolarityWords,
    QuantifierWords,
    Syntax,
)

Table = TypeVar("Table", bound=Frozen)


def _load(lang: Lang, name: str, shape: type[Table]) -> Table:
    path = FOLDER / lang / f"{name}.toml"
    try:
        return shape.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise LanguageDataError(
            f"The language data file {lang}/{name}.toml is missing or broken ({error}); reinstall dayanak."
        ) from error


@cache
def clause_words(lang: Lang) -> ClauseWords:
    """What clauses of the language assert and where they end; raises LanguageDataError."""
    return _load(lang, "clauses", ClauseWords)


@cache
def attribution_words(lang: Lang) -> AttributionWords:
    """The reporting predicates of the language; raises LanguageDataError."""
    return _load(lang, "attribution", AttributionWords)


@cache
def modality_words(lang: Lang) -> ModalityWords:
    """The modal words of the language; raises LanguageDataError."""
    return _load(lang, "modality", ModalityWords)


@cache
def polarity_words(lang: Lang) -> PolarityWords:
    """The negative words of the language; raises LanguageDataError."""
    return _load(lang, "polarity", PolarityWords)


@cache
def quantifier_words(lang: Lang) -> QuantifierWords:
    """The quantifiers of the language; raises LanguageDataError."""
    return _load(lang, "quantifiers", QuantifierWords)


@cache
def syntax() -> Syntax:
    """The function words of Turkish syntax; raises LanguageDataError."""
    return _load("tr", "syntax", Syntax)
