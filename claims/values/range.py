"""Ranges ("5-10", "5 ile 10 arasında", "between 5 and 10") and bare bounded numbers ("yirmiden büyük")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.values.bounds import BoundHit, bound_of
from claims.values.company import (
    currency_after,
    currency_before,
    is_year,
    percent_end,
    percent_start,
    unit_after,
)
from claims.values.counting import counted_after
from claims.values.labels import label_of
from claims.values.lexicon import Phrases
from claims.values.model import Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan

_DASHES = ("-", "–", "—", "~")
_LOWER = ("more_than", "at_least")
_UPPER = ("less_than", "at_most")


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range: its numeral, the tokens it covers with sign and unit, and that unit."""

    numeral: Numeral
    first: int
    last: int
    unit: str | None
    suffix: str


def ranges(scan: Scan) -> Iterator[Value]:
    """Every range of two numbers, and every bare number under an inequality (the open end None)."""
    for left, right in zip(scan.numerals, scan.numerals[1:], strict=False):
        if not (left.vague or right.vague or left.chained or right.chained or right.first - left.last > 8):
            yield from _pair(scan, left, right)
    yield from _bounded(scan)


def _end(scan: Scan, numeral: Numeral) -> _End:
    first, last, unit, suffix = numeral.first, numeral.last, None, numeral.suffix
    sign, close = percent_start(scan, numeral), percent_end(scan, numeral)
    currency, money = currency_before(scan, numeral), currency_after(scan, numeral)
    measure, counted = unit_after(scan, numeral), counted_after(scan, numeral)
    age = scan.lexicon.age_words.at(scan.tokens, numeral.last + 1) if not numeral.suffix else None
    if sign is not None:
        first, unit = sign, "percent"
    elif close is not None:
        last, unit, suffix = close, "percent", scan.tokens[close].suffix
    elif currency is not None:
        first, unit = currency[1], currency[0][0]
    elif money is not None and not numeral.suffix:
        last, unit, suffix = money[1].last, money[0][0], money[1].suffix
    elif measure is not None and not numeral.suffix:
        last, unit, suffix = measure.last, measure.key, measure.suffix
    elif age is not None:
        last, unit, suffix = age.last, "year", age.suffix
    elif counted is not None and not numeral.suffix:
        last, unit, suffix = counted.last, counted.key, counted.suffix
    return _End(numeral, first, last, unit, suffix)


def _pair(scan: Scan, left: Numeral, right: Numeral) -> Iterator[Value]:
    low, high = _end(scan, left), _end(scan, right)
    for start in {low.last, left.last}:
        head = _End(
            left,
            low.first,
            start,
            low.unit if start == low.last else None,
            low.suffix if start == low.last else left.suffix,
        )
        if start >= high.first:
            continue
        if _dashed(scan, head, high):
            yield _range(scan, head, high, head.first, high.last)
        for frame, before, between, after in scan.lexicon.frames:
            if frame.first_suffix and re.search(f"(?:{frame.first_suffix})$", head.suffix) is None:
                continue
            if not frame.first_suffix and left.suffix and not left.ordinal and scan.lexicon.lang == "tr":
                continue
            yield from _framed(scan, head, high, frame.second_suffix, before, between, after, "" in frame.between)


def _dashed(scan: Scan, low: _End, high: _End) -> bool:
    """Whether one dash, spaced alike on both sides, joins two numbers of one make."""
    gap = scan.tokens[low.last + 1 : high.first]
    if len(gap) != 1 or gap[0].key not in _DASHES or gap[0].gap == "\n":
        return False
    left, right = low.numeral, high.numeral
    alike = left.figures == right.figures and not (left.ordinal or right.weak or left.suffix)
    return alike and bool(gap[0].gap) == bool(scan.tokens[high.first].gap)


