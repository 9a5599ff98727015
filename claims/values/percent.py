"""Percentages: "%12,5", "yüzde yirmi", "12.5 per cent", and percentage points as a unit of their own."""

from collections.abc import Iterator

from claims.values.bounds import plain_bound
from claims.values.company import percent_end, percent_start
from claims.values.model import Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import near

POINT = "percentage_point"


def percentages(scan: Scan) -> Iterator[Value]:
    """Every numeral with a per-cent sign or word, before or after it."""
    for numeral in scan.numerals:
        if numeral.ordinal or numeral.vague or numeral.chained:
            continue
        yield from _with_sign_before(scan, numeral)
        yield from _with_sign_after(scan, numeral)
        yield from _points(scan, numeral)


def _with_sign_before(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    first = percent_start(scan, numeral)
    if first is None:
        return
    value, start = numeral.value, first
    before = scan.token(first - 1)
    if (
        before is not None
        and scan.tokens[first].gap != "\n"
        and (before.key in scan.lexicon.data.numbers.minus or (before.key == "-" and not scan.tokens[first].gap))
    ):
        value, start = -value, first - 1
    points = scan.lexicon.bare_points.at(scan.tokens, numeral.last + 1) if not numeral.suffix else None
    last = numeral.last if points is None else points.last
    suffix = numeral.suffix if points is None else points.suffix
    end = numeral.end if points is None else scan.tokens[last].end
    bound = plain_bound(scan, start, last, suffix)
    yield scan.make(
        scan.tokens[start].start,
        end,
        "percent",
        value,
        unit=None if points is None else POINT,
        bound=bound,
        ambiguous=numeral.ambiguous,
    )


def _with_sign_after(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    last = percent_end(scan, numeral)
    if last is not None:
        token = scan.tokens[last]
        bound = plain_bound(scan, numeral.first, last, token.suffix)
        yield scan.make(numeral.start, token.end, "percent", numeral.value, bound=bound, ambiguous=numeral.ambiguous)
    possessed = scan.lexicon.percent_possessed.at(scan.tokens, numeral.last + 1)
    if possessed is not None and numeral.suffix:
        yield scan.make(numeral.start, scan.tokens[possessed.last].end, "percent", numeral.value, ambiguous=True)


def _points(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    index = numeral.last + 1
    if numeral.suffix or scan.token(index) is None:
        return
    if scan.tokens[index].key == "-" and not scan.tokens[index].gap:
        index += 1
    found = scan.lexicon.points.at(scan.tokens, index)
    if found is None and _speaks_of_percent(scan, numeral):
        found = scan.lexicon.bare_points.at(scan.tokens, index)
    if found is not None:
        bound = plain_bound(scan, numeral.first, found.last, found.suffix)
        yield scan.make(numeral.start, scan.tokens[found.last].end, "percent", numeral.value, unit=POINT, bound=bound)


def _speaks_of_percent(scan: Scan, numeral: Numeral) -> bool:
    """Bare "puan" is a percentage point only where the words around speak of per cent; else it is a score."""
    words = scan.lexicon.data.numbers.percent.before
    return any(token.key == "%" or token.key in words for token in near(scan.tokens, numeral.first))
