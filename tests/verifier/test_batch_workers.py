"""Workers: order kept, a dead one's rows are run again, a row that kills is said to."""

from pathlib import Path
from typing import Any

import batch_kernels
import pytest

from verifier.batch.conductor import Chunk, chunk_size
from verifier.batch.flight import DIED, WorkerError
from verifier.batch.kernel import Make
from verifier.batch.rows import Row
from verifier.batch.workers import Pool


def _run(
    acts: dict[int, str], folder: Path, *, size: int = 3, make: Make = batch_kernels.Echo
) -> list[tuple[int, str]]:
    rows = [Row(number, number, {"act": acts.get(number, "")}) for number in range(1, 13)]
    chunks = [Chunk(tuple(rows[at : at + size]), (), {}) for at in range(0, len(rows), size)]
    said: list[Any] = []
    found = []
    for chunk, finished in Pool(str(folder), 2, said.append, make=make)(chunks):
        by_number = {one.number: one.error for one in finished}
        found += [(row.number, by_number[row.number]) for row in chunk.rows]
    assert said == ["hello"]
    return found


def test_rows_come_in_order(tmp_path: Path) -> None:
    """However long the first ones take; what two workers say alike is said once."""
    assert _run({1: "wait", 2: "wait"}, tmp_path) == [(number, "done") for number in range(1, 13)]


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    """Its rows are run again by another."""
    assert _run({5: "die once"}, tmp_path) == [(number, "done") for number in range(1, 13)]


def test_a_row_that_kills_is_an_error(tmp_path: Path) -> None:
    """Only that row, though it took its chunk with it twice."""
    assert _run({5: "die"}, tmp_path) == [(number, DIED if number == 5 else "done") for number in range(1, 13)]


def test_what_cannot_be_loaded_is_said(tmp_path: Path) -> None:
    """In the sentence of the worker."""
    with pytest.raises(WorkerError, match="models cannot be read"):
        _run({}, tmp_path, make=batch_kernels.unloadable)


def test_workers_that_die_at_birth_end_the_run(tmp_path: Path) -> None:
    """Not an endless row of them."""
    with pytest.raises(WorkerError, match="before its first row"):
        _run({}, tmp_path, make=batch_kernels.stillborn)


def test_finished_chunks_need_no_worker() -> None:
    """Nothing is started for them."""
    pool = Pool("", 2, lambda message: None, make=batch_kernels.stillborn)
    assert list(pool([Chunk((), (), {})])) == [(Chunk((), (), {}), [])]


def test_short_files_are_shared_out() -> None:
    """Every worker gets some of a short file; a long one goes in full chunks."""
    assert chunk_size(10_000, 2) == 64
    assert chunk_size(40, 2) == 3
    assert chunk_size(3, 8) == 1
    assert chunk_size(40, 1) == 64
