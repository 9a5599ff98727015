"""The form of a word used for comparing: the only place where case is folded.

Turkish has two letters i: dotted İ/i and dotless I/ı. Python's own ``str.lower`` turns İ into two
code points and I into i, so every comparison goes through here. Source: Unicode SpecialCasing, tr.
"""

import unicodedata
from functools import lru_cache

DOTTED_CAPITAL = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
DOTLESS_SMALL = "\N{LATIN SMALL LETTER DOTLESS I}"
APOSTROPHES = (
    "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{PRIME}"
    "\N{GRAVE ACCENT}\N{ACUTE ACCENT}"
)
_APOSTROPHE_MAP = {ord(mark): "'" for mark in APOSTROPHES}
_TURKISH_LOWER = {ord(DOTTED_CAPITAL): "i", ord("I"): DOTLESS_SMALL}
_TURKISH_UPPER = {ord("i"): DOTTED_CAPITAL, ord(DOTLESS_SMALL): "I"}
KEPT = 1 << 15
LONGEST_KEY = 80
KEY_MARKS = frozenset(":._-")
_BARE = {ord(DOTLESS_SMALL): "i"}


def lower(text: str, lang: str) -> str:
    """Lower case by the rules of ``lang`` ("tr": I→ı, İ→i); the input is composed to NFC first."""
    text = unicodedata.normalize("NFC", text)
    if lang == "tr":
        return text.translate(_TURKISH_LOWER).lower()
    return text.replace(DOTTED_CAPITAL, "i").lower()


def upper(text: str, lang: str) -> str:
    """Upper case by the rules of ``lang`` ("tr": i→İ, ı→I); the input is composed to NFC first."""
    text = unicodedata.normalize("NFC", text)
    return (text.translate(_TURKISH_UPPER) if lang == "tr" else text).upper()


@lru_cache(maxsize=KEPT)
def fold(text: str, lang: str) -> str:
    """Lower case with one kind of apostrophe and without soft hyphens: the key of a lemma or word."""
    return lower(text, lang).replace("\N{SOFT HYPHEN}", "").translate(_APOSTROPHE_MAP)


@lru_cache(maxsize=KEPT)
def bare(text: str) -> str:
    """Language-free key for names: lower case, no diacritics, ı and İ and I all as i."""
    text = text.replace(DOTTED_CAPITAL, "i").lower().translate(_BARE).translate(_APOSTROPHE_MAP)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.replace("\N{SOFT HYPHEN}", ""))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=KEPT)
def indexed(text: str) -> str:
    """One word of a full-text index: letters, digits and :._- alone, the rest as _, cut off after 80 characters.

    Case is folded as SQLite's unicode61 does it, and letters younger than its tables (Unicode 6.1) are no letters here,
    so that the index holds the very key that was given to it.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(_indexed(char) for char in composed[:LONGEST_KEY])


def _indexed(char: str) -> str:
    for folded in (char.lower(), char.casefold()):
        char = folded if len(folded) == 1 else char
    known = unicodedata.ucd_3_2_0.category(char)[0] in "LN"
    return char if known or char in KEY_MARKS else "_"
