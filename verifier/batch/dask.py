"""Chunks on the workers of a Dask cluster, here or on other machines. Needs the extra cluster (distributed).

Workers write nothing: finished rows come back, and the ledger stays with whoever started the run. A chunk whose worker
dies is run again by Dask; when it has died too often its rows are run one by one, each alone in the cluster, so that
none is blamed for another. When the scheduler is gone the run waits for it to come back, and sends again what was
under way.
"""

import asyncio
import logging
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, Worker, WorkerPlugin, get_worker

from claims.errors import ClaimsError
from verifier.batch.conductor import Chunk
from verifier.batch.elsewhere import Packer, Parcel, Station, same_kernel
from verifier.batch.flight import Task, WorkerError, in_order
from verifier.batch.kernel import Make
from verifier.batch.records import Finished

FIRST_PATIENCE = 15.0
PATIENCE = 60.0
ATTEMPT = 5.0
BEAT = 1.0
DEATHS = 2
FALSE_STARTS = 5
LOSSES = 20
GONE = (CancelledError, asyncio.CancelledError, OSError, asyncio.TimeoutError)


class KernelPlugin(WorkerPlugin):  # type: ignore[misc]  # no types are looked up
    """Makes the kernel of one run in every worker, once; a worker that is not fit for it says why to every chunk."""

    def __init__(self, name: str, make: Make, setup: Any) -> None:
        self.name = name
        self._make = make
        self._setup = setup
        self._station: Station | None = None
        self._refusal = "A worker has no kernel; start it anew."

    async def setup(self, worker: Worker) -> None:
        """Make the kernel beside the worker's own work; raises WorkerError where it cannot be made."""

        def warn(message: str) -> None:
            worker.log_event(self.name, message)

        try:
            self._station = await asyncio.to_thread(Station, self._make, self._setup, warn)
        except ClaimsError as error:
            self._refusal = str(error)
            raise WorkerError(self._refusal) from error

    def teardown(self, worker: Worker) -> None:
        """Let go of the kernel."""
        if self._station is not None:
            self._station.close()
            self._station = None

    def run(self, parcel: Parcel) -> list[Finished]:
        """The finished rows of a parcel; raises WorkerError where there is no kernel."""
        if self._station is None:
            raise WorkerError(self._refusal)
        return self._station.run(parcel)


def judge(name: str, parcel: Parcel) -> list[Finished]:
    """What a worker does with one parcel of the run of that name."""
    plugin = get_worker().plugins.get(name)
    if not isinstance(plugin, KernelPlugin):
        raise WorkerError("A worker has no kernel; start it anew.")
    return plugin.run(parcel)


