"""A first pass over the rows: how many there are, what columns they have, and whether each names its article."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from claims.errors import ReadingError
from verifier.batch.rows import Row
from verifier.batch.tables.cells import Column, Kind, common, kind_of


class Survey(NamedTuple):
    """What is known of a batch before any row is judged; ``nameless`` tells that a sound row names no article."""

    rows: int
    columns: tuple[Column, ...]
    nameless: bool


def survey(rows: Iterable[Row]) -> Survey:
    """One pass over the rows; no row is kept."""
    kinds: dict[str, set[Kind]] = {}
    count, nameless = 0, False
    for row in rows:
        count += 1
        for name, value in row.columns.items():
            known = kinds.setdefault(name, set())
            kind = kind_of(value)
            if kind is not None:
                known.add(kind)
        if not nameless and not row.error:
            with suppress(ReadingError):
                nameless = row.given("article") in (None, "")
    return Survey(count, tuple(Column(name, common(found)) for name, found in kinds.items()), nameless)
