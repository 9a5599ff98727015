"""Comparators: each file of the family is registered, and has cases that it must and must not report."""

import pkgutil

import pytest
from comparator_cases import Row, recorded, rows, source

import verifier.comparators as family
from verifier.comparators import COMPARATORS, compare
from verifier.decision import all_borne_out, decide, firm
from verifier.features import featurise
from verifier.model import Comparison
from verifier.pipeline import Engine

ROWS = rows("comparators")
MEMBERS = tuple(sorted(module.name for module in pkgutil.iter_modules(family.__path__)))
LEAST_POSITIVE, LEAST_NEGATIVE = 2, 1


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the texts of all rows."""
    return recorded(engine)


def findings(engine: Engine, row: Row) -> tuple[Comparison, ...]:
    """The comparisons of the row's statement with the sentence that matches it best."""
    found = engine.examine(row["statement"], source(engine, row["article"]), lang=row["lang"])
    return found[0].comparisons if found else ()


def is_meant(comparison: Comparison, row: Row) -> bool:
    """Whether a comparison is the one that the row tells of."""
    return (
        comparison.comparator == row["comparator"]
        and (comparison.aspect, comparison.outcome, comparison.reason) == (row["aspect"], row["outcome"], row["reason"])
        and ("of" not in row or (comparison.statement is not None and comparison.statement.text == row["of"]))
        and ("against" not in row or (comparison.article is not None and comparison.article.text == row["against"]))
    )


def case(row: Row) -> object:
    """The row as a test case; a known fault of the engine is expected to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row["fault"])] if "fault" in row else []
    return pytest.param(row, id=row["id"], marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in ROWS])
def test_case(ready: Engine, row: Row) -> None:
    """The member reports the comparison of the row, or not where the row says that it must not."""
    found = findings(ready, row)
    assert any(is_meant(comparison, row) for comparison in found) != row.get("absent", False), found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_sides_quote_their_text(ready: Engine, row: Row) -> None:
    """Both sides of a comparison are cut from their own text; a conflict shows both, strength and weight are sane."""
    for comparison in findings(ready, row):
        assert comparison.comparator in MEMBERS
        assert comparison.reason
        assert comparison.strength >= 0.0
        assert comparison.weight >= 0.0
        for side, text in ((comparison.statement, row["statement"]), (comparison.article, row["article"])):
            if side is not None:
                assert side.start < side.end
                assert text[side.start : side.end] == side.text
                assert side.value
        if comparison.outcome == "conflict":
            assert comparison.statement is not None
            assert comparison.article is not None


@pytest.mark.parametrize("row", [row for row in ROWS if row["outcome"] == "conflict"], ids=lambda row: row["id"])
def test_a_conflict_is_never_support(ready: Engine, row: Row) -> None:
    """Where the engine reports a firm conflict, the same comparisons never add up to ``supported``.

    The reader's clash alone gives way where every word is borne out in its place.
    """
    found = findings(ready, row)
    opposed = [comparison for comparison in found if firm(comparison)]
    if decide(found).verdict == "supported":
        assert all(comparison.aspect == "meaning" for comparison in opposed)
        assert not opposed or all_borne_out(found, featurise(found))


def test_every_member_is_registered_once() -> None:
    """Each file of the family stands in COMPARATORS."""
    registered = [comparator.__module__.rpartition(".")[2] for comparator in COMPARATORS]
    assert sorted(registered) == list(MEMBERS)
    assert all(comparator.__name__ == "compare" and comparator.__doc__ for comparator in COMPARATORS)


@pytest.mark.parametrize("member", MEMBERS)
def test_every_member_has_cases(member: str) -> None:
    """At least two that it must report, without known faults, and one that it must not."""
    own = [row for row in ROWS if row["comparator"] == member and "fault" not in row]
    assert sum("absent" not in row for row in own) >= LEAST_POSITIVE
    assert sum("absent" in row for row in own) >= LEAST_NEGATIVE


def test_rows_are_distinct() -> None:
    """Ids are unique and tell the member, and no case stands there twice."""
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert all(row["id"].startswith(f"{row['comparator']}-") and row["comparator"] in MEMBERS for row in ROWS)
    keys = {
        (row["comparator"], row["article"], row["statement"], row["reason"], row["outcome"], row.get("of"))
        for row in ROWS
    }
    assert len(keys) == len(ROWS)


def test_members_run_in_the_order_of_the_tuple(ready: Engine) -> None:
    """``compare`` gives what its members give, one after the other."""
    row = next(row for row in ROWS if row["comparator"] == "fillers")
    finding = ready.examine(row["statement"], source(ready, row["article"]), lang=row["lang"])[0]
    apart = tuple(comparison for member in COMPARATORS for comparison in member(finding.pair))
    assert compare(finding.pair) == apart == finding.comparisons
