"""How verdicts look in a notebook: HTML for reports and drafts, told to IPython where a notebook is running.

The values stay free of it: IPython keeps the table of who shows what. Everything that comes from a text is escaped, and
nothing is loaded from anywhere.
"""

import sys
from collections.abc import Iterable
from html import escape
from typing import Any

from claims.folding import upper
from verifier.drafts import Checked, DraftReport
from verifier.listing import row, table
from verifier.model import Comparison, Evidence, Report, Side
from verifier.phrases import phrases

COLOURS = {"supported": "#1a7f37", "contradicted": "#cf222e", "unknown": "#9a6700"}
MARKED = "text-decoration:underline;text-decoration-thickness:2px"


def install() -> bool:
    """Let a running IPython show reports and drafts as HTML; False where there is none."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return False
    load_ipython_extension(shell)
    return True


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext verifier.notebook`` does by hand what the first ``Verifier`` does by itself."""
    formatter = shell.display_formatter.formatters["text/html"]
    for kind, made in ((Report, report_html), (DraftReport, draft_html), (Checked, check_html)):
        formatter.for_type(kind, made)


def report_html(report: Report) -> str:
    """A verdict with its passages, and for a contradiction both values side by side."""
    words = phrases(report.lang)
    verdict = f'<strong style="color:{COLOURS[report.verdict]}">{upper(report.verdict, "en")}</strong>'
    about = f"{words.short[report.verdict]} · {report.reason} · {words.confidence} {report.confidence:.2f}"
    lines = [
        f'<p style="margin:0">{verdict} {escape(report.statement)}</p>',
        f'<p style="margin:0;opacity:.75">{escape(about)}</p>',
        *map(_quotation, report.evidence),
        _conflicts(report.comparisons) if report.verdict == "contradicted" else "",
        *(f"<p>{escape(note.message)}</p>" for note in report.notes),
    ]
    border = f"border-left:4px solid {COLOURS[report.verdict]};padding-left:.75em"
    return f'<div style="{border}">{"".join(lines)}</div>'


def check_html(check: Checked) -> str:
    """One claim of a draft with its verdict."""
    return report_html(check.report)


def draft_html(draft: DraftReport) -> str:
    """The claims of a draft with their verdicts, as a table."""
    rows = [dict(row(check)) for check in draft.checks]
    return f"<p><strong>{escape(draft.draft)}</strong></p>{table(rows)}"


def _quotation(evidence: Evidence) -> str:
    return (
        f'<blockquote style="margin:.5em 0"><span style="{MARKED}">{escape(evidence.text)}</span><br>'
        f"<small>{escape(evidence.article)}:{evidence.line}</small></blockquote>"
    )


def _conflicts(comparisons: Iterable[Comparison]) -> str:
    """Both sides of each conflict; clashing words (aspect ``meaning``) only where nothing is plainer."""
    found = [one for one in comparisons if one.outcome == "conflict"]
    plain = [one for one in found if one.aspect != "meaning"]
    rows = [
        {"aspect": one.aspect, "statement": _side(one.statement), "article": _side(one.article)}
        for one in plain or found
    ]
    return table(rows) if rows else ""


def _side(side: Side | None) -> str:
    if side is None:
        return "–"
    return side.text if side.text == side.value else f"{side.text} = {side.value}"
