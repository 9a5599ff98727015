"""Whole verdicts on short texts: plans are not their outcome, and names that run together are told apart."""

import pytest
from comparator_cases import Row, prepared, rows, source

from verifier.pipeline import Engine

CASES = rows("verdicts")


def case(row: Row) -> object:
    """The row as a test case; a known fault of the engine is expected to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row["fault"])] if "fault" in row else []
    return pytest.param(row, id=f"{row['article'][:50]}-{row['statement'][:40]}".replace(" ", "_"), marks=marks)


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the texts of all rows."""
    articles = [(row["article"], row["article_lang"]) for row in CASES]
    return prepared(engine, [*articles, *((row["statement"], row["lang"]) for row in CASES)])


@pytest.mark.parametrize("row", [case(row) for row in CASES])
def test_verdict(ready: Engine, row: Row) -> None:
    """The verdict is the labelled one."""
    article = source(ready, row["article"], row["article_lang"])
    report = ready.verify(row["statement"], (article,), lang=row["lang"])
    assert report.verdict == row["label"], report.comparisons


def test_both_languages_and_both_groups_are_tried() -> None:
    """Twenty ways and more to speak of a plan, in Turkish and in English."""
    plans = {(row["article"], row["article_lang"]) for row in CASES if row["why"] == "modality"}
    assert all(sum(lang == language for _, language in plans) >= 15 for lang in ("tr", "en"))
    assert sum(row["why"] == "names" for row in CASES) >= 20
