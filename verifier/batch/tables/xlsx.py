"""XLSX: the first sheet; its first row names the columns. Needs the extra xlsx (openpyxl)."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from claims.errors import ReadingError
from verifier.batch.columns import check
from verifier.batch.rows import Row
from verifier.batch.tables import files
from verifier.batch.tables.cells import Column, cell, guarded, plain, titles

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm")
LIVE = False
FLAT = True
MISSING = "XLSX needs openpyxl; install it with: pip install 'dayanak[xlsx]'."
# XML holds no control characters, and a carriage return is lost in it; the format writes both as _xHHHH_.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
CODED = re.compile("_x([0-9A-Fa-f]{4})_")
LONGEST = 32_767
EXACT = 1 << 53
PROPERTIES = "docProps/core.xml"
STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
EPOCH, EPOCH_TEXT = (1980, 1, 1, 0, 0, 0), b"1980-01-01T00:00:00Z"


def read(path: Path, warn: Callable[[str], None]) -> Iterator[Row]:
    """The rows of the first sheet that are not empty; dates come in ISO 8601, formulas as what they last gave."""
    files.check(path)
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise ReadingError(MISSING) from error
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
    except Exception as error:  # a damaged file trips the library in many ways
        raise ReadingError(
            f"{path} is no XLSX file that can be read ({type(error).__name__}); save it anew as .xlsx or .csv."
        ) from error
    try:
        sheet.reset_dimensions()
        lines = sheet.iter_rows(values_only=True)
        first = list(next(lines, ()))
        while first and first[-1] is None:
            first.pop()
        check(tuple(str(name) for name in first if name is not None), str(path))
        columns = titles(map(_decoded, first))
        number = 0
        for line, cells in enumerate(lines, start=2):
            if all(value is None for value in cells):
                continue
            number += 1
            given = [_decoded(plain(value)) for value in cells[: len(columns)]]
            given += [None] * (len(columns) - len(given))
            extra = sum(value is not None for value in cells[len(columns) :])
            yield Row(
                number,
                line,
                dict(zip(columns, given, strict=True)),
                f"{extra} cells beyond the {len(columns)} columns that the header names" if extra else "",
            )
    finally:
        book.close()


def writer(stream: BinaryIO, columns: Sequence[Column]) -> "Sheet":
    """A writer of one sheet, guarded against formulas; the same records always give the same bytes."""
    return Sheet(stream, columns)


class Sheet:
    """Writes rows to a sheet that is kept on disk until it is closed."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column]) -> None:
        try:
            from openpyxl import Workbook
            from openpyxl.cell import WriteOnlyCell
        except ImportError as error:
            raise ReadingError(MISSING) from error
        self._stream = stream
        self._cell = WriteOnlyCell
        self._names = [column.name for column in columns]
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("verdicts")
        self._sheet.freeze_panes = "A2"
        self._sheet.append([self._made(cell(name)) for name in self._names])

    def add(self, record: Mapping[str, Any]) -> None:
        """One more row."""
        self._sheet.append([self._made(cell(record.get(name))) for name in self._names])

    def close(self) -> None:
        """The workbook goes to the stream, without the time at which it was made."""
        with TemporaryFile() as draft:
            self._book.save(draft)
            with zipfile.ZipFile(draft) as made, zipfile.ZipFile(self._stream, "w", zipfile.ZIP_DEFLATED) as kept:
                for name in made.namelist():
                    part = zipfile.ZipInfo(name, EPOCH)
                    part.compress_type = zipfile.ZIP_DEFLATED
                    with made.open(name) as source, kept.open(part, "w", force_zip64=True) as target:
                        if name == PROPERTIES:
                            target.write(STAMP.sub(EPOCH_TEXT, source.read()))
                        else:
                            shutil.copyfileobj(source, target, 1 << 20)

    def _made(self, value: Any) -> Any:
        """A cell of text that stays text whatever it begins with; numbers that a sheet cannot hold become text."""
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > EXACT:
            value = str(value)
        if not isinstance(value, str):
            return value
        made = self._cell(self._sheet)
        made.value = "text"
        made._value = CONTROL.sub(lambda match: f"_x{ord(match.group()):04X}_", guarded(value))[:LONGEST]
        return made


def _decoded(value: Any) -> Any:
    return CODED.sub(lambda match: chr(int(match.group(1), 16)), value) if isinstance(value, str) else value
