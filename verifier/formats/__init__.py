"""Verdicts in the formats of other programs: one file a format, each a function that makes pieces of output.

There are two families. A format of ``REPORTS`` is made from reports. One of ``MARKED`` points into texts and is made
from marks (verifier/formats/marks.py), so that it serves statements and drafts alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from verifier.formats import (
    brat,
    claimreview,
    csv,
    doccano,
    github,
    json,
    jsonl,
    label_studio,
    markdown,
    rdjson,
    sarif,
    spans_jsonl,
    text,
    w3c,
)
from verifier.formats.marks import Mark, from_reports
from verifier.formats.view import View

if TYPE_CHECKING:
    from verifier.model import Report


__all__ = ["FOLDERS", "FORMATS", "MARKED", "REPORTS", "View", "files", "is_folder", "write", "write_marks"]

Format = Callable[[Iterable["Report"], View], Iterator[str]]
MarkFormat = Callable[[Iterable[Mark]], Iterator[str]]

REPORTS: Mapping[str, Format] = {
    "text": text.render,
    "json": json.render,
    "jsonl": jsonl.render,
    "csv": csv.render,
    "md": markdown.render,
    "claimreview": claimreview.render,
}
MARKED: Mapping[str, MarkFormat] = {
    "w3c": w3c.render,
    "w3c-dom": w3c.render_dom,
    "sarif": sarif.render,
    "rdjson": rdjson.render,
    "github": github.render,
    "label-studio": label_studio.render,
    "brat": brat.render,
    "spans-jsonl": spans_jsonl.render,
    "doccano": doccano.render,
}
FOLDERS: Mapping[str, Callable[[Iterable[Mark]], Iterator[tuple[str, str]]]] = {"brat": brat.files}
"""The formats of MARKED that a folder can hold, made as names and contents of files."""
FORMATS: tuple[str, ...] = (*REPORTS, *MARKED)
"""What reports can be written in."""


def write(name: str, reports: "Iterable[Report]", view: View) -> Iterator[str]:
    """The reports in the named format, piece by piece as they come."""
    return write_marks(name, from_reports(reports, view)) if name in MARKED else REPORTS[name](reports, view)


def write_marks(name: str, marks: Iterable[Mark]) -> Iterator[str]:
    """The marks in the named format of ``MARKED``, piece by piece as they come."""
    return MARKED[name](marks)


def is_folder(name: str) -> bool:
    """Whether the format is one of files in a folder, where it is not written to standard output."""
    return name in FOLDERS


def files(name: str, reports: "Iterable[Report]", view: View) -> Iterator[tuple[str, str]]:
    """The reports in the named format of ``FOLDERS``, each file by its name."""
    return FOLDERS[name](from_reports(reports, view))
