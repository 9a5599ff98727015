"""Chunks in flight: sent out in turn, few at a time, and given back in the order in which they came."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from claims.errors import ClaimsError
from verifier.batch.conductor import Chunk
from verifier.batch.records import Finished
from verifier.batch.rows import Row

IN_FLIGHT = 4
LOST = 5
DIED = "the worker died twice on this row"


class WorkerError(ClaimsError):
    """No worker can be kept alive, or one cannot load what it needs."""


@dataclass(eq=False)
class Slot:
    """A chunk in flight, and what has come back of it."""

    chunk: Chunk
    found: list[Finished] = field(default_factory=list)

    def complete(self) -> bool:
        """Whether every missing row has come back."""
        return len(self.found) == len(self.chunk.missing)


@dataclass(eq=False)
class Task:
    """Rows of one slot that go to one worker together, and how often workers died on them."""

    slot: Slot
    rows: tuple[Row, ...]
    deaths: int = 0

    def singly(self, deaths: int = 0) -> "list[Task]":
        """The same rows, one to a task."""
        return [Task(self.slot, (row,), deaths) for row in self.rows]

    def lost(self) -> None:
        """Its only row has killed one worker too many."""
        (row,) = self.rows
        self.slot.found.append(Finished(row.number, row.line, row.columns, None, DIED))


class Queue:
    """Tasks for workers of whom nobody sees which one died of what: chunks go side by side, but a row of a chunk that
    worker after worker died on goes alone, so that none is blamed for another.
    """

    def __init__(self) -> None:
        self._waiting: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._sent: dict[Task, None] = {}
        self._lost = 0

    def put(self, task: Task) -> None:
        """One more chunk that waits."""
        self._waiting.append(task)

    def next(self) -> Task | None:
        """What may be sent now, or None."""
        if any(task.deaths for task in self._sent) or (self._suspects and self._sent):
            return None
        return next(iter(self._suspects or self._waiting), None)

    def sent(self, task: Task) -> None:
        """The task that ``next`` gave is under way."""
        (self._suspects or self._waiting).popleft()
        self._sent[task] = None

    def back(self) -> None:
        """Nobody knows what became of all that was under way: it is to be sent again."""
        for task in reversed(self._sent):
            (self._suspects if task.deaths else self._waiting).appendleft(task)
        self._sent.clear()

    def done(self, task: Task, found: list[Finished]) -> None:
        """A task has come back."""
        del self._sent[task]
        task.slot.found.extend(found)
        self._lost = 0

    def died(self, task: Task) -> None:
        """Worker after worker died on a task: its rows go alone, and a row that was alone becomes an error.

        Raises WorkerError where that happens to one row after the other.
        """
        del self._sent[task]
        if not task.deaths:
            self._suspects.extendleft(reversed(task.singly(deaths=1)))
            return
        task.lost()
        self._lost += 1
        if self._lost > LOST:
            raise WorkerError("Worker after worker dies, whatever the row; give the workers more memory.")


def in_order(
    chunks: Iterable[Chunk], workers: Callable[[], int], put: Callable[[Task], None], step: Callable[[], None]
) -> Iterator[tuple[Chunk, list[Finished]]]:
    """Each chunk with the finished rows that it missed, in the order in which the chunks came.

    ``put`` takes a task to be run; ``step`` waits until something has happened, and adds what is finished to the slots
    of the tasks; no more than four chunks for each of the ``workers`` are under way.
    """
    coming = iter(chunks)
    slots: deque[Slot] = deque()
    exhausted = False
    while slots or not exhausted:
        while not exhausted and len(slots) < IN_FLIGHT * workers():
            chunk = next(coming, None)
            if chunk is None:
                exhausted = True
            else:
                slots.append(Slot(chunk))
                if chunk.missing:
                    put(Task(slots[-1], chunk.missing))
        if slots and slots[0].complete():
            slot = slots.popleft()
            yield slot.chunk, slot.found
        elif slots:
            step()
