"""One worker process of the service: started fresh, one thread, asked one thing at a time."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any, Protocol

from claims.errors import ClaimsError
from verifier.batch.workers import ONE_THREAD
from verifier.service.jobs import Job


class Engaged(Protocol):
    """What a worker holds: the bench, or what a test puts in its place."""

    def warm(self) -> None:
        """Load all that jobs need."""

    def run(self, job: Any) -> bytes:
        """The answer to a job; raises ClaimsError."""


Make = Callable[[Any], Engaged]


class WorkerDied(Exception):
    """The process of a worker has ended before it answered; ``begun`` tells that it had taken the job."""

    def __init__(self, *, begun: bool) -> None:
        super().__init__()
        self.begun = begun


class TooSlow(Exception):
    """A worker has not answered in time; its process was ended."""


class Worker:
    """A process that holds what ``make`` makes of the kit; ``ask`` blocks and is called by one thread at a time.

    Workers that are started at the same time share ``starting``: what they inherit is set for one at a time.
    """

    def __init__(self, kit: Any, make: Make, starting: threading.Lock) -> None:
        self._kit = kit
        self._make = make
        self._starting = starting
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None

    @property
    def pid(self) -> int | None:
        """The number of its process, None where none runs."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def start(self) -> None:
        """Start the process and wait until its models are loaded; raises WorkerDied, or what loading them raised."""
        self.end()
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._make, self._kit), daemon=True)
        with self._starting, _one_thread():
            self._process.start()
        theirs.close()
        self._pipe = ours
        try:
            self._answer(None)
        except BaseException:
            self.end()
            raise

    def ask(self, job: Job, seconds: float) -> bytes:
        """What the worker answers; raises TooSlow, WorkerDied, or the error that the job raised there."""
        if self.pid is None:
            self.start()
        assert self._pipe is not None
        try:
            self._pipe.send(job)
        except OSError as error:
            self.end()
            raise WorkerDied(begun=False) from error
        return self._answer(seconds)

    def end(self) -> None:
        """End the process at once."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _answer(self, seconds: float | None) -> bytes:
        assert self._pipe is not None
        try:
            if not self._pipe.poll(seconds):
                self.end()
                raise TooSlow
            kind, content = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerDied(begun=seconds is not None) from error
        if kind == "failed":
            raise content
        return bytes(content)


def serve(pipe: "Connection[Any, Any]", make: Make, kit: Any) -> None:
    """What the process does until the pipe is closed or the process that started it is gone.

    It does not heed the signals that stop the service, which lets running requests finish and then closes the pipe.
    """
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    try:
        bench = make(kit)
        bench.warm()
        pipe.send(("ready", b""))
        while True:
            job: Job = pipe.recv()
            try:
                pipe.send(("done", bench.run(job)))
            except ClaimsError as error:
                pipe.send(("failed", error))
            except (EOFError, OSError):
                raise
            except Exception as error:
                pipe.send(("failed", Unexpected(f"{type(error).__name__} in {_place(error)}")))
    except ClaimsError as error:
        pipe.send(("failed", error))
    except (EOFError, OSError):
        return


class Unexpected(Exception):
    """An error inside a worker; it tells its kind and place, never the text that it came from."""


def _place(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return "?" if frame is None else f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}"


@contextmanager
def _one_thread() -> Iterator[None]:
    """The environment in which a process is started that is to use one thread."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _follow() -> None:
    """No worker outlives the service, however that ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
