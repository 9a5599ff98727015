"""Durations: a number of units of time, in seconds (a month of 30 days, a year of 365)."""

import re
from collections.abc import Iterator

from claims.languages.values_schema import unit_factors
from claims.values.bounds import bound_of
from claims.values.company import Measure, unit_after
from claims.values.model import Bound, Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token

_RATE = ("once", "twice", "times", "per", "percent", "%")


def durations(scan: Scan) -> Iterator[Value]:
    """Every duration, its parts added up ("2 yıl 3 ay"), and wholes without a number ("tüm gün", "a decade")."""
    measured = [(numeral, measure) for numeral in scan.numerals if (measure := time_after(scan, numeral)) is not None]
    for position, (numeral, measure) in enumerate(measured):
        seconds = numeral.value * unit_factors()[measure.key][1]
        last, count, unit = measure, numeral.value, measure.key
        largest = numeral.value == count
        for following, part in measured[position + 1 : position + 5]:
            if part.key == last.key or not _adjoins(scan, last.last, following.first):
                break
            seconds += following.value * unit_factors()[part.key][1]
            last, largest = part, False
        yield _duration(scan, numeral, measure.start, last, seconds, unit, count if largest else None)
    yield from _wholes(scan)


def time_after(scan: Scan, numeral: Numeral) -> Measure | None:
    """The unit of time after the numeral, None after a year ("2019 yılında")."""
    measure = unit_after(scan, numeral)
    if measure is None or unit_factors()[measure.key][0] != "time":
        return None
    possessed = re.fullmatch("[ıiuü]n?.*", measure.suffix) is not None and not measure.suffix.endswith(("dir", "dır"))
    if (
        measure.key == "year"
        and 1000 <= numeral.value < 2100
        and (possessed or len(scan.tokens[numeral.first].key) == 4)
        and scan.lexicon.lang == "tr"
    ):
        return None
    return measure


def _adjoins(scan: Scan, last: int, first: int) -> bool:
    if scan.tokens[last].suffix or scan.tokens[first].gap == "\n":
        return False
    return first == last + 1 or (first == last + 2 and scan.tokens[last + 1].key in scan.lexicon.data.numbers.joiners)


def _duration(
    scan: Scan, numeral: Numeral, start: int, measure: Measure, seconds: float, unit: str, count: float | None
) -> Value:
    end = measure.stem_end if scan.lexicon.adverbial.fullmatch(measure.suffix) else measure.end
    hit = bound_of(scan, numeral.first, measure.last, measure.suffix)
    bound: Bound = "about" if numeral.vague else "exact"
    if hit is not None:
        bound = hit.bound
        if hit.last > measure.last and measure.suffix:
            tail = scan.lexicon.duration_tail.at(scan.tokens, hit.last + 1)
            end = hit.end if tail is None else scan.tokens[tail.last].end
    return scan.make(start, end, "duration", seconds, unit=unit, bound=bound, count=count, ambiguous=numeral.ambiguous)


def _wholes(scan: Scan) -> Iterator[Value]:
    lexicon, tokens = scan.lexicon, scan.tokens
    for token in tokens:
        opening = lexicon.whole.at(tokens, token.index) or lexicon.another.at(tokens, token.index)
        last = opening.last if opening is not None else -1
        if opening is None and token.key in lexicon.data.numbers.articles and token.kind == "word":
            last = -1 if _is_rate(scan, token) else token.index
        if last < 0 or scan.word_after(last) is None:
            continue
        found = lexicon.units.at(tokens, last + 1)
        if (
            found is None
            or unit_factors()[found.meaning][0] != "time"
            or (last == token.index and found.meaning == "second")
        ):
            continue
        if tokens[found.last].key in lexicon.data.units.aliases.figure_only and lexicon.lang == "en":
            continue
        after = scan.word_after(found.last)
        barred = lexicon.data.units.aliases.not_before.get(tokens[found.last].key, ("\n",))
        if after is not None and after.key.startswith(barred):
            continue
        if after is not None and after.key in (
            *lexicon.data.calendar.relative.ago,
            *lexicon.data.calendar.relative.later,
        ):
            continue
        yield scan.make(
            token.start,
            tokens[found.last].end,
            "duration",
            unit_factors()[found.meaning][1],
            unit=found.meaning,
            count=1.0,
        )


def _is_rate(scan: Scan, article: Token) -> bool:
    """ "500 barrels a day", "twice a week": the article means "per"."""
    before = scan.token(article.index - 1)
    if before is None or article.gap == "\n":
        return False
    if before.key in _RATE:
        return True
    for index in range(article.index - 1, max(-1, article.index - 4), -1):
        if index in scan.ending:
            return True
        if scan.tokens[index].key in scan.lexicon.stop:
            return False
    return False
