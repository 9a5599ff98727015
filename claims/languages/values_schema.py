"""The language data of values: numbers, units, currencies and calendar, read from TOML and validated."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import Field

from claims.document import Frozen, Lang

LANGUAGES = Path(__file__).parent
FACTS = LANGUAGES.parent / "values"


class OrdinalForms(Frozen):
    """How a figure becomes an ordinal: a suffix pattern, or a dot before a noun."""

    suffix: str
    dot: bool
    heads: tuple[str, ...]


class Inflection(Frozen):
    """Suffix slots of a nominal word, each a list of alternatives (regular expressions over folded text)."""

    slots: tuple[tuple[str, ...], ...] = ()
    soften: dict[str, str] = {}
    plenty: str = ""
    distributive: str = ""
    locative: str = ""


class CaseBounds(Frozen):
    """The words that bound a number carrying a case suffix, by bound."""

    suffix: str
    more_than: tuple[str, ...] = ()
    less_than: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


class BoundGrammar(Frozen):
    """The small words between the parts of a comparison."""

    intensifier: tuple[str, ...]
    alternative: tuple[str, ...]
    equal: tuple[str, ...]
    negation: tuple[str, ...]
    joiners: tuple[str, ...]


class Bounds(Frozen):
    """Words and signs that bound a number, by where they stand."""

    before: dict[str, str]
    after: dict[str, str]
    symbols: dict[str, str]
    cases: tuple[CaseBounds, ...] = ()
    grammar: BoundGrammar


class RangeFrame(Frozen):
    """Two numbers with a word between them, and perhaps one before the first or after the second."""

    before: tuple[str, ...] = ()
    between: tuple[str, ...]
    after: tuple[str, ...] = ()
    first_suffix: str = ""
    second_suffix: str = ""


class ScoreWords(Frozen):
    """Words that make "3-1" a score and no range."""

    words: tuple[str, ...]


class PercentWords(Frozen):
    """Words for per cent before or after the number, and for percentage points."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    possessed: tuple[str, ...]
    points: tuple[str, ...]
    bare_points: tuple[str, ...]


class NumberWords(Frozen):
    """Everything in numbers.toml."""

    decimal: str
    thousands: str
    minus: tuple[str, ...]
    plus: tuple[str, ...]
    point: tuple[str, ...]
    over: tuple[str, ...]
    conjunctions: tuple[str, ...]
    articles: tuple[str, ...]
    and_half: tuple[str, ...]
    halves: dict[str, float]
    shares: dict[str, float]
    vague: dict[str, int]
    weak: tuple[str, ...]
    false_friends: str
    weak_suffixed: tuple[str, ...]
    weak_final: tuple[str, ...]
    idioms: tuple[str, ...]
    part_before: tuple[str, ...]
    ratio: tuple[str, ...]
    partitive: tuple[str, ...] = ()
    weak_after: dict[str, tuple[str, ...]] = {}
    cardinals: dict[str, int]
    hundreds: dict[str, int]
    scales: dict[str, float]
    collectives: dict[str, int]
    letters: dict[str, float]
    spaced_letters: tuple[str, ...]
    joiners: tuple[str, ...]
    ordinals: dict[str, float]
    ordinal: OrdinalForms
    denominators: dict[str, int] = {}
    plenty: dict[str, float] = {}
    inflection: Inflection
    bounds: Bounds
    ranges: tuple[RangeFrame, ...]
    scores: ScoreWords
    percent: PercentWords


class UnitAliases(Frozen):
    """Aliases that count only right after a figure."""

    figure_only: tuple[str, ...]
    not_before: dict[str, tuple[str, ...]] = {}


class AgeWords(Frozen):
    """How an age is said."""

    words: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    adjective: str
    heads: tuple[str, ...]
    copula: str


class DurationWords(Frozen):
    """Words that make a unit of time one whole or another one, and what may trail a duration."""

    adverbial: str
    whole: tuple[str, ...]
    another: tuple[str, ...]
    tail: tuple[str, ...]
    adjective: str


