"""Numeral: one number as the text writes it, over its tokens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of the text over tokens first..last; ``end`` (shadow) includes a glued suffix, not an apostrophe's.

    ``suffix`` is the case suffix on its last token; ``weak`` marks words that are numbers only in the right company.
    """

    first: int
    last: int
    start: int
    end: int
    value: float
    suffix: str = ""
    ordinal: bool = False
    plain: bool = False
    figures: bool = False
    weak: bool = False
    plenty: bool = False
    vague: bool = False
    fraction: bool = False
    ambiguous: bool = False
    chained: bool = False
    score: bool = False
