"""Money: an amount with a currency sign, code or name; the value is in whole units of the ISO 4217 code."""

from collections.abc import Iterator

from claims.languages.values_schema import MinorUnit
from claims.values.bounds import plain_bound
from claims.values.company import currency_after, currency_before
from claims.values.lexicon import Found
from claims.values.model import Bound, Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan


def amounts(scan: Scan) -> Iterator[Value]:
    """Every amount of money, wholes and their parts added up ("50 TL 30 kuruş")."""
    for position, numeral in enumerate(scan.numerals):
        if numeral.ordinal or numeral.vague or numeral.chained or (numeral.weak and numeral.value >= 1000):
            continue
        yield from _sign_before(scan, numeral)
        yield from _name_after(scan, position)
        yield from _minor(scan, numeral)


def _sign_before(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    found = currency_before(scan, numeral)
    if found is None:
        return
    codes, first = found
    after = currency_after(scan, numeral)
    last, end, suffix = numeral.last, numeral.end, numeral.suffix
    if after is not None and not numeral.suffix:
        last, end, suffix = after[1].last, after[1].end, after[1].suffix
        codes = after[0] if len(after[0]) < len(codes) else codes
    value, start = numeral.value, scan.tokens[first].start
    minus = scan.token(first - 1)
    if minus is not None and minus.key == "-" and not scan.tokens[first].gap and (minus.gap or not minus.index):
        value, start = -value, minus.start
    bound = plain_bound(scan, first, last, suffix, plenty=numeral.plenty)
    yield _money(scan, start, end, value, codes, numeral, bound=bound)


def _name_after(scan: Scan, position: int) -> Iterator[Value]:
    numeral = scan.numerals[position]
    found = currency_after(scan, numeral)
    if found is None:
        return
    codes, measure = found
    value, last, end, suffix = numeral.value, measure.last, measure.end, measure.suffix
    for part in scan.numerals[position + 1 : position + 4]:
        minor = _minor_after(scan, part)
        if (
            minor is None
            or suffix
            or part.first - last > 2
            or not _continues(scan, last, part.first)
            or not set(minor.meaning.codes) & set(codes)
        ):
            break
        value += part.value / minor.meaning.per_whole
        last, end, suffix = minor.last, scan.tokens[minor.last].end, minor.suffix
    bound = plain_bound(scan, numeral.first, last, suffix, plenty=numeral.plenty)
    yield _money(scan, numeral.start, end, round(value, 6), codes, numeral, bound=bound)


def _continues(scan: Scan, last: int, first: int) -> bool:
    return first == last + 1 or (first == last + 2 and scan.tokens[last + 1].key in scan.lexicon.data.numbers.joiners)


def _minor_after(scan: Scan, numeral: Numeral) -> Found[MinorUnit] | None:
    following = scan.token(numeral.last + 1)
    if following is None or following.gap == "\n" or numeral.suffix or numeral.ordinal:
        return None
    return scan.lexicon.minor.at(scan.tokens, numeral.last + 1)


def _minor(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    found = _minor_after(scan, numeral)
    if found is None or (
        len(found.meaning.key)
        and scan.tokens[found.last].key == "p"
        and (not numeral.figures or scan.tokens[found.last].gap)
    ):
        return
    bound = plain_bound(scan, numeral.first, found.last, found.suffix)
    yield scan.make(
        numeral.start,
        scan.tokens[found.last].end,
        "money",
        numeral.value,
        unit=found.meaning.key,
        bound=bound,
        ambiguous=numeral.ambiguous,
        currency_mentions=found.meaning.codes,
    )


def _money(
    scan: Scan, start: int, end: int, value: float, codes: tuple[str, ...], numeral: Numeral, *, bound: Bound
) -> Value:
    return scan.make(
        start, end, "money", value, unit=codes[0], bound=bound, ambiguous=numeral.ambiguous, currency_mentions=codes
    )
