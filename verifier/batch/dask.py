"""Chunks on the workers of a Dask cluster, here or on other machines. Needs the extra cluster (distributed).

Workers write nothing: finished rows come back, and the ledger stays with whoever started the run. A chunk whose worker
dies is run again by Dask; what Dask gives up is run row by row. When the scheduler is gone the run waits for it to come
back, and sends again what was under way.
"""

import asyncio
import logging
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, Security, Worker, WorkerPlugin, get_worker

from claims.errors import ClaimsError
from verifier.batch.conductor import Chunk
from verifier.batch.elsewhere import Packer, Parcel, Station, same_kernel
from verifier.batch.flight import Queue, Task, WorkerError, in_order
from verifier.batch.kernel import Make
from verifier.batch.records import Finished

FIRST_PATIENCE = 15.0
PATIENCE = 60.0
ATTEMPT = 5.0
BEAT = 1.0
DEATHS = 2
LOSSES = 20
GONE = (CancelledError, asyncio.CancelledError, OSError, asyncio.TimeoutError)


class NoKernelError(WorkerError):
    """A worker does not know of the run."""


class KernelPlugin(WorkerPlugin):  # type: ignore[misc]  # no types are looked up
    """Makes the kernel of one run in every worker, once."""

    def __init__(self, name: str, make: Make, setup: Any) -> None:
        self.name = name
        self.recipe = (make, setup)
        self.station: Station | None = None

    async def setup(self, worker: Worker) -> None:
        """Make the kernel, or share that of a run that is alike; raises ClaimsError where it cannot be made.

        Other runs let go of theirs, since nobody knows whether they still go on; those that do make it anew.
        """
        for other in list(worker.plugins.values()):
            if isinstance(other, KernelPlugin) and other is not self:
                if other.recipe != self.recipe:
                    other.station = None
                elif other.station is not None:
                    self.station = other.station
        await asyncio.to_thread(self._station(worker).ready)

    def teardown(self, worker: Worker) -> None:
        """Let go of the kernel."""
        self.station = None

    def run(self, parcel: Parcel, worker: Worker) -> list[Finished]:
        """The finished rows of a parcel; raises ClaimsError where the kernel cannot be made."""
        return self._station(worker).run(parcel)

    def _station(self, worker: Worker) -> Station:
        station = self.station
        if station is None or station.failed:
            station = self.station = Station(*self.recipe, partial(worker.log_event, self.name))
        return station


def judge(name: str, parcel: Parcel) -> list[Finished]:
    """What a worker does with one parcel of the run of that name."""
    worker = get_worker()
    plugin = worker.plugins.get(name)
    if not isinstance(plugin, KernelPlugin):
        raise NoKernelError("A worker does not know of this run; start the worker anew.")
    return plugin.run(parcel, worker)


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
        self._queue = Queue()
        self._flying: dict[Future, Task] = {}
        self._heard: SimpleQueue[Future] = SimpleQueue()
        self._losses = 0
        self._client: Client | None = None
        self._looked = self._peopled = time.monotonic()
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", message="Sending large graph")
        if scheduler and scheduler.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
            raise WorkerError("tls: needs certificates; name them in the configuration of Dask (docs/cluster.md).")
        self._local = None if scheduler else _local(count)
        self._address: Any = scheduler or self._local
        self.workers = count
        self._connect(min(FIRST_PATIENCE, patience))

    def __call__(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Finished]]]:
        """Each chunk with the finished rows that it missed, in the order in which the chunks came."""
        try:
            yield from in_order(chunks, lambda: self.workers, self._queue.put, self._step)
            with suppress(*GONE):
                self._listen()
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
            future = self._heard.get(timeout=BEAT)
            task = self._flying.pop(future, None)
            if task is not None:
                self._hear(future, task)
        except Empty:
            return
        except (NoKernelError, *GONE):
            self._again()

    def _send(self) -> None:
        """All that may be sent now."""
        client = self._there()
        while (task := self._queue.next()) is not None:
            parcel = self._packer.pack(task.rows)
            try:
                future = client.submit(judge, self._name, parcel, pure=False)
            except Exception as error:
                self._there()
                raise WorkerError(
                    f"A chunk cannot be sent to the cluster ({type(error).__name__}: {error})."
                ) from error
            self._queue.sent(task)
            self._flying[future] = task
            future.add_done_callback(self._heard.put)

    def _hear(self, future: Future, task: Task) -> None:
        """What has become of one task; raises NoKernelError or one of GONE where it has to be sent again."""
        if future.status == "error":
            error = future.exception(timeout=self._patience)
            if isinstance(error, KilledWorker):
                self._queue.died(task)
            elif isinstance(error, NoKernelError):
                raise error
            elif isinstance(error, ClaimsError):
                raise WorkerError(str(error)) from error
            elif "deserialization" in str(error):
                raise WorkerError("The scheduler has no dayanak of this version; install it there too.") from error
            else:
                raise WorkerError(f"A worker cannot do its work ({_sentence(error)}).") from error
        else:
            self._queue.done(task, future.result(timeout=self._patience))
            self._losses = 0

    def _look(self) -> None:
        """How many workers there are and what they have to say, and whether the scheduler is still there at all."""
        workers = len(self._there().nthreads())
        self._listen()
        self._looked = now = time.monotonic()
        if workers:
            self.workers, self._peopled = workers, now
        elif now - self._peopled > self._patience:
            raise WorkerError("The cluster has no workers; start some, and go on with --resume.")

    def _listen(self) -> None:
        """Hand on what workers have to tell the user, once however many say it."""
        for _, message in self._there().get_events(self._name):
            if message not in self._warned:
                self._warned.add(message)
                self._warn(message)

    def _there(self) -> Client:
        """The client; raises OSError where it has lost the scheduler."""
        if self._client is None or self._client.status != "running":
            raise OSError("the scheduler is gone")
        return self._client

    def _again(self) -> None:
        """The scheduler is gone: wait for it, and have all that was under way sent once more."""
        self._losses += 1
        if self._losses > LOSSES:
            raise WorkerError("The scheduler is lost again and again; mend the cluster, and go on with --resume.")
        self._queue.back()
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
                self._client = Client(self._address, timeout=min(ATTEMPT, patience), set_as_default=False)
                self._client.register_plugin(KernelPlugin(self._name, *self._plugin), name=self._name)
                self.workers = len(self._client.nthreads()) or self.workers
            except GONE as error:
                self._leave()
                if time.monotonic() > until:
                    raise WorkerError(
                        f"No scheduler answers at {self._address} ({type(error).__name__}); start it, or name another."
                    ) from error
                time.sleep(BEAT / 4)
            except Exception as error:
                self.close()
                raise WorkerError(self._why(error)) from error
        self._looked = self._peopled = time.monotonic()

    def _why(self, error: Exception) -> str:
        """What keeps a client from a cluster that is there, in one sentence."""
        if isinstance(error, ClaimsError):
            return str(error)
        if isinstance(error, ImportError) or "ModuleNotFoundError" in str(error):
            return "A worker has no dayanak of this version; install it there."
        if isinstance(error, ValueError):
            return f"{self._address} is no address of a scheduler ({error})."
        return f"The cluster at {self._address} cannot be used ({_sentence(error)})."


def _sentence(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


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
