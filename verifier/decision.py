"""Comparisons to a verdict: three weighed, inspectable scores, and hard rules that no score can pass.

``decide`` is a pure function of the comparisons that a report carries, so every verdict can be replayed from it.
"""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from verifier.features import HEAVY, UNSURE, Features, featurise
from verifier.model import Comparison, Verdict
from verifier.weights import Weights, weights

CLEAR, CLEAR_CLASH, SURE_CLASH = 0.5, 0.6, 0.7
NOT_FAINT = 0.45
PLAIN = 0.75
READ_SURELY = 0.5
DESPITE = 0.5
BY_RULE = 0.21  # the share of right verdicts among the 431 that a rule alone made unknown, cross-validated
VALUES = frozenset({"quantity", "date"})
OPEN = frozenset({"planned-only", "attempt-only"})
ABSENT = frozenset({"no-such-participant", "more-specific"})
GUARDED = UNSURE | {"reported", "no-such-comparison"}


class Decision(NamedTuple):
    """The verdict with its reason code and a confidence from 0 to 1: the chance that the verdict is right."""

    verdict: Verdict
    reason: str
    confidence: float


class Chances(NamedTuple):
    """How likely each verdict is by the weights alone, before any rule; they add up to 1."""

    supported: float
    contradicted: float
    unknown: float


def decide(comparisons: Sequence[Comparison], table: Weights | None = None) -> Decision:
    """The verdict that the comparisons of one statement with its best evidence add up to, by the shipped weights."""
    table = table or weights()
    features = featurise(comparisons)
    chances = weigh(features, table)
    if all_borne_out(comparisons, features):
        chances = _lifted(chances, "supported")
    elif features.complete and any(map(_plain, comparisons)):
        chances = _lifted(chances, "contradicted")
    return settle(chances, comparisons, features, table)


def all_borne_out(comparisons: Sequence[Comparison], features: Features) -> bool:
    """Whether the sentence itself says every word, name and value of the statement, in the same roles, unopposed.

    That is what support means, whatever the weights and the reader make of it; likewise a plain conflict where all else
    is borne out is what contradiction means.
    """
    loose = features.other_roles or features.comparison_missing or features.quantifier_missing
    plain = any(one.outcome == "conflict" and one.aspect != "meaning" for one in comparisons)
    return bool(features.complete) and not loose and not plain


def _plain(comparison: Comparison) -> bool:
    """Whether a comparison is a conflict that needs no reader to be seen, and not a faint one."""
    return comparison.outcome == "conflict" and comparison.aspect != "meaning" and comparison.strength >= NOT_FAINT


def _lifted(chances: Chances, verdict: Literal["supported", "contradicted"]) -> Chances:
    """The chances with that of the verdict at ``PLAIN`` or more, the others lowered in proportion."""
    before = getattr(chances, verdict)
    if before >= PLAIN:
        return chances
    left = Chances(*(chance * (1.0 - PLAIN) / (1.0 - before) for chance in chances))
    return left._replace(**{verdict: PLAIN})


def weigh(features: Features, table: Weights) -> Chances:
    """The chances of the three verdicts: the scores of support and of contradiction against that of unknown, 0."""
    values = features._asdict()
    support = table.support_bias + sum(weight * values[name] for name, weight in table.support.items())
    conflict = table.conflict_bias + sum(weight * values[name] for name, weight in table.conflict.items())
    highest = max(support, conflict, 0.0)
    raised = [math.exp(score - highest) for score in (support, conflict, 0.0)]
    return Chances(*(part / sum(raised) for part in raised))


def settle(chances: Chances, comparisons: Sequence[Comparison], features: Features, table: Weights) -> Decision:
    """The likeliest of the verdicts that the rules allow, with its chance by the weights as confidence.

    An unknown that a rule made against the weights is as sure as such verdicts are right on average.

    No contradiction without a named conflict; no support beside a firm one, nor with a name, number or date that the
    article does not give, nor of what it only reports, plans, attempts or calls possible. Where a rule keeps a likely
    support away, a contradiction must be ``DESPITE`` as likely at least; else the article leaves it open.
    """
    blocked = blocking(comparisons)
    named = strongest_conflict(comparisons, absent=blocked in ABSENT)
    opposed = any(map(firm, comparisons)) and not all_borne_out(comparisons, features)
    support = 0.0 if blocked or opposed else chances.supported * table.support_factor
    conflict = 0.0 if named is None else chances.contradicted * table.conflict_factor
    least = max(support, chances.unknown, chances.supported * table.support_factor * DESPITE)
    if named is not None and conflict >= least:
        return Decision("contradicted", f"{named.aspect}-conflict", round(chances.contradicted, 3))
    if support and support >= chances.unknown:
        return Decision("supported", "borne-out", round(chances.supported, 3))
    by_rule = chances.unknown < max(chances.supported, chances.contradicted)
    confidence = max(chances.unknown, BY_RULE) if by_rule else chances.unknown
    return Decision("unknown", _reason(blocked, named, features), round(confidence, 3))


def firm(comparison: Comparison) -> bool:
    """Whether a comparison is a conflict that is surely about the same event; a doubtful one only lowers support."""
    least = CLEAR_CLASH if comparison.aspect == "meaning" else CLEAR
    return comparison.outcome == "conflict" and comparison.strength >= least


def strongest_conflict(comparisons: Sequence[Comparison], *, absent: bool = False) -> Comparison | None:
    """The conflict that is most surely about the same event; of equally firm ones the plainer.

    Where a name, number or date of the statement is ``absent`` from the article, a clash of words must be surer than
    elsewhere: the article may speak of others.
    """
    found = [
        comparison
        for comparison in comparisons
        if comparison.outcome == "conflict"
        and not (absent and comparison.aspect == "meaning" and comparison.strength < SURE_CLASH)
    ]
    return max(found, key=lambda one: (firm(one), one.aspect != "meaning", one.strength), default=None)


def blocking(comparisons: Sequence[Comparison]) -> str | None:
    """What support cannot pass over: a name, number or date not met, or met by another one, however doubtfully; a
    comparison not made; what is only possible, planned, attempted or reported.

    Of the rest, all but plans and attempts stand back where the reader finds the statement borne out as it stands: it
    hardly tells a plan from its outcome.
    """
    for comparison in comparisons:
        if comparison.outcome == "silent" and comparison.aspect == "participant":
            return "no-such-participant"
        if comparison.outcome == "silent" and comparison.aspect in VALUES:
            return "more-specific"
    if any(one.outcome == "conflict" and one.aspect in VALUES for one in comparisons):
        return "not-the-same-event"
    opened = next((one.reason for one in comparisons if one.outcome == "silent" and one.reason in OPEN), None)
    if opened or any(one.reason == "read-as-borne-out" and one.strength >= READ_SURELY for one in comparisons):
        return opened
    guarded = (one.reason for one in comparisons if one.outcome == "silent" and one.reason in GUARDED)
    return next(guarded, None)


def _reason(blocked: str | None, named: Comparison | None, features: Features) -> str:
    if blocked is not None:
        return blocked
    if named is not None:
        return "not-the-same-event"
    return "no-such-fact" if features.predicate < HEAVY else "more-specific"
