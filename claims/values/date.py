"""Calendar dates: "12 Ocak 2016", "22/02/2016", "2019'da", "haziran", "1990'lar", as precise as said."""

import datetime
import re
from collections.abc import Iterator

from claims.values.company import currency_after, currency_before, is_year, percent_end, percent_start, unit_after
from claims.values.counting import counted_after
from claims.values.labels import label_of
from claims.values.lexicon import Found
from claims.values.model import Value
from claims.values.months import as_year, find_month, is_day, iso_date, year_after, year_before
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token

_NUMERIC = re.compile(
    r"(?P<y1>[12]\d{3})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y2>[12]\d{3})(?!\d)"
)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?![:\d])")
_DOTTED_CLOCK = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
# A day and month by figures alone is told from a fraction or score by the case of a time: "22/04'te".
_SHORT = re.compile(r"(?P<a>\d{1,2})[-/](?P<b>\d{2})(?='[dt][ae]n?\b)")
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))? ?([ap]\.?m)\b")
_DECADE = re.compile(r"(1[5-9]|20)?(\d0)$")


def dates(scan: Scan) -> Iterator[Value]:
    """Every calendar date, month, year, decade, day of the month and time of day."""
    starting = {numeral.first: numeral for numeral in scan.numerals}
    for token in scan.tokens:
        if token.kind == "figure":
            yield from _numeric(scan, token)
        numeral = starting.get(token.index)
        if numeral is not None:
            yield from _day_month(scan, numeral, starting)
            yield from _year(scan, numeral)
            yield from _decade(scan, numeral)
            yield from _day_alone(scan, numeral)
        if token.kind == "word":
            yield from _month_first(scan, token, starting)


def _numeric(scan: Scan, token: Token) -> Iterator[Value]:
    folded = scan.shadow.folded
    previous = folded[token.start - 1 : token.start]
    clock = _CLOCK.match(folded, token.start)
    if clock is not None and previous != ":" and not previous.isdigit():
        yield scan.make(token.start, clock.end(), "date", f"T{int(clock[1]):02d}:{clock[2]}")
    dotted = _DOTTED_CLOCK.match(folded, token.start)
    if dotted is not None and dotted.end() == token.end:
        led = token.index > 0 and scan.tokens[token.index - 1].key in scan.lexicon.data.calendar.clock.before
        located = scan.lexicon.located.fullmatch(token.suffix) is not None and dotted[2] in ("00", "15", "30", "45")
        if scan.lexicon.data.calendar.day_first and (led or located):
            yield scan.make(token.start, token.end, "date", f"T{int(dotted[1]):02d}:{dotted[2]}", ambiguous=not led)
    short = _SHORT.match(folded, token.start)
    if short is not None and not previous.isdigit() and not (previous and previous in "-/.,%"):
        first, second = int(short["a"]), int(short["b"])
        iso = iso_date(None, second, first) or iso_date(None, first, second)
        if iso is not None:
            yield scan.make(token.start, short.end("b"), "date", iso, ambiguous=True)
    half = _HALF_DAY.match(folded, token.start)
    shift = scan.lexicon.data.calendar.clock.half_days.get(half[3].replace(". ", ".")) if half is not None else None
    if half is not None and shift is not None and 1 <= int(half[1]) <= 12 and previous not in (":", ".", ","):
        yield scan.make(token.start, half.end(), "date", f"T{int(half[1]) % 12 + shift:02d}:{half[2] or '00'}")
    match = _NUMERIC.match(folded, token.start)
    if match is None or (previous and previous in "-/.,") or folded[match.end() : match.end() + 1] in ("-", "/"):
        return
    if match["y1"]:
        iso, unsure = iso_date(int(match["y1"]), int(match["m1"]), int(match["d1"])), False
    else:
        first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
        day_first = scan.lexicon.data.calendar.day_first or match["s2"] == "."
        unsure = not day_first and first <= 12 and second <= 12 and first != second
        day, month = (first, second) if day_first else (second, first)
        iso = iso_date(year, month, day) or iso_date(year, day, month)
    if iso is not None:
        yield scan.make(token.start, match.end(), "date", iso, ambiguous=unsure)