class CountedNouns(Frozen):
    """What a number may count, and what it labels."""

    finite: str
    plural: str
    adjective: str
    stop: tuple[str, ...]
    skip: tuple[str, ...]
    certain: tuple[str, ...]
    keep: tuple[str, ...]
    strip: tuple[str, ...]
    strip_known: tuple[str, ...] = ()
    label_before: tuple[str, ...]
    label_after: tuple[str, ...]
    pronoun_before: tuple[str, ...] = ()
    irregular: dict[str, str]


class UnitWords(Frozen):
    """Everything in units.toml of a language."""

    names: dict[str, tuple[str, ...]]
    aliases: UnitAliases
    age: AgeWords
    duration: DurationWords
    counted: CountedNouns


class MinorUnit(Frozen):
    """A part of a currency's whole unit."""

    key: str
    codes: tuple[str, ...]
    per_whole: int = Field(gt=0)


class CurrencyWords(Frozen):
    """Everything in currencies.toml."""

    names: dict[str, tuple[str, ...]]
    minor: dict[str, MinorUnit]
    symbols: dict[str, tuple[str, ...]]
    word_codes: tuple[str, ...]


class Relative(Frozen):
    """Words that count from the day of writing."""

    last: tuple[str, ...]
    this: tuple[str, ...]
    next: tuple[str, ...]
    ago: tuple[str, ...]
    later: tuple[str, ...]
    within: tuple[str, ...]
    from_day: tuple[str, ...]
    first: tuple[str, ...]


class ClockWords(Frozen):
    """Words before a time of day."""

    before: tuple[str, ...]
    half_days: dict[str, int] = {}


class Calendar(Frozen):
    """Everything in calendar.toml."""

    day_first: bool
    year_words: tuple[str, ...]
    month_words: tuple[str, ...]
    day_words: tuple[str, ...]
    year_after: tuple[str, ...]
    year_before: tuple[str, ...]
    day_suffix: str
    part_suffix: str
    genitive: str
    ablative: str
    case_ending: str
    decade_suffix: str
    decade_adjective: str
    decade_before: tuple[str, ...] = ()
    ambiguous: tuple[str, ...]
    month_open: tuple[str, ...]
    month_before: tuple[str, ...]
    months: dict[int, tuple[str, ...]]
    weekdays: dict[str, tuple[str, ...]]
    deictic: dict[str, str]
    relative: Relative
    clock: ClockWords


class ValueData(Frozen):
    """One language's data for values."""

    lang: Lang
    numbers: NumberWords
    units: UnitWords
    currencies: CurrencyWords
    calendar: Calendar


def _read(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def unit_factors() -> dict[str, tuple[str, float]]:
    """Every unit key with its dimension and its factor to that dimension's base unit (values/units.toml)."""
    tables = _read(FACTS / "units.toml")
    return {
        key: (dimension, float(factor))
        for dimension, units in tables.items()
        if isinstance(units, dict)
        for key, factor in units.items()
    }


@cache
def cldr_currencies() -> tuple[tuple[str, str, dict[str, tuple[str, ...]]], ...]:
    """Code, symbol and names by language of every currency, from values/currency_names.tsv (CLDR)."""
    rows = []
    for line in (FACTS / "currency_names.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, symbol, turkish, *english = line.split("\t")
            rows.append((code, symbol, {"tr": (turkish,), "en": tuple(name for name in english if name)}))
    return tuple(rows)


@cache
def load_value_data(lang: Lang) -> ValueData:
    """The validated data of ``lang``; raises pydantic.ValidationError when a file is malformed."""
    folder = LANGUAGES / lang
    return ValueData.model_validate(
        {
            "lang": lang,
            "numbers": _read(folder / "numbers.toml"),
            "units": _read(folder / "units.toml"),
            "currencies": _read(folder / "currencies.toml"),
            "calendar": _read(folder / "calendar.toml"),
        }
    )
