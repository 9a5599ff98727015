"""verify over a store: which articles a statement is judged by, in what order they stand, and what narrows them."""

import json
import sqlite3
import sys
from pathlib import Path

import pytest
from conftest import Command

from verifier.decision import decide
from verifier.model import Report
from verifier.pipeline import Engine, Source

OPENED = "Belediye, Kızılay köprüsünü salı günü açtı."
NEWER = "Belediye, Kızılay köprüsünü açtı. Törene üç bakan katıldı."
DENIED = "Belediye, Kızılay köprüsünü açmadı."
OTHER = "Kaya Holding, Bursa'daki fabrikasını mart ayında kapattı. Şirket 200 işçiyi işten çıkardı."
BRIDGE = "Belediye Kızılay köprüsünü açtı."


@pytest.fixture
def folder(tmp_path: Path, claims: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store of three articles; two tell of one bridge, on two days."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAYANAK_STORE", str(tmp_path / "store.sqlite3"))
    for name, text, day, source in (
        ("eski", OPENED, "2026-11-20", "AA"),
        ("yeni", NEWER, "2026-11-24", "DHA"),
        ("fabrika", OTHER, "2026-11-22", "AA"),
    ):
        line = json.dumps({"name": name, "text": text, "published": day, "source": source})
        with (tmp_path / "haber.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
    assert claims("add", "haber.jsonl").status == 0
    return tmp_path


def _report(verify: Command, *arguments: str) -> Report:
    done = verify(*arguments, "--format", "json")
    assert done.err == ""
    return Report.model_validate_json(done.out)


def test_the_store_is_used_where_it_holds_articles(verify: Command, folder: Path) -> None:
    """Without --article: only articles that could matter are judged by, the newest first where they agree."""
    report = _report(verify, BRIDGE)
    assert report.verdict == "supported"
    assert [one.article for one in report.evidence] == ["yeni", "eski"]
    assert decide(report.comparisons)[:2] == (report.verdict, report.reason)
    assert len(report.article_sha256) == 2
    shown = verify(BRIDGE).out
    assert shown.index("yeni (2026-11-24), line 1") < shown.index("eski (2026-11-20), line 1")
    assert _report(verify, "Kaya Holding 300 işçiyi işten çıkardı.").evidence[0].article == "fabrika"


def test_articles_that_disagree_are_both_shown(verify: Command, claims: Command, folder: Path) -> None:
    """Unknown, sources-disagree, with a span of each side."""
    (folder / "yalanlama.txt").write_text(DENIED, encoding="utf-8")
    claims("add", "yalanlama.txt", "--published", "2026-11-25")
    report = _report(verify, BRIDGE)
    assert (report.verdict, report.reason) == ("unknown", "sources-disagree")
    assert {one.relation for one in report.evidence} == {"supports", "contradicts"}
    assert _report(verify, BRIDGE, "--until", "2026-11-24").verdict == "supported"
    assert _report(verify, BRIDGE, "--since", "2026-11-25").verdict == "contradicted"


@pytest.mark.parametrize("named", ["eski", "1", "id:1"])
def test_an_article_of_the_store_can_be_named(verify: Command, folder: Path, named: str) -> None:
    """By name or id, where no file of that name exists; a file comes first."""
    assert [one.article for one in _report(verify, BRIDGE, "--article", named).evidence] == ["eski"]
    (folder / named).with_suffix(".txt").write_text(DENIED, encoding="utf-8")
    (folder / named).with_suffix(".txt").rename(folder / "id:1.txt")
    assert _report(verify, BRIDGE, "--article", "id:1.txt").verdict == "contradicted"


def test_filters_narrow_the_store(verify: Command, folder: Path) -> None:
    """By source and days; what leaves nothing is said, and beside --article they make no sense."""
    assert [one.article for one in _report(verify, BRIDGE, "--source", "AA").evidence] == ["eski"]
    assert [one.article for one in _report(verify, BRIDGE, "--since", "2026-11-21").evidence] == ["yeni"]
    for arguments in (("--source", "Reuters"), ("--since", "2026-12-01"), ("--article", "eski", "--source", "AA")):
        done = verify(BRIDGE, *arguments)
        assert done.status == 2
        assert done.out == ""
        assert "Traceback" not in done.err


def test_what_is_nowhere_is_said(verify: Command, folder: Path) -> None:
    """An article that is neither file nor in the store, a store that is not there, a store of another kind."""
    for arguments, words in (
        (("--article", "yok"), "no article of the store"),
        (("--store", "yok.sqlite3"), "There is no store"),
        (("--store", "haber.jsonl"), "not a store"),
    ):
        done = verify(BRIDGE, *arguments)
        assert done.status == 2
        assert words in done.err
        assert len(done.err.splitlines()) == 1


def test_an_empty_or_missing_store_leaves_the_sample(
    verify: Command, claims: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the line that says so."""
    claims("remove", "eski", "yeni", "fabrika")
    done = verify("Meta invested $14.3B")
    assert (done.status, "judging by the sample article" in done.err) == (0, True)
    monkeypatch.setenv("DAYANAK_STORE", str(folder / "none"))
    assert "judging by the sample article" in verify("Meta invested $14.3B").err


def test_many_statements_find_each_its_own_articles(verify: Command, folder: Path) -> None:
    """From standard input, and from a batch file whose rows name no article."""
    lines = f"{BRIDGE}\nKaya Holding fabrikasını kapattı.\nZzyzx qwerty uiop.\n"
    done = verify("-", "--format", "jsonl", stdin=lines)
    reports = [json.loads(line) for line in done.out.splitlines()]
    assert [[one["article"] for one in report["evidence"]][:1] for report in reports] == [["yeni"], ["fabrika"], []]
    (folder / "rows.csv").write_text(f"statement,article\n{BRIDGE},\n{BRIDGE},f.txt\n", encoding="utf-8")
    (folder / "f.txt").write_text(DENIED, encoding="utf-8")
    rows = [json.loads(line) for line in verify("batch", "rows.csv").out.splitlines()]
    assert [row["verdict"] for row in rows] == ["supported", "contradicted"]
    assert rows[0]["evidence"][0]["article"] == "yeni"


def test_a_stale_analysis_is_made_anew(verify: Command, folder: Path) -> None:
    """What older models made is not judged by."""
    with sqlite3.connect(folder / "store.sqlite3") as connection:
        connection.execute("UPDATE analysis SET digest = 'old', data = x'00'")
    assert _report(verify, BRIDGE).verdict == "supported"


def test_tantivy_finds_the_same(verify: Command, folder: Path) -> None:
    """The index stands beside the store and is kept in step."""
    pytest.importorskip("tantivy", reason="the extra tantivy is not installed")
    assert _report(verify, BRIDGE, "--retriever", "tantivy") == _report(verify, BRIDGE)
    assert (folder / "store.sqlite3.tantivy").is_dir()


def test_a_server_without_its_library_says_what_to_install(verify: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    done = verify(BRIDGE, "--store", "postgresql://me:secret@archive/newsroom")
    assert (done.status, done.out) == (2, "")
    assert "pip install 'dayanak[postgres]'" in done.err


def test_the_newest_of_equals_speaks(engine: Engine) -> None:
    """Whatever order the sources come in; at most three are shown, and days that are not known come last."""
    days = ("2026-11-20", None, "2026-11-24", "2026-11-21", "2026-11-22")
    sources = [
        Source(name=str(day), analysis=engine.analyse(f"{OPENED}{' ' * number}"), published=day)
        for number, day in enumerate(days)
    ]
    for order in (sources, sources[::-1]):
        report = engine.verify(BRIDGE, order)
        assert [one.article for one in report.evidence] == ["2026-11-24", "2026-11-22", "2026-11-21"]
        assert {one.relation for one in report.evidence} == {"supports"}
        assert decide(report.comparisons)[:2] == (report.verdict, report.reason)


def test_a_batch_asks_the_store(folder: Path, verify: Command) -> None:
    """Rows without an article are judged by what the store holds; others may name an article of it by its id."""
    rows = [{"statement": BRIDGE}, {"statement": BRIDGE, "article": "1"}, {"statement": BRIDGE, "article": "77"}]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = verify("batch", "rows.jsonl")
    assert done.status == 0
    first, second, third = map(json.loads, done.out.splitlines())
    assert (first["verdict"], second["verdict"]) == ("supported", "supported")
    assert len(first["evidence"]) == 2
    assert len(second["evidence"]) == 1
    assert third["error"].endswith("77 is no file, and no article of the store; check its name")
