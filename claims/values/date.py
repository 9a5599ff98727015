"""Dates: "12 Ocak 2016", "22/02/2016", "2019'da", "haziran", "1990'lar", "dün", "last month", as precise as said."""

import datetime
import re
from collections.abc import Iterator

from claims.values.company import counted_after, is_year, label_of, unit_after
from claims.values.deictic import WEEKDAYS, resolve
from claims.values.lexicon import Found
from claims.values.model import Bound, Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token

_NUMERIC = re.compile(
    r"(?P<y1>[12]\d{3})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y2>[12]\d{3})(?!\d)"
)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?![:\d])")
# A day and month by figures alone is told from a fraction or score by the case of a time: "22/04'te".
_SHORT = re.compile(r"(?P<a>\d{1,2})[-/](?P<b>\d{2})(?='[dt][ae]n?\b)")
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.]([0-5]\d))? ?([ap]\.?m)\b")
_DECADE = re.compile(r"(1[5-9]|20)?(\d0)$")
_DAY_SUFFIX = re.compile(r"s?[ıiuü]n(?:d[ae]n?|[ae])(?:ki)?.*")
_PART_SUFFIX = re.compile(r"s?[ıiuü](?:n.*)?")
_BACK, _FRONT = "aıou", "eiöü"
_GENITIVE = re.compile(r".*n?[ıiuü]n")


def dates(scan: Scan) -> Iterator[Value]:
    """Every date, month, year, decade, weekday and word that points from the day of writing."""
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
            yield from _counted_from_now(scan, numeral, starting)
            yield from _nth_weekday(scan, numeral, starting)
        if token.kind == "word":
            yield from _month_first(scan, token, starting)
            yield from _weekday(scan, token, starting)
            yield from _deictic(scan, token)
            yield from _relative(scan, token, starting)


def _pointing(scan: Scan, start: int, end: int, expression: str, *, bound: Bound = "exact") -> Value:
    said = resolve(expression, scan.reference) if scan.reference is not None else None
    return scan.make(start, end, "date", said or f"deictic:{expression}", bound=bound)


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    try:
        datetime.date(2000 if year is None else year, month, day or 1)
    except ValueError:
        return None
    head = "-" if year is None else f"{year:04d}"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day else "")


def _numeric(scan: Scan, token: Token) -> Iterator[Value]:
    folded = scan.shadow.folded
    previous = folded[token.start - 1 : token.start]
    clock = _CLOCK.match(folded, token.start)
    if clock is not None and previous != ":" and not previous.isdigit():
        yield scan.make(token.start, clock.end(), "date", f"T{int(clock[1]):02d}:{clock[2]}")
    short = _SHORT.match(folded, token.start)
    if short is not None and not previous.isdigit() and not (previous and previous in "-/.,%"):
        first, second = int(short["a"]), int(short["b"])
        iso = _iso(None, second, first) or _iso(None, first, second)
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
        iso, unsure = _iso(int(match["y1"]), int(match["m1"]), int(match["d1"])), False
    else:
        first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
        day_first = scan.lexicon.data.calendar.day_first or match["s2"] == "."
        unsure = not day_first and first <= 12 and second <= 12 and first != second
        day, month = (first, second) if day_first else (second, first)
        iso = _iso(year, month, day) or _iso(year, day, month)
    if iso is not None:
        yield scan.make(token.start, match.end(), "date", iso, ambiguous=unsure)


def _is_day(numeral: Numeral) -> bool:
    return 1 <= numeral.value <= 31 and numeral.value == int(numeral.value) and not (numeral.fraction or numeral.chained or numeral.vague)


def _as_year(numeral: Numeral | None) -> int | None:
    if numeral is None or not 1000 <= numeral.value < 2100 or numeral.value != int(numeral.value) or numeral.ordinal:
        return None
    return None if numeral.figures and not numeral.plain else int(numeral.value)


def _month(scan: Scan, index: int) -> Found[int] | None:
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


def _year_after(scan: Scan, index: int, starting: dict[int, Numeral]) -> tuple[int, int, int] | None:
    """The year after token ``index``, perhaps behind a comma or a dot: (year, its last token, its end)."""
    for comma in (0, 1):
        token = scan.token(index + 1 + comma)
        sign = scan.token(index + 1)
        if token is None or token.gap == "\n" or (comma and (sign is None or sign.key not in (",", ".", "of"))):
            continue
        numeral = starting.get(token.index)
        year = _as_year(numeral)
        if numeral is not None and year is not None:
            return year, numeral.last, numeral.end
    return None


