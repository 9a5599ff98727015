"""Whether two values are the same, plainly different, or not to be compared: units, bounds, rounding."""

import datetime
import math
import re
from typing import Literal

from claims.languages.values_schema import unit_factors
from claims.values import deictic
from claims.values.model import Value
from verifier.settings import Settings

Relation = Literal["equal", "different", "incomparable"]
CONVERTED = 0.03
COUNTED = frozenset({"number", "quantity", "age", "range"})
DAYS = tuple(f"deictic:{day}" for day in deictic.WEEKDAYS)
WEEKDAYS = frozenset(DAYS)
OFFSET = re.compile(r"deictic:[+-](?P<count>\d+)-(?P<unit>[a-z]+?)s?")
OPEN_BELOW = frozenset({"at_least", "more_than"})
OPEN_ABOVE = frozenset({"at_most", "less_than"})


def relate_values(statement: Value, article: Value, settings: Settings) -> Relation:
    """How a statement's value stands to an article's: equal where the article's bears the statement's out."""
    if statement.kind == "date" or article.kind == "date":
        return _dates(statement, article)
    if "ordinal" in (statement.kind, article.kind):
        if statement.kind != article.kind:
            return "equal" if _numbered(statement, article) else "incomparable"
        return "equal" if statement.value == article.value else "different"
    if statement.kind == "duration" and article.kind == "duration":
        if statement.unit != article.unit:
            return _converted(_interval(statement), _interval(article))
        return _magnitudes(_interval(statement), _interval(article), statement, article, settings)
    if "duration" in (statement.kind, article.kind):
        return "incomparable"
    if not _same_measure(statement, article):
        return "incomparable"
    rescale = _rescale(statement, article)
    if rescale is None:
        return "incomparable"
    low, high = _interval(statement)
    said = (low * rescale, high * rescale)
    if rescale != 1.0:
        return _converted(said, _interval(article))
    relation = _magnitudes(said, _interval(article), statement, article, settings)
    if relation == "equal" and statement.kind == article.kind == "money" and _units_differ(statement, article):
        return "different"
    return relation


def _numbered(statement: Value, article: Value) -> bool:
    """Whether one counts a place that the other numbers: the first against number 1."""
    return "id" in (statement.unit, article.unit) and statement.value == article.value


def _same_measure(statement: Value, article: Value) -> bool:
    kinds = {statement.kind, article.kind}
    if kinds == {"money"} or kinds == {"percent"}:
        return True
    if "percent" in kinds:
        other = statement if article.kind == "percent" else article
        return other.unit == "fraction"
    if (statement.unit == "fraction") != (article.unit == "fraction"):
        # "three of 14 stations" tells of three stations, but its number is a share.
        return False
    if "money" in kinds:
        other = statement if article.kind == "money" else article
        return other.kind == "number" and other.unit is None
    return kinds <= COUNTED and ("age" not in kinds or kinds <= {"age", "number"})


def _rescale(statement: Value, article: Value) -> float | None:
    """What turns the statement's unit into the article's: 1 for counts and equal units, None across dimensions."""
    known = unit_factors()
    if {statement.kind, article.kind} == {"age", "number"}:
        return 1.0
    mine, theirs = known.get(statement.unit or ""), known.get(article.unit or "")
    if statement.unit == article.unit or (mine is None and theirs is None):
        return 1.0
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    return mine[1] / theirs[1]


def _converted(said: tuple[float, float], given: tuple[float, float]) -> Relation:
    """A value given in another unit is rounded anew: it agrees within a few per cent."""
    low, high = min(said), max(said)
    if low - abs(low) * CONVERTED <= given[1] and given[0] <= high + abs(high) * CONVERTED:
        return "equal"
    return "different"


def _units_differ(statement: Value, article: Value) -> bool:
    return bool(statement.unit and article.unit and statement.unit != article.unit)


def _interval(value: Value) -> tuple[float, float]:
    """The lowest and highest number that the value may stand for; a fraction is brought to percent."""
    scale = 100.0 if value.unit == "fraction" else 1.0
    if isinstance(value.value, tuple):
        low, high = value.value
        return (-math.inf if low is None else low * scale), (math.inf if high is None else high * scale)
    number = float(value.value) * scale
    if value.bound in OPEN_BELOW:
        return number, math.inf
    if value.bound in OPEN_ABOVE:
        return -math.inf, number
    return number, number


