"""Runs of verify batch: one that is killed and gone on with writes what an undisturbed one writes, byte for byte."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Command

STATEMENTS = [f"Deneme Holding {number} milyon avro yatırdı." for number in (40, 70, 40, 55)]
ARTICLE = "Deneme Holding 40 milyon avro yatırdı.\n"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Twelve rows about one article, and one about none, which is an error."""
    (tmp_path / "haber.txt").write_text(ARTICLE, encoding="utf-8")
    lines = [f"{STATEMENTS[number % 4]};haber.txt;{number}" for number in range(12)]
    lines.insert(5, "Deneme Holding 40 milyon avro yatırdı.;yok.txt;=2+2")
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(["İddia;Kaynak;masa", *lines]) + "\n", encoding="utf-8")
    return path


def test_every_format_says_the_same(verify: Command, rows: Path, tmp_path: Path) -> None:
    """The input's columns, then the flat columns, in CSV, TSV, XLSX and Parquet; whole reports in JSON Lines."""
    from verifier.batch.records import FLAT
    from verifier.batch.tables import by_suffix

    verdicts = []
    for suffix in ("jsonl", "csv", "tsv", "xlsx", "parquet"):
        output = tmp_path / f"out.{suffix}"
        assert verify("batch", str(rows), "-o", str(output), "--quiet").status == 0
        form = by_suffix(output)
        assert form is not None
        read = [row.columns for row in form.read(output, lambda message: None)] if form.FLAT else []
        if form.FLAT:
            assert list(read[0]) == ["İddia", "Kaynak", "masa", *(column.name for column in FLAT)]
            assert read[5]["masa"] in ("'=2+2", "=2+2")
            assert read[1]["conflict"] == "70 000 000 EUR / 40 000 000 EUR"
            assert str(read[1]["evidence_line"]) == "1"
            assert read[5]["error"].startswith("line 7: There is no file")
        else:
            read = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
            assert read[5]["id"] == "6"
            assert read[0]["İddia"] == read[0]["statement"]
        verdicts.append([row["verdict"] or None for row in read])
    assert len({str(each) for each in verdicts}) == 1
    assert verdicts[0][:6] == ["supported", "contradicted", "supported", "contradicted", "supported", None]


def test_what_is_there_is_not_overwritten(verify: Command, rows: Path, tmp_path: Path) -> None:
    """Without --resume or --force; both are named."""
    output = tmp_path / "out.jsonl"
    output.write_text("mine", encoding="utf-8")
    done = verify("batch", str(rows), "-o", str(output))
    assert done.status == 2
    assert "--resume" in done.err
    assert "--force" in done.err
    assert output.read_text(encoding="utf-8") == "mine"
    assert "its run was completed" in verify("batch", str(rows), "-o", str(output), "--resume").err
    assert output.read_text(encoding="utf-8") == "mine"
    assert verify("batch", str(rows), "-o", str(output), "--force").status == 0
    assert len(output.read_text(encoding="utf-8").splitlines()) == 13


def test_failed_rows_are_judged_again(verify: Command, rows: Path, tmp_path: Path) -> None:
    """The ledger stays while there are errors, and goes with the last of them."""
    output, ledger = tmp_path / "out.jsonl", tmp_path / "out.jsonl.ledger"
    done = verify("batch", str(rows), "-o", str(output))
    assert "13 rows: 6 supported, 6 contradicted, 1 error" in done.err
    assert f"The ledger {ledger} is kept" in done.err
    before = output.read_bytes()
    assert verify("batch", str(rows), "-o", str(output), "--resume").status == 0
    assert output.read_bytes() == before
    (tmp_path / "yok.txt").write_text(ARTICLE, encoding="utf-8")
    done = verify("batch", str(rows), "-o", str(output), "--retry-failed")
    assert "13 rows: 7 supported, 6 contradicted" in done.err
    assert not ledger.exists()
    fresh = verify("batch", str(rows), "-o", str(tmp_path / "fresh.jsonl"))
    assert fresh.status == 0
    assert output.read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


