"""What the kernel needs on another machine: the same version, one thread, and the articles' texts with the rows."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from claims.cache import Warn
from claims.errors import ClaimsError
from verifier.batch.articles import Carrier, Texts
from verifier.batch.digest import engine_digest
from verifier.batch.kernel import Kernel, Make, Setup
from verifier.batch.records import Finished
from verifier.batch.rows import Row


class ElsewhereError(ClaimsError):
    """A worker elsewhere is not fit to judge these rows."""


class Sent(NamedTuple):
    """A setup on its way to another machine, and the digest that the engine made from it has to have there."""

    setup: Setup
    digest: str


def send(setup: Setup) -> Sent:
    """The setup without its folder, which another machine does not have."""
    return Sent(setup._replace(folder=""), engine_digest(setup))


def same_kernel(sent: Sent, warn: Warn) -> Kernel:
    """The kernel of a setup that came from elsewhere; raises ElsewhereError where it would judge differently here."""
    if engine_digest(sent.setup) != sent.digest:
        raise ElsewhereError(
            "A worker has another version of dayanak, or other models; install there what is installed here."
        )
    if os.environ.get("OMP_NUM_THREADS") != "1":
        raise ElsewhereError("A worker may use several threads for one row; start it with OMP_NUM_THREADS=1.")
    return Kernel(sent.setup, warn)


class Parcel(NamedTuple):
    """Rows on their way to another machine, with the texts of the articles that they name."""

    rows: tuple[Row, ...]
    texts: Texts


class Packer:
    """Makes parcels from rows; article names are relative to ``folder``."""

    def __init__(self, folder: str) -> None:
        self._carrier = Carrier(Path(folder))

    def pack(self, rows: Sequence[Row]) -> Parcel:
        """The rows with what their articles hold; an article that cannot be read goes as the sentence that says so."""
        return Parcel(tuple(rows), self._carrier.texts(rows))


class Station:
    """One kernel with one thread of its own, which ends with it, for a process whose other threads come and go."""

    def __init__(self, make: Make, setup: Any, warn: Warn) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kernel")
        self._judge = self._thread.submit(make, setup, warn)

    @property
    def failed(self) -> bool:
        """Whether the kernel could not be made."""
        return self._judge.done() and self._judge.exception() is not None

    def ready(self) -> None:
        """Wait until the kernel is made; raises what ``make`` raised."""
        self._judge.result()

    def run(self, parcel: Parcel) -> list[Finished]:
        """The finished rows of a parcel, in order; another parcel waits until then."""
        judge = self._judge.result()
        return self._thread.submit(judge.run, parcel.rows, parcel.texts).result()