def _magnitudes(
    said: tuple[float, float], given: tuple[float, float], statement: Value, article: Value, settings: Settings
) -> Relation:
    slack = settings.about if "about" in (statement.bound, article.bound) else 0.0
    if said[0] == said[1] and given[0] == given[1]:
        if _close(said[0], given[0], slack) or _rounds_to(given[0], said[0]):
            return "equal"
        return "different"
    low, high = said[0] - abs(said[0]) * slack if math.isfinite(said[0]) else said[0], said[1]
    if low <= given[0] and given[1] <= high:
        return "equal"
    if (
        given[1] < low
        or given[0] > high
        or (given[0] == high and _apart(statement, article))
        or (given[1] == low and _apart(article, statement))
    ):
        return "different"
    if said[0] == said[1] and given[0] == said[0] and math.isinf(given[1]):
        return "equal" if article.bound == "more_than" else "incomparable"
    return "incomparable"


def _apart(lower: Value, upper: Value) -> bool:
    """Whether one side ends where the other begins: fewer than 1,000 against more than 1,000."""
    return lower.bound in OPEN_ABOVE and upper.bound in OPEN_BELOW


def _close(a: float, b: float, slack: float) -> bool:
    return abs(a - b) <= max(1e-9, slack, 1e-6) * max(abs(a), abs(b), 1e-9)


def _rounds_to(exact: float, said: float) -> bool:
    """Whether ``said`` is ``exact`` rounded to the two or more figures it is given with (2,000 has one: no)."""
    if not said or not exact:
        return False
    digits = _figures(said)
    if digits < 2 or digits >= _figures(exact):
        return False
    scale = digits - 1 - math.floor(math.log10(abs(exact)))
    return math.isclose(round(exact, scale), said, rel_tol=1e-9)


def _figures(number: float) -> int:
    """The significant figures of a number as written without needless zeros."""
    return len(f"{abs(number):.6f}".rstrip("0").replace(".", "").strip("0")) or 1


def _dates(statement: Value, article: Value) -> Relation:
    """Dates agree where every part that both give is the same, and differ where one such part is not.

    A weekday is held against the calendar, a decade against the year; "three days" goes well with "three days ago".
    """
    if statement.kind != article.kind:
        return "equal" if _since(statement, article) or _since(article, statement) else "incomparable"
    said, given = str(statement.value), str(article.value)
    if said == given:
        return "equal"
    if WEEKDAYS & {said, given}:
        if {said, given} <= WEEKDAYS:
            return "different"
        return "equal" if _weekday(said) == _weekday(given) else "incomparable"
    if said.startswith("deictic") or given.startswith("deictic") or "T" in said + given:
        return "incomparable"
    if "s" in (said[-1:], given[-1:]):
        return _decades(said, given)
    pairs = [(a, b) for a, b in zip(_parts(said), _parts(given), strict=True) if a and b]
    if not pairs:
        return "incomparable"
    if any(a != b for a, b in pairs):
        return "different"
    return "equal"


def _since(duration: Value, date: Value) -> bool:
    """Whether the date is told by the duration alone: three days against three days ago."""
    found = OFFSET.fullmatch(str(date.value))
    if duration.kind != "duration" or found is None or duration.count is None:
        return False
    return float(found["count"]) == duration.count and found["unit"] == duration.unit


def _weekday(date: str) -> str:
    """The weekday that a date falls on by the calendar where it is told with its year, else the date itself."""
    try:
        return DAYS[datetime.date.fromisoformat(date).weekday()]
    except ValueError:
        return date


def _decades(said: str, given: str) -> Relation:
    """A decade bears out no year, but a year the decade that it lies in."""
    spans = []
    for date in (said, given):
        year = _parts(date.removesuffix("s"))[0]
        if not year.isdigit():
            return "incomparable"
        spans.append((int(year), int(year) + (9 if date.endswith("s") else 0)))
    (low, high), (first, last) = spans
    if low <= first and last <= high:
        return "equal"
    return "different" if last < low or high < first else "incomparable"


def _parts(date: str) -> tuple[str, str, str]:
    """Year, month and day of an ISO date, empty where it leaves them out."""
    if date.startswith("--XX-"):
        return "", "", date[5:]
    if date.startswith("--"):
        month, _, day = date[2:].partition("-")
        return "", month, day
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return year, month, day
