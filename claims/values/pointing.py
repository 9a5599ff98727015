"""Dates that point from the day of writing: "dün", "last month", "iki ay önce", "gelecek hafta Cuma günü", weekdays."""

import re
from collections.abc import Iterator

from claims.values.company import unit_after
from claims.values.deictic import WEEKDAYS, resolve
from claims.values.lexicon import Found
from claims.values.model import Bound, Value
from claims.values.months import find_month, is_day
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token

# Years, months, weeks and days: no distance has more parts.
_MOST_PARTS = 4


def pointing_dates(scan: Scan) -> Iterator[Value]:
    """Every weekday, and every date counted from the day of writing; ISO where the scan has a reference date."""
    starting = {numeral.first: numeral for numeral in scan.numerals}
    for token in scan.tokens:
        numeral = starting.get(token.index)
        if numeral is not None:
            yield from _counted_from_now(scan, numeral, starting)
            yield from _nth_weekday(scan, numeral)
        if token.kind == "word" and scan.lexicon.begins_date(token.key):
            yield from _weekday(scan, token, starting)
            yield from _deictic(scan, token)
            yield from _relative(scan, token, starting)


def _pointing(scan: Scan, start: int, end: int, expression: str, *, bound: Bound = "exact") -> Value:
    said = resolve(expression, scan.reference) if scan.reference is not None else None
    return scan.make(start, end, "date", said or f"deictic:{expression}", bound=bound)


def _counted_from_now(scan: Scan, numeral: Numeral, starting: dict[int, Numeral]) -> Iterator[Value]:
    """Days so far from now: "iki ay önce", "two weeks ago", "yarından itibaren iki gün içinde", "iki Salı sonra"."""
    relative = scan.lexicon.data.calendar.relative
    parts: list[tuple[float, str]] = []
    current: Numeral | None = numeral
    last = numeral.last
    while current is not None and not current.ordinal and not current.fraction and len(parts) < _MOST_PARTS:
        measure = unit_after(scan, current)
        day = scan.lexicon.weekdays.at(scan.tokens, current.last + 1) if measure is None else None
        if (
            measure is not None
            and measure.key in ("day", "week", "month", "year", "decade")
            and not measure.suffix.startswith("l")
        ):
            parts.append((current.value, measure.key))
            last = measure.last
        elif day is not None and not current.suffix:
            parts.append((current.value, day.meaning))
            last = day.last
        else:
            break
        current = starting.get(last + 1)
    word = scan.word_after(last)
    if not parts or word is None:
        return
    start, from_tomorrow = numeral.start, ""
    if word.key in relative.ago:
        sign = "-"
    elif word.key in relative.later or word.key in relative.within:
        opening = _from_day(scan, numeral)
        if word.key in relative.within and opening is None:
            # "iki ay içinde" is a stretch of time, not the day that ends it.
            return
        sign = "+"
        if word.key in relative.later and opening is None and parts[0][1] not in WEEKDAYS and scan.lexicon.lang == "tr":
            # "iki ay sonra" mostly counts from what the text told before; the reader's day is a second reading.
            from_tomorrow = "after:"
        if opening is not None:
            start, from_tomorrow = opening
    else:
        return
    if word.key in relative.ago and (opening := _from_day(scan, numeral)) is not None:
        start, from_tomorrow = opening
    offset = "".join(f"{sign}{value:g}-{unit}s" for value, unit in parts)
    bound: Bound = "about" if numeral.vague else "exact"
    value = _pointing(scan, start, word.end, from_tomorrow + offset, bound=bound)
    yield value if len(parts) > 1 else value.model_copy(update={"count": parts[0][0], "unit": parts[0][1]})


def _from_day(scan: Scan, numeral: Numeral) -> tuple[int, str] | None:
    """ "Yarından itibaren": (shadow start, the day counted from, "" for today)."""
    relative = scan.lexicon.data.calendar.relative
    word = scan.token(numeral.first - 1)
    if word is None or scan.tokens[numeral.first].gap == "\n":
        return None
    day = scan.token(numeral.first - 2) if word.key in relative.from_day else word
    found = scan.lexicon.deictic.at(scan.tokens, day.index) if day is not None else None
    if (
        day is None
        or found is None
        or not re.fullmatch("[dt][ae]n", found.suffix)
        or found.meaning not in ("tomorrow", "today", "yesterday")
    ):
        return None
    return day.start, found.meaning if found.meaning != "today" else ""


def _weekday_end(scan: Scan, found: Found[str]) -> int:
    word = scan.word_after(found.last)
    names = scan.lexicon.data.calendar.day_words
    if (
        word is not None
        and scan.lexicon.lang == "tr"
        and scan.lexicon.inflector.split(word.key, set(names)) is not None
    ):
        return scan.tokens[word.index].end if word.key != "gün" else scan.tokens[found.last].end
    return scan.tokens[found.last].end


