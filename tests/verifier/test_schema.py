"""The published schema is current, and real reports keep it."""

import json
from pathlib import Path

import jsonschema
import pytest

from verifier.pipeline import Engine, Source
from verifier.schema import report_schema

STATEMENTS = (
    "Meta invested $14.3B",
    "Meta invested 4.3B",
    "Scale AI laid off 2,000 people",
    "Ruben Mayer Meta'dan ayrıldı",
    "Nasılsın?",
    "Ceci est une phrase.",
)


def test_the_published_schema_is_current(root: Path) -> None:
    """fixtures/report.schema.json is what python -m verifier.schema prints."""
    assert json.loads((root / "fixtures/report.schema.json").read_text(encoding="utf-8")) == report_schema()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_real_reports_validate(engine: Engine, source: Source, statement: str) -> None:
    """Every field is there, nothing else, and every offset tells the truth."""
    report = engine.verify(statement, (source,))
    jsonschema.validate(json.loads(report.model_dump_json()), report_schema())
    text = source.analysis.document.text
    for evidence in report.evidence:
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.line == text.count("\n", 0, evidence.start) + 1
    for comparison in report.comparisons:
        if comparison.statement is not None:
            assert statement[comparison.statement.start : comparison.statement.end] == comparison.statement.text
        if comparison.article is not None:
            assert text[comparison.article.start : comparison.article.end] == comparison.article.text
