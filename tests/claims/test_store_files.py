"""The store's file: several processes at once, killed at any moment, full disks, read-only media, foreign files."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import Plain, article

from claims.errors import StoreError
from claims.reading.records import Incoming
from claims.store import schema
from claims.store.store import Store

TESTS = Path(__file__).resolve().parent.parent
KILLS = 10
COUNT = 60


def _writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    return subprocess.Popen(
        [sys.executable, str(TESTS / "stores.py"), str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _fill(store: Store) -> None:
    for number in range(1, 3000):
        store.add(article("haber", number), Plain())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """They make the file together, and every article of both is there; the shared one has one current version."""
    path = tmp_path / "store.sqlite3"
    writers = [_writer(path, name, 20) for name in ("left", "right")]
    for writer in writers:
        out, err = writer.communicate(timeout=60)
        assert (writer.returncode, err) == (0, "")
        assert out.endswith("done\n")
    with Store(path) as store:
        assert {one.name for one in store.articles()} == {
            "shared", *(f"{name}-{number}" for name in ("left", "right") for number in range(20))
        }  # fmt: skip
        assert store.faults() == ()


def test_a_writer_killed_at_any_moment_loses_one_article_at_most(tmp_path: Path) -> None:
    """After each of ten kills the store is sound and goes on from where it was; in the end everything is there."""
    path = tmp_path / "store.sqlite3"
    moments = random.Random(7)
    known: set[str] = set()
    for _ in range(KILLS):
        writer = _writer(path, "haber", COUNT)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.12))
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=60)
        if path.exists() and path.stat().st_size:
            with Store(path, write=True) as store:
                assert store.faults() == ()
                names = {one.name for one in store.articles()}
            assert known <= names
            known = names
    last = _writer(path, "haber", COUNT)
    assert last.communicate(timeout=60)[0].endswith("done\n")
    with Store(path) as store:
        assert {one.name for one in store.articles()} == {"shared", *(f"haber-{number}" for number in range(COUNT))}
        assert store.faults() == ()


def test_a_reader_sees_whole_articles_while_another_writes(tmp_path: Path) -> None:
    """An open transaction of a writer is not seen, and does not keep readers waiting."""
    path = tmp_path / "store.sqlite3"
    with Store(path, write=True) as writer, Store(path) as reader:
        writer.add(article("haber", 1), Plain())
        writer._connection.execute("BEGIN IMMEDIATE")
        writer._connection.execute("DELETE FROM article")
        assert [one.name for one in reader.articles()] == ["haber-1"]
        writer._connection.execute("ROLLBACK")


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the store."""
    monkeypatch.setattr("claims.store.connection.BUSY_SECONDS", 0.2)
    path = tmp_path / "store.sqlite3"
    with Store(path, write=True) as one, Store(path, write=True) as other:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"Another process has been writing .*; try again later\."):
            other.add(article("haber", 1), Plain())
        one._connection.execute("ROLLBACK")
        assert other.add(article("haber", 1), Plain()).outcome == "added"


def test_a_full_disk_leaves_the_store_intact(small_disk: Path) -> None:
    """One sentence, and what was there before is still there and sound; with space again the work goes on."""
    path = small_disk / "store.sqlite3"
    with Store(path, write=True) as store:
        store.add(article("haber", 0), Plain())
        (small_disk / "filler").write_bytes(b"x" * 60_000)
        with pytest.raises(StoreError, match="is full; the store is as it was") as told:
            _fill(store)
        assert "\n" not in str(told.value)
    with Store(path) as store:
        assert store.faults() == ()
        kept = len(list(store.articles()))
        assert kept > 1
    (small_disk / "filler").unlink()
    with Store(path, write=True) as store:
        assert store.add(article("haber", kept), Plain()).outcome == "added"
        assert store.faults() == ()


def test_a_store_that_may_not_grow_says_that_the_disk_is_full(tmp_path: Path) -> None:
    """As a full disk, where none can be mounted: played by SQLite's own limit."""
    with Store(tmp_path / "store.sqlite3", write=True) as store:
        store.add(article("haber", 0), Plain())
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="is full"):
            store.add(Incoming(name="long", text="uzun bir satır\n" * 2000), Plain())
        assert store.faults() == ()
        assert [one.name for one in store.articles()] == ["haber-0"]


def test_a_read_only_disk_can_be_read(small_disk: Path) -> None:
    """Everything is found; a change gets one sentence."""
    path = small_disk / "store.sqlite3"
    with Store(path, write=True) as store:
        store.add(article("haber", 1), Plain())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Store(path) as store:
        assert [one.name for one in store.articles()] == ["haber-1"]
        assert store.search_keys(["haberi"], limit=3)
        assert store.faults() == ()
    with pytest.raises(StoreError, match="read-only"), Store(path, write=True) as store:
        store.add(article("haber", 2), Plain())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no database at all, only text " * 100, "is not a store"),
        (b"SQLite format 3\x00" + b"\x07" * 4000, "not a store|damaged|cannot be used"),
    ],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes, message: str) -> None:
    """One sentence, for readers as for writers, and not a byte is changed."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for write in (False, True):
        with pytest.raises(StoreError, match=message):
            Store(path, write=write)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """It is told by its application id."""
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE article (id)")
    connection.close()
    content = path.read_bytes()
    for write in (False, True):
        with pytest.raises(StoreError, match="database of another program; name another file with --store"):
            Store(path, write=write)
    assert path.read_bytes() == content


def test_a_store_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    """Update the program, says the sentence."""
    path = tmp_path / "store.sqlite3"
    with Store(path, write=True) as store:
        store._connection.execute("PRAGMA user_version = 99")
    for write in (False, True):
        with pytest.raises(StoreError, match=r"newer version of dayanak .* update dayanak\."):
            Store(path, write=write)


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All migrations or none, once, whether it is opened for reading or for writing."""
    path = tmp_path / "store.sqlite3"
    with Store(path, write=True) as store:
        store.add(article("haber", 1), Plain())
    broken = "CREATE TABLE note (id INTEGER PRIMARY KEY); CREATE TABLE\nnote (id);\n"
    monkeypatch.setattr("claims.store.schema.MIGRATIONS", (schema.FIRST, broken))
    with pytest.raises(StoreError):
        Store(path, write=True)
    monkeypatch.setattr("claims.store.schema.MIGRATIONS", (schema.FIRST, "ALTER TABLE article ADD COLUMN note TEXT;"))
    for _ in range(2):
        with Store(path) as store:
            assert store._connection.execute("PRAGMA user_version").fetchone()[0] == 2
            assert store._connection.execute("SELECT note FROM article").fetchone()[0] is None


def test_a_missing_or_empty_store_says_how_to_make_one(tmp_path: Path) -> None:
    """Reading never makes a file."""
    path = tmp_path / "store.sqlite3"
    with pytest.raises(StoreError, match="claims add"):
        Store(path)
    assert not path.exists()
    path.touch()
    with pytest.raises(StoreError, match="claims add"):
        Store(path)
    with Store(path, write=True) as store:
        assert store.faults() == ()


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_is_no_store(tmp_path: Path, write: bool) -> None:
    """Nor is what lies below a file."""
    with pytest.raises(StoreError, match="is a folder; name a file in it"):
        Store(tmp_path, write=write)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        Store(tmp_path / "file" / "store.sqlite3", write=write)
