"""The card of a finding: verdict, both values, the passage, and where it stands; in Markdown or as plain lines.

Quoted words come from texts that nobody vouches for: they are shown on one line, without control characters, and in
Markdown nothing in them acts as a mark, a link or HTML.
"""

import re
from collections.abc import Callable

from claims.drawing import clean
from verifier.findings import Finding, clash, quoted, told
from verifier.model import Side
from verifier.phrases import phrases

ACTIVE = re.compile(r"[\\`*_\[\]<>&#|~]")
AUTOLINK = re.compile(r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=mailto)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)


def markdown(finding: Finding) -> str:
    """The card in CommonMark, paragraphs apart."""
    return "\n\n".join(_lines(finding, escaped, "**{}**".format, "> {}".format))


def plain(finding: Finding) -> str:
    """The card as lines of plain text."""
    return "\n".join(_lines(finding, clean, str, str))


def escaped(text: str) -> str:
    """Any text so that Markdown shows it as it stands, on one line."""
    return AUTOLINK.sub(r"\\", ACTIVE.sub(r"\\\g<0>", clean(text)))


def _lines(
    finding: Finding, safe: Callable[[str], str], strong: Callable[[str], str], quote: Callable[[str], str]
) -> list[str]:
    report = finding.report
    words = phrases(report.lang)
    lines = [f"{strong(finding.short)} · {words.confidence} {report.confidence:.2f}"]
    conflict = clash(report)
    if conflict is not None and conflict.statement is not None and conflict.article is not None:
        lines += [
            f"{words.here}: {_side(conflict.statement, safe)}",
            f"{words.there}: {_side(conflict.article, safe)}",
        ]
    if report.verdict == "unknown":
        lines.append(safe(words.reason(report.reason)))
    for evidence in report.evidence[:2]:
        lead = f"{words.closest}: " if evidence.relation == "related" else ""
        lines += [quote(f"“{safe(quoted(evidence.text))}”"), f"{lead}{safe(told(evidence, words))}"]
    return lines


def _side(side: Side, safe: Callable[[str], str]) -> str:
    value = "" if side.value == side.text else f" ({safe(side.value)})"
    return f"“{safe(side.text)}”{value}"
