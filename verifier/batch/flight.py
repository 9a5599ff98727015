"""Chunks in flight: sent out in turn, few at a time, and given back in the order in which they came."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from claims.errors import ClaimsError
from verifier.batch.conductor import Chunk
from verifier.batch.records import Finished
from verifier.batch.rows import Row

IN_FLIGHT = 4
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
