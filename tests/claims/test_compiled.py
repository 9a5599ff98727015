"""Language data is built once and read as it is afterwards, until one of its files changes."""

from pathlib import Path

import pytest

from claims.compiled import folder, kept


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("DAYANAK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_data_is_built_once_until_a_source_changes(cache: Path, tmp_path: Path) -> None:
    """And only the newest form is kept."""
    source = tmp_path / "words.tsv"
    source.write_text("ışık\tlight\n", encoding="utf-8")
    built: list[str] = []

    def build() -> dict[str, tuple[str, ...]]:
        built.append(source.read_text(encoding="utf-8"))
        return {"words": tuple(built[-1].split())}

    assert dict(kept("words", [source], build, tuple)) == dict(kept("words", [source], build, tuple))
    assert dict(kept("words", [source], build, tuple)) == {"words": ("ışık", "light")}
    assert len(built) == 1
    source.write_text("ışık\tlamp\n", encoding="utf-8")
    assert dict(kept("words", [source], build, tuple)) == {"words": ("ışık", "lamp")}
    assert len(built) == 2
    assert len(list(cache.iterdir())) == 1


def test_a_damaged_form_is_built_anew(cache: Path) -> None:
    """Half a file is no file."""
    kept("words", [], lambda: {"a": [1], "b": [2]}, tuple)
    path = next(cache.iterdir())
    whole = path.read_text(encoding="utf-8")
    for cut in range(len(whole)):
        path.write_text(whole[:cut], encoding="utf-8")
        assert dict(kept("words", [], lambda: {"a": [1], "b": [2]}, tuple)) == {"a": (1,), "b": (2,)}
        assert path.read_text(encoding="utf-8") == whole


def test_without_a_folder_the_data_is_built_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the cache folder should be; the answer is the same."""
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("DAYANAK_CACHE", str(tmp_path / "taken"))
    assert dict(kept("words", [], lambda: {"a": (2, 3)}, list)) == {"a": [2, 3]}


def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """DAYANAK_CACHE first, then the XDG folder."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("DAYANAK_CACHE", str(tmp_path / "own"))
    assert folder() == tmp_path / "own"
    monkeypatch.delenv("DAYANAK_CACHE")
    assert folder() == tmp_path / "xdg" / "dayanak"
