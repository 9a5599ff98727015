"""What a report of a whole batch counts: verdicts, and how sure they are."""

from collections import Counter
from typing import NamedTuple

from verifier.batch.records import Finished

BINS = 10


class Tally(NamedTuple):
    """Counts of verdicts, and of verdicts in ten bins of confidence of equal width."""

    verdicts: Counter[str]
    confidence: Counter[tuple[str, int]]

    @classmethod
    def empty(cls) -> "Tally":
        """Nothing counted yet."""
        return cls(Counter(), Counter())

    def add(self, row: Finished) -> None:
        """Count one more row."""
        self.verdicts[row.status] += 1
        if row.report is not None:
            self.confidence[row.status, min(BINS - 1, int(row.report["confidence"] * BINS))] += 1
