"""Counted things: "200 çalışan", "2,000 people"; the unit is the counted noun, folded and stripped."""

from collections.abc import Iterator

from claims.values.bounds import plain_bound
from claims.values.company import is_year
from claims.values.counting import counted_after
from claims.values.labels import after_name, label_of
from claims.values.model import Value
from claims.values.scan import Scan


def counts(scan: Scan) -> Iterator[Value]:
    """Every numeral followed by the noun that it counts."""
    for numeral in scan.numerals:
        if label_of(scan, numeral) is not None:
            continue
        measure = counted_after(scan, numeral)
        if measure is None:
            continue
        bound = plain_bound(scan, numeral.first, measure.last, measure.suffix, plenty=numeral.plenty)
        if bound in ("exact", "at_least"):
            inner = plain_bound(scan, numeral.first, numeral.last, "" if numeral.plenty else numeral.suffix)
            bound = bound if inner == "exact" else inner
        yield scan.make(
            measure.start,
            measure.end,
            "quantity",
            numeral.value,
            unit=measure.key,
            bound=bound,
            ambiguous=numeral.ambiguous or is_year(numeral, scan) or after_name(scan, numeral),
        )
