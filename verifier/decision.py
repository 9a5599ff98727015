"""Comparisons to a verdict: the hard rules first, then a weighed, inspectable score; nothing else is looked at.

``decide`` is a pure function of the comparisons that a report carries, so every verdict can be replayed from it.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from verifier.model import Comparison, Verdict
from verifier.weights import Weights, weights

SILENT_CONFIDENCE = 0.6
HEAVY, SURE = 0.4, 0.7
AROUND = frozenset({"nearby", "elsewhere"})
BORNE_OUT = 0.75
CLEAR_CONFLICT = 0.45
NEARLY_ALL = 0.8
UNSURE = frozenset({"possible-only", "planned-only", "attempt-only"})


class Decision(NamedTuple):
    """The verdict with its reason code and a confidence from 0 to 1."""

    verdict: Verdict
    reason: str
    confidence: float


class Features(NamedTuple):
    """What the comparisons of one statement add up to: shares and flags, HARMFUL ones count against support."""

    coverage: float
    local: float
    near: float
    full: float
    complete: float
    predicate: float
    weakest: float
    exact: float
    polarity: float
    roles: float
    other_roles: float
    names_missing: float
    values_missing: float
    words_missing: float
    worst_missing: float
    quantifier_missing: float
    comparison_missing: float
    unsure: float
    reported: float
    size: float


class Assessment(NamedTuple):
    """How surely the strongest conflict is real (None without one), how surely all is borne out, what blocks it."""

    conflict: float | None
    aspect: str
    support: float
    silent: str | None
    thin: str


def decide(comparisons: Sequence[Comparison], table: Weights | None = None) -> Decision:
    """The verdict that the comparisons of one statement with its best evidence add up to, by the shipped weights."""
    table = table or weights()
    return settle(assess(comparisons, table), table)


def assess(comparisons: Sequence[Comparison], table: Weights) -> Assessment:
    """What the comparisons add up to, before any threshold.

    Where all that the statement says is borne out, that is what support means, whatever the fitted weights say of it;
    likewise a clear conflict where all else is.
    """
    features = featurise(comparisons)
    conflict = strongest_conflict(comparisons, features, table)
    support = _sigmoid(_score(features, table.support, table.support_bias))
    if features.complete and not (features.other_roles or features.comparison_missing or features.quantifier_missing):
        support = max(support, BORNE_OUT)
    return Assessment(
        conflict=None if conflict is None else conflict[1],
        aspect="" if conflict is None else conflict[0].aspect,
        support=support,
        silent=_blocking(comparisons),
        thin=_reason(features),
    )


def settle(found: Assessment, table: Weights) -> Decision:
    """The verdict at the thresholds of the table; a conflict, however doubtful, never lets support through."""
    if found.conflict is not None:
        if found.conflict >= table.contradict_at:
            return Decision("contradicted", f"{found.aspect}-conflict", round(found.conflict, 3))
        return Decision("unknown", "not-the-same-event", round(1.0 - found.conflict, 3))
    if found.silent is not None:
        return Decision("unknown", found.silent, SILENT_CONFIDENCE)
    if found.support >= table.support_at:
        return Decision("supported", "borne-out", round(found.support, 3))
    return Decision("unknown", found.thin, round(1.0 - found.support, 3))


def featurise(comparisons: Sequence[Comparison]) -> Features:
    """Shares of the statement's weight that agree, agree in the sentence itself, or stay silent, by kind."""
    settled = {_place(comparison) for comparison in comparisons if comparison.reason == "negated-opposite"}
    weighed = [
        comparison
        for comparison in comparisons
        if comparison.weight > 0
        and comparison.outcome != "conflict"
        and not (comparison.outcome == "silent" and _place(comparison) in settled)
    ]
    total = sum(comparison.weight for comparison in weighed) or 1.0
    agreeing = [comparison for comparison in weighed if comparison.outcome == "agree"]
    coverage = sum(comparison.weight * comparison.strength for comparison in agreeing) / total
    local = sum(c.weight * c.strength for c in agreeing if c.reason not in AROUND) / total
    exact = sum(c.weight for c in agreeing if c.reason in ("same", "translation")) / total
    predicates = [c for c in weighed if c.aspect == "predicate" and c.weight >= 0.5]
    predicate = (
        sum(c.weight * c.strength for c in predicates if c.outcome == "agree") / sum(c.weight for c in predicates)
        if predicates
        else coverage
    )

    def missing(*aspects: str) -> float:
        return sum(c.weight for c in weighed if c.aspect in aspects and c.outcome == "silent") / total

    silent = [c for c in comparisons if c.outcome == "silent" and _place(c) not in settled]
    reasons = {comparison.reason for comparison in silent}
    return Features(
        coverage=coverage,
        local=local,
        near=sum(c.weight * c.strength for c in agreeing if c.reason != "elsewhere") / total,
        full=max(0.0, coverage - NEARLY_ALL) / (1.0 - NEARLY_ALL),
        complete=float(_complete(weighed)),
        predicate=predicate,
        weakest=min((c.strength for c in predicates), default=coverage),
        exact=exact,
        polarity=float(any(c.aspect == "polarity" and c.outcome == "agree" for c in comparisons)),
        roles=max((c.strength for c in comparisons if c.aspect == "role" and c.outcome == "agree"), default=0.0),
        other_roles=float("other-role" in reasons),
        names_missing=missing("participant"),
        values_missing=missing("quantity", "date"),
        words_missing=missing("content", "predicate"),
        worst_missing=max((comparison.weight for comparison in silent), default=0.0),
        quantifier_missing=float("no-such-quantifier" in reasons),
        comparison_missing=float("no-such-comparison" in reasons),
        unsure=float(bool(reasons & UNSURE)),
        reported=float("reported" in reasons),
        size=min(1.0, len(weighed) / 15),
    )


