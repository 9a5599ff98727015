"""What the reader makes of the passages: whether all is borne out, and the words that clash where it sees a clash."""

from verifier.model import Comparison
from verifier.pairing import Pair, side

NAMED = 0.2


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """Two comparisons, each with its chance as strength: is all borne out (agree), do two words clash (conflict).

    A clash of less than ``NAMED`` is no conflict: it stays silent, and says only how likely it was thought. How firm a
    conflict must be to count is for verifier/decision.py to say.
    """
    reading = pair.reading
    if reading is None:
        return ()
    borne_out = reading.supported > max(reading.contradicted, reading.unknown)
    found = [
        Comparison(
            aspect="meaning",
            outcome="agree" if borne_out else "silent",
            reason="read-as-borne-out",
            comparator="meaning",
            strength=reading.supported,
        )
    ]
    if reading.clash is None:
        return tuple(found)
    mine, theirs = reading.clash
    found.append(
        Comparison(
            aspect="meaning",
            outcome="conflict" if reading.contradicted >= NAMED else "silent",
            statement=side(pair.statement, mine, mine.text),
            article=side(pair.article, theirs, theirs.text),
            reason="read-as-clash",
            comparator="meaning",
            strength=reading.contradicted,
        )
    )
    return tuple(found)
