"""Magnitudes: which values bear each other out, which exclude each other, and which are not to be compared."""

import pytest
from comparator_cases import Row, rows
from hypothesis import given
from hypothesis import strategies as st

from claims.values import Value, ValueKind, recognise
from verifier.magnitudes import relate_values
from verifier.settings import Settings

ROWS = rows("magnitudes")
KINDS: tuple[ValueKind, ...] = ("number", "percent", "money", "quantity", "age", "ordinal", "duration")
UNITS: dict[ValueKind, tuple[str | None, ...]] = {
    "money": ("USD", "EUR", "TRY"),
    "quantity": ("kişi", "kilometre", "kilogram"),
    "duration": ("year", "month"),
}


def value(row: Row, side: str) -> Value:
    """The only value of one side of the row."""
    found = recognise(row[side], row[f"{side}_lang"])
    assert len(found) == 1
    return found[0]


def case(row: Row) -> object:
    """The row as a test case; a known fault of the engine is expected to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row["fault"])] if "fault" in row else []
    return pytest.param(row, id=f"{row['said']}-{row['given']}".replace(" ", "_"), marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in ROWS])
def test_relation(row: Row) -> None:
    """How the value of a statement stands to the one of an article."""
    assert relate_values(value(row, "said"), value(row, "given"), Settings()) == row["relation"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["relation"] != "equal"], ids=lambda row: row["said"])
def test_what_is_not_borne_out_is_not_borne_out_the_other_way_round(row: Row) -> None:
    """Two values that exclude each other do so whichever the article gives, but for bounds and dates that say less."""
    turned = relate_values(value(row, "given"), value(row, "said"), Settings())
    if row["relation"] == "different":
        assert turned == "different"
    else:
        assert turned != "different"


@pytest.mark.parametrize("relation", ["equal", "different", "incomparable"])
def test_each_relation_has_enough_rows(relation: str) -> None:
    """And values are compared across the two languages."""
    own = [row for row in ROWS if row["relation"] == relation]
    assert len(own) >= 10
    assert any(row["said_lang"] != row["given_lang"] for row in own)


@st.composite
def values(draw: st.DrawFn) -> Value:
    """Any value that is no date."""
    kind = draw(st.sampled_from(KINDS))
    number = float(draw(st.integers(min_value=1, max_value=10**12)))
    unit = draw(st.sampled_from(UNITS.get(kind, (None,))))
    bound = draw(st.sampled_from(("exact", "about", "at_least", "at_most", "more_than", "less_than")))
    return Value(start=0, end=1, text="x", kind=kind, value=number, unit=unit, bound=bound)


@given(values())
def test_a_value_never_differs_from_itself(one: Value) -> None:
    """Whatever its kind, unit and bound."""
    assert relate_values(one, one, Settings()) == "equal"


@given(values(), values())
def test_values_of_different_kinds_of_measure_are_incomparable(one: Value, other: Value) -> None:
    """Money, percentages, ordinals and durations meet their own kind only; kilometres never meet kilograms."""
    relation = relate_values(one, other, Settings())
    apart = {"percent", "ordinal", "duration"}
    if one.kind != other.kind and ({one.kind, other.kind} & apart):
        assert relation == "incomparable"
    if {one.unit, other.unit} == {"kilometre", "kilogram"}:
        assert relation == "incomparable"


@given(
    st.floats(min_value=1.0, max_value=1e9),
    st.floats(min_value=1.3, max_value=1e3),
    st.sampled_from([("money", "USD"), ("percent", None), ("quantity", "kişi")]),
)
def test_a_plain_difference_is_seen(number: float, factor: float, what: tuple[ValueKind, str | None]) -> None:
    """Exact values a third apart never agree, whichever side the greater stands on."""
    kind, unit = what
    small = Value(start=0, end=1, text="x", kind=kind, value=number, unit=unit)
    great = small.model_copy(update={"value": number * factor})
    assert relate_values(small, great, Settings()) == relate_values(great, small, Settings()) == "different"
