"""Names of the store that may be meant by a name of the statement which the store does not know: slips and endings.

RapidFuzz only proposes; whether two names are of one thing is decided by matching and comparing.
"""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 8
ENDING = 3
MOST = 4


def slips(name: str) -> int:
    """How many letters of a name may be wrong, missing, added or swapped."""
    return 2 if len(name) >= LONG else 1


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that are so many slips away or differ by a short ending, nearest first."""
    if len(name) < SHORTEST:
        return ()
    others = [other for other in known if other != name]
    near = process.extract(name, others, scorer=OSA.distance, score_cutoff=slips(name), limit=MOST, processor=None)
    found = {others[index]: distance for _, distance, index in near}
    for other in others:
        if other.startswith(name) or name.startswith(other):
            more = abs(len(other) - len(name))
            if more <= ENDING and len(other) >= SHORTEST:
                found.setdefault(other, more)
    return tuple(sorted(found, key=lambda other: (found[other], other))[:MOST])
