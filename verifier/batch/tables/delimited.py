"""What CSV and TSV share: the first line names the columns, and tells by what they are delimited."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from claims.errors import ReadingError
from verifier.batch.columns import check, find
from verifier.batch.rows import Row
from verifier.batch.tables.cells import Column, cell, guarded, titles
from verifier.batch.tables.files import encoding

QUOTED = re.compile(r'"(?:[^"]|"")*"?')
LINE_END = "\r\n"  # the library quotes only the line ends that it is told of; lines end in \n alone
LARGEST = 16 * 1024 * 1024


def rows(path: Path, warn: Callable[[str], None], delimiters: str) -> Iterator[Row]:
    """The rows of a file whose cells are delimited by one of the characters, whichever its header is cut best by."""
    csv.field_size_limit(LARGEST)
    with path.open(encoding=encoding(path, warn), newline="") as lines:
        header = lines.readline()
        delimiter = _delimiter(header, delimiters)
        lines.seek(0)
        reader = csv.reader(lines, delimiter=delimiter)
        first = next(reader, [])
        check(tuple(first), str(path))
        columns = titles(first)
        before, number = reader.line_num, 0
        for cells, error in _cells(reader):
            line, before = before + 1, reader.line_num
            if not cells and not error:
                continue
            number += 1
            if not error and len(cells) != len(columns):
                error = f"{len(cells)} cells where the header names {len(columns)} columns"
            yield Row(number, line, dict(zip(columns, cells, strict=False)), error)


def _cells(reader: Iterator[list[str]]) -> Iterator[tuple[list[str], str]]:
    while True:
        try:
            yield next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            yield [], f"the cells cannot be told apart ({error}); look for a quotation mark that is never closed"


def _delimiter(header: str, delimiters: str) -> str:
    """The delimiter that makes a column of statements, the most frequent of those; quoted stretches do not count."""
    bare = QUOTED.sub("", header)

    def fitness(delimiter: str) -> tuple[bool, int]:
        names: Iterable[str] = next(csv.reader([header], delimiter=delimiter), [])
        return _found(tuple(names)), bare.count(delimiter)

    return max(delimiters, key=fitness)


def _found(names: tuple[str, ...]) -> bool:
    try:
        return "statement" in find(names)
    except ReadingError:  # more than one column of a role: that is said when the header is checked
        return True


class Table:
    """Writes a header and one line a record."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column], delimiter: str) -> None:
        self._stream = stream
        self._names = [column.name for column in columns]
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator=LINE_END)
        self._write([cell(name) for name in self._names])

    def add(self, record: Mapping[str, Any]) -> None:
        """One more line; a column that the record lacks stays empty."""
        self._write([cell(record.get(name)) for name in self._names])

    def close(self) -> None:
        """Nothing is left to write."""

    def _write(self, cells: Iterable[Any]) -> None:
        self._writer.writerow([guarded(value) if isinstance(value, str) else value for value in cells])
        self._stream.write(self._text.getvalue().removesuffix(LINE_END).encode() + b"\n")
        self._text.seek(0)
        self._text.truncate()