def _day_month(scan: Scan, numeral: Numeral, starting: dict[int, Numeral]) -> Iterator[Value]:
    """ "12 Ocak 2016", "yirmi bir Mayıs", "12th of January 2016", with the weekday that may follow."""
    if not is_day(numeral) or (numeral.suffix and not numeral.ordinal and scan.tokens[numeral.last].suffix):
        return
    index = numeral.last + 1
    following = scan.token(index)
    if following is not None and following.kind == "word" and not following.gap and _is_ordinal_ending(scan, following):
        index += 1
    if (following := scan.token(index)) is not None and following.key in (".", *scan.lexicon.data.numbers.partitive):
        index += 1
    month = find_month(scan, index)
    if (
        month is None
        or scan.tokens[index].gap == "\n"
        or (scan.lexicon.lang == "en" and scan.tokens[index].cased[0].islower() and month.meaning in (3, 5))
    ):
        return
    last, end = month.last, scan.tokens[month.last].end
    year = None if scan.tokens[last].suffix else year_after(scan, last, starting)
    if year is not None:
        last, end = year[1], year[2]
    early = year_before(scan, scan.tokens[numeral.first]) if year is None else None
    iso = iso_date(year[0] if year else early[0] if early else None, month.meaning, int(numeral.value))
    if iso is None:
        return
    weekday = scan.lexicon.weekdays.at(scan.tokens, last + 1) or (
        scan.lexicon.weekdays.at(scan.tokens, last + 2)
        if (comma := scan.token(last + 1)) and comma.key == ","
        else None
    )
    if weekday is not None and scan.tokens[weekday.last].gap != "\n":
        end = scan.tokens[weekday.last].end
    yield scan.make(early[1] if early else numeral.start, end, "date", iso)


def _is_ordinal_ending(scan: Scan, token: Token) -> bool:
    """ "th" of "12th"."""
    return re.fullmatch(scan.lexicon.data.numbers.ordinal.suffix, token.key) is not None


def _month_first(scan: Scan, token: Token, starting: dict[int, Numeral]) -> Iterator[Value]:
    """ "Haziran'ın yirmi ikisi", "January 12, 2016", "Ocak 2016", "2016 Ocak ayı", "haziran"."""
    month = find_month(scan, token.index)
    if month is None or month.last != token.index:
        return
    calendar = scan.lexicon.data.calendar
    start, index = token.start, token.index + 1
    if (
        scan.lexicon.lang == "en"
        and (dot := scan.token(index)) is not None
        and dot.key == "."
        and not dot.gap
        and len(token.key) <= 4
    ):
        index += 1
    early = year_before(scan, token)
    year = year_after(scan, index - 1, starting)
    day = starting.get(index) if scan.token(index) is not None and scan.tokens[index].gap == " " else None
    genitive = bool(token.suffix or month.suffix) and scan.lexicon.genitive.fullmatch(month.suffix) is not None
    if (
        day is not None
        and is_day(day)
        and (
            scan.lexicon.lang == "en"
            or (genitive and scan.lexicon.part_suffix.fullmatch(day.suffix))
            or _bare_day(scan, token, day)
        )
    ):
        end, last = day.end, day.last
        if scan.lexicon.lang == "en":
            after = scan.token(last + 1)
            if after is not None and not after.gap and _is_ordinal_ending(scan, after):
                last, end = after.index, after.end
            late = year_after(scan, last, starting)
            if late is not None:
                early, end = (late[0], start), late[2]
        iso = iso_date(early[0] if early else None, month.meaning, int(day.value))
        if iso is not None and not (unit_after(scan, day) and scan.lexicon.lang == "tr"):
            yield scan.make(early[1] if early else start, end, "date", iso)
    if year is not None and not token.suffix and not month.suffix:
        iso = iso_date(year[0], month.meaning, None)
        if iso is not None:
            yield scan.make(start, year[2], "date", iso)
        return
    opened = scan.word_after(token.index)
    end = token.end
    opens = opened is not None and scan.lexicon.inflector.split(opened.key, set(calendar.month_open)) is not None
    if opens and opened is not None:
        end = opened.end
    if early:
        yield scan.make(early[1], end, "date", f"{early[0]:04d}-{month.meaning:02d}")
    elif opens or _surely_month(scan, token, month):
        yield scan.make(start, end, "date", f"--{month.meaning:02d}")


def _bare_day(scan: Scan, month: Token, day: Numeral) -> bool:
    """ "Haziran 22": a capitalised month and a figure that counts nothing."""
    following = scan.word_after(day.last)
    free = following is None or following.key in scan.lexicon.stop
    sign = scan.token(day.last + 1)
    return (
        month.cased[0].isupper()
        and not month.suffix
        and day.plain
        and free
        and (sign is None or sign.key in (",", ";", ")"))
    )


def _surely_month(scan: Scan, token: Token, month: Found[int]) -> bool:
    calendar = scan.lexicon.data.calendar
    capital = token.cased[0].isupper()
    before = scan.token(token.index - 1)
    if scan.lexicon.lang == "en":
        led = before is not None and token.gap == " " and before.key in calendar.month_before
        return capital and (token.key not in calendar.ambiguous or led) and len(token.key) > 3
    if len(token.key) <= 3:
        return False
    stem = token.key[: len(token.key) - len(month.suffix) + len(token.suffix)] if month.suffix else token.key
    ambiguous = any(stem.startswith(name) for name in calendar.ambiguous)
    inner = capital and token.gap != "\n" and before is not None and before.key not in (".", "!", "?")
    if not ambiguous:
        return not month.suffix or bool(token.suffix) or scan.lexicon.case_ending.fullmatch(month.suffix) is not None
    return inner or (capital and bool(token.suffix))


