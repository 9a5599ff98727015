"""Reviewdog's diagnostic format, rdjson: what is contradicted or unknown; columns count UTF-8 bytes from 1."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verifier.formats.escaping import as_json
from verifier.formats.marks import Mark, Place

SEVERITIES: Mapping[str, str] = {"contradicted": "ERROR", "unknown": "INFO"}


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """One object with a diagnostic a line; what is supported, or stands nowhere, is left out."""
    yield '{"source": {"name": "dayanak"}, "diagnostics": ['
    lead = "\n"
    for mark in marks:
        if mark.report.verdict in SEVERITIES and mark.places:
            yield lead + as_json(_diagnostic(mark))
            lead = ",\n"
    yield "\n]}\n"


def _diagnostic(mark: Mark) -> dict[str, Any]:
    report = mark.report
    found: dict[str, Any] = {
        "message": mark.message,
        "location": _location(mark.places[0]),
        "severity": SEVERITIES[report.verdict],
        "code": {"value": f"{report.verdict}/{report.reason}"},
    }
    elsewhere = (*mark.places[1:], *mark.related)
    if elsewhere:
        found["related_locations"] = [{"message": place.text, "location": _location(place)} for place in elsewhere]
    if mark.fix is not None:
        found["suggestions"] = [{"range": _range(mark.fix.place), "text": mark.fix.text}]
    return found


def _location(place: Place) -> dict[str, Any]:
    return {"path": place.page.name, "range": _range(place)}


def _range(place: Place) -> dict[str, Any]:
    start, end = (place.page.offsets.position(offset, "utf-8") for offset in (place.start, place.end))
    return {
        "start": {"line": start.line + 1, "column": start.column + 1},
        "end": {"line": end.line + 1, "column": end.column + 1},
    }
