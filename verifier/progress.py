"""How far a long run is: rows, rate, time left and verdicts, on one line of a terminal or a line now and then."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import TextIO

NAMES = ("supported", "contradicted", "unknown", "error")
ON_TERMINAL, ELSEWHERE = 0.25, 10.0
WIPE = "\r\x1b[2K"


class Progress:
    """Counts rows and says so while it is open; ``clock`` gives seconds, ``total`` is how many rows there are.

    Rows that were finished in an earlier run count as done, not for the rate. It speaks from a thread of its own: rows
    come a chunk at a time, and between two chunks a user wants to see that the clock runs.
    """

    def __init__(self, total: int, stream: TextIO, clock: Callable[[], float], *, quiet: bool = False) -> None:
        self.met: Counter[str] = Counter()
        self._total = total
        self._stream = stream
        self._clock = clock
        self._terminal = stream.isatty()
        self._began = clock()
        self._judged = 0
        self._over = threading.Event()
        self._speaker = threading.Thread(target=self._speak, daemon=True)
        if not quiet:
            self._speaker.start()

    def add(self, status: str, *, judged: bool = True) -> None:
        """One more row with that verdict."""
        self.met[status] += 1
        self._judged += judged

    def line(self, now: float) -> str:
        """What is known at that time."""
        done = self.met.total()
        parts = [f"{done:,} of {self._total:,} rows"]
        if self._judged:
            rate = self._judged / max(now - self._began, 1e-9)
            parts += [f"{rate:.1f} rows/s", f"{duration(max(self._total - done, 0) / rate)} left"]
        return " · ".join((*parts, self.counts()))

    def counts(self) -> str:
        """How many rows of each verdict."""
        return ", ".join(f"{self.met[name]:,} {name}" for name in NAMES if self.met[name]) or "no verdict yet"

    def close(self) -> str:
        """The summary of the run, after the line of a terminal is wiped; nothing is said from now on."""
        self._over.set()
        if self._speaker.ident is not None:
            self._speaker.join()
            if self._terminal:
                self._stream.write(WIPE)
                self._stream.flush()
        taken = self._clock() - self._began
        rate = f" in {duration(taken)}, {self._judged / max(taken, 1e-9):.1f} rows/s" if self._judged else ""
        return f"{self.met.total():,} rows: {self.counts()}{rate}"

    def _speak(self) -> None:
        while not self._over.wait(ON_TERMINAL if self._terminal else ELSEWHERE):
            line = self.line(self._clock())
            self._stream.write(f"{WIPE}{line}" if self._terminal else f"{line}\n")
            self._stream.flush()


def duration(seconds: float) -> str:
    """Seconds as hours, minutes and seconds: 0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
