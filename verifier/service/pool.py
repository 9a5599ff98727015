"""The pool of workers: whoever is free takes the next job, so that a slow one holds up nobody else."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from claims.errors import ClaimsError
from verifier.service.bench import Bench
from verifier.service.jobs import Job
from verifier.service.metrics import Metrics
from verifier.service.problems import Problem
from verifier.service.process import Make, TooSlow, Worker, WorkerDied

T = TypeVar("T")

REMEMBERED = 64
TRIES, DEATHS = 2, 6
RETRY_AFTER = "1"


class Seat:
    """A worker, whether it is ready, and which texts it has seen lately: they need no second reading there."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.ready = False
        self.seen: OrderedDict[str, None] = OrderedDict()

    def remember(self, key: str) -> None:
        """It has seen that text now."""
        self.seen[key] = None
        self.seen.move_to_end(key)
        while len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)

    def lost(self) -> None:
        """Its process is gone, and all that it had read."""
        self.ready = False
        self.seen.clear()


class Pool:
    """``count`` workers for one event loop; at most ``queue`` jobs wait, each for ``seconds`` at most once it runs.

    A worker that dies is replaced and its job is tried once more; one that is too slow is ended and replaced.
    """

    def __init__(
        self, kit: Any, count: int, *, queue: int, seconds: float, metrics: Metrics, make: Make = Bench
    ) -> None:
        starting = Lock()
        self._seats = [Seat(Worker(kit, make, starting)) for _ in range(count)]
        self._free: list[Seat] = []
        self._turn = asyncio.Semaphore(0)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        self._queue = queue
        self._seconds = seconds
        self._metrics = metrics
        self._waiting = 0
        self._running: set[asyncio.Task[bytes]] = set()
        self._reviving: set[asyncio.Task[None]] = set()
        self._failure: Exception | None = None

    @property
    def ready(self) -> bool:
        """Whether any worker has its models loaded."""
        return any(seat.ready for seat in self._seats)

    @property
    def failure(self) -> Exception | None:
        """Why workers could not be started, None where nothing is wrong."""
        return self._failure

    @property
    def size(self) -> int:
        """How many workers have their models loaded."""
        return sum(seat.ready for seat in self._seats)

    async def start(self) -> None:
        """Start the workers; each serves as soon as it can."""
        await asyncio.gather(*map(self._revive, self._seats))

    async def ask(self, job: Job, *, about: str = "", seconds: float | None = None) -> bytes:
        """The answer to a job as JSON; raises Problem, or the ClaimsError that it raised in the worker.

        ``about`` is the hash of the text that takes longest to read: a worker that knows it is preferred.
        """
        if self._waiting >= self._queue:
            raise Problem(
                503, "Too many requests are waiting; try again in a moment.", headers={"Retry-After": RETRY_AFTER}
            )
        self._waiting += 1
        self._metrics.waiting.set(self._waiting)
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
            self._metrics.waiting.set(self._waiting)
        seat = self._take(about)
        # Whoever asks may go away; the worker is free again only when it has answered.
        task = asyncio.create_task(self._serve(seat, job, about, seconds or self._seconds))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def drain(self) -> None:
        """Wait for the jobs that run."""
        while self._running:
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Let running jobs finish, then end the workers."""
        await self.drain()
        for task in self._reviving:
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for seat in self._seats:
            seat.worker.end()

    def _take(self, about: str) -> Seat:
        """The free seat that suits best: one that knows the text, else one whose worker lives."""
        best = max(self._free, key=lambda seat: (about in seat.seen, seat.ready))
        self._free.remove(best)
        self._metrics.busy.set(len(self._seats) - len(self._free))
        return best

    def _release(self, seat: Seat) -> None:
        self._free.append(seat)
        self._metrics.busy.set(len(self._seats) - len(self._free))
        self._turn.release()

    async def _serve(self, seat: Seat, job: Job, about: str, seconds: float) -> bytes:
        try:
            deaths, tries = 0, 0
            while True:
                try:
                    answer = await self._in_thread(seat.worker.ask, job, seconds)
                except WorkerDied as death:
                    self._lost(seat)
                    deaths, tries = deaths + 1, tries + death.begun
                    if tries == TRIES or deaths == DEATHS:
                        raise Problem(
                            500, "The worker died twice on this request; report it with the request id."
                        ) from None
                else:
                    if about:
                        seat.remember(about)
                    return answer
        except TooSlow:
            self._lost(seat)
            detail = f"This took longer than {seconds:g} seconds and was given up; send a shorter text."
            raise Problem(504, detail) from None
        finally:
            if seat.worker.pid is None:
                task = asyncio.create_task(self._revive(seat))
                self._reviving.add(task)
                task.add_done_callback(self._reviving.discard)
            else:
                self._ready(seat)
                self._release(seat)

    async def _revive(self, seat: Seat) -> None:
        """Start the worker of a seat, and let it be asked; one that cannot start is tried again when it is asked."""
        try:
            await self._in_thread(seat.worker.start)
            self._ready(seat)
            self._failure = None
        except (ClaimsError, WorkerDied) as error:
            self._failure = error
        self._release(seat)

    def _ready(self, seat: Seat) -> None:
        seat.ready = True
        self._metrics.ready.set(self.size)

    def _lost(self, seat: Seat) -> None:
        seat.lost()
        self._metrics.ready.set(self.size)
        self._metrics.restarts.inc()

    async def _in_thread(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(function, *arguments))
