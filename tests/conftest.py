"""What tests share: one engine with the real models, the two commands in this process, and in one of their own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.reading import Article
from verifier.cli.opening import sample
from verifier.pipeline import Engine, Source

ROOT = Path(__file__).resolve().parent.parent
collect_ignore = [] if os.environ.get("DAYANAK_CLIENTS") else ["clients"]
"""What is run with real clients (``tox -e clients``) installs half a gigabyte and is no part of the default run."""


class Outcome(NamedTuple):
    """What a command left: exit status, standard output and standard error."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def engine() -> Engine:
    """One engine with the packaged models, without a cache."""
    return Engine()


@pytest.fixture(scope="session")
def article() -> Article:
    """The sample article."""
    return sample()


@pytest.fixture(scope="session")
def source(engine: Engine, article: Article) -> Source:
    """The sample article, analysed once for all tests."""
    return Source(name=article.name, analysis=engine.analyse(article.text))


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that all commands of the test run share, so that the sample article is parsed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _private_environment(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's own cache or store, or follows the user's own settings."""
    monkeypatch.setenv("DAYANAK_CACHE", str(cache_folder))
    monkeypatch.setenv("DAYANAK_STORE", str(cache_folder / "store.sqlite3"))
    monkeypatch.delenv("DAYANAK_MODELS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def _in_process(
    main: Callable[[list[str]], int], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    def run(*arguments: str, stdin: str | bytes = "") -> Outcome:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capfd.readouterr()
        status = main(list(arguments))
        out, err = capfd.readouterr()
        return Outcome(status, out, err)

    return run


@pytest.fixture
def verify(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command ``verify`` in this process."""
    from verifier.cli import main

    return _in_process(main, capfd, monkeypatch)


@pytest.fixture
def claims(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command ``claims`` in this process."""
    from claims.cli import main

    return _in_process(main, capfd, monkeypatch)


@pytest.fixture
def process() -> Command:
    """A module run as a process of its own, such as ``process("verifier.cli", "--help")``."""

    def run(module: str, *arguments: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            input=stdin.encode(),
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
