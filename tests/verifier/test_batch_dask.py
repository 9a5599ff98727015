"""Batches under Dask, with real schedulers and workers: the same bytes as here, whatever dies meanwhile."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import batch_kernels
import pytest
from conftest import ROOT, Command

from verifier.batch.conductor import Chunk
from verifier.batch.elsewhere import Sent
from verifier.batch.flight import DIED, Queue, Slot, Task, WorkerError
from verifier.batch.kernel import Setup
from verifier.batch.rows import Row

pytest.importorskip("distributed", reason="needs the extra cluster")

WANTED = [(number, "done") for number in range(1, 13)]


class Machines:
    """A scheduler with workers, each a process as on a machine of its own, in a folder without any of the files."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []

    def scheduler(self) -> "subprocess.Popen[bytes]":
        """Start the scheduler, always at the same address."""
        return self._start("scheduler", "--host", "127.0.0.1", "--port", self._port, "--no-show")

    def worker(self) -> "subprocess.Popen[bytes]":
        """Start one more worker."""
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--local-directory", ".")

    def close(self) -> None:
        """End all of them."""
        for process in self._started:
            process.kill()
            process.wait()

    def _start(self, what: str, *arguments: str) -> "subprocess.Popen[bytes]":
        path = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--no-dashboard"],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=(self._folder / f"{what}{len(self._started)}.log").open("wb"),
        )
        self._started.append(process)
        return process


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Iterator[Machines]:
    """A scheduler with one worker, for all tests here."""
    with pytest.MonkeyPatch.context() as patched, ExitStack() as held:
        patched.setenv("DAYANAK_CACHE", str(cache_folder))
        made = Machines(tmp_path_factory.mktemp("machines"))
        held.callback(made.close)
        made.scheduler()
        made.worker()
        yield made


def _chunks(acts: dict[int, str]) -> list[Chunk]:
    rows = [Row(number, number, {"act": acts.get(number, "")}) for number in range(1, 13)]
    return [Chunk(tuple(rows[at : at + 3]), (), {}) for at in range(0, len(rows), 3)]


def _read(found: Sequence[tuple[Chunk, Any]]) -> list[tuple[int, str]]:
    """Number and error of every row, in the order of the chunks, each as often as it came back."""
    return [(one.number, one.error) for _, rows in found for one in sorted(rows, key=lambda one: one.number)]


def test_the_same_bytes_as_here(verify: Command, tmp_path: Path, machines: Machines) -> None:
    """Though the worker sees none of the articles; one of them is missing, which is said in the same words."""
    (tmp_path / "haber.txt").write_text("Deneme Holding 40 milyon avro yatırdı.\n", encoding="utf-8")
    rows = [f"Deneme Holding {40 + number % 3} milyon avro yatırdı.;haber.txt;{number}" for number in range(9)]
    rows += ["Deneme Holding 40 milyon avro yatırdı.;yok.txt;=2+2", "Meta 14,3 milyar dolar yatırdı.;;", ";;x"]
    file = tmp_path / "rows.csv"
    file.write_text("\n".join(["İddia;Kaynak;masa", *rows]) + "\n", encoding="utf-8")
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    assert verify("batch", str(file), "-o", str(here), "--quiet").status == 0
    cluster = ("--engine", "dask", "--scheduler", machines.address)
    done = verify("batch", str(file), "-o", str(there), *cluster)
    assert (done.status, done.out) == (0, "")
    assert "distributed" not in done.err
    assert there.read_bytes() == here.read_bytes()


def test_a_killed_worker_costs_nothing(tmp_path: Path, machines: Machines) -> None:
    """Its rows are run again by another, and what workers say alike is said once."""
    from verifier.batch.dask import Cluster

    worker = machines.worker()
    said: list[str] = []
    cluster = Cluster(str(tmp_path), "", said.append, scheduler=machines.address, make=batch_kernels.Echo)
    running = cluster(_chunks(dict.fromkeys(range(1, 13), "wait")))
    found = [next(running)]
    worker.kill()
    assert _read([*found, *running]) == WANTED
    assert said == ["hello"]


def test_a_restarted_scheduler_costs_nothing(tmp_path: Path) -> None:
    """What was under way is sent again; every row comes back once."""
    from verifier.batch.dask import Cluster

    machines = Machines(tmp_path)
    with ExitStack() as held:
        held.callback(machines.close)
        scheduler = machines.scheduler()
        machines.worker()
        cluster = Cluster(str(tmp_path), "", print, scheduler=machines.address, make=batch_kernels.Echo)
        running = cluster(_chunks(dict.fromkeys(range(1, 13), "wait")))
        found = [next(running)]
        scheduler.kill()
        scheduler.wait()
        machines.scheduler()
        machines.worker()
        assert _read([*found, *running]) == WANTED


def test_a_row_that_kills_is_an_error(tmp_path: Path) -> None:
    """Only that row, on workers of this machine."""
    from verifier.batch.dask import Cluster

    cluster = Cluster(str(tmp_path), "", print, count=2, make=batch_kernels.Echo)
    assert _read(list(cluster(_chunks({5: "die"})))) == [
        (number, DIED if number == 5 else "done") for number, _ in WANTED
    ]


def test_another_version_is_refused(machines: Machines) -> None:
    """Before any row is judged, in one sentence."""
    from verifier.batch.dask import Cluster

    with pytest.raises(WorkerError, match="another version of dayanak"):
        Cluster(Sent(Setup(folder=""), "another"), "", print, scheduler=machines.address)


def test_a_scheduler_that_is_not_there_is_said(verify: Command, tmp_path: Path) -> None:
    """So are options that do not go together."""
    from verifier.batch.dask import Cluster

    with pytest.raises(WorkerError, match="No scheduler answers at tcp://127.0.0.1:1 "):
        Cluster("", "", print, scheduler="tcp://127.0.0.1:1", patience=0.1)
    with pytest.raises(WorkerError, match="no address of a scheduler"):
        Cluster("", "", print, scheduler="nowhere://x", patience=0.1)
    with pytest.raises(WorkerError, match="needs certificates"):
        Cluster("", "", print, scheduler="tls://127.0.0.1:1", patience=0.1)
    file = tmp_path / "rows.csv"
    file.write_text("iddia\n", encoding="utf-8")
    assert "give --engine dask" in verify("batch", str(file), "--scheduler", "tcp://127.0.0.1:1").err
    both = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2")
    assert "leave out --workers" in verify("batch", str(file), *both).err


def test_a_row_that_may_kill_goes_alone() -> None:
    """Nothing is under way beside it, so that no other row is blamed; what is sent again keeps its order."""
    queue, chunks = Queue(), _chunks({})
    slots = [Slot(chunk) for chunk in chunks[:3]]
    for slot in slots:
        queue.put(Task(slot, slot.chunk.missing))
    sent = []
    for _ in range(2):
        assert (task := queue.next()) is not None
        queue.sent(task)
        sent.append(task)
    queue.died(sent[0])
    assert queue.next() is None
    queue.done(sent[1], [])
    alone = queue.next()
    assert alone is not None
    assert [row.number for row in alone.rows] == [1]
    queue.sent(alone)
    assert queue.next() is None
    queue.back()
    assert queue.next() is alone
    queue.sent(alone)
    queue.died(alone)
    assert [(one.number, one.error) for one in slots[0].found] == [(1, DIED)]
