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


def slack(name: str) -> int:
    """By how many letters a name of the store may be longer or shorter."""
    return ENDING if len(name) >= SHORTEST else 0


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names that are one slip away (two for long names) or differ by a short ending, nearest first."""
    if len(name) < SHORTEST:
        return ()
    others = [other for other in known if other != name]
    allowed = 2 if len(name) >= LONG else 1
    slips = process.extract(name, others, scorer=OSA.distance, score_cutoff=allowed, limit=MOST, processor=None)
    found = {others[index]: distance for _, distance, index in slips}
    for other in others:
        shorter, longer = sorted((name, other), key=len)
        if len(shorter) >= SHORTEST and len(longer) - len(shorter) <= ENDING and longer.startswith(shorter):
            found.setdefault(other, len(longer) - len(shorter))
    return tuple(sorted(found, key=lambda other: (found[other], other))[:MOST])
