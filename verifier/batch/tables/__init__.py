"""Tables: one file a format, each with the same functions; the suffix of a file says which.

``read(path, warn)`` gives the rows in order, ``writer(stream, columns)`` takes records. ``LIVE`` formats can be read
while they grow; the others are written when all is known. ``FLAT`` formats hold one cell a column, the others whole
reports.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Protocol

from claims.errors import ReadingError
from claims.folding import fold
from verifier.batch.rows import Row
from verifier.batch.tables import commas, jsonl, parquet, tabs, xlsx
from verifier.batch.tables.cells import Column

Warn = Callable[[str], None]


class Writer(Protocol):
    """Takes the records of one file, one after the other."""

    def add(self, record: Mapping[str, Any]) -> None:
        """One more record."""

    def close(self) -> None:
        """No more records; what is not written yet is written now (the stream stays open)."""


class Format(Protocol):
    """What every member of the family is."""

    @property
    def NAME(self) -> str:
        """The name by which a user chooses it."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:
        """The suffixes of its files."""

    @property
    def LIVE(self) -> bool:
        """Whether a file can be read while it grows."""

    @property
    def FLAT(self) -> bool:
        """Whether a column holds one cell, not a whole report."""

    def read(self, path: Path, warn: Warn) -> Iterator[Row]:
        """The rows of a file, in order; raises ReadingError where the file as a whole cannot be read."""

    def writer(self, stream: BinaryIO, columns: Sequence[Column]) -> Writer:
        """A writer of records with these columns."""


FORMATS: tuple[Format, ...] = (jsonl, commas, tabs, xlsx, parquet)
NAMES = tuple(form.NAME for form in FORMATS)


def named(name: str) -> Format:
    """The format of that name."""
    return next(form for form in FORMATS if name == form.NAME)


def by_suffix(path: Path) -> Format | None:
    """The format that the suffix of a file names, or None."""
    suffix = fold(path.suffix, "en")
    return next((form for form in FORMATS if suffix in form.SUFFIXES), None)


def read_rows(path: Path, warn: Warn = lambda message: None) -> Iterator[Row]:
    """The rows of a batch file in order; raises ReadingError where the file as a whole cannot be read."""
    form = by_suffix(path)
    if form is None:
        known = ", ".join(suffix for one in FORMATS for suffix in one.SUFFIXES)
        raise ReadingError(f"{path} is of a format that is not supported yet; use one of {known}.")
    return form.read(path, warn)


@contextmanager
def spooled(stream: BinaryIO) -> Iterator[Path]:
    """Standard input as a file, for as long as it is needed: JSON Lines where it begins with {, else CSV."""
    with TemporaryDirectory(prefix="dayanak-") as folder:
        head = b""
        while not head.removeprefix(b"\xef\xbb\xbf").strip() and (block := stream.read(4096)):
            head += block
        first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        path = Path(folder) / ("standard-input" + (".jsonl" if first == b"{" else ".csv"))
        with path.open("wb") as file:
            file.write(head)
            shutil.copyfileobj(stream, file)
        yield path
