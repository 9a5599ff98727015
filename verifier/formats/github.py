"""Workflow commands of GitHub Actions: annotations in the changed files; what is supported is left out."""

from collections.abc import Iterable, Iterator, Mapping

from claims.drawing import clean
from verifier.formats.marks import Mark, Place

COMMANDS: Mapping[str, str] = {"contradicted": "error", "unknown": "notice"}
ESCAPES = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
PROPERTY_ESCAPES = {**ESCAPES, ord(":"): "%3A", ord(","): "%2C"}


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """One command a line, as soon as its mark is there; lines and columns count from 1, columns in code points."""
    for mark in marks:
        command = COMMANDS.get(mark.report.verdict)
        if command is None:
            continue
        properties = _place(mark.places[0]) if mark.places else {}
        properties["title"] = mark.title
        told = ",".join(f"{name}={value.translate(PROPERTY_ESCAPES)}" for name, value in properties.items())
        yield f"::{command} {told}::{clean(mark.message).translate(ESCAPES)}\n"


def _place(place: Place) -> dict[str, str]:
    """Where it stands; GitHub takes columns only where the place keeps to one line."""
    start, end = (place.page.offsets.position(offset) for offset in (place.start, place.end))
    found = {"file": place.page.name, "line": str(start.line + 1), "endLine": str(end.line + 1)}
    if start.line == end.line:
        found |= {"col": str(start.column + 1), "endColumn": str(end.column + 1)}
    return found
