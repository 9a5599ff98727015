"""Figures that label something and count nothing: names, ids, scores."""

from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token


def label_of(scan: Scan, numeral: Numeral) -> str | None:
    """ "id", "name" or "score" where a figure labels something and counts nothing ("madde 5", "Boeing 737", "3-1")."""
    first = scan.tokens[numeral.first]
    before, after = scan.token(numeral.first - 1), scan.token(numeral.last + 1)
    labels = scan.lexicon.data.units.counted.label_after
    if numeral.score:
        return "score"
    if numeral.chained or (after is not None and after.key in labels and after.gap == " " and numeral.plain):
        return "id"
    if not numeral.plain or before is None or first.gap == "\n":
        return None
    if first.gap == "" and (
        before.kind == "word" or (before.key == "-" and not before.gap and _is_word(scan, numeral.first - 2))
    ):
        return "name"
    if first.gap == " " and before.key in scan.lexicon.label_before:
        return "id"
    dotted = scan.token(numeral.first - 2) if before.key == "." and not before.gap else None
    if dotted is not None and dotted.key in scan.lexicon.label_before and len(dotted.key) <= 3:
        return "id"
    if after is not None and after.kind == "word" and not after.gap and not first.suffix:
        return "name"
    if first.gap == "" and before.key == "#":
        return "id"
    capital = (
        before.kind == "word"
        and not before.cased.islower()
        and before.index > 0
        and before.gap == " "
        and not before.suffix
    )
    closed = after is None or after.kind != "word" or after.gap != " " or bool(first.suffix)
    whole = first.key.isdigit() and len(first.key) <= 3
    if (
        capital
        and whole
        and first.gap == " "
        and closed
        and not _percent_sign(after)
        and before.key not in scan.lexicon.label_before
    ):
        return "name"
    return None


def after_name(scan: Scan, numeral: Numeral) -> bool:
    """Whether a capitalised word right before may own the figure ("Boeing 737 uçağı"), inside a sentence."""
    before = scan.token(numeral.first - 1)
    if before is None or before.index == 0 or not numeral.plain or scan.tokens[numeral.first].gap != " ":
        return False
    opens = scan.tokens[before.index - 1].key in (".", "!", "?", ":", '"', "“")
    return before.kind == "word" and before.cased[0].isupper() and before.gap == " " and not opens


def _percent_sign(token: Token | None) -> bool:
    return token is not None and token.key in ("%", "‰", "/", "-", "–", "$", "€", "£", "₺", "°")


def _is_word(scan: Scan, index: int) -> bool:
    token = scan.token(index)
    return token is not None and token.kind == "word" and token.cased[0].isupper()
