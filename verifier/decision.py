"""Comparisons to a verdict: the hard rules first, then a weighed, inspectable score; nothing else is looked at.

``decide`` is a pure function of the comparisons that a report carries, so every verdict can be replayed from its report.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from verifier.model import Comparison, Verdict
from verifier.weights import Weights, weights


class Decision(NamedTuple):
    """The verdict with its reason code and a confidence from 0 to 1."""

    verdict: Verdict
    reason: str
    confidence: float


class Features(NamedTuple):
    """What the comparisons of one statement add up to; every field is a share or a small count."""

    coverage: float
    local: float
    predicate: float
    names_missing: float
    values_missing: float
    words_missing: float
    exact: float
    size: float


def decide(comparisons: Sequence[Comparison]) -> Decision:
    """The verdict that the comparisons of one statement with its best evidence add up to."""
    table = weights()
    features = featurise(comparisons)
    conflict = strongest_conflict(comparisons, features, table)
    support = _sigmoid(_score(features, table.support, table.support_bias))
    if conflict is not None:
        comparison, sureness = conflict
        if sureness >= table.contradict_at:
            return Decision("contradicted", f"{comparison.aspect}-conflict", round(sureness, 3))
        return Decision("unknown", "not-the-same-event", round(1.0 - sureness, 3))
    silent = _blocking(comparisons)
    if silent is None and support >= table.support_at:
        return Decision("supported", "borne-out", round(support, 3))
    return Decision("unknown", silent or _reason(features), round(1.0 - support, 3) if silent is None else 0.6)


def featurise(comparisons: Sequence[Comparison]) -> Features:
    """Shares of the statement's weight that agree, agree in the sentence itself, or stay silent, by kind."""
    weighed = [comparison for comparison in comparisons if comparison.weight > 0 and comparison.outcome != "conflict"]
    total = sum(comparison.weight for comparison in weighed) or 1.0
    agreeing = [comparison for comparison in weighed if comparison.outcome == "agree"]
    coverage = sum(comparison.weight * comparison.strength for comparison in agreeing) / total
    local = sum(c.weight * c.strength for c in agreeing if c.reason not in ("nearby", "elsewhere")) / total
    exact = sum(c.weight for c in agreeing if c.reason in ("same", "translation")) / total
    predicates = [c for c in weighed if c.aspect == "predicate" and c.weight >= 0.5]
    predicate = (
        sum(c.weight * c.strength for c in predicates if c.outcome == "agree") / sum(c.weight for c in predicates) if predicates else coverage
    )

    def missing(*aspects: str) -> float:
        return sum(c.weight for c in weighed if c.aspect in aspects and c.outcome == "silent") / total

    return Features(
        coverage=coverage,
        local=local,
        predicate=predicate,
        names_missing=missing("participant"),
        values_missing=missing("quantity", "date"),
        words_missing=missing("content", "predicate"),
        exact=exact,
        size=min(1.0, len(weighed) / 15),
    )


def strongest_conflict(
    comparisons: Sequence[Comparison], features: Features, table: Weights
) -> tuple[Comparison, float] | None:
    """The conflict that is most surely about the same event, with how sure that is."""
    found = [
        (comparison, _sigmoid(_score(features, table.conflict, table.conflict_bias) + table.aspect.get(comparison.aspect, 0.0) + comparison.strength * table.strength))
        for comparison in comparisons
        if comparison.outcome == "conflict"
    ]
    return max(found, key=lambda pair: pair[1], default=None)


def _score(features: Features, table: dict[str, float], bias: float) -> float:
    return bias + sum(table.get(name, 0.0) * float(value) for name, value in zip(Features._fields, features, strict=True))


def _sigmoid(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _blocking(comparisons: Sequence[Comparison]) -> str | None:
    """A silence that support can never pass over: a name, number or date not met, or only possible, planned or reported."""
    for comparison in comparisons:
        if comparison.outcome != "silent":
            continue
        if comparison.reason in ("reported", "possible-only", "planned-only", "no-such-quantifier"):
            return comparison.reason
        if comparison.aspect == "participant":
            return "no-such-participant"
        if comparison.aspect in ("quantity", "date"):
            return "more-specific"
    return None


def _reason(features: Features) -> str:
    return "no-such-fact" if features.predicate < 0.5 else "more-specific"