def _year(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    year = as_year(numeral)
    if year is None:
        return
    calendar = scan.lexicon.data.calendar
    following, before = scan.word_after(numeral.last), scan.token(numeral.first - 1)
    first, after = scan.tokens[numeral.first], scan.token(numeral.last + 1)
    if first.gap == "" and before is not None and before.key not in ("(", '"', "“", "[", "‘", "'", "-", "–"):
        return
    if label_of(scan, numeral) == "id" or (
        after is not None and not after.gap and after.key in ("%", "°", "/", "$", "€", "£", "₺")
    ):
        return
    named = following is not None and any(
        scan.lexicon.inflector.split(following.key, {name}) is not None for name in calendar.year_after
    )
    if named and following is not None and (not numeral.suffix):
        suffixed = following.key not in calendar.year_after
        if suffixed and not re.search(r"l[ıiuü][kğ]", following.key):
            yield scan.make(numeral.start, following.end, "date", f"{year:04d}")
            return
    led = before is not None and first.gap == " " and before.key in calendar.year_before
    modern = is_year(numeral, scan)
    if not (modern or (led and numeral.plain and len(first.key) == 4 and first.key.isdigit())):
        return
    if _measured(scan, numeral) or counted_after(scan, numeral) is not None:
        return
    if re.match(r"l[ıiuüae]", numeral.suffix) and not re.fullmatch(r"l[ae]", numeral.suffix):
        return
    noun = following is not None and not led and not numeral.suffix and following.key not in scan.lexicon.stop
    yield scan.make(numeral.start, numeral.end, "date", f"{year:04d}", ambiguous=noun)


def _measured(scan: Scan, numeral: Numeral) -> bool:
    return any(
        found is not None
        for found in (
            unit_after(scan, numeral),
            currency_after(scan, numeral),
            currency_before(scan, numeral),
            percent_start(scan, numeral),
            percent_end(scan, numeral),
        )
    )


def _decade(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    token = scan.tokens[numeral.first]
    match = _DECADE.match(token.key) if numeral.plain and not numeral.chained else None
    if match is None:
        return
    suffix, end = token.suffix, numeral.end
    following = scan.token(numeral.last + 1)
    if not suffix and following is not None and not following.gap and following.kind == "word":
        suffix, end = following.key, following.end
    century = match[1]
    calendar = scan.lexicon.data.calendar
    plural = re.fullmatch(rf"{calendar.decade_suffix}.*", suffix) is not None
    years = scan.word_after(scan.tokens[numeral.last].index) if calendar.decade_adjective else None
    if (
        years is not None
        and re.fullmatch(calendar.decade_adjective, suffix)
        and years.key.startswith(calendar.year_words)
    ):
        plural, end = True, years.end
    if not plural or (scan.lexicon.lang == "en" and suffix != "s"):
        return
    before = scan.token(numeral.first - 1)
    told = not calendar.decade_before or (before is not None and before.key in calendar.decade_before)
    if century is None and (not told or int(match[2]) < 20):
        return
    yield scan.make(numeral.start, end, "date", f"{century or '19'}{match[2]}s", ambiguous=century is None)


def _day_alone(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    """ "15'inde": the day of a month that the text leaves open; no date where a genitive before owns the number."""
    if not is_day(numeral) or numeral.ordinal or not scan.lexicon.day_suffix.fullmatch(numeral.suffix):
        return
    if not numeral.figures and (numeral.value < 10 or (numeral.weak and numeral.value != 10)):
        return
    before = scan.token(numeral.first - 1)
    if (
        before is not None
        and scan.tokens[numeral.first].gap != "\n"
        and (
            before.key == "%"
            or scan.lexicon.genitive.fullmatch(before.suffix or before.key)
            or before.key in scan.lexicon.data.numbers.percent.before
        )
    ):
        return
    if not numeral.figures and numeral.weak:
        return
    end = numeral.end if numeral.figures else numeral.end - (len(numeral.suffix) - 1 if len(numeral.suffix) > 3 else 0)
    yield (
        scan.make(numeral.start, end, "date", f"--XX-{int(numeral.value):02d}", ambiguous=True)
        if scan.reference is None
        else scan.make(numeral.start, end, "date", _in_month(scan.reference, int(numeral.value)), ambiguous=True)
    )


def _in_month(reference: datetime.date, day: int) -> str:
    try:
        return reference.replace(day=day).isoformat()
    except ValueError:
        return f"--XX-{day:02d}"
