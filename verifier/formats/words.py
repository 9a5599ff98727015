"""Reason codes and values as people read them, the same words in every format."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.model import Comparison, Report

REASONS = {
    "attempt-only": "the article speaks of an attempt only",
    "borne-out": "the article bears it out",
    "language-not-understood": "neither Turkish nor English, as far as can be told; --lang says which it is",
    "low-confidence": "less sure than --min-confidence asks",
    "more-specific": "more specific than the article",
    "no-such-comparison": "the article makes no such comparison",
    "no-such-fact": "the article says no such thing of them",
    "no-such-participant": "the article does not name whom or what it speaks of",
    "no-such-quantifier": "the article does not say of how many it holds",
    "not-checkable": "no statement that can be checked",
    "not-the-same-event": "the article may speak of another event",
    "planned-only": "the article speaks of a plan only",
    "possible-only": "the article calls it possible only",
    "reported": "the article only reports it",
    "sources-disagree": "the articles disagree",
}
DIGITS = re.compile(r"(?<![\d.\-])\d{5,}(?![\d\-])")


def grouped(value: str) -> str:
    """Long numbers in groups of three digits, so that none is taken for another; units as words ("basis point")."""
    return DIGITS.sub(lambda match: f"{int(match.group()):,}".replace(",", " "), value).replace("_", " ")


def conflicts(report: "Report") -> "list[Comparison]":
    """The conflicts to show: none but for a contradiction or another event; clashing words where nothing is plainer."""
    if not (report.verdict == "contradicted" or report.reason in ("not-the-same-event", "sources-disagree")):
        return []
    found = [comparison for comparison in report.comparisons if comparison.outcome == "conflict"]
    plain = [comparison for comparison in found if comparison.aspect != "meaning"]
    return plain or found
