"""A pool of processes over the kernel: order kept, few chunks in flight, and what a dead worker had is run again.

Each worker is a fresh process (spawn) with one thread and its own models. A chunk whose worker dies is given to
another; the second time its rows are run one by one, and a row that kills two more workers becomes an error.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from claims.errors import ClaimsError
from verifier.batch.conductor import Chunk
from verifier.batch.flight import Task, WorkerError, in_order
from verifier.batch.kernel import Kernel, Make
from verifier.batch.records import Finished

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
DEATHS = 2
FALSE_STARTS = 5


@dataclass(eq=False)
class Worker:
    """One process, the pipe to it, what it works on, and whether it has begun to judge that."""

    process: SpawnProcess
    pipe: "Connection[Any, Any]"
    ready: bool = False
    task: Task | None = None
    begun: bool = False


class Pool:
    """Runs chunks on ``count`` worker processes; ``warn`` gets what a worker has to tell the user."""

    def __init__(self, setup: Any, count: int, warn: Callable[[str], None], *, make: Make = Kernel) -> None:
        self._setup = setup
        self._count = count
        self._warn = warn
        self._make = make
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._false_starts = 0
        self._warned: set[str] = set()

    def __call__(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Finished]]]:
        """Each chunk with the finished rows that it missed, in the order in which the chunks came."""
        try:
            yield from in_order(chunks, lambda: self._count, self._waiting.append, self._step)
        finally:
            self.close()

    def close(self) -> None:
        """End all workers at once; what they were at is lost."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _step(self) -> None:
        """Give work to who is idle, start who is missing, and hear what comes next."""
        busy = sum(worker.task is not None for worker in self._workers)
        while len(self._workers) < min(self._count, busy + len(self._waiting)):
            self._workers.append(_start(self._make, self._setup))
        for worker in list(self._workers):
            if worker.ready and worker.task is None and self._waiting:
                worker.task, worker.begun = self._waiting.popleft(), False
                try:
                    worker.pipe.send(worker.task.rows)
                except OSError:
                    self._bury(worker)
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes)):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                kind, content = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._hear(worker, kind, content)

    def _hear(self, worker: Worker, kind: str, content: Any) -> None:
        if kind == "ready":
            worker.ready = True
        elif kind == "begun":
            worker.begun, self._false_starts = True, 0
        elif kind == "done" and worker.task is not None:
            worker.task.slot.found.extend(content)
            worker.task = None
        elif kind == "failed":
            raise WorkerError(content)
        elif kind == "warning" and content not in self._warned:
            self._warned.add(content)
            self._warn(content)

    def _bury(self, worker: Worker) -> None:
        """A worker is dead: its rows go to another, one by one where that has happened before."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        task = worker.task
        if task is None or not worker.begun:
            self._false_starts += 1
            if self._false_starts > FALSE_STARTS:
                raise WorkerError("Worker after worker dies before its first row; free memory, or use fewer --workers.")
        if task is None:
            return
        task.deaths += worker.begun
        if task.deaths < DEATHS:
            self._waiting.appendleft(task)
        elif len(task.rows) > 1:
            self._waiting.extendleft(reversed(task.singly()))
        else:
            task.lost()


def _start(make: Make, setup: Any) -> Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, make, setup), daemon=True)
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        process.start()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    theirs.close()
    return Worker(process, ours)


def serve(pipe: "Connection[Any, Any]", make: Make, setup: Any) -> None:
    """What a worker process does until the pipe is closed or the process that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    try:
        judge = make(setup, lambda message: pipe.send(("warning", message)))
        pipe.send(("ready", None))
        while True:
            rows = pipe.recv()
            judge.warm(rows)
            pipe.send(("begun", None))
            pipe.send(("done", judge.run(rows)))
    except ClaimsError as error:
        pipe.send(("failed", str(error)))
    except (EOFError, OSError):
        return


def _follow() -> None:
    """No worker outlives the process that started it, however that ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
