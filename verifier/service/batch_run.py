"""One batch judged by the pool: the conductor and the ledger of ``verify batch``, with the service's workers."""

import asyncio
import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from verifier.batch import tables
from verifier.batch.conductor import Chunk, conduct
from verifier.batch.digest import engine_digest
from verifier.batch.kernel import Setup
from verifier.batch.ledger import Ledger, beside
from verifier.batch.output import Live
from verifier.batch.records import Finished
from verifier.batch.rows import Row
from verifier.batch.survey import survey
from verifier.library import Shelf
from verifier.service import jobs
from verifier.service.bench import Kit
from verifier.service.pool import Pool
from verifier.service.problems import Problem
from verifier.settings import Settings

if TYPE_CHECKING:
    from verifier.service.batches import Given

CHUNK = 8
BUSY = 503
PAUSE = 1.0
RESULTS = "results.jsonl"


class Ended(Exception):
    """The batch was removed, or the service stops."""


class Run:
    """Judges the rows of one folder; called in a thread of its own, while the pool lives in the event loop."""

    def __init__(
        self, folder: Path, given: "Given", kit: Kit, pool: Pool, loop: asyncio.AbstractEventLoop, stop: Event
    ) -> None:
        self._folder = folder
        self._given = given
        self._kit = kit
        self._pool = pool
        self._loop = loop
        self._stop = stop

    def __call__(self, tell: Callable[[Mapping[str, int]], None]) -> None:
        """Judge what is missing; ``tell`` gets the verdicts so far, in the event loop. Raises Ended, ClaimsError."""
        rows = self._folder / f"rows{self._given.suffix}"
        output = self._folder / RESULTS
        counts: Counter[str] = Counter()
        with contextlib.closing(Ledger(beside(output))) as ledger, output.open("wb") as stream:
            live = Live(stream, tables.named("jsonl"), survey(tables.read_rows(rows)).columns)
            finished = conduct(
                tables.read_rows(rows), self._execute, engine=engine_digest(self._setup()), ledger=ledger, size=CHUNK
            )
            with contextlib.closing(finished):
                for row, _ in finished:
                    live.add(row)
                    counts[row.status] += 1
                    self._loop.call_soon_threadsafe(tell, dict(counts))
            live.close()
        Ledger(beside(output)).remove()

    def _setup(self) -> Setup:
        """All that a finished row depends on, beside the row."""
        kit, given = self._kit, self._given
        texts = tuple((one.name, one.text) for one in given.texts)
        known = kit.store is not None and ("://" in kit.store or Path(kit.store).exists())
        return Setup(
            folder="",
            default=(*texts, *((name, "") for name in given.stored), *kit.articles),
            shelf=Shelf(kit.store, kit.retriever) if kit.store is not None and known else None,
            lang=given.lang,
            models=kit.models,
            settings=Settings(min_confidence=kit.min_confidence),
        )

    def _execute(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Finished]]]:
        for chunk in chunks:
            yield chunk, list(self._judged(chunk.missing)) if chunk.missing else []

    def _judged(self, rows: tuple[Row, ...]) -> Iterator[Finished]:
        """The rows finished; those that fail together are tried one by one, and what fails then is an error."""
        try:
            yield from self._asked(rows)
        except (Problem, ClaimsError) as error:
            if len(rows) == 1:
                yield Finished(rows[0].number, rows[0].line, rows[0].columns, None, str(error))
                return
            for row in rows:
                yield from self._judged((row,))

    def _asked(self, rows: tuple[Row, ...]) -> list[Finished]:
        sources = jobs.Sources(self._given.texts, self._given.stored)
        job = jobs.Judge(rows, sources, self._given.lang)
        while True:
            if self._stop.is_set():
                raise Ended
            try:
                answer = asyncio.run_coroutine_threadsafe(self._pool.ask(job), self._loop).result()
            except Problem as problem:
                if problem.status != BUSY:
                    raise
                time.sleep(PAUSE)
            else:
                return [Finished(*one) for one in json.loads(answer)]