class Cluster:
    """Runs chunks on the workers of the ``scheduler``, or of a cluster of ``count`` processes on this machine.

    ``make`` and ``setup`` give the kernel of a worker, ``folder`` is what article names are relative to; ``warn`` gets
    what a worker has to tell the user; ``patience`` is how many seconds a scheduler that is gone is waited for.
    """

    def __init__(
        self,
        setup: Any,
        folder: str,
        warn: Callable[[str], None],
        *,
        scheduler: str | None = None,
        count: int = 1,
        make: Make = same_kernel,
        patience: float = PATIENCE,
    ) -> None:
        self._name = f"dayanak-{uuid4().hex}"
        self._plugin = (make, setup)
        self._packer = Packer(folder)
        self._warn = warn
        self._warned: set[str] = set()
        self._patience = patience
        self._waiting: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._flying: dict[Future, Task] = {}
        self._heard: SimpleQueue[str | Future] = SimpleQueue()
        self._false_starts = self._losses = 0
        self._client: Client | None = None
        self._looked = self._peopled = time.monotonic()
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._local = None if scheduler else _local(count)
        self._address: Any = scheduler or self._local
        self.workers = count
        self._connect(min(FIRST_PATIENCE, patience))

    def __call__(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Finished]]]:
        """Each chunk with the finished rows that it missed, in the order in which the chunks came."""
        try:
            yield from in_order(chunks, lambda: self.workers, self._waiting.append, self._step)
        finally:
            self.close()

    def close(self) -> None:
        """Leave the cluster as it was; what is under way is dropped."""
        self._flying.clear()
        if self._client is not None:
            with suppress(Exception):
                self._client.unregister_worker_plugin(self._name)
        self._leave()
        if self._local is not None:
            with suppress(Exception):
                self._local.close(timeout=ATTEMPT)
            self._local = None

    def _step(self) -> None:
        """Send what waits, and hear what comes back, or that nobody is there."""
        try:
            self._send()
            if time.monotonic() - self._looked > BEAT:
                self._look()
            heard = self._heard.get(timeout=BEAT)
        except Empty:
            return
        except GONE:
            self._again()
            return
        if isinstance(heard, str):
            if heard not in self._warned:
                self._warned.add(heard)
                self._warn(heard)
            return
        task = self._flying.pop(heard, None)
        if task is not None:
            self._hear(heard, task)

    def _send(self) -> None:
        """All that waits; or, while there are rows that may kill, one of them when nothing else is under way."""
        queue = self._suspects or self._waiting
        while queue and not (self._suspects and self._flying):
            assert self._client is not None
            task = queue.popleft()
            try:
                future = self._client.submit(judge, self._name, self._packer.pack(task.rows), pure=False)
            except BaseException:
                queue.appendleft(task)
                raise
            self._flying[future] = task
            future.add_done_callback(self._heard.put)

    def _hear(self, future: Future, task: Task) -> None:
        """What has become of one task."""
        if future.status == "error":
            error = future.exception(timeout=self._patience)
            if isinstance(error, KilledWorker):
                self._bury(task)
            elif isinstance(error, ClaimsError):
                raise WorkerError(str(error)) from error
            else:
                raise WorkerError(f"A worker cannot do its work ({type(error).__name__}: {error}).") from error
            return
        try:
            found = future.result(timeout=self._patience)
        except GONE:
            self._return(task)
            self._again()
        else:
            task.slot.found.extend(found)
            self._false_starts = self._losses = 0

    def _bury(self, task: Task) -> None:
        """Worker after worker died with this task: its rows go alone, and a row that was alone is an error."""
        if not task.deaths:
            self._suspects.extendleft(reversed(task.singly(deaths=1)))
            return
        task.lost()
        self._false_starts += 1
        if self._false_starts > FALSE_STARTS:
            raise WorkerError("Worker after worker dies, whatever the row; give the workers more memory.")

    def _return(self, task: Task) -> None:
        (self._suspects if task.deaths else self._waiting).appendleft(task)

    def _look(self) -> None:
        """How many workers there are, and whether the scheduler is still there at all."""
        assert self._client is not None
        if self._client.status != "running":
            raise OSError("no scheduler")
        self._looked = now = time.monotonic()
        workers = len(self._client.nthreads())
        if workers:
            self.workers, self._peopled = workers, now
        elif now - self._peopled > self._patience:
            raise WorkerError("The cluster has no workers; start some, and go on with --resume.")

    def _again(self) -> None:
        """The scheduler is gone: wait for it, and have all that was under way sent once more."""
        self._losses += 1
        if self._losses > LOSSES:
            raise WorkerError("The scheduler is lost again and again; mend the cluster, and go on with --resume.")
        for task in reversed(self._flying.values()):
            self._return(task)
        self._flying.clear()
        self._leave()
        self._connect(self._patience)

    def _leave(self) -> None:
        if self._client is not None:
            with suppress(Exception):
                self._client.close(timeout=ATTEMPT)
            self._client = None

    def _connect(self, patience: float) -> None:
        """A client of the scheduler, whose workers have been given the kernel; raises WorkerError."""
        until = time.monotonic() + patience
        while self._client is None:
            try:
                self._client = Client(self._address, timeout=ATTEMPT, set_as_default=False)
                self._client.subscribe_topic(self._name, lambda event: self._heard.put(event[1]))
                self._client.register_plugin(KernelPlugin(self._name, *self._plugin), name=self._name)
                self.workers = len(self._client.nthreads()) or self.workers
            except GONE as error:
                self._leave()
                if time.monotonic() > until:
                    raise WorkerError(
                        f"No scheduler answers at {self._address} ({type(error).__name__}); start it, or name another."
                    ) from error
                time.sleep(BEAT / 4)
            except ClaimsError as error:
                self.close()
                raise WorkerError(str(error)) from error
            except ImportError as error:
                self.close()
                raise WorkerError(f"A worker has no dayanak of this version ({error}); install it there.") from error
            except ValueError as error:
                self.close()
                raise WorkerError(f"{self._address} is no address of a scheduler ({error}).") from error
        self._looked = self._peopled = time.monotonic()


def _local(count: int) -> LocalCluster:
    """A cluster on this machine that is gone with this process."""
    with dask.config.set({"distributed.scheduler.allowed-failures": DEATHS - 1}), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            memory_limit=0,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )
