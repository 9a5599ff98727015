"""Typed values in a text: numbers, percentages, money, quantities, ages, ordinals, ranges, durations and dates."""

import datetime
from collections.abc import Callable, Iterable

from claims.document import Lang
from claims.values.age import ages
from claims.values.counted import counts
from claims.values.date import dates
from claims.values.duration import durations
from claims.values.model import Bound, Value, ValueKind
from claims.values.money import amounts
from claims.values.number import numbers
from claims.values.ordinal import ordinals
from claims.values.percent import percentages
from claims.values.pointing import pointing_dates
from claims.values.quantity import quantities
from claims.values.range import ranges
from claims.values.scan import Scan, scan

__all__ = ["RECOGNISERS", "Bound", "Value", "ValueKind", "recognise"]

Recogniser = Callable[[Scan], Iterable[Value]]

# Tiers: a value of an earlier tier beats any that overlaps it in a later one; within a tier the longest wins,
# then the recogniser that stands first.
RECOGNISERS: tuple[tuple[Recogniser, ...], ...] = (
    (ranges, dates, pointing_dates, ages, amounts, percentages, durations, quantities, ordinals),
    (counts, numbers),
)


def recognise(text: str, lang: Lang, *, reference: datetime.date | None = None) -> tuple[Value, ...]:
    """All values of ``text`` in order, never overlapping (a range stands for both its ends).

    Offsets are half-open code points of ``text`` as given. Dates that only the reader's day could resolve stay
    "deictic:…" unless ``reference`` is that day; no clock is read.
    """
    scanned = scan(text, lang, reference)
    if not scanned.tokens:
        return ()
    kept: list[Value] = []
    covered = bytearray(len(text))
    for tier in RECOGNISERS:
        found = [(order, value) for order, member in enumerate(tier) for value in member(scanned)]
        found.sort(key=lambda item: (item[1].start - item[1].end, item[0], item[1].start))
        for _, value in found:
            if not any(covered[value.start : value.end]):
                covered[value.start : value.end] = b"\x01" * (value.end - value.start)
                kept.append(value)
    return tuple(sorted(kept, key=lambda value: value.start))
