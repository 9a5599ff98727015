"""Kernels for the tests of workers: they judge nothing, and some rows are the end of their process."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from claims.errors import ModelError
from verifier.batch.articles import Texts
from verifier.batch.records import Finished
from verifier.batch.rows import Row


class Echo:
    """Gives every row back as an error that names its process."""

    def __init__(self, setup: str, warn: Callable[[str], None]) -> None:
        self.folder = Path(setup)
        warn("hello")

    def warm(self, rows: Sequence[Row]) -> None:
        """Nothing to load."""

    def run(self, rows: Sequence[Row], texts: Texts | None = None) -> list[Finished]:
        """One row after the other; some of them do something first."""
        return [self._one(row) for row in rows]

    def _one(self, row: Row) -> Finished:
        act = row.columns.get("act")
        if act == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif act == "die once" and not (self.folder / "died").exists():
            (self.folder / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        elif act == "wait":
            time.sleep(0.2)
        return Finished(row.number, row.line, row.columns, None, "done")


def unloadable(setup: str, warn: Callable[[str], None]) -> Echo:
    """A kernel that cannot be made."""
    raise ModelError("The language models cannot be read; reinstall dayanak.")


def stillborn(setup: str, warn: Callable[[str], None]) -> Echo:
    """A kernel whose process dies before it is made."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