def _day_month(scan: Scan, numeral: Numeral, starting: dict[int, Numeral]) -> Iterator[Value]:
    """"12 Ocak 2016", "yirmi bir Mayıs", "12th of January 2016", with the weekday that may follow."""
    if not _is_day(numeral) or (numeral.suffix and not numeral.ordinal and scan.tokens[numeral.last].suffix):
        return
    index = numeral.last + 1
    following = scan.token(index)
    if following is not None and following.kind == "word" and not following.gap and following.key in ("st", "nd", "rd", "th"):
        index += 1
    if (following := scan.token(index)) is not None and following.key in (".", "of"):
        index += 1
    month = _month(scan, index)
    if month is None or scan.tokens[index].gap == "\n" or (scan.lexicon.lang == "en" and scan.tokens[index].cased[0].islower() and month.meaning in (3, 5)):
        return
    last, end = month.last, scan.tokens[month.last].end
    year = None if scan.tokens[last].suffix else _year_after(scan, last, starting)
    if year is not None:
        last, end = year[1], year[2]
    early = _year_before(scan, scan.tokens[numeral.first]) if year is None else None
    iso = _iso(year[0] if year else early[0] if early else None, month.meaning, int(numeral.value))
    if iso is None:
        return
    weekday = scan.lexicon.weekdays.at(scan.tokens, last + 1) or (
        scan.lexicon.weekdays.at(scan.tokens, last + 2) if (comma := scan.token(last + 1)) and comma.key == "," else None
    )
    if weekday is not None and scan.tokens[weekday.last].gap != "\n":
        end = scan.tokens[weekday.last].end
    yield scan.make(early[1] if early else numeral.start, end, "date", iso)


def _month_first(scan: Scan, token: Token, starting: dict[int, Numeral]) -> Iterator[Value]:
    """"Haziran'ın yirmi ikisi", "January 12, 2016", "Ocak 2016", "2016 Ocak ayı", "haziran"."""
    month = _month(scan, token.index)
    if month is None or month.last != token.index:
        return
    calendar = scan.lexicon.data.calendar
    start, index = token.start, token.index + 1
    if scan.lexicon.lang == "en" and (dot := scan.token(index)) is not None and dot.key == "." and not dot.gap and len(token.key) <= 4:
        index += 1
    early = _year_before(scan, token)
    year = _year_after(scan, index - 1, starting)
    day = starting.get(index) if scan.token(index) is not None and scan.tokens[index].gap == " " else None
    genitive = bool(token.suffix or month.suffix) and _GENITIVE.fullmatch(month.suffix) is not None
    if day is not None and _is_day(day) and (scan.lexicon.lang == "en" or (genitive and _PART_SUFFIX.fullmatch(day.suffix)) or _bare_day(scan, token, day)):
        end, last = day.end, day.last
        if scan.lexicon.lang == "en":
            after = scan.token(last + 1)
            if after is not None and not after.gap and after.key in ("st", "nd", "rd", "th"):
                last, end = after.index, after.end
            late = _year_after(scan, last, starting)
            if late is not None:
                early, end = late[0], late[2]
        iso = _iso(early[0] if isinstance(early, tuple) else early, month.meaning, int(day.value))
        if iso is not None and not (unit_after(scan, day) and scan.lexicon.lang == "tr"):
            yield scan.make(early[1] if isinstance(early, tuple) else start, end, "date", iso)
    if year is not None and not token.suffix and not month.suffix:
        iso = _iso(year[0], month.meaning, None)
        if iso is not None:
            yield scan.make(start, year[2], "date", iso)
        return
    opened = scan.word_after(token.index)
    end = token.end
    ayi = opened is not None and scan.lexicon.inflector.split(opened.key, set(calendar.month_open)) is not None
    if ayi and opened is not None:
        end = opened.end
    if isinstance(early, tuple):
        yield scan.make(early[1], end, "date", f"{early[0]:04d}-{month.meaning:02d}")
    elif ayi or _surely_month(scan, token, month):
        yield scan.make(start, end, "date", f"--{month.meaning:02d}")


