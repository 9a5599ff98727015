"""The commands of the store, with real models: add, list, show, search, diff, remove, export, check."""

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Command

NEWS = "Selde 12 kişi öldü. Bakan Ayşe Demir istifa etti.\nBelediye köprüyü kapatmadı.\n"
FERRY = "The council closed the bridge on Monday. It paid 14.3 million dollars.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles, which commands run in, and a store of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAYANAK_STORE", str(tmp_path / "data" / "store.sqlite3"))
    (tmp_path / "haber").mkdir()
    (tmp_path / "haber/sel.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "haber/ferry.txt").write_text(FERRY, encoding="utf-8")
    return tmp_path


def test_a_day_with_the_store(claims: Command, folder: Path) -> None:
    """Added, listed, shown, found in both languages, corrected, compared, exported, removed; sound all the while."""
    added = claims("add", "haber", "--source", "AA", "--published", "2026-11-24")
    assert (added.status, added.out) == (0, "")
    assert added.err.splitlines()[-1] == "2 added, 0 unchanged, 0 corrected, 0 failed"
    assert claims("add", "haber").err.splitlines()[-1] == "0 added, 2 unchanged, 0 corrected, 0 failed"

    listed = claims("list")
    assert "    2  haber/sel.txt  AA, 2026-11-24  Selde 12 kişi öldü." in listed.out
    assert claims("list", "--since", "2026-11-25").out.startswith("0 articles")
    records = [json.loads(line) for line in claims("list", "--format", "jsonl").out.splitlines()]
    assert [record["lang"] for record in records] == ["en", "tr"]

    shown = claims("show", "sel.txt")
    assert "haber/sel.txt  (id 2, version 1 of 1)" in shown.out
    assert "negative" in shown.out
    assert claims("show", "2", "--text").out == NEWS
    (record,) = map(json.loads, claims("show", "sel.txt", "--format", "jsonl").out.splitlines())
    assert all(record["text"][claim["start"] : claim["end"]] == claim["text"] for claim in record["claims"])

    for words in ("the minister resigned", "Demir"):
        found = claims("search", *words.split(), "--limit", "1").out
        assert found.startswith("1. haber/sel.txt, line 1  (AA, 2026-11-24)"), words
        assert "^^^^" in found
    (record,) = map(json.loads, claims("search", "14,3 milyon dolar", "--format", "jsonl").out.splitlines())
    assert record["article"] == "haber/ferry.txt"
    assert "usd:14300000" in record["keys"]
    assert "Nothing in the store" in claims("search", "Zzyzx").err

    (folder / "haber/sel.txt").write_text(NEWS.replace("12", "14"), encoding="utf-8")
    assert claims("add", "haber").out == "corrected  haber/sel.txt, version 2\n"
    diff = claims("diff", "sel.txt").out
    assert "changed, line 1\n  - Selde 12 kişi öldü\n  + Selde 14 kişi öldü\n" in diff
    assert "values: quantity 12 kişi → quantity 14 kişi" in diff
    assert json.loads(claims("diff", "sel.txt", "--format", "jsonl").out)["kind"] == "changed"
    assert claims("show", "sel.txt", "--version", "1", "--text").out == NEWS

    (folder / "all.jsonl").write_text(claims("export").out, encoding="utf-8")
    assert claims("add", "all.jsonl").err.splitlines()[-1] == "0 added, 2 unchanged, 0 corrected, 0 failed"
    assert "2 added" in claims("add", "all.jsonl", "--store", "other.db").err

    removed = claims("remove", "haber/sel.txt")
    assert removed.out == "removed  haber/sel.txt, 2 versions\n"
    assert claims("list").out.splitlines()[-1].startswith("1 articles")
    assert claims("check").out.endswith("store.sqlite3 is sound.\n")


def test_claims_are_exported_as_data(claims: Command, folder: Path) -> None:
    """JSON Lines and CSV hold the same claims; a cell that looks like a formula is guarded."""
    (folder / "haber/sel.txt").write_text("-5 derece ölçüldü. Vali geldi.", encoding="utf-8")
    claims("add", "haber/sel.txt")
    records = [json.loads(line) for line in claims("export", "--claims").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(claims("export", "--claims", "--format", "csv").out)))
    assert [row["text"].lstrip("'") for row in rows] == [record["text"] for record in records]
    assert not any(row["text"].startswith("-") for row in rows)
    assert claims("export", "--format", "csv").status == 2


def test_failures_are_named_and_the_rest_is_added(claims: Command, folder: Path) -> None:
    """Status 2 at the end, each on standard error; as records where JSON Lines are asked for."""
    done = claims("add", "missing.txt", "haber/ferry.txt", "--format", "jsonl")
    outcomes = [json.loads(line) for line in done.out.splitlines()]
    assert done.status == 2
    assert [one["outcome"] for one in outcomes] == ["failed", "added"]
    assert "claims: There is no file missing.txt" in done.err
    assert done.err.splitlines()[-1] == "1 added, 0 unchanged, 0 corrected, 1 failed"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list",), "There is no store"),
        (("remove", "x"), "There is no store"),
        (("check", "--store", "haber/sel.txt"), "is not a store"),
        (("add", "haber/sel.txt", "--store", "haber/ferry.txt"), "is not a store"),
        (("add", "haber/sel.txt", "--store", "haber"), "is a folder"),
        (("add",), "Missing argument"),
        (("add", "haber/sel.txt", "--published", "soon"), "does not match the format"),
    ],
)
def test_errors(claims: Command, folder: Path, arguments: tuple[str, ...], message: str) -> None:
    """Status 2, one sentence, and the named file is left as it was."""
    done = claims(*arguments)
    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err
    assert (folder / "haber/ferry.txt").read_text(encoding="utf-8") == FERRY


def test_articles_that_are_not_there(claims: Command, folder: Path) -> None:
    """Nothing is removed unless all of them are there; one version has no difference."""
    claims("add", "haber/ferry.txt")
    assert claims("remove", "ferry.txt", "nothing").status == 2
    assert claims("list").out.splitlines()[-1].startswith("1 articles")
    assert "holds one version of haber/ferry.txt" in claims("diff", "ferry.txt").err
    assert "no article ferry.txt in version 3" in claims("show", "ferry.txt", "--version", "3").err
