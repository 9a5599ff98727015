"""CSV: one line a row, delimited by commas, semicolons, tabs or bars; written with commas."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from verifier.batch.rows import Row
from verifier.batch.tables.cells import Column
from verifier.batch.tables.delimited import Table, rows

NAME = "csv"
SUFFIXES = (".csv",)
LIVE = True
FLAT = True
DELIMITERS = ",;\t|"


def read(path: Path, warn: Callable[[str], None]) -> Iterator[Row]:
    """The rows after the header; one whose cells do not fit the header is malformed."""
    return rows(path, warn, DELIMITERS)


def writer(stream: BinaryIO, columns: Sequence[Column]) -> Table:
    """A writer of comma-separated cells in UTF-8, guarded against formulas."""
    return Table(stream, columns, ",")
