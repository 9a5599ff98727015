"""Finished rows, and the two shapes in which they are written: whole reports, and one flat line for people."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from claims.errors import ReadingError
from verifier.batch.columns import find
from verifier.batch.tables.cells import Column

OWN = ("id", "statement", "lang")
ERROR = "error"
FLAT: tuple[Column, ...] = (
    Column("verdict"),
    Column("confidence", "number"),
    Column("reason"),
    Column("evidence_text"),
    Column("evidence_article"),
    Column("evidence_start", "integer"),
    Column("evidence_end", "integer"),
    Column("evidence_line", "integer"),
    Column("conflict"),
    Column("notes"),
    Column("error"),
)
FLAT_NAMES = frozenset(column.name for column in FLAT)


class Finished(NamedTuple):
    """A row that is done: its columns as read, and the report (as JSON values), or the sentence that says why none."""

    number: int
    line: int
    columns: Mapping[str, Any]
    report: Mapping[str, Any] | None
    error: str = ""

    @property
    def status(self) -> str:
        """The verdict, or "error"."""
        return ERROR if self.report is None else str(self.report["verdict"])

    def dump(self) -> bytes:
        """The row as bytes, for keeping."""
        return zlib.compress(json.dumps(self[2:], separators=(",", ":")).encode(), 1)

    @classmethod
    def load(cls, number: int, line: int, data: bytes) -> "Finished":
        """What ``dump`` made; raises ValueError or zlib.error for anything else."""
        return cls(number, line, *json.loads(zlib.decompress(data)))

    def problem(self) -> str:
        """The error with the line that it stands on, or an empty string."""
        return f"line {self.line}: {self.error}" if self.report is None else ""


def whole(row: Finished) -> dict[str, Any]:
    """The report's fields, then the row's other columns as they came; a taken name gets ``input.`` before it."""
    if row.report is None:
        own = {role: _own(row, role) for role in OWN}
        own["id"] = str(row.number) if own["id"] in (None, "") else own["id"]
        fields: dict[str, Any] = {**own, "verdict": None, "error": row.problem()}
    else:
        fields = dict(row.report)
    carried = {name: value for name, value in row.columns.items() if name not in OWN}
    return fields | {(f"input.{name}" if name in fields else name): value for name, value in carried.items()}


def flat(row: Finished) -> dict[str, Any]:
    """The row's columns as they came, then what an editor wants to see of the report, one cell each."""
    found = {carried(name): value for name, value in row.columns.items()}
    if row.report is None:
        return found | {"error": row.problem()}
    report = row.report
    evidence = report["evidence"][0] if report["evidence"] else {}
    return found | {
        "verdict": report["verdict"],
        "confidence": report["confidence"],
        "reason": report["reason"],
        **{f"evidence_{name}": evidence.get(name) for name in ("text", "article", "start", "end", "line")},
        "conflict": "; ".join(f"{_value(one['statement'])} / {_value(one['article'])}" for one in conflicts(report)),
        "notes": " ".join(note["message"] for note in report["notes"]),
    }


def flat_columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of a flat output, given those of the input."""
    return (*(Column(carried(column.name), column.kind) for column in columns), *FLAT)


def carried(name: str) -> str:
    """The name under which a column of the input stands in a flat output."""
    return f"input.{name}" if name in FLAT_NAMES else name


def conflicts(report: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The comparisons that a contradiction rests on; clashing words only where nothing is plainer."""
    if report["verdict"] != "contradicted" and report["reason"] not in ("not-the-same-event", "sources-disagree"):
        return ()
    found = [one for one in report["comparisons"] if one["outcome"] == "conflict"]
    return [one for one in found if one["aspect"] != "meaning"] or found


def _own(row: Finished, role: str) -> Any:
    try:
        name = find(tuple(row.columns)).get(role)
    except ReadingError:
        return row.columns.get(role)
    return None if name is None else row.columns[name]


def _value(side: Mapping[str, Any] | None) -> str:
    return "–" if side is None else str(side["value"] or side["text"])
