"""The decision: a conflict never helps, silence on a name or number never passes, and every verdict has its ground."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from verifier.decision import Decision, decide, firm, weigh
from verifier.features import CLASHING, HARMFUL, HELPFUL, Features, featurise
from verifier.model import Aspect, Comparison, Outcome, Side
from verifier.weights import Weights, weights

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
REASONS: dict[Outcome, tuple[str, ...]] = {
    "agree": (
        "same",
        "translation",
        "meaning",
        "implied",
        "near",
        "nearby",
        "elsewhere",
        "same-polarity",
        "same-roles",
    ),
    "conflict": ("value", "date", "opposite", "negation", "opposite-order", "roles-exchanged", "another", "contrast"),
    "silent": ("not-said", "other-role", "no-such-quantifier", "no-such-comparison", "planned-only", "reported"),
}
UNMATCHED: tuple[tuple[Aspect, str], ...] = (
    ("participant", "no-such-participant"),
    ("quantity", "no-such-value"),
    ("date", "no-such-date"),
)


def said(start: int) -> Side:
    """A word of a statement."""
    return Side(start=start, end=start + 1, text="x", value="x")


def comparison(
    aspect: Aspect, outcome: Outcome, reason: str, *, weight: float = 1.0, strength: float = 1.0
) -> Comparison:
    """One comparison of the word at the start."""
    given_side = None if outcome == "silent" else said(0)
    return Comparison(
        aspect=aspect,
        outcome=outcome,
        statement=said(0),
        article=given_side,
        reason=reason,
        weight=weight,
        strength=strength,
    )


@st.composite
def comparisons(draw: st.DrawFn, outcome: Outcome | None = None) -> Comparison:
    """Any comparison, or any of one outcome."""
    chosen: Outcome = draw(st.sampled_from(OUTCOMES)) if outcome is None else outcome
    return Comparison(
        aspect=draw(st.sampled_from(ASPECTS)),
        outcome=chosen,
        statement=said(draw(st.integers(min_value=0, max_value=30))),
        article=None if chosen == "silent" else said(0),
        reason=draw(st.sampled_from(REASONS[chosen])),
        weight=draw(st.sampled_from((0.0, 0.12, 0.5, 0.8, 1.0, 1.2, 1.4, 1.6))),
        strength=0.0 if chosen == "silent" else draw(st.sampled_from((0.3, 0.6, 0.75, 0.85, 0.92, 1.0))),
    )


SOME = st.lists(comparisons(), max_size=7).map(tuple)
AGREEING = st.lists(comparisons("agree"), min_size=2, max_size=7).map(tuple)


@given(SOME)
@settings(derandomize=True)
def test_every_decision_is_well_formed(found: tuple[Comparison, ...]) -> None:
    """A known verdict with a reason and a confidence from 0 to 1, the same each time."""
    decision = decide(found)
    assert decision.verdict in ("supported", "contradicted", "unknown")
    assert decision.reason
    assert 0.0 <= decision.confidence <= 1.0
    assert decide(found) == decision


@given(SOME, comparisons("conflict"), st.integers(min_value=0, max_value=10))
@settings(derandomize=True, max_examples=100)
def test_a_conflict_never_brings_support(found: tuple[Comparison, ...], conflict: Comparison, at: int) -> None:
    """With a firm conflict anywhere the verdict is never ``supported``; a doubtful one never makes it so."""
    more = decide((*found[:at], conflict, *found[at:]))
    assert more.verdict != "supported" or not firm(conflict)
    assert more.verdict != "supported" or decide(found).verdict == "supported"
    assert firm(conflict.model_copy(update={"strength": 1.0}))


@given(AGREEING | SOME, st.data())
@settings(derandomize=True, max_examples=100)
def test_losing_an_agreement_never_brings_support(found: tuple[Comparison, ...], data: st.DataObject) -> None:
    """Where the article is silent on what it bore out before, the verdict does not turn to ``supported``."""
    agreeing = [number for number, one in enumerate(found) if one.outcome == "agree"]
    if not agreeing or decide(found).verdict == "supported":
        return
    lost = data.draw(st.sampled_from(agreeing))
    silent = found[lost].model_copy(
        update={"outcome": "silent", "article": None, "reason": "not-said", "strength": 0.0}
    )
    assert decide((*found[:lost], silent, *found[lost + 1 :])).verdict != "supported"


@given(SOME)
@settings(derandomize=True, max_examples=100)
def test_no_contradiction_without_a_conflict(found: tuple[Comparison, ...]) -> None:
    """``contradicted`` names an aspect that does conflict; absence never contradicts."""
    decision = decide(found)
    if decision.verdict == "contradicted":
        aspects = {one.aspect for one in found if one.outcome == "conflict"}
        assert decision.reason in {f"{aspect}-conflict" for aspect in aspects}
    assert decide(tuple(one for one in found if one.outcome != "conflict")).verdict != "contradicted"


@pytest.mark.parametrize(("aspect", "reason"), UNMATCHED)
@given(found=AGREEING)
@settings(derandomize=True, max_examples=40)
def test_no_support_with_an_unmatched_name_or_number(
    aspect: Aspect, reason: str, found: tuple[Comparison, ...]
) -> None:
    """However much else agrees, a name, number or date that the article does not give keeps support away."""
    decision = decide((*found, comparison(aspect, "silent", reason)))
    assert decision.verdict == "unknown"
    assert decision.reason == ("no-such-participant" if aspect == "participant" else "more-specific")


@pytest.mark.parametrize("reason", ["possible-only", "planned-only", "reported"])
@given(found=AGREEING)
@settings(derandomize=True, max_examples=40)
def test_no_support_by_what_is_only_possible_planned_or_reported(reason: str, found: tuple[Comparison, ...]) -> None:
    """The reason says which it is."""
    aspect: Aspect = "attribution" if reason == "reported" else "modality"
    decision = decide((*found, comparison(aspect, "silent", reason, weight=0.0)))
    assert (decision.verdict, decision.reason) == ("unknown", reason)


def test_plain_cases() -> None:
    """All borne out is supported, a sure conflict of a number is contradicted, nothing at all is unknown."""
    words = tuple(
        comparison(aspect, "agree", "same")
        for aspect in ("participant", "participant", "content", "predicate", "quantity")
    )
    assert decide((*words, comparison("polarity", "agree", "same-polarity", weight=0.0))).verdict == "supported"
    clash = comparison("quantity", "conflict", "value")
    assert decide((*words[:-1], clash))[:2] == ("contradicted", "quantity-conflict")
    assert decide(()).verdict == "unknown"
    assert isinstance(decide(()), Decision)


def test_shipped_weights_speak_of_known_features() -> None:
    """Every weight names a feature, every feature but the size has a direction, and the factors are not nothing."""
    table = weights()
    assert set(table.support) <= set(Features._fields)
    assert set(table.conflict) <= set(Features._fields)
    assert set(Features._fields) - {"size"} == HELPFUL | HARMFUL | CLASHING
    assert len(HELPFUL) + len(HARMFUL) + len(CLASHING) == len(Features._fields) - 1
    assert table.support_factor > 0.0
    assert table.conflict_factor > 0.0


@given(SOME)
@settings(derandomize=True)
def test_chances_add_up_to_one(found: tuple[Comparison, ...]) -> None:
    """Whatever was compared, the three verdicts share the whole."""
    chances = weigh(featurise(found), weights())
    assert sum(chances) == pytest.approx(1.0)
    assert min(chances) >= 0.0


@given(SOME, st.sampled_from(sorted(CLASHING)), st.floats(min_value=0.05, max_value=1.0))
@settings(derandomize=True)
def test_a_stronger_conflict_never_raises_the_chance_of_support(
    found: tuple[Comparison, ...], name: str, more: float
) -> None:
    """Monotone in every clash, by the signs of the weights."""
    features = featurise(found)
    stronger = features._replace(**{name: getattr(features, name) + more})
    assert weigh(stronger, weights()).supported <= weigh(features, weights()).supported + 1e-12


@pytest.mark.parametrize(
    ("side", "name", "weight"),
    [
        ("support", "coverage", -0.1),
        ("support", "complete", -1.0),
        ("support", "names_missing", 0.1),
        ("support", "reported", 2.0),
        ("support", "read_clash", 0.1),
        ("support", "quantity_conflict", 0.1),
        ("conflict", "date_conflict", -0.1),
        ("conflict", "weather", 0.1),
    ],
)
def test_weights_of_the_wrong_sign_are_refused(side: str, name: str, weight: float) -> None:
    """No fit may reward what is missing or clashes, punish what is borne out, or weigh what is not measured."""
    rows = weights().model_dump()
    rows[side] = rows[side] | {name: weight}
    with pytest.raises(ValidationError, match=name):
        Weights.model_validate(rows)
