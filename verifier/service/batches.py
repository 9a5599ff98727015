"""Batches: files of statements that are judged behind the requests, one after the other, and survive a restart.

Each has a folder of its own: its rows, its results as they grow, the ledger that proves which rows are finished, and
``batch.json``. What is not done when the service starts is gone on with, byte for byte as if it had not been ended.
"""

import asyncio
import contextlib
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

from claims.document import Frozen, Lang
from claims.errors import ClaimsError, ReadingError
from verifier.batch import tables
from verifier.batch.survey import survey
from verifier.service import jobs
from verifier.service.batch_run import Ended, Run
from verifier.service.bench import Kit
from verifier.service.metrics import Metrics
from verifier.service.pool import Pool
from verifier.service.problems import Problem

FILE, RESULTS = "batch.json", "results.jsonl"
LENGTH = 16
LIVE = ("queued", "running")


class Given(Frozen):
    """How a batch was asked for: what judges rows that name no article, and what tells it from another request."""

    texts: tuple[jobs.Text, ...] = ()
    stored: tuple[str, ...] = ()
    lang: Lang | None = None
    suffix: str = ".jsonl"
    key: str = ""
    digest: str = ""


class Batch(Frozen):
    """A batch as it stands; ``rows`` is how many it has, ``done`` how many are finished, by verdict in ``verdicts``."""

    id: str
    state: str
    rows: int
    done: int = 0
    verdicts: dict[str, int] = {}
    created: str
    detail: str = ""


class Kept(Frozen):
    """What ``batch.json`` holds."""

    batch: Batch
    given: Given


class Batches:
    """The batches in a folder, for one event loop; ``clock`` gives the time (ISO 8601, UTC)."""

    def __init__(self, folder: Path, pool: Pool, kit: Kit, metrics: Metrics, clock: Callable[[], str]) -> None:
        self._folder = folder
        self._pool = pool
        self._kit = kit
        self._metrics = metrics
        self._clock = clock
        self._known: dict[str, Kept] = {}
        self._stop: dict[str, Event] = {}
        self._closing = False
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Read what there is, and go on with what is not done."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.glob(f"*/{FILE}"):
            with contextlib.suppress(ValueError, OSError):
                kept = Kept.model_validate_json(path.read_bytes())
                self._known[kept.batch.id] = kept
        self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Stop after the rows that are being judged; the ledger keeps what is finished."""
        self._closing = True
        for stop in self._stop.values():
            stop.set()
        self._wake.set()
        if self._task is not None:
            await self._task

    def same(self, key: str, digest: str) -> Batch | None:
        """The batch that was made with that Idempotency-Key; raises Problem where another body came with it."""
        known = next((one for one in self._known.values() if key and one.given.key == key), None)
        if known is None:
            return None
        if known.given.digest != digest:
            raise Problem(422, "That Idempotency-Key was used for another batch; choose a new one.")
        return known.batch

    async def add(self, content: bytes, given: Given) -> Batch:
        """Keep a batch and judge it when its turn comes; raises ReadingError where its rows cannot be read."""
        number = secrets.token_hex(LENGTH // 2)
        kept = await asyncio.to_thread(self._written, number, content, given)
        self._known[number] = kept
        self._wake.set()
        return kept.batch

    def get(self, number: str) -> Batch:
        """The batch of that id; raises Problem."""
        if number not in self._known:
            raise Problem(404, "There is no such batch; it may have been removed.")
        return self._known[number].batch

    def results(self, number: str) -> Path:
        """The file of its results; raises Problem as long as it is not done."""
        batch = self.get(number)
        if batch.state != "done":
            raise Problem(409, f"The batch is {batch.state}; its results can be read when it is done.")
        return self._folder / number / RESULTS

    async def remove(self, number: str) -> None:
        """Stop the batch where it runs, and forget it; raises Problem."""
        self.get(number)
        del self._known[number]
        if number in self._stop:
            self._stop[number].set()
        else:
            await asyncio.to_thread(shutil.rmtree, self._folder / number, ignore_errors=True)

    def _written(self, number: str, content: bytes, given: Given) -> Kept:
        folder = self._folder / number
        folder.mkdir()
        try:
            path = folder / f"rows{given.suffix}"
            path.write_bytes(content)
            try:
                rows = survey(tables.read_rows(path)).rows
            except ReadingError as error:
                raise ReadingError(str(error).replace(str(path), "The batch")) from error
            if not rows:
                raise ReadingError("The batch holds no row; send at least one statement.")
            kept = Kept(batch=Batch(id=number, state="queued", rows=rows, created=self._clock()), given=given)
            self._keep(kept)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return kept

    def _keep(self, kept: Kept) -> None:
        path = self._folder / kept.batch.id / FILE
        draft = path.with_suffix(".tmp")
        draft.write_text(kept.model_dump_json(), encoding="utf-8")
        draft.replace(path)

    async def _work(self) -> None:
        """One batch after the other, oldest first, until the service stops."""
        while not self._closing:
            waiting = [one for one in self._known.values() if one.batch.state in LIVE]
            if not waiting:
                self._wake.clear()
                await self._wake.wait()
                continue
            await self._judge(min(waiting, key=lambda one: (one.batch.created, one.batch.id)))

    async def _judge(self, kept: Kept) -> None:
        number = kept.batch.id
        stop = self._stop[number] = Event()
        self._change(number, state="running", done=0, verdicts={})
        run = Run(self._folder / number, kept.given, self._kit, self._pool, asyncio.get_running_loop(), stop)
        try:
            await asyncio.to_thread(run, lambda verdicts: self._change(number, verdicts=dict(verdicts)))
            self._change(number, state="done")
        except Ended:
            pass
        except (ClaimsError, OSError) as error:
            self._change(number, state="failed", detail=str(error))
        finally:
            del self._stop[number]
        if number not in self._known:
            await asyncio.to_thread(shutil.rmtree, self._folder / number, ignore_errors=True)
        else:
            await asyncio.to_thread(self._keep, self._known[number])

    def _change(self, number: str, **news: object) -> None:
        """Note how far a batch is; one that was removed meanwhile stays so."""
        kept = self._known.get(number)
        if kept is None:
            return
        if "verdicts" in news:
            counts = news["verdicts"]
            assert isinstance(counts, dict)
            self._metrics.batch_rows.inc(max(sum(counts.values()) - kept.batch.done, 0))
            news["done"] = sum(counts.values())
        self._known[number] = kept.model_copy(update={"batch": kept.batch.model_copy(update=news)})
