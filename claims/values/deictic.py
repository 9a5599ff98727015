"""Resolves "deictic:…" dates against the reader's day; the expressions are those that date.py writes."""

import re
from calendar import monthrange
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFFSET = re.compile(
    r"([+-]\d+(?:\.\d+)?)-(day|week|month|year|decade|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
)
_SHIFT = {"last": -1, "this": 0, "next": 1}
_STARTS = {"": 0, "after:": 0, "tomorrow": 1, "yesterday": -1}
_NAMED = {"today": 0, "that-day": 0, "yesterday": -1, "tomorrow": 1}


def resolve(expression: str, day: date) -> str | None:
    """The ISO date, month, week or year that ``expression`` (without "deictic:") means on ``day``, if any."""
    try:
        return _resolve(expression, day)
    except (ValueError, OverflowError):
        return None


def _resolve(expression: str, day: date) -> str | None:
    if expression in _NAMED:
        return (day + timedelta(days=_NAMED[expression])).isoformat()
    head = _OFFSET.split(expression, maxsplit=1)[0]
    if head in _STARTS and head != expression:
        offsets, start = _OFFSET.findall(expression), day + timedelta(days=_STARTS[head])
        for amount, unit in offsets:
            start = _shifted(start, float(amount), unit)
        return start.isoformat()
    head, _, rest = expression.partition("-")
    if head in _SHIFT:
        return _relative(_SHIFT[head], rest, day)
    if head in WEEKDAYS:
        return _next_weekday(day, head, int(rest)) if rest else _coming(day, head).isoformat()
    if head.isdigit() and rest in WEEKDAYS:
        return _nth_weekday(day.year, day.month, int(head), rest)
    return None


def _shifted(day: date, amount: float, unit: str) -> date:
    if unit in WEEKDAYS:
        first = (WEEKDAYS.index(unit) - day.weekday()) % 7 or 7
        return day + timedelta(days=first + 7 * (int(amount) - 1))
    if unit in ("day", "week"):
        return day + timedelta(days=amount * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + int(amount * {"month": 1, "year": 12, "decade": 120}[unit])
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _relative(shift: int, rest: str, day: date) -> str | None:
    if rest == "weekend":
        return None
    what, _, detail = rest.partition("-")
    if what in WEEKDAYS:
        return (_monday(day) + timedelta(days=7 * shift + WEEKDAYS.index(what))).isoformat()
    if what == "year":
        return f"{day.year + shift:04d}"
    if what == "week":
        monday = _monday(day) + timedelta(days=7 * shift)
        if detail in WEEKDAYS:
            return (monday + timedelta(days=WEEKDAYS.index(detail))).isoformat()
        year, week, _ = monday.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if what == "month":
        month = _shifted(day.replace(day=1), shift, "month")
        if not detail:
            return f"{month:%Y-%m}"
        number, _, weekday = detail.partition("-")
        if weekday:
            return _nth_weekday(month.year, month.month, int(number), weekday)
        return month.replace(day=int(number)).isoformat()
    return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _coming(day: date, weekday: str) -> date:
    return day + timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)


def _next_weekday(day: date, weekday: str, number: int) -> str | None:
    """The first day, from the month of ``day`` on, that is ``weekday`` and the given day of its month."""
    for offset in range(1 - day.day, 366 * 8):
        candidate = day + timedelta(days=offset)
        if candidate.day == number and candidate.weekday() == WEEKDAYS.index(weekday):
            return candidate.isoformat()
    return None


def _nth_weekday(year: int, month: int, number: int, weekday: str) -> str:
    first = date(year, month, 1)
    day = 1 + (WEEKDAYS.index(weekday) - first.weekday()) % 7 + 7 * (number - 1)
    return date(year, month, day).isoformat()
