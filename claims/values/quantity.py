"""Quantities: a number with a unit of measure, its key from units.toml, its value as stated."""

from collections.abc import Iterator

from claims.languages.values_schema import unit_factors
from claims.values.bounds import plain_bound
from claims.values.company import unit_after
from claims.values.model import Value
from claims.values.scan import Scan


def quantities(scan: Scan) -> Iterator[Value]:
    """Every numeral with a unit of measure other than of time."""
    for numeral in scan.numerals:
        if numeral.vague:
            continue
        measure = unit_after(scan, numeral)
        if measure is None or unit_factors()[measure.key][0] == "time":
            continue
        bound = plain_bound(scan, numeral.first, measure.last, measure.suffix, plenty=numeral.plenty)
        if bound == "exact" and numeral.suffix:
            bound = plain_bound(scan, numeral.first, numeral.last, numeral.suffix)
        yield scan.make(
            measure.start,
            measure.end,
            "quantity",
            numeral.value,
            unit=measure.key,
            bound=bound,
            ambiguous=numeral.ambiguous,
        )
