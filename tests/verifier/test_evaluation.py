"""The figures of an evaluation, checked against a hand count."""

import pytest

from claims.errors import ReadingError
from verifier.batch.kernel import Judged
from verifier.batch.rows import Row
from verifier.evaluation import Case, case, changes, evaluate, verdict_rows
from verifier.model import Evidence, Report, Verdict


def _report(verdict: Verdict, line: int | None = None) -> Report:
    evidence = (
        () if line is None else (Evidence(article="a", start=0, end=1, text="x", line=line, relation="supports"),)
    )
    return Report(
        id="1",
        statement="s",
        lang="tr",
        verdict=verdict,
        confidence=1,
        reason="r",
        evidence=evidence,
        engine="e",
        models={"tr": "m"},
    )


def _case(gold: Verdict, given: Verdict, line: int | None = None, phenomena: tuple[str, ...] = ()) -> Case:
    return Case("1", "tr", gold, frozenset({4}), phenomena, _report(given, line))


CASES = (
    _case("supported", "supported", 5, ("number",)),
    _case("supported", "supported", 9),
    _case("supported", "contradicted", phenomena=("number", "date")),
    _case("supported", "unknown"),
    _case("contradicted", "contradicted", 5),
    _case("contradicted", "supported"),
    _case("unknown", "unknown", 5),
    _case("unknown", "supported"),
)


def test_figures_by_hand() -> None:
    """Precision, recall, F1, macro-F1, the grave errors and the evidence share of eight known cases."""
    result = evaluate(CASES)
    assert result.rows == 8
    assert result.accuracy == pytest.approx(4 / 8)
    assert result.confusion["supported"] == {"supported": 2, "contradicted": 1, "unknown": 1}
    assert result.verdicts["supported"].precision == pytest.approx(2 / 4)
    assert result.verdicts["supported"].recall == pytest.approx(2 / 4)
    assert result.verdicts["contradicted"].f1 == pytest.approx(0.5)
    assert result.verdicts["unknown"].f1 == pytest.approx(0.5)
    assert result.macro_f1 == pytest.approx(0.5)
    assert result.contradicted_as_supported == pytest.approx(1 / 2)
    assert result.supported_as_contradicted == pytest.approx(1 / 4)
    assert result.evidence_on_gold_lines == pytest.approx(2 / 3)


def test_calibration_by_hand() -> None:
    """Rows of one bin are compared as one: how sure on average against how often right; empty bins are left out."""
    sure = [one._replace(report=one.report.model_copy(update={"confidence": 0.85})) for one in CASES[:4]]
    unsure = [one._replace(report=one.report.model_copy(update={"confidence": 0.31})) for one in CASES[4:]]
    result = evaluate((*sure, *unsure))
    assert [(one.low, one.rows) for one in result.reliability] == [(0.3, 4), (0.8, 4)]
    assert [one.accuracy for one in result.reliability] == [0.5, 0.5]
    assert result.calibration_error == pytest.approx((0.35 * 4 + 0.19 * 4) / 8)


def test_changes_against_an_earlier_run() -> None:
    """A row is told by article, id and statement; new rows count as changed, rows that kept their verdict do not."""
    rows = list(verdict_rows(CASES[:1]))
    assert changes(CASES[:1], rows) == ()
    rows[0]["verdict"] = "unknown"
    (change,) = changes(CASES[:1], rows)
    assert (change.before, change.now, change.gold) == ("unknown", "supported", "supported")
    assert [change.before for change in changes(CASES[:1], [])] == [None]


def test_groups_count_their_own_rows() -> None:
    """A row counts in each of its phenomena; macro-F1 only over the gold verdicts of the group."""
    result = evaluate(CASES)
    assert result.phenomena["number"].rows == 2
    assert result.phenomena["number"].accuracy == pytest.approx(0.5)
    assert result.phenomena["date"].macro_f1 == 0.0
    assert list(result.phenomena) == ["number", "date"]
    assert result.languages["tr"].rows == 8


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"label": "true"}, "line 3: label is 'true'"),
        ({}, "line 3: label is None"),
        ({"label": "unknown", "evidence_lines": "4"}, "evidence_lines must be a list"),
        ({"label": "unknown", "phenomena": "date"}, "phenomena must be a list"),
    ],
)
def test_a_malformed_gold_row_is_named_by_line(columns: dict[str, object], message: str) -> None:
    """An evaluation of half-read gold would be a wrong figure, so it stops."""
    with pytest.raises(ReadingError, match=message):
        case(Judged(Row(2, 3, columns), _report("unknown")))


def test_an_error_row_stops_the_evaluation() -> None:
    """With the row's own sentence."""
    with pytest.raises(ReadingError, match="line 3: no article"):
        case(Judged(Row(2, 3, {}), None, "no article"))


def test_no_cases_no_figures() -> None:
    """Nothing is not perfect."""
    with pytest.raises(ReadingError, match="holds no case"):
        evaluate(())
