"""Plain numbers, and figures that only label something: names, ids and scores."""

from collections.abc import Iterator

from claims.values.bounds import plain_bound
from claims.values.labels import label_of
from claims.values.model import Value
from claims.values.scan import Scan


def numbers(scan: Scan) -> Iterator[Value]:
    """Every numeral that nothing more specific claims."""
    alone = len(scan.numerals) == 1 and bool(scan.tokens)
    for numeral in scan.numerals:
        if numeral.vague or numeral.ordinal:
            continue
        whole = alone and numeral.first == 0 and numeral.last == len(scan.tokens) - 1
        if numeral.weak and not whole:
            continue
        label = label_of(scan, numeral)
        bound = plain_bound(
            scan, numeral.first, numeral.last, "" if numeral.plenty else numeral.suffix, plenty=numeral.plenty
        )
        yield scan.make(
            numeral.start,
            numeral.end,
            "number",
            numeral.value,
            unit=label or ("fraction" if numeral.fraction else None),
            bound="exact" if label else bound,
            ambiguous=numeral.ambiguous,
        )
