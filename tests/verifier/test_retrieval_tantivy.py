"""The index beside the store: brought up to date by whoever opens it, whatever became of it before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from stores import Plain, article, plain

from claims.errors import StoreError
from claims.reading.records import Incoming
from claims.store.store import Store
from verifier.retrieval import open_retriever, tantivy
from verifier.retrieval.model import Query

pytest.importorskip("tantivy", reason="the extra tantivy is not installed")

STATEMENTS = ("Ankara 12 kişi aldı", "Ankra haberi yazdı", "ortak satır 3", "Kurum 7", "Zzyzx")
SCRIPT = """
import sys
from pathlib import Path
from claims.store.store import Store
from verifier.retrieval import open_retriever
open_retriever("tantivy", Store(Path(sys.argv[1])))
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Thirty small articles."""
    store = Store(tmp_path / "store.sqlite3", write=True)
    for number in range(30):
        store.add(article(("Ankara", "İzmir", "Iğdır")[number % 3], number), Plain())
    return store


def _same(store: Store) -> None:
    """Both ways to look find the same articles with the same scores."""
    mine, theirs = open_retriever("fts", store), open_retriever("tantivy", store)
    for statement in STATEMENTS:
        query = Query.of(plain(statement))
        assert theirs.find(query, limit=40) == mine.find(query, limit=40)


def test_the_index_follows_the_store(store: Store) -> None:
    """News, corrections, removals, other days; and written is only where something has changed."""
    _same(store)
    state = store.path.with_name("store.sqlite3.tantivy") / tantivy.STATE
    before = state.stat().st_mtime_ns
    _same(store)
    assert state.stat().st_mtime_ns == before
    store.add(Incoming(name="Ankara-0", text="Başka bir metin 99"), Plain())
    store.remove("İzmir-1")
    store.add(article("Van", 77), Plain())
    _same(store)
    assert state.stat().st_mtime_ns > before


@pytest.mark.parametrize("content", ["", "{", '{"format": "0", "articles": {}}', '{"format": "1", "articles": {}}'])
def test_an_index_of_unknown_content_is_made_anew(store: Store, content: str) -> None:
    """As after a kill between the index and what is noted of it."""
    _same(store)
    state = store.path.with_name("store.sqlite3.tantivy") / tantivy.STATE
    state.write_text(content, encoding="utf-8")
    store.remove("İzmir-1")
    _same(store)


def test_several_processes_may_open_it_at_once(store: Store) -> None:
    """One brings it up to date, the others wait; all find the same afterwards."""
    command = [sys.executable, "-c", SCRIPT, str(store.path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    open_retriever("tantivy", store)
    for number in range(100, 130):
        store.add(article("Van", number), Plain())
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(3)]
    for one in running:
        _, errors = one.communicate(timeout=120)
        assert (one.returncode, errors) == (0, b"")
    _same(store)


def test_what_is_wrong_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is no index; a writer that never ends."""
    monkeypatch.setattr(tantivy, "WAIT_SECONDS", 0.2)
    folder = store.path.with_name("store.sqlite3.tantivy")
    folder.mkdir()
    (folder / "meta.json").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match="delete that folder"):
        open_retriever("tantivy", store)
    (folder / "meta.json").unlink()
    index = tantivy._index(folder)
    writer = index.writer()
    with pytest.raises(StoreError, match="ask again later"):
        open_retriever("tantivy", store)
    writer.wait_merging_threads()
    _same(store)


def test_without_the_library_it_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one sentence."""
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(StoreError, match="pip install"):
        open_retriever("tantivy", store)
