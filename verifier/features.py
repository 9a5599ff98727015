"""What the comparisons of one statement add up to: shares and flags, each with the direction it may push a verdict."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from verifier.model import Comparison

HEAVY, SURE = 0.4, 0.7
NEARBY = "nearby"
AROUND = frozenset({NEARBY, "elsewhere"})
NEARLY_ALL = 0.8
UNSURE = frozenset({"possible-only", "planned-only", "attempt-only"})
LEAST_CHANCE = 0.002


class Features(NamedTuple):
    """Shares (0 to 1), flags (0 or 1), the strongest conflict of each aspect (0 to 1), and the reader's log odds."""

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
    read_support: float
    names_missing: float
    values_missing: float
    words_missing: float
    worst_missing: float
    other_roles: float
    quantifier_missing: float
    comparison_missing: float
    unsure: float
    reported: float
    read_clash: float
    quantity_conflict: float
    date_conflict: float
    order_conflict: float
    predicate_conflict: float
    polarity_conflict: float
    role_conflict: float
    participant_conflict: float
    quantifier_conflict: float
    size: float


HELPFUL = frozenset(Features._fields[: Features._fields.index("names_missing")])
HARMFUL = frozenset(Features._fields[Features._fields.index("names_missing") : Features._fields.index("read_clash")])
CLASHING = frozenset(Features._fields[Features._fields.index("read_clash") : Features._fields.index("size")])


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
    predicates = [c for c in weighed if c.aspect == "predicate" and c.weight >= 0.5]
    predicate = (
        sum(c.weight * c.strength for c in predicates if c.outcome == "agree") / sum(c.weight for c in predicates)
        if predicates
        else coverage
    )

    def missing(*aspects: str) -> float:
        return sum(c.weight for c in weighed if c.aspect in aspects and c.outcome == "silent") / total

    def conflict(aspect: str) -> float:
        return max((c.strength for c in comparisons if c.aspect == aspect and c.outcome == "conflict"), default=0.0)

    silent = [c for c in comparisons if c.outcome == "silent" and _place(c) not in settled and c.aspect != "meaning"]
    reasons = {comparison.reason for comparison in silent}
    support, clash = _read(comparisons)
    return Features(
        coverage=coverage,
        local=sum(c.weight * c.strength for c in agreeing if c.reason not in AROUND) / total,
        near=sum(c.weight * c.strength for c in agreeing if c.reason != "elsewhere") / total,
        full=max(0.0, coverage - NEARLY_ALL) / (1.0 - NEARLY_ALL),
        complete=float(_complete(weighed)),
        predicate=predicate,
        weakest=min((c.strength for c in predicates), default=coverage),
        exact=sum(c.weight for c in agreeing if c.reason in ("same", "translation")) / total,
        polarity=float(any(c.aspect == "polarity" and c.outcome == "agree" for c in comparisons)),
        roles=max((c.strength for c in comparisons if c.aspect == "role" and c.outcome == "agree"), default=0.0),
        read_support=support,
        names_missing=missing("participant"),
        values_missing=missing("quantity", "date"),
        words_missing=missing("content", "predicate"),
        worst_missing=max((comparison.weight for comparison in silent), default=0.0),
        other_roles=float("other-role" in reasons),
        quantifier_missing=float("no-such-quantifier" in reasons),
        comparison_missing=float("no-such-comparison" in reasons),
        unsure=float(bool(reasons & UNSURE)),
        reported=float("reported" in reasons),
        read_clash=clash,
        quantity_conflict=conflict("quantity"),
        date_conflict=conflict("date"),
        order_conflict=conflict("order"),
        predicate_conflict=conflict("predicate"),
        polarity_conflict=conflict("polarity"),
        role_conflict=conflict("role"),
        participant_conflict=conflict("participant"),
        quantifier_conflict=conflict("quantifier"),
        size=min(1.0, len(weighed) / 15),
    )


def _read(comparisons: Sequence[Comparison]) -> tuple[float, float]:
    """The reader's log odds of borne out and of a clash, each against leaving it open; 0 where it read nothing."""
    chances = {c.reason: c.strength for c in comparisons if c.aspect == "meaning"}
    support, clash = chances.get("read-as-borne-out"), chances.get("read-as-clash", LEAST_CHANCE)
    if support is None:
        return 0.0, 0.0
    unknown = max(LEAST_CHANCE, 1.0 - support - clash)
    return math.log(max(LEAST_CHANCE, support) / unknown), math.log(max(LEAST_CHANCE, clash) / unknown)


def _complete(weighed: Sequence[Comparison]) -> bool:
    """Whether every content word, name and value of weight is borne out, and surely, by the sentence itself.

    A name may stand in the sentence beside it, for the sentence may take it up; not farther off.
    """
    heavy = [comparison for comparison in weighed if comparison.weight >= HEAVY]
    return len(heavy) > 1 and all(
        c.outcome == "agree"
        and c.strength >= SURE
        and (c.reason not in AROUND or (c.aspect == "participant" and c.reason == NEARBY))
        for c in heavy
    )


def _place(comparison: Comparison) -> tuple[int, int]:
    return (comparison.statement.start, comparison.statement.end) if comparison.statement else (-1, -1)
