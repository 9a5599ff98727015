"""Parquet: row group by row group. Needs the extra parquet (pyarrow)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from claims.errors import ReadingError
from verifier.batch.columns import check
from verifier.batch.rows import Row
from verifier.batch.tables import files
from verifier.batch.tables.cells import Column, cell, plain, titles

NAME = "parquet"
SUFFIXES = (".parquet", ".pq")
LIVE = False
FLAT = True
MISSING = "Parquet needs pyarrow; install it with: pip install 'dayanak[parquet]'."
AT_ONCE = 2048
GROUP = 16_384


def read(path: Path, warn: Callable[[str], None]) -> Iterator[Row]:
    """The rows in order; dates come in ISO 8601, nested columns as lists and objects."""
    files.check(path)
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ReadingError(MISSING) from error
    try:
        table = ParquetFile(path)
    except Exception as error:  # a damaged file trips the library in many ways
        raise ReadingError(
            f"{path} is no Parquet file that can be read ({type(error).__name__}); write it anew, or give .jsonl."
        ) from error
    with table:
        names = table.schema_arrow.names
        check(tuple(names), str(path))
        columns = titles(names)
        number = 0
        for batch in table.iter_batches(batch_size=AT_ONCE):
            for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield Row(number, number, dict(zip(columns, map(plain, cells), strict=True)))


def writer(stream: BinaryIO, columns: Sequence[Column]) -> "Groups":
    """A writer of row groups; the same records always give the same bytes."""
    return Groups(stream, columns)


class Groups:
    """Gathers records and writes them a row group at a time."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column]) -> None:
        try:
            import pyarrow
            from pyarrow.parquet import ParquetWriter
        except ImportError as error:
            raise ReadingError(MISSING) from error
        types = {
            "text": pyarrow.string(),
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
        }
        self._columns = tuple(columns)
        self._schema = pyarrow.schema([(column.name, types[column.kind]) for column in columns])
        self._writer = ParquetWriter(stream, self._schema)
        self._batch = pyarrow.RecordBatch.from_pydict
        self._gathered: dict[str, list[Any]] = {column.name: [] for column in columns}
        self._count = 0

    def add(self, record: Mapping[str, Any]) -> None:
        """One more record; a full row group is written at once."""
        for column in self._columns:
            self._gathered[column.name].append(_typed(record.get(column.name), column))
        self._count += 1
        if self._count == GROUP:
            self._flush()

    def close(self) -> None:
        """The last row group and the foot of the file."""
        if self._count:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_batch(self._batch(self._gathered, schema=self._schema))
        for values in self._gathered.values():
            values.clear()
        self._count = 0


def _typed(value: Any, column: Column) -> Any:
    given = cell(value)
    if given is None:
        return None
    if column.kind == "number":
        return float(given)
    return str(given) if column.kind == "text" and not isinstance(given, str) else given