def test_a_changed_row_is_judged_anew(verify: Command, rows: Path, tmp_path: Path) -> None:
    """And a changed article; the output is that of a run that never knew them otherwise."""
    output = tmp_path / "out.csv"
    assert verify("batch", str(rows), "-o", str(output), "--max-errors", "0").status == 2
    text = rows.read_text(encoding="utf-8")
    rows.write_text(text.replace("haber.txt;0", "haber.txt;changed"), encoding="utf-8")
    (tmp_path / "haber.txt").write_text(ARTICLE.replace("40", "70"), encoding="utf-8")
    assert verify("batch", str(rows), "-o", str(output), "--resume").status == 0
    assert verify("batch", str(rows), "-o", str(tmp_path / "fresh.csv")).status == 0
    assert output.read_bytes() == (tmp_path / "fresh.csv").read_bytes()
    assert "changed,contradicted" in output.read_text(encoding="utf-8")


def test_too_many_errors_stop_the_run(verify: Command, rows: Path, tmp_path: Path) -> None:
    """At the row that is one too many; what is finished is kept."""
    output = tmp_path / "out.jsonl"
    done = verify("batch", str(rows), "-o", str(output), "--max-errors", "0")
    assert done.status == 2
    assert "go on with --retry-failed" in done.err
    assert len(output.read_text(encoding="utf-8").splitlines()) == 6
    assert verify("batch", str(rows), "--max-errors", "1").status == 0


def test_rows_from_standard_input(verify: Command, rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON Lines or CSV; article names are relative to the current folder."""
    monkeypatch.chdir(rows.parent)
    table = verify("batch", "-", "--quiet", stdin=rows.read_bytes())
    lines = verify(
        "batch", "-", stdin="".join(json.dumps({"text": text, "haber": "haber.txt"}) + "\n" for text in STATEMENTS)
    )
    assert [json.loads(line)["verdict"] for line in table.out.splitlines()][:4] == [
        json.loads(line)["verdict"] for line in lines.out.splitlines()
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--resume",), "need an output file"),
        (("--format", "xlsx"), "cannot be written piece by piece"),
        (("-o", "x.jsonl", "--resume", "--force"), "give one of them"),
        (("-o", "x.jsonl", "--report", "x.jsonl"), "cannot be both"),
        (("-o", "no-such-folder/x.jsonl"), "is no folder"),
    ],
)
def test_options_that_do_not_go_together(verify: Command, rows: Path, arguments: tuple[str, ...], message: str) -> None:
    """One sentence, status 2."""
    done = verify("batch", str(rows), *arguments)
    assert (done.status, done.out) == (2, "")
    assert message in done.err


def test_killed_runs_go_on(rows: Path, tmp_path: Path) -> None:
    """SIGKILL of the whole run, at random moments, in a format that grows and in one that is written at the end."""
    chance = random.Random(7)

    def command(output: Path, *more: str) -> list[str]:
        return [sys.executable, "-m", "verifier.cli", "batch", str(rows), "-o", str(output), "--quiet", *more]

    for suffix in ("jsonl", "xlsx"):
        whole, killed = tmp_path / f"whole.{suffix}", tmp_path / f"killed.{suffix}"
        began = time.monotonic()
        subprocess.run(command(whole), check=True, capture_output=True, timeout=120)
        seconds = time.monotonic() - began
        more: tuple[str, ...] = ()
        for _ in range(2):
            run = subprocess.Popen(command(killed, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.3, 1.0) * seconds)
            run.kill()
            run.wait()
            more = ("--resume",)
        subprocess.run(command(killed, *more), check=True, capture_output=True, timeout=120)
        assert killed.read_bytes() == whole.read_bytes()


def test_workers_write_the_same(verify: Command, rows: Path, tmp_path: Path) -> None:
    """Two processes, one of them killed at work."""
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert verify("batch", str(rows), "-o", str(one)).status == 0
    run = subprocess.Popen(
        [sys.executable, "-m", "verifier.cli", "batch", str(rows), "-o", str(two), "--workers", "2", "--quiet"],
        stderr=subprocess.PIPE,
    )
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    if children.parent.exists():
        for _ in range(600):
            found = [int(child) for child in children.read_text().split()]
            workers = [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
            if len(workers) == 2 or run.poll() is not None:
                break
            time.sleep(0.05)
        os.kill(workers[0], 9)
    _, said = run.communicate(timeout=120)
    assert run.returncode == 0, said.decode()
    assert two.read_bytes() == one.read_bytes()
