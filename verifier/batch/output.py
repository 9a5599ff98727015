"""The output of a run: written as rows are finished where the format allows it, else in one piece at the end."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from verifier.batch.records import Finished, flat, flat_columns, whole
from verifier.batch.tables import Format
from verifier.batch.tables.cells import Column


class Live:
    """An output that grows row by row; each row is handed to the operating system before the next is judged."""

    def __init__(self, stream: BinaryIO, form: Format, columns: Sequence[Column]) -> None:
        self._stream = stream
        self._shape = flat if form.FLAT else whole
        self._writer = form.writer(stream, flat_columns(columns))
        self._stream.flush()

    def add(self, row: Finished) -> None:
        """One more row."""
        self._writer.add(self._shape(row))
        self._stream.flush()

    def close(self) -> None:
        """What is left."""
        self._writer.close()
        self._stream.flush()


def write_at_once(path: Path, form: Format, columns: Sequence[Column], rows: Iterable[Finished]) -> None:
    """The whole output in one step: it is there as a whole, or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as stream:
            written = Live(stream, form, columns)
            for row in rows:
                written.add(row)
            written.close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
