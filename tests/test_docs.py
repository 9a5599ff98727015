"""The documentation is true: its sessions print what they promise, its paths exist, its words are defined."""

import re
import sqlite3
from pathlib import Path

import pytest
from sessions import PAGES, Page, Step, matches, rewritten, steps

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEEN = sorted((ROOT / "docs/integrations").glob("*.md"))
DOCUMENTS = (
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "benchmarks/README.md",
    *(str(page.relative_to(ROOT)) for page in (*PAGES, *SEEN)),
)
PATH = re.compile(r"`((?:claims|verifier|tests|fixtures|benchmarks|training|docs|\.ci)/[\w./-]*)`")


def test_the_readme_shows_sessions() -> None:
    """At least each verdict, the eaten dollar, a batch of values and the claims of an article."""
    assert len(steps(README)) >= 5


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_what_a_page_shows_is_what_happens(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command prints what stands below it, to the letter, and each block of Python runs."""
    monkeypatch.setenv("DAYANAK_STORE", str(tmp_path / "store.sqlite3"))
    folder = tmp_path / "page"
    folder.mkdir()
    page = Page(folder)
    for step in steps(path.read_text(encoding="utf-8")):
        given = page.run(step)
        assert step.kind == "python" or matches(step.expected, given), f"line {step.line}: {step.command}\n{given}"


def test_a_page_is_run_as_it_is_read(tmp_path: Path) -> None:
    """Files that it makes are there for what follows, statuses are told, Python keeps its names, reasons let be."""
    text = (
        "```console\n$ cat > a.txt <<'END'\nbir\n\niki\nEND\n$ cat a.txt\nbir\n\niki\n"
        "$ claims values - < a.txt > b.txt\n$ claims nothing\n$ echo $?\n2\n```\n"
        "<!-- copy LICENSE c.txt -->\n```python\nn = 4\n```\n"
        "<!-- not run: it would end the test -->\n```python\nraise SystemExit\n```\n"
        "```pycon\n>>> n + 1\n5\n```\n```sh\nfalse\n```\n"
    )
    page = Page(tmp_path)
    found = steps(text)
    assert [step.kind for step in found] == ["console"] * 5 + ["copy", "python", "pycon"]
    for step in found:
        assert matches(step.expected, page.run(step)), step
    assert "bir  =  number 1" in (tmp_path / "b.txt").read_text(encoding="utf-8")
    assert (tmp_path / "c.txt").exists()
    assert rewritten(text, Page(tmp_path)) == text
    assert "Got:" in page.run(Step(">>> 1 + 1\n3\n", "", "pycon"))


@pytest.mark.parametrize(
    ("expected", "given", "same"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a\n…", "a\nb\nc", True),
        ("a\n…\nc", "a\nb\nb\nc", True),
        ("a\n…\nd", "a\nb\nc", False),
        ("a.c", "abc", False),
    ],
)
def test_comparing_sessions(expected: str, given: str, same: bool) -> None:
    """A line with an ellipsis stands for any lines, every other character for itself."""
    assert matches(expected, given) is same


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_exists(name: str) -> None:
    """A path in backticks is there."""
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    assert not missing


def test_every_table_of_the_store_is_described(tmp_path: Path) -> None:
    """Each table with each of its columns stands in docs/store.md."""
    from claims.store.store import Store

    path = tmp_path / "store.sqlite3"
    Store(path, write=True).close()
    rows = (ROOT / "docs/store.md").read_text(encoding="utf-8").splitlines()
    with sqlite3.connect(path) as connection:
        for table in ("article", "sentence", "claim", "key_count", "analysis", "sentence_fts"):
            described = next(row for row in rows if row.startswith(f"| `{table}` |"))
            for column in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)):
                assert f"`{column[0]}`" in described, (table, column)


def test_the_test_command_is_what_ci_runs() -> None:
    """.ci/run runs the very test command of the README."""
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    command = re.search(r"```sh\n(python3 -m venv \.venv-test.*?)\n```", README, re.DOTALL)
    assert command is not None
    parts = [part.strip() for part in re.split(r"&&|\n|\\", command.group(1)) if part.strip()]
    assert len(parts) == 3
    assert all(part in ci for part in parts)


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_documented_option_exists(path: Path) -> None:
    """An option that a page gives to one of the two commands is an option of theirs."""
    from claims.cli import COMMANDS as CLAIMS
    from verifier.cli import COMMANDS as VERIFY
    from verifier.cli.statement import command

    known = {name for one in (*CLAIMS, *VERIFY, command) for parameter in one.params for name in parameter.opts}
    lines = re.findall(r"^(?:\$ )?(?:verify|claims) ([^#\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    given = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)}
    assert given <= known | {"--help"}