def _bare_day(scan: Scan, month: Token, day: Numeral) -> bool:
    """"Haziran 22": a capitalised month and a figure that counts nothing."""
    following = scan.word_after(day.last)
    free = following is None or following.key in scan.lexicon.stop
    sign = scan.token(day.last + 1)
    return month.cased[0].isupper() and not month.suffix and day.plain and free and (sign is None or sign.key in (",", ";", ")"))


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
        return not month.suffix or bool(token.suffix) or re.fullmatch("[dt][ae]n?|[ıiuü]n|[ae]|[ae]d[ae]r", month.suffix) is not None
    return inner or (capital and bool(token.suffix))


def _year_before(scan: Scan, token: Token) -> tuple[int, int] | None:
    """The year said before a month in Turkish ("2016 Ocak", "iki bin yılı Eylül'ün"): (year, shadow start)."""
    if scan.lexicon.lang != "tr" or token.gap == "\n":
        return None
    calendar = scan.lexicon.data.calendar
    index = token.index - 1
    word = scan.token(index)
    if word is not None and any(word.key.startswith(name) for name in calendar.year_words):
        index -= 1
    for numeral in scan.numerals:
        if numeral.last == index:
            year = _as_year(numeral)
            return (year, numeral.start) if year is not None else None
    return None


