"""JSON Lines: one object a line."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from verifier.batch.rows import Row
from verifier.batch.tables.cells import LONE, Column
from verifier.batch.tables.files import encoding

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")
LIVE = True
FLAT = False
MALFORMED = "not a JSON object; write one object a line"


def read(path: Path, warn: Callable[[str], None]) -> Iterator[Row]:
    """One row a line that is not empty; a line that is no object is a malformed row."""
    with path.open(encoding=encoding(path, warn), newline="\n") as lines:
        number = 0
        for line, text in enumerate(lines, start=1):
            if not text.strip():
                continue
            number += 1
            try:
                columns = json.loads(text)
            except (ValueError, RecursionError):
                columns = None
            yield Row(number, line, columns) if isinstance(columns, dict) else Row(number, line, {}, MALFORMED)


class Lines:
    """Writes one compact object a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, record: Mapping[str, Any]) -> None:
        """One more line; halves of surrogate pairs are written as escapes."""
        text = json.dumps(record, ensure_ascii=False)
        if LONE.search(text):
            text = json.dumps(record)
        self._stream.write(text.encode() + b"\n")

    def close(self) -> None:
        """Nothing is left to write."""


def writer(stream: BinaryIO, columns: Sequence[Column]) -> Lines:
    """A writer of lines; every record names its own columns."""
    return Lines(stream)
