"""TSV: as CSV, delimited by tabs alone."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from verifier.batch.rows import Row
from verifier.batch.tables.cells import Column
from verifier.batch.tables.delimited import Table, rows

NAME = "tsv"
SUFFIXES = (".tsv", ".tab")
LIVE = True
FLAT = True
TAB = "\t"


def read(path: Path, warn: Callable[[str], None]) -> Iterator[Row]:
    """The rows after the header; one whose cells do not fit the header is malformed."""
    return rows(path, warn, TAB)


def writer(stream: BinaryIO, columns: Sequence[Column]) -> Table:
    """A writer of tab-separated cells in UTF-8, guarded against formulas."""
    return Table(stream, columns, TAB)
