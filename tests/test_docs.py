"""The documentation is true: its sessions print what they promise, its paths exist, its words are defined."""

import re
import sqlite3
from pathlib import Path

import pytest
from sessions import Step, matches, output, steps

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = steps(README)
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "benchmarks/README.md",
    "docs/batches.md",
    "docs/formats.md",
    "docs/store.md",
    "docs/retrieval.md",
)
PATH = re.compile(r"`((?:claims|verifier|tests|fixtures|benchmarks|training|docs|\.ci)/[\w./-]*)`")


def test_the_readme_shows_sessions() -> None:
    """At least each verdict, the eaten dollar, a batch of values and the claims of an article."""
    assert len(STEPS) >= 5


@pytest.mark.parametrize("step", STEPS, ids=[step.command for step in STEPS])
def test_sessions_of_the_readme(step: Step) -> None:
    """Standard output, to the letter."""
    given = output(step.command)
    assert matches(step.expected, given), given


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


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "GLOSSARY.md",
        "benchmarks/README.md",
        "docs/batches.md",
        "docs/formats.md",
        "docs/cluster.md",
        "docs/store.md",
    ],
)
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


def test_every_documented_option_exists() -> None:
    """An option named in the README is one of the two commands'."""
    from claims.cli import COMMANDS as CLAIMS
    from verifier.cli import COMMANDS as VERIFY
    from verifier.cli.statement import command

    known = {name for one in (*CLAIMS, *VERIFY, command) for parameter in one.params for name in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= known | {"--help"}
