"""Batch files: rows in, records out, in order; what is wrong with a row is said and the run goes on."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from claims.claim import Analysis
from claims.document import Document, Lang
from claims.errors import ReadingError
from verifier.batch.articles import Articles
from verifier.batch.kernel import judge
from verifier.batch.records import whole
from verifier.batch.tables import read_rows
from verifier.model import Report
from verifier.pipeline import Engine, Source


class Recorder(Engine):
    """An engine that notes what it is asked and supports everything."""

    def __init__(self) -> None:
        super().__init__()
        self.analysed: list[str] = []

    def analyse(self, text: str, *, lang: Lang | None = None) -> Analysis:
        """An analysis without content."""
        self.analysed.append(text)
        document = Document(text=text, lang=lang or "tr", sentences=())
        return Analysis(document=document, values=(), entities=(), mentions=(), claims=())

    def prepare(self, statements: Iterable[tuple[str, Lang]]) -> None:
        """Nothing is parsed."""

    def verify(self, statement: str, sources: Sequence[Source], *, lang: Lang | None = None, id: str = "1") -> Report:
        """Supported, whatever it is; one statement trips it."""
        if statement == "trip":
            raise ZeroDivisionError("tripped")
        return Report(
            id=id,
            statement=statement,
            lang=lang or "tr",
            verdict="supported",
            confidence=1.0,
            reason="test",
            engine="test",
        )


def _run(path: Path, engine: Recorder | None = None) -> list[dict[str, Any]]:
    engine = engine or Recorder()
    return [whole(judged.finished()) for judged in judge(read_rows(path), engine, Articles(engine, folder=path.parent))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles beside the batch file."""
    (tmp_path / "bir.txt").write_text("Birinci haber.", encoding="utf-8")
    (tmp_path / "iki.txt").write_text("İkinci haber.", encoding="utf-8")
    return tmp_path


def _write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_rows_keep_their_order_and_columns(folder: Path) -> None:
    """Other columns are carried through untouched, and one that a report also has is kept under input."""
    rows = [
        {"statement": "A", "article": "bir.txt", "id": 7, "desk": ["x", 1], "verdict": "mine"},
        {"statement": "B", "article": "iki.txt", "lang": "en"},
    ]
    path = _write(folder / "rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    first, second = _run(path)
    assert (first["id"], first["verdict"], first["desk"], first["input.verdict"]) == (
        "7",
        "supported",
        ["x", 1],
        "mine",
    )
    assert first["article"] == "bir.txt"
    assert (second["id"], second["lang"]) == ("2", "en")


def test_each_article_is_analysed_once(folder: Path) -> None:
    """However often it is named."""
    path = _write(folder / "rows.csv", "statement,article\n" + "A,bir.txt\nB,iki.txt\n" * 5)
    engine = Recorder()
    assert len(_run(path, engine)) == 10
    assert engine.analysed == ["Birinci haber.", "İkinci haber."]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("not json", "not a JSON object"),
        ('["a"]', "not a JSON object"),
        ('{"article": "bir.txt"}', "statement is missing or empty"),
        ('{"statement": "  ", "article": "bir.txt"}', "statement is missing or empty"),
        ('{"statement": 5, "article": "bir.txt"}', "statement is missing or empty"),
        ('{"statement": "A", "article": "bir.txt", "lang": "de"}', "lang is 'de'"),
        ('{"statement": "A"}', "no article is named"),
        ('{"statement": "A", "article": 5}', "article must be the path of a file"),
        ('{"statement": "A", "article": "-"}', "article must be the path of a file"),
        ('{"statement": "A", "article": "drei.txt"}', "There is no file"),
    ],
)
def test_a_bad_row_becomes_an_error_record(folder: Path, line: str, message: str) -> None:
    """The record names the line, and the rows after it are judged."""
    good = '{"statement": "B", "article": "iki.txt"}'
    records = _run(_write(folder / "rows.jsonl", f"{good}\n\n{line}\n{good}\n"))
    assert [record["verdict"] for record in records] == ["supported", None, "supported"]
    assert records[1]["error"].startswith("line 3: ")
    assert message in records[1]["error"]


def test_a_row_that_trips_the_engine_costs_no_other(folder: Path) -> None:
    """A fault of the engine becomes an error record too."""
    records = _run(_write(folder / "rows.csv", "statement,article\ntrip,bir.txt\nA,bir.txt\n"))
    assert records[0]["error"] == "line 2: internal error (ZeroDivisionError: tripped)"
    assert records[1]["verdict"] == "supported"


@pytest.mark.parametrize(("name", "delimiter"), [("r.csv", ","), ("r.csv", ";"), ("r.csv", "\t"), ("r.tsv", "\t")])
def test_tables_of_every_delimiter(folder: Path, name: str, delimiter: str) -> None:
    """The header line tells the delimiter; quoted cells may hold it and line ends; a BOM is no part of a name."""
    rows = [
        ["statement", "article", "not"],
        [f'"A{delimiter} ""b""\nc"', "bir.txt", "ş"],
        ["B", "iki.txt"],
        ["C", "iki.txt", ""],
    ]
    path = _write(folder / name, "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows) + "\r\n")
    records = _run(path)
    assert records[0]["statement"] == f'A{delimiter} "b"\nc'
    assert records[0]["not"] == "ş"
    assert records[1]["error"] == "line 4: 2 cells where the header names 3 columns"
    assert records[2]["verdict"] == "supported"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("rows.csv", "sentence,article\nA,bir.txt\n", "no column named statement"),
        ("rows.csv", "claim,text\nA,B\n", "could both be the statement"),
        ("rows.ods", "PK", "not supported yet"),
        ("rows.xlsx", "PK", "no XLSX file"),
        ("rows.jsonl", "", "is empty"),
    ],
)
def test_a_file_that_is_no_batch(folder: Path, name: str, content: str, message: str) -> None:
    """The whole file is refused, in one sentence."""
    with pytest.raises(ReadingError, match=message):
        _run(_write(folder / name, content))


def test_a_missing_batch_file(folder: Path) -> None:
    """Named, with what to check."""
    with pytest.raises(ReadingError, match="cannot be read"):
        _run(folder / "none.jsonl")