def _complete(weighed: Sequence[Comparison]) -> bool:
    """Whether every content word, name and value of weight is borne out, and surely: words by the sentence itself."""
    heavy = [comparison for comparison in weighed if comparison.weight >= HEAVY]
    return len(heavy) > 1 and all(
        c.outcome == "agree" and c.strength >= SURE and (c.aspect == "participant" or c.reason not in AROUND)
        for c in heavy
    )


def _place(comparison: Comparison) -> tuple[int, int]:
    return (comparison.statement.start, comparison.statement.end) if comparison.statement else (-1, -1)


def strongest_conflict(
    comparisons: Sequence[Comparison], features: Features, table: Weights
) -> tuple[Comparison, float] | None:
    """The conflict that is most surely about the same event, with how sure that is."""
    base = _score(features, table.conflict, table.conflict_bias)
    found = [
        (
            comparison,
            max(
                _sigmoid(base + table.aspect.get(comparison.aspect, 0.0) + comparison.strength * table.strength),
                BORNE_OUT if features.complete and comparison.strength >= CLEAR_CONFLICT else 0.0,
            ),
        )
        for comparison in comparisons
        if comparison.outcome == "conflict"
    ]
    return max(found, key=lambda pair: pair[1], default=None)


def _score(features: Features, table: dict[str, float], bias: float) -> float:
    return bias + sum(
        table.get(name, 0.0) * float(value) for name, value in zip(Features._fields, features, strict=True)
    )


def _sigmoid(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def _blocking(comparisons: Sequence[Comparison]) -> str | None:
    """A silence that support can never pass over: a name, number or date not met, or only possible or reported.

    So is a predicate that the article has nowhere near: who is spoken of does not tell what was said of them.
    """
    for comparison in comparisons:
        if comparison.outcome != "silent":
            continue
        if comparison.reason in UNSURE or comparison.reason in ("reported", "no-such-comparison"):
            return comparison.reason
        if comparison.aspect == "participant":
            return "no-such-participant"
        if comparison.aspect in ("quantity", "date"):
            return "more-specific"
    said = [c for c in comparisons if c.aspect == "predicate" and c.weight >= HEAVY]
    if said and not any(c.outcome == "agree" and c.strength >= SURE and c.reason not in AROUND for c in said):
        return "no-such-fact"
    return None


def _reason(features: Features) -> str:
    return "no-such-fact" if features.predicate < 0.5 else "more-specific"