def _framed(
    scan: Scan,
    low: _End,
    high: _End,
    second: str,
    before: Phrases[bool],
    between: Phrases[bool],
    after: Phrases[bool],
    adjacent: bool,
) -> Iterator[Value]:
    tokens = scan.tokens
    if adjacent:
        if high.first != low.last + 1:
            return
    else:
        found = between.at(tokens, low.last + 1)
        if found is None or found.last != high.first - 1 or tokens[low.last + 1].gap == "\n":
            return
    first, last = low.first, high.last
    if not before.empty:
        opening = before.ending_at(tokens, low.first - 1) if low.first else None
        if opening is None:
            return
        first = opening[1]
    if not after.empty:
        closing = after.at(tokens, high.last + 1)
        if closing is None:
            return
        last = closing.last
    if second and re.search(f"(?:{second})$", high.suffix) is None:
        return
    yield _range(scan, low, high, first, last)


def _range(scan: Scan, low: _End, high: _End, first: int, last: int) -> Value:
    small, large = low.numeral.value, high.numeral.value
    scale = _scale_of(scan, high.numeral)
    if scale > 1 and low.numeral.plain and small <= large / scale:
        small *= scale
    if small > large:
        small, large = large, small
    unit = high.unit or low.unit
    if unit is None and is_year(low.numeral, scan) and is_year(high.numeral, scan):
        unit = "year"
    end = scan.tokens[last].end if last != high.numeral.last else high.numeral.end
    return scan.make(scan.tokens[first].start, end, "range", (small, large), unit=unit)


def _scale_of(scan: Scan, numeral: Numeral) -> float:
    """The scale that a numeral of two parts ends in ("10 milyar": 1e9), else 1."""
    if numeral.last == numeral.first:
        return 1
    token = scan.tokens[numeral.last]
    letter = scan.lexicon.data.numbers.letters.get(token.cased)
    word = scan.lexicon.number_word(token)
    if word is not None and len(word.pieces) == 1 and word.pieces[0][0] == "scale":
        return float(word.pieces[0][1])
    return letter if letter is not None and not token.gap else 1


def _bounded(scan: Scan) -> Iterator[Value]:
    previous: tuple[Numeral, BoundHit] | None = None
    for numeral in scan.numerals:
        hit = bound_of(scan, numeral.first, numeral.last, numeral.suffix)
        if hit is not None and (numeral.vague or numeral.plenty or _measured(scan, numeral)):
            hit = None
        if numeral.weak and len(numeral.suffix) > 1 and scan.lexicon.bare_ablative.fullmatch(numeral.suffix) is None:
            # "birinden çok": than one of them.
            hit = None
        if hit is None or hit.bound == "about":
            previous = None
            continue
        value = numeral.value
        limits = (value if hit.bound not in _UPPER else None, value if hit.bound not in _LOWER else None)
        yield scan.make(
            min(hit.start, numeral.start),
            max(hit.end, numeral.end),
            "range",
            limits,
            unit="fraction" if numeral.fraction else None,
            bound=hit.bound,
            ambiguous=numeral.ambiguous,
        )
        if previous is not None and _joined(scan, previous[1].last, hit.first):
            other = previous[0].value
            if previous[1].bound in _LOWER and hit.bound in _UPPER and other < value:
                yield scan.make(previous[1].start, max(hit.end, numeral.end), "range", (other, value))
            elif previous[1].bound in _UPPER and hit.bound in _LOWER and value < other:
                yield scan.make(previous[1].start, max(hit.end, numeral.end), "range", (value, other))
        previous = (numeral, hit)


def _joined(scan: Scan, last: int, first: int) -> bool:
    return first == last + 2 and scan.tokens[last + 1].key in scan.lexicon.data.numbers.bounds.grammar.joiners


def _measured(scan: Scan, numeral: Numeral) -> bool:
    """Whether the number is of something: then its bound stands on that value, and no open range is made."""
    if numeral.chained or is_year(numeral, scan) or label_of(scan, numeral) is not None:
        return True
    end = _end(scan, numeral)
    return (
        end.unit is not None
        or any(finder(scan, numeral) is not None for finder in (unit_after, currency_after, counted_after))
        or scan.lexicon.age_words.at(scan.tokens, numeral.last + 1) is not None
    )
