"""Ages: "29 yaşında", "on aylıkken", "29-year-old", "aged 29"; the unit is the unit of time."""

import re
from collections.abc import Iterator

from claims.values.bounds import plain_bound
from claims.values.company import unit_after
from claims.values.model import Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan

_TIME = ("day", "week", "month", "year")


def ages(scan: Scan) -> Iterator[Value]:
    """Every age of a person or thing."""
    for numeral in scan.numerals:
        if numeral.ordinal or numeral.chained or numeral.vague:
            continue
        yield from _age_word(scan, numeral)
        yield from _adjective(scan, numeral)
        yield from _phrase(scan, numeral)


def _age_word(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    found = scan.lexicon.age_words.at(scan.tokens, numeral.last + 1)
    if found is None or numeral.suffix or scan.tokens[found.last].gap == "\n":
        return
    bound = plain_bound(scan, numeral.first, found.last, found.suffix)
    yield scan.make(numeral.start, scan.tokens[found.last].end, "age", numeral.value, unit="year", bound=bound)


def _adjective(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    age = scan.lexicon.data.units.age
    measure = unit_after(scan, numeral) if age.adjective else None
    if measure is None or measure.key not in _TIME:
        return
    following = scan.word_after(measure.last)
    told = following is not None and following.key in age.heads and re.fullmatch(age.adjective, measure.suffix)
    if told or re.fullmatch(age.copula, measure.suffix):
        yield scan.make(measure.start, measure.end, "age", numeral.value, unit=measure.key)


def _phrase(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    tokens, lexicon = scan.tokens, scan.lexicon
    index = numeral.last + 1
    hyphen = scan.token(index)
    if hyphen is not None and hyphen.key == "-" and not hyphen.gap:
        index += 1
    after = lexicon.age_after.at(tokens, index) if not lexicon.data.units.age.words else None
    if after is not None:
        unit = next((unit for unit in _TIME if tokens[index].key.startswith(unit)), "year")
        bound = plain_bound(scan, numeral.first, after.last, "")
        yield scan.make(numeral.start, tokens[after.last].end, "age", numeral.value, unit=unit, bound=bound)
        return
    before = lexicon.age_before.ending_at(tokens, numeral.first - 1) if numeral.first else None
    following = scan.word_after(numeral.last)
    free = following is None or following.key in lexicon.stop
    if before is not None and free and numeral.value < 150 and not _measured_sign(scan, numeral):
        yield scan.make(tokens[before[1]].start, numeral.end, "age", numeral.value, unit="year")


def _measured_sign(scan: Scan, numeral: Numeral) -> bool:
    following = scan.token(numeral.last + 1)
    return following is not None and following.key in ("%", "-", "°")