def _nth_weekday(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    """ "ikinci Pazar": the weekday of the current month."""
    found = scan.lexicon.weekdays.at(scan.tokens, numeral.last + 1)
    if (
        not numeral.ordinal
        or found is None
        or not 1 <= numeral.value <= 5
        or numeral.suffix
        or scan.tokens[found.last].cased[0].islower()
    ):
        return
    yield _pointing(scan, numeral.start, _weekday_end(scan, found), f"{int(numeral.value)}-{found.meaning}")


def _weekday(scan: Scan, token: Token, starting: dict[int, Numeral]) -> Iterator[Value]:
    found = scan.lexicon.weekdays.at(scan.tokens, token.index)
    if found is None:
        return
    calendar = scan.lexicon.data.calendar
    numeral = starting.get(found.last + 1)
    if (
        numeral is not None
        and is_day(numeral)
        and scan.lexicon.day_suffix.fullmatch(numeral.suffix)
        and scan.tokens[numeral.first].gap == " "
    ):
        possessive = 2 if numeral.suffix.startswith("s") else 1
        end = (
            scan.tokens[numeral.last].end + 1 + possessive
            if numeral.figures
            else numeral.end - len(numeral.suffix) + possessive
        )
        yield _pointing(scan, token.start, end, f"{found.meaning}-{int(numeral.value)}")
    end = _weekday_end(scan, found)
    named = end != token.end
    if scan.lexicon.lang == "en" and token.cased[0].islower():
        return
    if token.key in calendar.ambiguous or (found.suffix and not token.suffix):
        inner = token.cased[0].isupper() and token.gap != "\n"
        if not (named or inner or (token.suffix and token.cased[0].isupper())):
            return
    yield _pointing(scan, token.start, end, found.meaning)


def _deictic(scan: Scan, token: Token) -> Iterator[Value]:
    found = scan.lexicon.deictic.at(scan.tokens, token.index)
    if found is None:
        return
    if found.meaning == "next-week" and (day := scan.lexicon.weekdays.at(scan.tokens, found.last + 1)) is not None:
        yield _pointing(scan, token.start, _far_weekday_end(scan, day), f"next-week-{day.meaning}")
        return
    last = scan.tokens[found.last]
    if found.suffix and not last.suffix and not scan.lexicon.case_ending.fullmatch(found.suffix):
        return
    yield _pointing(scan, token.start, last.end, found.meaning)


def _relative(scan: Scan, token: Token, starting: dict[int, Numeral]) -> Iterator[Value]:
    """ "geçen yıl", "next month", "gelecek ayın 20'si", "gelecek hafta Cuma günü", "Temmuz'un ilk Cuma günü"."""
    lexicon, tokens = scan.lexicon, scan.tokens
    month = find_month(scan, token.index) if token.suffix or token.key[-1:] == "n" else None
    if month is not None and scan.lexicon.genitive.fullmatch(month.suffix):
        order = _order(scan, token.index + 1, starting)
        day = lexicon.weekdays.at(tokens, order[1] + 1) if order is not None else None
        if order is not None and day is not None:
            number = WEEKDAYS.index(day.meaning) + 1
            said = f"--{month.meaning:02d}-WXX-{number}-#{order[0]}"
            yield scan.make(token.start, _far_weekday_end(scan, day), "date", said)
    which = lexicon.relative.at(tokens, token.index)
    if which is None or scan.word_after(which.last) is None:
        return
    weekday = lexicon.weekdays.at(tokens, which.last + 1)
    if weekday is not None:
        yield _pointing(scan, token.start, _far_weekday_end(scan, weekday), f"{which.meaning}-{weekday.meaning}")
    named = find_month(scan, which.last + 1)
    if (
        named is not None
        and len(tokens[named.last].key) > 3
        and scan.tokens[named.last].gap == " "
        and scan.reference is None
    ):
        yield scan.make(
            token.start, tokens[named.last].end, "date", f"deictic:{which.meaning}-month-named-{named.meaning:02d}"
        )
    period = lexicon.units.at(tokens, which.last + 1)
    if period is None or period.meaning not in ("week", "month", "year", "decade", "century"):
        return
    end = tokens[period.last].end
    expression = f"{which.meaning}-{period.meaning}"
    if period.suffix and re.fullmatch(r"l[ae]r.*|l[ıiuü][kğ].*", period.suffix):
        return
    after = period.last + 1
    if period.meaning == "week":
        day = lexicon.weekdays.at(tokens, after)
        if day is not None:
            yield _pointing(scan, token.start, _far_weekday_end(scan, day), f"{expression}-{day.meaning}")
    if period.meaning == "month" and scan.lexicon.genitive.fullmatch(period.suffix):
        numeral = starting.get(after)
        if (
            numeral is not None
            and is_day(numeral)
            and not numeral.ordinal
            and scan.lexicon.part_suffix.fullmatch(numeral.suffix)
        ):
            width = 2 if numeral.suffix.startswith("s") else 1
            close = tokens[numeral.last].end + 1 + width if numeral.figures else numeral.end
            yield _pointing(scan, token.start, close, f"{expression}-{int(numeral.value)}")
        order = _order(scan, after, starting)
        day = lexicon.weekdays.at(tokens, order[1] + 1) if order is not None else None
        if order is not None and day is not None:
            yield _pointing(scan, token.start, _far_weekday_end(scan, day), f"{expression}-{order[0]}-{day.meaning}")
    yield _pointing(scan, token.start, end, expression)


def _far_weekday_end(scan: Scan, found: Found[str]) -> int:
    """The end of a weekday with the word "günü" that may follow."""
    word = scan.word_after(found.last)
    if word is not None and scan.lexicon.lang == "tr" and word.key.startswith("gün"):
        return word.end if word.key in ("günü", "gününde") else scan.tokens[found.last].end
    return scan.tokens[found.last].end


def _order(scan: Scan, index: int, starting: dict[int, Numeral]) -> tuple[int, int] | None:
    """An ordinal at token ``index``: (number, its last token); "ilk" is the first."""
    token = scan.token(index)
    if token is None:
        return None
    if token.key in scan.lexicon.data.calendar.relative.first:
        return 1, index
    numeral = starting.get(index)
    return (int(numeral.value), numeral.last) if numeral is not None and numeral.ordinal and numeral.value < 6 else None
