"""Results as tables: what a program takes as rows, a terminal as aligned columns and a notebook as HTML."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Generic, TypeVar

from claims.claim import Claim
from claims.drawing import clean, columns
from verifier.drafts import Checked
from verifier.library import Passage
from verifier.model import Report

Item = TypeVar("Item")
Row = Mapping[str, Any]
WIDEST = 60
SHOWN = 50


class Listing(tuple[Item, ...], Generic[Item]):
    """A tuple of results that shows itself as a table; ``rows`` is for ``pandas.DataFrame`` and ``csv.DictWriter``."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One flat dictionary a result, with the same keys in each."""
        return [dict(row(item)) for item in self]

    def __repr__(self) -> str:
        rows = self.rows
        if not rows:
            return "nothing found"
        cells = [list(rows[0]), *([_cell(value) for value in one.values()] for one in rows[:SHOWN])]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(text + " " * (wide - _width(text)) for text, wide in zip(line, widths, strict=True))
            for line in cells
        ]
        return "\n".join([line.rstrip() for line in lines] + _more(rows))

    def _repr_html_(self) -> str:
        return table(self.rows)


def table(rows: list[dict[str, Any]]) -> str:
    """Rows as an HTML table; whatever stands in them is text, never markup."""
    if not rows:
        return "<p>nothing found</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{escape(_cell(value, wide=400))}</td>' for value in one.values())
        + "</tr>"
        for one in rows[:SHOWN]
    )
    rest = "".join(f"<p>{escape(line)}</p>" for line in _more(rows))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def row(item: object) -> Row:
    """A result as a flat dictionary; raises TypeError for what is no result."""
    for kind, made in ROWS:
        if isinstance(item, kind):
            return made(item)
    raise TypeError(f"{type(item).__name__} is shown by no table")


def report_row(report: Report) -> Row:
    """A verdict with the first passage that it rests on."""
    first = report.evidence[0] if report.evidence else None
    return {
        "id": report.id,
        "statement": report.statement,
        "verdict": report.verdict,
        "confidence": report.confidence,
        "reason": report.reason,
        "evidence": first.text if first else None,
        "article": first.article if first else None,
        "line": first.line if first else None,
    }


def _check(check: Checked) -> Row:
    return {"start": check.start, "end": check.end, "claim": check.text, **report_row(check.report)}


def _claim(claim: Claim) -> Row:
    subject = claim.subject
    return {
        "start": claim.start,
        "end": claim.end,
        "claim": claim.text,
        "subject": None if subject is None else subject.resolved or subject.text,
        "predicate": claim.predicate.lemma,
        "values": ", ".join(value.text for value in claim.values) or None,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": claim.attribution.text if claim.attribution else None,
        "checkable": claim.checkable,
    }


def _passage(passage: Passage) -> Row:
    return passage.model_dump(include={"article_id", "article", "line", "start", "end", "text"})


ROWS: tuple[tuple[type, Callable[[Any], Row]], ...] = (
    (Report, report_row),
    (Checked, _check),
    (Claim, _claim),
    (Passage, _passage),
)


def _cell(value: object, *, wide: int = WIDEST) -> str:
    text = "" if value is None else f"{value:.2f}" if isinstance(value, float) else " ".join(clean(str(value)).split())
    return text if len(text) <= wide else f"{text[: wide - 1]}…"


def _width(text: str) -> int:
    return sum(map(columns, text))


def _more(rows: Iterable[Row]) -> list[str]:
    hidden = len(list(rows)) - SHOWN
    return [f"… and {hidden} more"] if hidden > 0 else []
