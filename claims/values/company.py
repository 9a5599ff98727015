"""What stands beside a numeral: a unit, a currency, a per-cent sign, a counted noun, a label."""

from dataclasses import dataclass

from claims.values.bounds import bound_of
from claims.values.lexicon import Found, Phrases
from claims.values.numerals import Numeral
from claims.values.scan import Scan


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure found beside a numeral: its key, the tokens first..last of numeral and measure, and the end of both."""

    key: str
    first: int
    last: int
    start: int
    end: int
    stem_end: int
    suffix: str


def is_year(numeral: Numeral, scan: Scan) -> bool:
    """Whether a bare four-digit figure reads as a year from 1900 to 2099."""
    token = scan.tokens[numeral.first]
    return (
        numeral.plain
        and not numeral.chained
        and len(token.key) == 4
        and token.key.isdigit()
        and 1900 <= numeral.value < 2100
    )


def unit_after(scan: Scan, numeral: Numeral) -> Measure | None:
    """The unit of measure or of time right after the numeral ("7,62mm", "16-bit", "45 dönümlük", "5'ten fazla km")."""
    if numeral.ordinal or numeral.chained:
        return None
    index = numeral.last + 1
    hyphen = scan.token(index)
    if (
        hyphen is not None
        and hyphen.key == "-"
        and not hyphen.gap
        and scan.token(index + 1) is not None
        and not scan.tokens[index + 1].gap
    ):
        index += 1
    elif numeral.suffix:
        hit = bound_of(scan, numeral.first, numeral.last, numeral.suffix)
        if hit is None or not hit.attributive or hit.first != numeral.first:
            return None
        index = hit.last + 1
    found = _phrase(scan, scan.lexicon.units, index)
    if found is None or (found.last == index and _figure_only(scan, numeral, found)):
        return None
    token = scan.tokens[found.last]
    return Measure(found.meaning, numeral.first, found.last, numeral.start, token.end, found.stem_end, found.suffix)


def _figure_only(scan: Scan, numeral: Numeral, found: Found[str]) -> bool:
    """Short aliases that are words as well need a figure before them; quotes for feet and inches are left alone."""
    token, following = scan.tokens[found.last], scan.word_after(found.last)
    aliases = scan.lexicon.data.units.aliases
    if following is not None and following.key.startswith(aliases.not_before.get(token.key, ("\n",))):
        return True
    if token.key not in aliases.figure_only:
        stem = token.key[: found.stem_end - token.start]
        return stem in scan.lexicon.data.units.aliases.figure_only
    if len(token.key) == 1 and token.cased.isupper() and token.key not in ("w", "v", "l"):
        # Symbols of units keep their case: "5G" is no weight.
        return True
    return not numeral.figures or (token.gap != "" and len(token.key) == 2 and token.key == "in")


def _phrase(scan: Scan, phrases: Phrases[str], index: int) -> Found[str] | None:
    token = scan.token(index)
    return None if token is None or token.gap == "\n" else phrases.at(scan.tokens, index)


def currency_after(scan: Scan, numeral: Numeral) -> tuple[tuple[str, ...], Measure] | None:
    """The currency said right after the numeral, with every code that it may stand for."""
    if numeral.ordinal or numeral.chained:
        return None
    index = numeral.last + 1
    if numeral.suffix:
        hit = bound_of(scan, numeral.first, numeral.last, numeral.suffix)
        if hit is None or not hit.attributive or hit.first != numeral.first:
            return None
        index = hit.last + 1
    token = scan.token(index)
    if token is not None and numeral.plenty and token.key in scan.lexicon.data.numbers.partitive:
        index += 1
        token = scan.token(index)
    if token is None or token.gap == "\n":
        return None
    if token.key == "-" and not token.gap and index + 1 < len(scan.tokens) and not scan.tokens[index + 1].gap:
        index += 1
        token = scan.tokens[index]
    if token.cased in scan.lexicon.codes and token.gap in ("", " "):
        return (token.cased,), Measure(
            token.cased, numeral.first, index, numeral.start, token.end, token.end, token.suffix
        )
    found = scan.lexicon.currencies.at(scan.tokens, index) or scan.lexicon.symbols.at(scan.tokens, index)
    if found is None:
        return None
    last, following = scan.tokens[found.last], scan.word_after(found.last)
    common = last.key in scan.lexicon.stop or last.key in scan.lexicon.data.units.counted.skip
    if common and found.last == index:
        return None
    of = following is not None and following.key in scan.lexicon.data.numbers.partitive
    if of and scan.lexicon.units.at(scan.tokens, index) is not None:
        # "20 pounds of flour"
        return None
    if last.kind == "sign" and scan.token(found.last + 1) is not None and _opens_amount(scan, found.last):
        return None
    return found.meaning, Measure(
        found.meaning[0], numeral.first, found.last, numeral.start, last.end, found.stem_end, found.suffix
    )


def _opens_amount(scan: Scan, index: int) -> bool:
    """ "5 $10": the sign belongs to the figure glued after it."""
    return scan.tokens[index + 1].kind == "figure" and not scan.tokens[index + 1].gap and scan.tokens[index].gap != ""


def percent_start(scan: Scan, numeral: Numeral) -> int | None:
    """The token of the per-cent sign or word before the numeral, None where there is none."""
    index = numeral.first - 1
    sign = scan.token(index)
    if sign is None or scan.tokens[numeral.first].gap == "\n":
        return None
    if sign.key == "%":
        owner = scan.token(index - 1)
        owned = owner is not None and owner.kind == "figure" and not sign.gap
        return None if owned else index
    found = scan.lexicon.percent_before.ending_at(scan.tokens, index)
    return None if found is None else found[1]


def percent_end(scan: Scan, numeral: Numeral) -> int | None:
    """The token that ends the per-cent sign or word after the numeral, None where there is none."""
    index = numeral.last + 1
    sign = scan.token(index)
    if sign is None or sign.gap == "\n" or numeral.suffix:
        return None
    if sign.key == "%":
        following = scan.token(index + 1)
        opens = sign.gap == " " and following is not None and following.kind == "figure"
        return None if opens else index
    if sign.key == "-" and not sign.gap:
        index += 1
    found = scan.lexicon.percent_after.at(scan.tokens, index)
    return None if found is None else found.last


def currency_before(scan: Scan, numeral: Numeral) -> tuple[tuple[str, ...], int] | None:
    """The codes of the sign or code before the numeral, and its first token."""
    index = numeral.first - 1
    token = scan.token(index)
    if token is None or scan.tokens[numeral.first].gap == "\n":
        return None
    named = token.cased in scan.lexicon.codes
    found = ((token.cased,), index) if named else scan.lexicon.symbols.ending_at(scan.tokens, index)
    if found is None:
        return None
    if not named and found[1] < index and scan.tokens[index].gap and len(scan.tokens[found[1]].key) == 1:
        # "a $5 bill" is no Australian dollar.
        sign = scan.lexicon.symbols.at(scan.tokens, index)
        found = None if sign is None else (sign.meaning, index)
    if found is None:
        return None
    owned = found[1] - 1 in scan.ending
    if owned and scan.tokens[numeral.first].gap and scan.tokens[found[1]].gap != "\n":
        return None
    return found
