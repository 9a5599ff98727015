"""The pool: no job waits for a slow one while a worker is free, none is lost with a worker, none runs for ever."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from service_benches import Bench

from claims.errors import ReadingError
from verifier.service.metrics import Metrics
from verifier.service.pool import Pool
from verifier.service.problems import Problem
from verifier.service.process import Unexpected

Asked = Callable[[Pool], Awaitable[None]]


def _with_pool(path: Path, asked: Asked, *, count: int = 1, queue: int = 100, seconds: float = 20.0) -> None:
    async def main() -> None:
        pool = Pool(str(path), count, queue=queue, seconds=seconds, metrics=Metrics(), make=Bench)
        starting = asyncio.create_task(pool.start())
        try:
            await asked(pool)
        finally:
            await starting
            await pool.close()

    asyncio.run(main())


def _ask(pool: Pool, verb: str, argument: Any = 0, **options: Any) -> Awaitable[bytes]:
    return pool.ask((verb, argument), **options)  # type: ignore[arg-type]


def test_a_slow_job_holds_up_nobody_else(tmp_path: Path) -> None:
    """Quick jobs are answered by the other worker while it runs; the text it has seen goes to the same worker again."""

    async def asked(pool: Pool) -> None:
        first = await _ask(pool, "answer", about="a")
        while pool.size < 2:
            await asyncio.sleep(0.05)
        slow = asyncio.ensure_future(_ask(pool, "sleep", 1.5))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        for _ in range(20):
            await _ask(pool, "answer")
        assert time.monotonic() - began < 1
        assert not slow.done()
        await slow
        assert {await _ask(pool, "answer", about="a") for _ in range(5)} == {first}

    _with_pool(tmp_path / "jobs", asked, count=2)


def test_a_job_whose_worker_dies_is_tried_once_more(tmp_path: Path) -> None:
    """It is answered by a new worker; one that kills that one too is given up, and the pool goes on."""

    async def asked(pool: Pool) -> None:
        before = await _ask(pool, "answer")
        assert await _ask(pool, "die once") != before
        with pytest.raises(Problem, match="died twice") as refused:
            await _ask(pool, "die")
        assert refused.value.status == 500
        os.kill(int(await _ask(pool, "answer")), signal.SIGKILL)
        assert await _ask(pool, "answer")

    _with_pool(tmp_path / "jobs", asked)
    assert (tmp_path / "jobs").read_text().splitlines().count("die") == 2


def test_a_job_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    """Its worker is ended and replaced."""

    async def asked(pool: Pool) -> None:
        with pytest.raises(Problem, match="longer than 0.2 seconds") as refused:
            await _ask(pool, "sleep", 30, seconds=0.2)
        assert refused.value.status == 504
        assert await _ask(pool, "answer")

    _with_pool(tmp_path / "jobs", asked)


def test_errors_come_back_as_what_they_are(tmp_path: Path) -> None:
    """What is the user's fault in its own sentence; anything else without the words that it came from."""

    async def asked(pool: Pool) -> None:
        with pytest.raises(ReadingError, match="That is no text; send another."):
            await _ask(pool, "refuse")
        with pytest.raises(Unexpected) as failed:
            await _ask(pool, "fail", "Ayşe")
        assert str(failed.value).startswith("ValueError in service_benches.py:")
        assert await _ask(pool, "answer")

    _with_pool(tmp_path / "jobs", asked)


def test_more_than_can_wait_is_refused_at_once(tmp_path: Path) -> None:
    """With the time after which it is worth another try; who waits already is answered."""

    async def asked(pool: Pool) -> None:
        await _ask(pool, "answer")
        waiting = [asyncio.ensure_future(_ask(pool, "sleep", 0.2)) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(Problem) as refused:
            await _ask(pool, "answer")
        assert (refused.value.status, refused.value.headers) == (503, {"Retry-After": "1"})
        await asyncio.gather(*waiting)

    _with_pool(tmp_path / "jobs", asked, queue=2)


def test_closing_waits_for_what_runs(tmp_path: Path) -> None:
    """Who asked is answered, also where he has gone away meanwhile his worker is not torn from its job."""

    async def asked(pool: Pool) -> None:
        await _ask(pool, "answer")
        running = asyncio.ensure_future(_ask(pool, "sleep", 0.3))
        gone = asyncio.ensure_future(_ask(pool, "answer"))
        await asyncio.sleep(0.05)
        gone.cancel()
        await pool.drain()
        assert running.done()
        assert await running

    _with_pool(tmp_path / "jobs", asked)
