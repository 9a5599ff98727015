"""A whole file through the kernel: the ledger gives what it knows, the rest is judged, and kept before it is shown."""

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from claims.errors import ReadingError
from verifier.batch.articles import Digests
from verifier.batch.kernel import CHUNK, Kernel, Setup
from verifier.batch.ledger import Entry, Ledger, key
from verifier.batch.records import Finished
from verifier.batch.rows import Row

SHARES = 8


class Chunk(NamedTuple):
    """Rows that go through the kernel together, the key of each, and those that are finished already."""

    rows: tuple[Row, ...]
    keys: tuple[bytes, ...]
    known: dict[int, Finished]

    @property
    def missing(self) -> tuple[Row, ...]:
        """The rows that are still to be judged."""
        return tuple(row for row in self.rows if row.number not in self.known)


Execute = Callable[[Iterable[Chunk]], Iterator[tuple[Chunk, list[Finished]]]]


def chunk_size(rows: int | None, workers: int) -> int:
    """How many rows go together: fewer in a short file, so that every worker gets some of it."""
    return CHUNK if rows is None else min(CHUNK, max(1, -(-rows // (workers * SHARES)))) if workers > 1 else CHUNK


def conduct(
    rows: Iterable[Row],
    execute: Execute,
    *,
    engine: str = "",
    digests: Digests | None = None,
    ledger: Ledger | None = None,
    retry: bool = False,
    size: int = CHUNK,
) -> Generator[tuple[Finished, bool], None, None]:
    """Every row finished, in order, and whether it was judged just now; it is in the ledger before it comes out here.

    ``engine`` and ``digests`` tell what a finished row depends on; with ``retry`` failed rows are judged again.
    """
    for chunk, found in execute(_chunks(rows, engine, digests, ledger, retry, size)):
        fresh = {one.number: one for one in found}
        if ledger is not None and fresh:
            pairs = zip(chunk.rows, chunk.keys, strict=True)
            ledger.add([Entry(key, fresh[row.number]) for row, key in pairs if row.number in fresh])
        for row in chunk.rows:
            judged = row.number not in chunk.known
            yield (fresh if judged else chunk.known)[row.number], judged


def alone(setup: Setup, warn: Callable[[str], None]) -> Execute:
    """Runs chunks in this very process, with a kernel that is made when the first row is to be judged."""

    def execute(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Finished]]]:
        kernel: Kernel | None = None
        for chunk in chunks:
            if not chunk.missing:
                yield chunk, []
                continue
            kernel = kernel or Kernel(setup, warn)
            yield chunk, kernel.run(chunk.missing)

    return execute


def _chunks(
    rows: Iterable[Row], engine: str, digests: Digests | None, ledger: Ledger | None, retry: bool, size: int
) -> Iterator[Chunk]:
    remaining = iter(rows)
    while part := tuple(islice(remaining, size)):
        if ledger is None:
            yield Chunk(part, (), {})
            continue
        keys = tuple(key(row, "" if digests is None else digests.of(_article(row)), engine) for row in part)
        yield Chunk(part, keys, ledger.known(part, keys, retry=retry))


def _article(row: Row) -> object:
    try:
        return row.given("article")
    except ReadingError:
        return None
