"""What the distribution ships: everything that an installed copy needs, and nothing else."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import Command

IGNORED = shutil.ignore_patterns(
    ".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "training", "node_modules"
)
DATA = (".toml", ".tsv", ".pt", ".npz", ".json", ".txt", ".js", ".css")
SOURCES = "verifier/service/page"
"""What the review page is built from; the page as built is shipped instead."""


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from a copy of the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(root, folder / "tree", ignore=IGNORED)
    backend = "import setuptools.build_meta as backend, sys; print(backend.build_wheel(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", backend, str(folder)], cwd=folder / "tree", check=True, capture_output=True, timeout=120
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_both_packages(root: Path, wheel: Path) -> None:
    """Code, language data, models, the sample article, the built page and the marks of typing; not the tests."""
    expected = {
        path.relative_to(root).as_posix()
        for package in ("claims", "verifier")
        for path in (root / package).rglob("*")
        if (path.suffix in (".py", *DATA) or path.name == "py.typed") and not path.is_relative_to(root / SOURCES)
    }
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert shipped == expected


def test_the_wheel_names_both_commands_and_the_licence(wheel: Path) -> None:
    """The entry points and the licence text."""
    with zipfile.ZipFile(wheel) as archive:
        info = next(name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name)
        entries = archive.read(f"{info}/entry_points.txt").decode()
        assert "verify = verifier.cli:main" in entries
        assert "claims = claims.cli:main" in entries
        assert "Apache License" in archive.read(f"{info}/licenses/LICENSE").decode()


def test_the_wheel_works_on_its_own(wheel: Path, tmp_path: Path) -> None:
    """Unpacked in an empty folder, far from the checkout, it answers the first question of the README."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "verifier.cli", "Meta invested $14.3B"],
        cwd=tmp_path / "site",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "DAYANAK_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.startswith("SUPPORTED")
    assert "14,3 milyar dolar" in done.stdout


def test_the_sample_article_is_the_fixture(root: Path) -> None:
    """There is one sample article; the package holds a byte-identical copy, since fixtures are not shipped."""
    name = "meta-scale-ai.txt"
    assert (root / "verifier/sample" / name).read_bytes() == (root / "fixtures/tr/articles" / name).read_bytes()


def test_versions_agree(process: Command) -> None:
    """Both commands print the one version."""
    from claims.version import VERSION

    assert process("verifier.cli", "--version").out.split()[-1] == VERSION
    assert process("claims.cli", "--version").out.split()[-1] == VERSION
