"""A report can be replayed: its comparisons alone give its verdict and reason, and its evidence is in the article."""

import json
from pathlib import Path
from typing import Any

import pytest
from comparator_cases import prepared

from claims.document import Lang
from verifier.decision import decide, firm
from verifier.model import Report
from verifier.pipeline import RELATIONS, Engine, Source

FIXTURES = Path(__file__).parents[1] / "fixtures"
LANGS: tuple[Lang, ...] = ("tr", "en")
UNDECIDED = frozenset({"language-not-understood", "not-checkable", "no-such-participant"})


def statements(lang: Lang) -> tuple[dict[str, Any], ...]:
    """The statements about the articles of a language."""
    lines = (FIXTURES / lang / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


CASES = [pytest.param(lang, row, id=row["id"]) for lang in LANGS for row in statements(lang)]


@pytest.fixture(scope="module")
def sources(engine: Engine) -> dict[tuple[str, str], Source]:
    """The fixture articles, by language and path."""
    paths = [(lang, path) for lang in LANGS for path in sorted((FIXTURES / lang / "articles").iterdir())]
    return {
        (lang, f"articles/{path.name}"): Source(
            name=path.name, analysis=engine.analyse(path.read_bytes().decode("utf-8"), lang=lang)
        )
        for lang, path in paths
    }


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the statements."""
    return prepared(engine, [(row["statement"], row["lang"]) for lang in LANGS for row in statements(lang)])


@pytest.mark.parametrize(("lang", "row"), CASES)
def test_report_is_replayed(
    ready: Engine, sources: dict[tuple[str, str], Source], lang: Lang, row: dict[str, Any]
) -> None:
    """From its JSON alone; no conflict stands beside support, none is missing beside a contradiction, no span lies."""
    source = sources[lang, row["article"]]
    text = source.analysis.document.text
    report = ready.verify(row["statement"], (source,), lang=row["lang"], id=row["id"])
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert (report.id, report.statement, report.lang) == (row["id"], row["statement"], row["lang"])
    if report.comparisons:
        assert decide(report.comparisons)[:2] == (report.verdict, report.reason)
        assert report.evidence
    else:
        assert report.verdict == "unknown"
        assert report.reason in UNDECIDED
        assert report.evidence == ()
    conflicts = [comparison for comparison in report.comparisons if comparison.outcome == "conflict"]
    assert not (any(firm(one) and one.aspect != "meaning" for one in conflicts) and report.verdict == "supported")
    assert conflicts or report.verdict != "contradicted"
    for evidence in report.evidence:
        assert evidence.article == source.name
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.text.strip()
        assert evidence.line == text.count("\n", 0, evidence.start) + 1
        assert evidence.relation == RELATIONS[report.verdict]
    for comparison in report.comparisons:
        for side, own in ((comparison.statement, row["statement"]), (comparison.article, text)):
            assert side is None or own[side.start : side.end] == side.text


def test_all_verdicts_occur(ready: Engine, sources: dict[tuple[str, str], Source]) -> None:
    """The replay proves something of each verdict."""
    verdicts = {
        ready.verify(row["statement"], (sources["tr", row["article"]],), lang=row["lang"]).verdict
        for row in statements("tr")
    }
    assert verdicts == {"supported", "contradicted", "unknown"}