def _year(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    year = _as_year(numeral)
    if year is None:
        return
    calendar = scan.lexicon.data.calendar
    following, before = scan.word_after(numeral.last), scan.token(numeral.first - 1)
    first, after = scan.tokens[numeral.first], scan.token(numeral.last + 1)
    if first.gap == "" and before is not None and before.key not in ("(", "\"", "“", "[", "‘", "'", "-", "–"):
        return
    if label_of(scan, numeral) == "id" or (after is not None and not after.gap and after.key in ("%", "°", "/", "$", "€", "£", "₺")):
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
    from claims.values.company import currency_after
    from claims.values.money import currency_before
    from claims.values.percent import percent_end, percent_start

    return any(
        found is not None
        for found in (
            unit_after(scan, numeral), currency_after(scan, numeral), currency_before(scan, numeral),
            percent_start(scan, numeral), percent_end(scan, numeral),
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
    if years is not None and re.fullmatch(calendar.decade_adjective, suffix) and years.key.startswith(calendar.year_words):
        plural, end = True, years.end
    if not plural or (scan.lexicon.lang == "en" and suffix != "s"):
        return
    if century is None and (scan.lexicon.lang == "en" and scan.token(numeral.first - 1) is None or int(match[2]) < 20):
        return
    yield scan.make(numeral.start, end, "date", f"{century or '19'}{match[2]}s", ambiguous=century is None)


def _day_alone(scan: Scan, numeral: Numeral) -> Iterator[Value]:
    """"15'inde": the day of a month that the text leaves open; no date where a genitive before owns the number."""
    if not _is_day(numeral) or numeral.ordinal or not _DAY_SUFFIX.fullmatch(numeral.suffix):
        return
    if not numeral.figures and (numeral.value < 10 or (numeral.weak and numeral.value != 10)):
        return
    before = scan.token(numeral.first - 1)
    if before is not None and scan.tokens[numeral.first].gap != "\n" and (
        before.key == "%" or _GENITIVE.fullmatch(before.suffix or before.key) or before.key in scan.lexicon.data.numbers.percent.before
    ):
        return
    if not numeral.figures and numeral.weak:
        return
    end = numeral.end if numeral.figures else numeral.end - (len(numeral.suffix) - 1 if len(numeral.suffix) > 3 else 0)
    yield scan.make(numeral.start, end, "date", f"--XX-{int(numeral.value):02d}", ambiguous=True) if scan.reference is None else scan.make(
        numeral.start, end, "date", _in_month(scan.reference, int(numeral.value)), ambiguous=True
    )


def _in_month(reference: datetime.date, day: int) -> str:
    try:
        return reference.replace(day=day).isoformat()
    except ValueError:
        return f"--XX-{day:02d}"


def _counted_from_now(scan: Scan, numeral: Numeral, starting: dict[int, Numeral]) -> Iterator[Value]:
    """"iki ay önce", "2 yıl 1 ay 21 gün önce", "two weeks ago", "iki hafta içinde", "iki Pazartesi sonra"."""
    relative = scan.lexicon.data.calendar.relative
    parts: list[tuple[float, str]] = []
    current: Numeral | None = numeral
    last = numeral.last
    while current is not None and not current.ordinal and not current.fraction:
        measure = unit_after(scan, current)
        day = scan.lexicon.weekdays.at(scan.tokens, current.last + 1) if measure is None else None
        if measure is not None and measure.key in ("day", "week", "month", "year", "decade") and not measure.suffix.startswith("l"):
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
        before = scan.token(numeral.first - 1)
        if word.key in relative.within and before is not None and before.key in relative.past:
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
    yield _pointing(scan, start, word.end, from_tomorrow + offset, bound="about" if numeral.vague else "exact")


def _from_day(scan: Scan, numeral: Numeral) -> tuple[int, str] | None:
    """"Yarından itibaren": (shadow start, the day counted from, "" for today)."""
    relative = scan.lexicon.data.calendar.relative
    word = scan.token(numeral.first - 1)
    if word is None or scan.tokens[numeral.first].gap == "\n":
        return None
    day = scan.token(numeral.first - 2) if word.key in relative.from_day else word
    found = scan.lexicon.deictic.at(scan.tokens, day.index) if day is not None else None
    if day is None or found is None or not re.fullmatch("[dt][ae]n", found.suffix) or found.meaning not in ("tomorrow", "today", "yesterday"):
        return None
    return day.start, found.meaning if found.meaning != "today" else ""


def _weekday_end(scan: Scan, found: Found[str]) -> int:
    word = scan.word_after(found.last)
    names = scan.lexicon.data.calendar.day_words
    if word is not None and scan.lexicon.lang == "tr" and scan.lexicon.inflector.split(word.key, set(names)) is not None:
        return scan.tokens[word.index].end if word.key != "gün" else scan.tokens[found.last].end
    return scan.tokens[found.last].end


def _nth_weekday(scan: Scan, numeral: Numeral, starting: dict[int, Numeral]) -> Iterator[Value]:
    """"ikinci Pazar": the weekday of the current month."""
    found = scan.lexicon.weekdays.at(scan.tokens, numeral.last + 1)
    if not numeral.ordinal or found is None or not 1 <= numeral.value <= 5 or numeral.suffix or scan.tokens[found.last].cased[0].islower():
        return
    yield _pointing(scan, numeral.start, _weekday_end(scan, found), f"{int(numeral.value)}-{found.meaning}")


def _weekday(scan: Scan, token: Token, starting: dict[int, Numeral]) -> Iterator[Value]:
    found = scan.lexicon.weekdays.at(scan.tokens, token.index)
    if found is None:
        return
    calendar = scan.lexicon.data.calendar
    numeral = starting.get(found.last + 1)
    if numeral is not None and _is_day(numeral) and re.fullmatch(_DAY_SUFFIX, numeral.suffix) and scan.tokens[numeral.first].gap == " ":
        possessive = 2 if numeral.suffix.startswith("s") else 1
        end = scan.tokens[numeral.last].end + 1 + possessive if numeral.figures else numeral.end - len(numeral.suffix) + possessive
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
    if found.suffix and not last.suffix and not re.fullmatch(r"kü.*|ki.*|d[ae]n|[ae]|[ıiuü]n|n[ıiuü]n|e|ü", found.suffix):
        return
    yield _pointing(scan, token.start, last.end, found.meaning)


def _relative(scan: Scan, token: Token, starting: dict[int, Numeral]) -> Iterator[Value]:
    """"geçen yıl", "next month", "gelecek ayın 20'si", "gelecek hafta Cuma günü", "Temmuz'un ilk Cuma günü"."""
    lexicon, tokens = scan.lexicon, scan.tokens
    month = _month(scan, token.index) if token.suffix or token.key[-1:] == "n" else None
    if month is not None and _GENITIVE.fullmatch(month.suffix):
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
    named = _month(scan, which.last + 1)
    if named is not None and len(tokens[named.last].key) > 3 and scan.tokens[named.last].gap == " " and scan.reference is None:
        yield scan.make(token.start, tokens[named.last].end, "date", f"deictic:{which.meaning}-month-named-{named.meaning:02d}")
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
    if period.meaning == "month" and _GENITIVE.fullmatch(period.suffix):
        numeral = starting.get(after)
        if numeral is not None and _is_day(numeral) and not numeral.ordinal and _PART_SUFFIX.fullmatch(numeral.suffix):
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
