"""Months, days and years as parts of a date: finding them beside a token, and writing them as ISO 8601."""

import datetime

from claims.values.lexicon import Found
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token


def as_year(numeral: Numeral | None) -> int | None:
    if numeral is None or not 1000 <= numeral.value < 2100 or numeral.value != int(numeral.value) or numeral.ordinal:
        return None
    return None if numeral.figures and not numeral.plain else int(numeral.value)


def is_day(numeral: Numeral) -> bool:
    return (
        1 <= numeral.value <= 31
        and numeral.value == int(numeral.value)
        and not (numeral.fraction or numeral.chained or numeral.vague)
    )


_BACK, _FRONT = "aıou", "eiöü"


def iso_date(year: int | None, month: int, day: int | None) -> str | None:
    try:
        datetime.date(2000 if year is None else year, month, day or 1)
    except ValueError:
        return None
    head = "-" if year is None else f"{year:04d}"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day else "")


def find_month(scan: Scan, index: int) -> Found[int] | None:
    token = scan.token(index)
    if token is None or token.kind != "word":
        return None
    found = scan.lexicon.months.at(scan.tokens, index)
    if found is None or found.last != index:
        return found
    glued = found.suffix[: len(found.suffix) - len(token.suffix)] if token.suffix else found.suffix
    stem = token.key[: len(token.key) - len(glued)]
    return found if not glued or (len(stem) > 3 and _in_harmony(stem, glued)) else None


def _in_harmony(stem: str, suffix: str) -> bool:
    """Vowel harmony between a name and the suffix glued to it: "martın" but not "Martin"."""
    last = next((letter for letter in reversed(stem) if letter in _BACK + _FRONT), "")
    first = next((letter for letter in suffix if letter in _BACK + _FRONT), "")
    return not first or (last in _BACK) == (first in _BACK)


def year_after(scan: Scan, index: int, starting: dict[int, Numeral]) -> tuple[int, int, int] | None:
    """The year after token ``index``, perhaps behind a comma or a dot: (year, its last token, its end)."""
    for comma in (0, 1):
        token = scan.token(index + 1 + comma)
        sign = scan.token(index + 1)
        if (
            token is None
            or token.gap == "\n"
            or (comma and (sign is None or sign.key not in (",", ".", *scan.lexicon.data.numbers.partitive)))
        ):
            continue
        numeral = starting.get(token.index)
        year = as_year(numeral)
        if numeral is not None and year is not None:
            return year, numeral.last, numeral.end
    return None


def year_before(scan: Scan, token: Token) -> tuple[int, int] | None:
    """The year said before a month in Turkish ("2016 Ocak", "iki bin yılı Eylül'ün"): (year, shadow start)."""
    if scan.lexicon.lang != "tr" or token.gap == "\n":
        return None
    calendar = scan.lexicon.data.calendar
    index = token.index - 1
    word = scan.token(index)
    if word is not None and any(word.key.startswith(name) for name in calendar.year_words):
        index -= 1
    numeral = scan.ending.get(index)
    year = as_year(numeral)
    return (year, numeral.start) if numeral is not None and year is not None else None
