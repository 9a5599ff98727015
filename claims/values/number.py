"""Plain numbers, and figures that only label something: names, ids and scores."""

from collections.abc import Iterator

from claims.values.bounds import plain_bound
from claims.values.counting import counted_after
from claims.values.labels import label_of
from claims.values.model import Value
from claims.values.scan import Scan


def numbers(scan: Scan) -> Iterator[Value]:
    """Every numeral that nothing more specific claims, and shares of a count ("10 kişiden 7'si")."""
    yield from _shares(scan)
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


def _shares(scan: Scan) -> Iterator[Value]:
    """ "her dört kişiden biri": the ablative names the whole, a possessed number the part."""
    for whole, part in zip(scan.numerals, scan.numerals[1:], strict=False):
        if part.first - whole.last != 2 or not 0 < part.value < whole.value or part.ordinal or whole.suffix:
            continue
        measure = counted_after(scan, whole)
        if measure is None or measure.last != part.first - 1 or not scan.lexicon.ablative.fullmatch(measure.suffix):
            continue
        if scan.lexicon.part_suffix.fullmatch(part.suffix):
            yield scan.make(whole.start, part.end, "number", part.value / whole.value, unit="fraction")
