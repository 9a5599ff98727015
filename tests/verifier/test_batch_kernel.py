"""The kernel: statements are parsed together, and nothing comes out differently for it."""

import json
from pathlib import Path

import pytest

from claims.document import Lang
from claims.errors import ModelError
from verifier.batch.articles import Articles, Digests
from verifier.batch.kernel import Judged, judge, judge_chunk
from verifier.batch.rows import Row
from verifier.library import Named
from verifier.pipeline import Engine, Source

FILES: dict[Lang, str] = {"tr": "tr/statements.jsonl", "en": "en/statements.jsonl"}


def _statements(root: Path, lang: Lang, most: int) -> list[str]:
    lines = [line for file in FILES.values() for line in (root / "fixtures" / file).open(encoding="utf-8")]
    rows = [json.loads(line) for line in lines]
    return list(dict.fromkeys(row["statement"] for row in rows if row["lang"] == lang))[:most]


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_together_and_alone_are_parsed_alike(engine: Engine, root: Path, lang: Lang) -> None:
    """A statement's parse does not depend on what it is parsed with, or in which order."""
    statements = _statements(root, lang, 14)
    together = engine.parser.parse_all(statements, lang)
    reverse = engine.parser.parse_all(statements[::-1], lang)[::-1]
    alone = tuple(engine.parser.parse(statement, lang) for statement in statements)
    assert together == alone
    assert reverse == alone


def test_reports_do_not_depend_on_the_chunk(engine: Engine, source: Source, root: Path, tmp_path: Path) -> None:
    """The same rows one by one, and all together by an engine that knows none of them."""
    rows = [
        Row(number, number, {"statement": statement})
        for number, statement in enumerate(_statements(root, "tr", 3) + _statements(root, "en", 3), start=1)
    ]
    articles = Articles(engine, folder=tmp_path, default=Named((source,)))
    alone = [judged for row in rows for judged in judge_chunk((row,), engine, articles)]
    fresh = Engine()
    assert list(judge(rows, fresh, Articles(fresh, folder=tmp_path, default=Named((source,))))) == alone


def test_each_distinct_statement_is_parsed_once(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows hold it, in one chunk or in several."""
    engine = Engine()
    parsed: list[str] = []
    whole = engine.parser.parse_all

    def parse_all(texts: tuple[str, ...], lang: Lang) -> object:
        parsed.extend(texts)
        return whole(texts, lang)

    monkeypatch.setattr(engine.parser, "parse_all", parse_all)
    rows = [Row(number, number, {"statement": f"Meta invested {number % 3} dollars."}) for number in range(1, 70)]
    assert len(list(judge(rows, engine, Articles(engine, folder=tmp_path, default=Named((source,)))))) == 69
    assert sorted(parsed) == [f"Meta invested {number} dollars." for number in range(3)]


def test_a_fault_of_parsing_together_costs_only_its_row(
    engine: Engine, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are then parsed one by one."""
    monkeypatch.setattr(engine, "prepare", lambda statements: 1 / 0)
    rows = [Row(1, 2, {"statement": "Meta invested $15B"}), Row(2, 3, {"statement": "x" * 10_001})]
    first, second = judge(rows, engine, Articles(engine, folder=tmp_path, default=Named((source,))))
    assert first.report is not None
    assert first.report.verdict == "contradicted"
    assert second == Judged(rows[1], None, "statement is longer than 10,000 characters; check one paragraph at a time")


def test_missing_models_end_the_run(
    engine: Engine, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are no fault of a row."""

    def missing(statements: object) -> None:
        raise ModelError("The language models cannot be read; reinstall dayanak.")

    monkeypatch.setattr(engine, "prepare", missing)
    articles = Articles(engine, folder=tmp_path, default=Named((source,)))
    with pytest.raises(ModelError):
        list(judge([Row(1, 1, {"statement": "Meta"})], engine, articles))


def test_digests_tell_what_an_article_holds(tmp_path: Path) -> None:
    """A text and its absence differ, and so do two texts."""
    path = tmp_path / "a.txt"
    absent = Digests(tmp_path).of("a.txt")
    path.write_text("Bir.", encoding="utf-8")
    first = Digests(tmp_path).of("a.txt")
    path.write_text("İki.", encoding="utf-8")
    assert len({absent, first, Digests(tmp_path).of("a.txt"), Digests(tmp_path).of(None)}) == 4
