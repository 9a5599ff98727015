"""What tests put in a worker in place of the engine: it does what the job says, in no time."""

import os
import time
from typing import Any

from claims.errors import ReadingError


class Bench:
    """Sleeps, dies, fails or answers; ``kit`` is a file that tells how often a job came."""

    def __init__(self, kit: Any) -> None:
        self._path = str(kit)

    def warm(self) -> None:
        """Nothing is to be loaded."""

    def run(self, job: Any) -> bytes:
        """The answer to a job: a verb, and what it is done with."""
        verb, argument = job
        with open(self._path, "a", encoding="utf-8") as stream:
            stream.write(f"{verb}\n")
        if verb == "sleep":
            time.sleep(argument)
        if verb == "die" or (verb == "die once" and _count(self._path, verb) == 1):
            os._exit(9)
        if verb == "refuse":
            raise ReadingError("That is no text; send another.")
        if verb == "fail":
            raise ValueError(f"a secret: {argument}")
        return f"{os.getpid()}".encode()


def _count(path: str, verb: str) -> int:
    with open(path, encoding="utf-8") as stream:
        return stream.read().splitlines().count(verb)
