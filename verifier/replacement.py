"""What could be written instead where a claim gives another value than the source: a number, and nothing else.

A candidate is offered only where, read again, it comes to the very value of the source; so "15 milyar dolara" against
"14,3 milyar dolar" becomes "14,3 milyar dolara", "$15 billion" becomes "$14.3 billion", and a name never changes.
"""

import re
from collections.abc import Iterator

from claims.document import Lang
from claims.values import recognise
from verifier.model import Comparison, Side
from verifier.pairing import value_form

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
SUFFIXED = re.compile(r"\d['’]\w")
NUMBER = re.compile(r"[\d ]+(?:\.\d+)?")
OTHER_POINT = str.maketrans(".,", ",.")
ASPECTS = frozenset({"quantity", "date"})


def replacement(conflict: Comparison, lang: Lang, *, foreign: bool) -> str | None:
    """The words to stand in place of the conflict's statement side, None where the source's value cannot be put so.

    ``foreign`` tells that the source is in the other language, which writes 14,3 as 14.3.
    """
    ours, theirs = conflict.statement, conflict.article
    if conflict.aspect not in ASPECTS or ours is None or theirs is None:
        return None
    candidates = _candidates(ours.text, theirs.text, foreign)
    return next((words for words in candidates if words != ours.text and _says(words, theirs, lang)), None)


def _candidates(ours: str, theirs: str, foreign: bool) -> Iterator[str]:
    """Our words with the figure of theirs; else theirs, where they end alike.

    A figure that carries a suffix ("20'sini") stays: another figure may want another one.
    """
    mine, other = FIGURE.findall(ours), FIGURE.findall(theirs)
    if len(mine) != 1 or len(other) != 1 or SUFFIXED.search(ours):
        return
    yield FIGURE.sub(other[0].translate(OTHER_POINT) if foreign else other[0], ours)
    if not foreign and ours.split()[-1] == theirs.split()[-1]:
        yield theirs


def _says(words: str, theirs: Side, lang: Lang) -> bool:
    """Whether the words hold one value, and it is theirs; of what is counted only the number is compared."""
    found = recognise(words, lang)
    if len(found) != 1 or found[0].ambiguous:
        return False
    form = value_form(found[0])
    return form == theirs.value or (
        found[0].kind in ("number", "quantity") and _number(form) is not None and _number(form) == _number(theirs.value)
    )


def _number(form: str) -> str | None:
    match = NUMBER.match(form)
    return match.group().strip() if match else None
