"""Ordinals: "üçüncü", "11'inci", "3. sırada", "21st", "third"."""

import re
from collections.abc import Iterator

from claims.values.model import Value
from claims.values.numerals import Numeral
from claims.values.scan import Scan


def ordinals(scan: Scan) -> Iterator[Value]:
    """Every ordinal, in words or figures."""
    for numeral in scan.numerals:
        if numeral.ordinal:
            yield scan.make(numeral.start, numeral.end, "ordinal", numeral.value)
        elif numeral.plain and not numeral.chained and numeral.value == int(numeral.value) >= 0:
            end = _figure_ordinal(scan, numeral)
            if end is not None:
                yield scan.make(numeral.start, end, "ordinal", numeral.value)


def _figure_ordinal(scan: Scan, numeral: Numeral) -> int | None:
    """Where the ordinal ends: after its suffix or its dot."""
    forms = scan.lexicon.data.numbers.ordinal
    token, following = scan.tokens[numeral.last], scan.token(numeral.last + 1)
    if token.suffix:
        return token.close if _is_ordinal_suffix(scan, token.suffix) else None
    if following is None or following.gap:
        return None
    if following.kind == "word":
        return following.end if _is_ordinal_suffix(scan, following.key) else None
    if following.key != "." or not forms.dot or len(token.key) > 3 or not token.key.isdigit():
        return None
    word = scan.word_after(following.index)
    if word is None or not (word.cased[0].islower() or word.key in forms.heads):
        return None
    return following.end


def _is_ordinal_suffix(scan: Scan, suffix: str) -> bool:
    match = re.match(scan.lexicon.data.numbers.ordinal.suffix, suffix)
    if match is None:
        return False
    rest = suffix[match.end() :]
    return not rest or scan.lexicon.inflector.is_suffix(rest)
