"""The command verify: what it prints, where, and with which exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Command

from verifier.model import Report

SUPPORTED = "Meta invested $14.3B"
CONTRADICTED = "Scale AI laid off 2,000 people"
UNKNOWN = "Scale AI was founded in 2016"
SAMPLE_LINE = "judging by the sample article meta-scale-ai.txt"


@pytest.mark.parametrize(
    ("statement", "word", "status"),
    [(SUPPORTED, "SUPPORTED", 0), (CONTRADICTED, "CONTRADICTED", 1), (UNKNOWN, "UNKNOWN", 3)],
)
def test_verdict_word_first_and_exit_status(verify: Command, statement: str, word: str, status: int) -> None:
    """The first word of standard output is the verdict; the sample article is announced on standard error."""
    done = verify(statement)
    assert done.status == status
    assert done.out.split()[0] == word
    assert SAMPLE_LINE in done.err
    assert SAMPLE_LINE not in done.out


def test_evidence_is_underlined_with_article_and_line(verify: Command) -> None:
    """The sentence, carets under the span, then where it stands."""
    lines = verify(SUPPORTED).out.splitlines()
    sentence = next(number for number, line in enumerate(lines) if "14,3 milyar dolar" in line)
    assert set(lines[sentence + 1].strip()) == {"^"}
    assert "    meta-scale-ai.txt, line 2" in lines


def test_a_contradiction_shows_both_values_side_by_side(verify: Command) -> None:
    """Statement and article, in one line."""
    line = next(line for line in verify("Meta invested $15B").out.splitlines() if "statement:" in line)
    assert line.split("statement: ")[1] == "15 000 000 000 USD · article: 14 300 000 000 USD"


@pytest.mark.parametrize("received", ["Meta invested 4.3B", "Meta invested .3B"])
def test_an_eaten_dollar_is_explained_in_the_first_screen(verify: Command, received: str) -> None:
    """What was probably typed, its verdict, and what to type instead."""
    out = verify(received).out
    assert len(out.splitlines()) <= 24
    words = " ".join(out.split())
    assert "'Meta invested $14.3B'" in words
    assert "supported" in words.replace("SUPPORTED", "")
    assert "single quotes" in words


def test_explain_prints_the_chain_with_both_texts_underlined(verify: Command) -> None:
    """Each comparison with its outcome; the statement and the article both stand above carets."""
    plain, explained = verify(SUPPORTED).out, verify(SUPPORTED, "--explain").out
    assert "why:" not in plain
    chain = explained.split("why:")[1]
    assert "1. " in chain
    assert chain.count("^^") > 1
    assert "statement = " in chain
    assert "article = " in chain


def test_options_stand_before_or_after(verify: Command) -> None:
    """The order of options and statement does not matter."""
    assert verify("--format", "jsonl", SUPPORTED).out == verify(SUPPORTED, "--format", "jsonl").out


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_is_the_published_report(verify: Command, form: str) -> None:
    """Nothing but the report on standard output, and it can be read back."""
    done = verify(SUPPORTED, "--format", form)
    report = Report.model_validate_json(done.out)
    assert (report.verdict, report.statement, report.id) == ("supported", SUPPORTED, "1")
    assert report.evidence[0].article == "meta-scale-ai.txt"


def test_statements_from_standard_input(verify: Command) -> None:
    """One a line, blank lines skipped, numbered, the worst verdict decides the status."""
    done = verify("-", "--format", "jsonl", stdin=f"{SUPPORTED}\n\r\n  {UNKNOWN}\r\n{CONTRADICTED}\n")
    reports = [json.loads(line) for line in done.out.splitlines()]
    assert [report["id"] for report in reports] == ["1", "2", "3"]
    assert [report["statement"] for report in reports] == [SUPPORTED, UNKNOWN, CONTRADICTED]
    assert done.status == 1
    assert verify("-", stdin=f"{SUPPORTED}\n{UNKNOWN}\n").status == 3
    assert json.loads(verify("-", "--format", "json", stdin=SUPPORTED).out)[0]["verdict"] == "supported"


def test_a_statement_may_be_the_name_of_a_command(verify: Command) -> None:
    """After -- nothing is a command, and the hidden name of the judging command is an ordinary word."""
    for arguments in (("--", "batch"), ("--format", "text", "eval"), ("judge",)):
        done = verify(*arguments)
        assert done.out.split()[1] == arguments[-1]
        assert done.status in (0, 1, 3)


def test_several_articles_and_each_once(verify: Command, tmp_path: Path) -> None:
    """An article named twice counts once; the evidence names the article it is from."""
    path = tmp_path / "haber.txt"
    path.write_text("Deneme Holding 40 milyon avro yatırdı.\n", encoding="utf-8")
    other = tmp_path / "baska.md"
    other.write_text("# Hava\n\nYarın yağmur bekleniyor.\n", encoding="utf-8")
    done = verify(
        "Deneme Holding 40 milyon avro yatırdı.", "--format", "json",
        *("--article", str(other), "--article", str(path), "--article", str(path)),
    )  # fmt: skip
    report = Report.model_validate_json(done.out)
    assert len(report.article_sha256) == 2
    assert report.verdict == "supported"
    assert report.evidence[0].article == str(path)
    assert done.err == ""


def test_article_from_standard_input(verify: Command) -> None:
    """A hyphen as article."""
    done = verify(
        "Deneme Holding 40 milyon avro yatırdı.", "--article", "-", stdin="Deneme Holding 40 milyon avro yatırdı."
    )
    assert done.status == 0
    assert "standard input, line 1" in done.out


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        ((), "", "Give a statement in single quotes"),
        (("Meta", "invested"), "", "2 came; put it in single quotes"),
        (("",), "", "The statement is empty"),
        (("  ",), "", "The statement is empty"),
        (("a" * 10_001,), "", "longer than 10,000 characters"),
        (("-",), "", "holds no statement"),
        (("-",), b"\xff\xfe", "not UTF-8"),
        (("-", "--article", "-"), "x", "cannot both come from standard input"),
        (("Meta", "--article", "missing.txt"), "", "There is no file missing.txt"),
        (("Meta", "--article", "https://a.example", "--offline"), "", "is not fetched"),
        (("Meta", "--article", "-"), "", "standard input is empty"),
        (("Meta", "--format", "xml"), "", "'xml' is not one of"),
        (("Meta", "--lang", "de"), "", "'de' is not one of"),
        (("Meta", "--models", "huge"), "", "'huge' is not one of"),
        (("Meta", "--min-confidence", "2"), "", "0.0<=x<=1.0"),
        (("Meta", "--nonsense"), "", "No such option"),
        (("batch",), "", "Missing argument"),
        (("batch", "missing.csv"), "", "cannot be read"),
        (("eval", "missing.jsonl"), "", "cannot be read"),
        (("bad \udcff byte",), "", "not valid UTF-8"),
    ],
)
def test_usage_and_input_errors(verify: Command, arguments: tuple[str, ...], stdin: str | bytes, message: str) -> None:
    """Status 2, one sentence on standard error (usage errors add where to look), nothing on standard output."""
    done = verify(*arguments, stdin=stdin)
    said = [line for line in done.err.splitlines() if SAMPLE_LINE not in line and not line.startswith("Try '")]
    assert done.status == 2
    assert done.out == ""
    assert len(said) == 1
    assert said[0].startswith("verify: ")
    assert message in said[0]


def test_min_confidence_turns_unsure_verdicts_unknown(verify: Command) -> None:
    """Nothing is surer than 1."""
    done = verify(SUPPORTED, "--min-confidence", "1", "--format", "json")
    assert (done.status, json.loads(done.out)["verdict"]) == (3, "unknown")


def test_the_model_choice_can_come_from_the_environment(verify: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """DAYANAK_MODELS stands for --models."""
    monkeypatch.setenv("DAYANAK_MODELS", "nonsense")
    assert "'nonsense' is not one of" in verify(SUPPORTED).err


def test_batch_writes_a_record_a_row(verify: Command, tmp_path: Path) -> None:
    """In order, with carried columns, to a file or to standard output; a summary on standard error."""
    (tmp_path / "haber.txt").write_text("Deneme Holding 40 milyon avro yatırdı.\n", encoding="utf-8")
    rows = [
        {"statement": "Deneme Holding 40 milyon avro yatırdı.", "article": "haber.txt", "id": "a", "desk": "ekonomi"},
        {"statement": "Deneme Holding 70 milyon avro yatırdı.", "article": "haber.txt"},
        {"statement": "x", "article": "yok.txt"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    to_file = verify("batch", str(path), "-o", str(tmp_path / "out.jsonl"))
    to_stdout = verify("batch", str(path))
    assert (to_file.status, to_file.out) == (0, "")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == to_stdout.out
    records = [json.loads(line) for line in to_stdout.out.splitlines()]
    assert [record["verdict"] for record in records] == ["supported", "contradicted", None]
    assert (records[0]["id"], records[0]["desk"]) == ("a", "ekonomi")
    assert "3 rows: 1 supported, 1 contradicted, 1 error" in to_stdout.err
    assert verify("batch", str(path), "--fail-on", "contradicted").status == 1
    assert verify("batch", str(path), "--fail-on", "unknown").status == 0
    assert verify("batch", str(path), "--fail-on", "error").status == 2
    assert "is the batch file itself" in verify("batch", str(path), "-o", str(path)).err
    assert "'maybe' is none of" in verify("batch", str(path), "--fail-on", "maybe").err


def test_batch_without_articles_uses_the_sample(verify: Command, tmp_path: Path) -> None:
    """As the single statement does, and says so."""
    path = tmp_path / "rows.csv"
    path.write_text(f'statement\n"{SUPPORTED}"\n', encoding="utf-8")
    done = verify("batch", str(path))
    assert json.loads(done.out)["verdict"] == "supported"
    assert SAMPLE_LINE in done.err


def test_eval_prints_figures_and_writes_the_errors(verify: Command, tmp_path: Path) -> None:
    """A confusion matrix, figures per verdict, language and phenomenon, and the wrong rows to read."""
    (tmp_path / "haber.txt").write_text("Haber\nDeneme Holding 40 milyon avro yatırdı.\n", encoding="utf-8")
    said = "Deneme Holding 40 milyon avro yatırdı."
    rows = [
        {
            "id": "1",
            "article": "haber.txt",
            "statement": said,
            "label": "supported",
            "evidence_lines": [1],
            "phenomena": ["number"],
        },
        {
            "id": "2",
            "article": "haber.txt",
            "statement": said,
            "label": "contradicted",
            "evidence_lines": [1],
            "phenomena": [],
        },
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = verify("eval", str(gold), "--errors", str(tmp_path / "errors.txt"))
    assert done.status == 0
    assert "2 rows · accuracy 0.500" in done.out
    assert "contradicted called supported  1.000" in done.out
    assert "evidence on the gold lines     1.000" in done.out
    assert "number" in done.out
    errors = (tmp_path / "errors.txt").read_text(encoding="utf-8")
    assert "=== 2 · tr · gold contradicted, given supported" in errors
    assert "gold line 1: Deneme Holding" in errors
    assert "why:" in errors
    assert "=== 1" not in errors
    assert json.loads(verify("eval", str(gold), "--format", "json").out)["confusion"]["supported"]["supported"] == 1


def test_eval_compares_with_an_earlier_run(verify: Command, tmp_path: Path) -> None:
    """The rows whose verdict changed are shown; a file that --save did not write is refused in one sentence."""
    (tmp_path / "haber.txt").write_text("Haber\nDeneme Holding 40 milyon avro yatırdı.\n", encoding="utf-8")
    row = {"id": "1", "article": "haber.txt", "statement": "Deneme Holding 40 milyon avro yatırdı."}
    gold, kept = tmp_path / "gold.jsonl", tmp_path / "kept.jsonl"
    gold.write_text(json.dumps(row | {"label": "supported"}) + "\n", encoding="utf-8")
    assert verify("eval", str(gold), "--save", str(kept)).status == 0
    assert "0 rows changed" in verify("eval", str(gold), "--compare", str(kept)).out
    old = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(json.dumps(old | {"verdict": "unknown"}) + "\n", encoding="utf-8")
    out = verify("eval", str(gold), "--compare", str(kept)).out
    assert "1 rows changed: 1 now right, 0 now wrong" in out
    assert "+ 1  unknown → supported  (gold supported)" in out
    refused = verify("eval", str(gold), "--compare", str(tmp_path / "haber.txt"))
    assert refused.status == 2
    assert "no file written by --save" in refused.err


def test_help_is_light_and_complete() -> None:
    """No heavy module is imported for help, and every option and command is in it."""
    code = (
        "import sys; from verifier.cli import main; status = main(['--help']); "
        "print([name for name in ('torch', 'stanza', 'rapidfuzz', 'babel', 'pydantic') if name in sys.modules]); "
        "sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"
    for word in (
        "--article",
        "--lang",
        "--format",
        "--explain",
        "--models",
        "--no-cache",
        "--min-confidence",
        "batch",
        "eval",
    ):
        assert word in done.stdout
    assert "  judge " not in done.stdout


def test_a_known_question_needs_no_torch(process: Command) -> None:
    """With the article and the statement in the cache, the language models stay unloaded."""
    assert process("verifier.cli", SUPPORTED).status == 0
    code = (
        f"import sys; from verifier.cli import main; status = main([{SUPPORTED!r}]); "
        "print([name for name in ('torch', 'stanza') if name in sys.modules]); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_output_is_the_same_in_every_process(process: Command) -> None:
    """Two processes with different hash seeds, one of them without the cache, print the same bytes."""
    arguments = ("verifier.cli", "-", "--format", "jsonl")
    stdin = f"{SUPPORTED}\n{CONTRADICTED}\n{UNKNOWN}\n"
    first = process(*arguments, stdin=stdin, env={"PYTHONHASHSEED": "1"})
    second = process(*arguments, "--no-cache", stdin=stdin, env={"PYTHONHASHSEED": "2"})
    assert first.out == second.out
    assert first.status == second.status == 1


def test_a_corrupt_cache_costs_one_line(process: Command, tmp_path: Path) -> None:
    """The verdict is the same, with one warning on standard error."""
    (tmp_path / "analyses.sqlite3").write_bytes(b"no database" * 1000)
    done = process("verifier.cli", SUPPORTED, env={"DAYANAK_CACHE": str(tmp_path)})
    assert done.status == 0
    assert done.out.startswith("SUPPORTED")
    assert len(done.err.splitlines()) == 2
    assert "going on without it" in done.err


def test_a_fault_of_the_engine_is_no_verdict(verify: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected exception never ends with the status of a contradiction; the traceback comes on demand."""

    def trip(*arguments: object, **options: object) -> Report:
        raise ZeroDivisionError("tripped")

    monkeypatch.setattr("verifier.pipeline.Engine.verify", trip)
    done = verify(SUPPORTED)
    assert done.status == 70
    assert "internal error (ZeroDivisionError: tripped)" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("DAYANAK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        verify(SUPPORTED)


def test_ctrl_c_ends_with_130(verify: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quietly."""

    def interrupt(*arguments: object, **options: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr("verifier.pipeline.Engine.verify", interrupt)
    done = verify(SUPPORTED)
    assert done.status == 130
    assert "Traceback" not in done.err


def test_a_closed_pipe_is_quiet(process: Command) -> None:
    """A reader that has seen enough, such as head, causes no traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "verifier.cli", "--format", "json", SUPPORTED]
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_a_terminal_gets_colour_unless_it_asks_not_to(verify: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """ANSI underline and colour on a terminal only; NO_COLOR brings the carets back; the word is always there."""
    assert "\x1b" not in verify(SUPPORTED).out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    coloured = verify(SUPPORTED).out
    assert "\x1b[4m" in coloured
    assert "SUPPORTED" in coloured
    assert "^" not in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in verify(SUPPORTED).out
