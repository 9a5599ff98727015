"""Texts judged while they are written: paragraph by paragraph, each once, and nobody waits longer than he would.

A paragraph that takes longer goes on being judged; whoever asks again, as editors do with every change, gets it then.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple

from claims.document import Lang
from verifier.drafts import DraftReport
from verifier.editors.paragraphs import Paragraph, paragraphs
from verifier.findings import Finding, find

PATIENCE = 1.0
KEPT = 4096
BUSY = 64

Judge = Callable[[str, Lang | None], Awaitable[DraftReport]]


class Proof(NamedTuple):
    """What is known of a text by now; ``complete`` tells that every paragraph of it was judged."""

    findings: tuple[Finding, ...]
    complete: bool


class Proofreader:
    """Remembers the findings of paragraphs for one event loop.

    ``judge`` verifies a paragraph like a draft; ``edition`` names what it judges by, and changes whenever that does;
    ``patience`` is in seconds.
    """

    def __init__(self, judge: Judge, edition: Callable[[], str], *, patience: float = PATIENCE) -> None:
        self._judge = judge
        self._edition = edition
        self._patience = patience
        self._known: OrderedDict[bytes, tuple[Finding, ...]] = OrderedDict()
        self._running: dict[bytes, asyncio.Task[None]] = {}

    async def check(self, text: str, lang: Lang | None) -> Proof:
        """The findings of a text, as far as they are known when patience ends; raises what judging raises."""
        edition = self._edition()
        parts = [(_key(part.text, lang, edition), part) for part in paragraphs(text)]
        await self._judged(parts, lang)
        found = tuple(part.move(finding) for key, part in parts for finding in self._known.get(key, ()))
        return Proof(found, all(key in self._known for key, _ in parts))

    async def close(self) -> None:
        """Give up what is still being judged."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _judged(self, parts: Iterable[tuple[bytes, Paragraph]], lang: Lang | None) -> None:
        waited = set()
        for key, part in parts:
            if key in self._known:
                self._known.move_to_end(key)
            elif key in self._running or len(self._running) < BUSY:
                waited.add(self._start(key, part.text, lang))
        if waited:
            done, _ = await asyncio.wait(waited, timeout=self._patience)
            for task in done:
                task.result()

    def _start(self, key: bytes, text: str, lang: Lang | None) -> asyncio.Task[None]:
        if key not in self._running:
            task = self._running[key] = asyncio.create_task(self._learn(key, text, lang))
            task.add_done_callback(lambda ended: self._ended(key, ended))
        return self._running[key]

    async def _learn(self, key: bytes, text: str, lang: Lang | None) -> None:
        self._known[key] = find(await self._judge(text, lang))
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def _ended(self, key: bytes, task: asyncio.Task[None]) -> None:
        self._running.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waited has been told; nobody else is


def _key(text: str, lang: Lang | None, edition: str) -> bytes:
    return hashlib.sha256("\n".join((edition, lang or "", text)).encode("utf-8", "surrogatepass")).digest()
