"""A copy of the store on a real PostgreSQL server answers as the store does, and follows its changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Command
from servers import programs, server
from stores import Plain, article, plain

from claims.errors import StoreError
from claims.reading.records import Incoming
from claims.store.records import Filter
from claims.store.store import Store
from verifier.retrieval import open_retriever
from verifier.retrieval.model import Query

pytest.importorskip("psycopg", reason="the extra postgres is not installed")
from claims.store.postgres import PostgresStore

STATEMENTS = ("Ankara 12 kişi aldı", "Ankra haberi yazdı", "ortak satır 3", "IŞIK ışık", "Kurum 7", "Zzyzx", "İzmirin")
FILTERS = (Filter(), Filter(source="AA"), Filter(since="2026-11-03"), Filter(until="2026-11-02", source="DHA"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a running server without tables."""
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed (initdb and pg_ctl)")
    with server(folder) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Forty small articles, with Turkish letters that other languages fold otherwise."""
    store = Store(tmp_path / "store.sqlite3", write=True)
    for number in range(40):
        name = ("Ankara", "İzmir", "Işık", "IŞIK", "Iğdır")[number % 5]
        told = {"source": ("AA", "DHA")[number % 2], "published": f"2026-11-{1 + number % 5:02}"}
        store.add(article(name, number).model_copy(update=told), Plain())
    return store


def _same(store: Store, copy: PostgresStore) -> None:
    """Both find the same articles with the same scores, and tell the same of them."""
    mine, theirs = open_retriever("fts", store), open_retriever("fts", copy)
    for statement in STATEMENTS:
        for narrowed in FILTERS:
            query = Query.of(plain(statement))
            assert theirs.find(query, limit=8, narrowed=narrowed) == mine.find(query, limit=8, narrowed=narrowed)
    for one in store.articles():
        assert copy.article(one.id) == copy.article(one.name) == one
        assert copy.text(one.id) == store.text(one.id)
        assert copy.analysis_of(one.id) == store.analysis_of(one.id)
    for narrowed in (*FILTERS, Filter(source="Reuters")):
        assert copy.holds(narrowed) == store.holds(narrowed)


def test_a_copy_answers_as_the_store_does(address: str, store: Store) -> None:
    """Anew, after corrections, removals and news, and when nothing has changed; slips in names too."""
    with PostgresStore(address, make=True) as copy:
        assert copy.mirror(store)[0] == 40
        _same(store, copy)
        assert copy.mirror(store) == (0, 0)
        old = store.article("Ankara-0").id
        store.add(Incoming(name="Ankara-0", text="Başka bir metin 99"), Plain())
        store.add(Incoming(name="İzmir-1", text=store.text(store.article("İzmir-1").id), source="BBC"), Plain())
        store.remove("Işık-2")
        store.add(article("Van", 77), Plain())
        assert copy.mirror(store) == (3, 2)
        _same(store, copy)
        for gone in ("Işık-2", old, "12345"):
            with pytest.raises(StoreError, match="holds no article"):
                copy.article(gone)


def test_from_the_command_line(
    address: str, claims: Command, verify: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """claims mirror fills it, verify --store asks it, an article there can be named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sel.txt").write_text("Selde 12 kişi öldü. Bakan Ayşe Demir istifa etti.\n", encoding="utf-8")
    assert claims("add", "sel.txt", "--published", "2026-11-24", "--store", "s.sqlite3").status == 0
    mirrored = claims("mirror", address, "--store", "s.sqlite3")
    assert (mirrored.status, mirrored.err.split()[:2]) == (0, ["1", "written,"])
    for asked in ((), ("--article", "sel.txt"), ("--since", "2026-11-24")):
        (tmp_path / "sel.txt").unlink(missing_ok=True)
        done = verify("Minister Ayşe Demir resigned.", "--store", address, *asked)
        assert done.out.startswith("SUPPORTED"), (asked, done)
        assert "sel.txt (2026-11-24), line 1" in done.out
    refused = claims("list", "--store", address)
    assert refused.status == 2
    assert "claims mirror" in refused.err


def test_what_is_wrong_is_said_in_one_sentence(claims: Command, verify: Command, tmp_path: Path) -> None:
    """No server, and an address that is none; a password is never shown."""
    nowhere = f"postgresql://me:secret@/news?host={tmp_path}"
    done = verify("Bakan istifa etti", "--store", nowhere)
    assert done.status == 2
    assert "cannot be used" in done.err
    assert "secret" not in done.err
    assert len(done.err.splitlines()) == 1
    assert claims("mirror", "mysql://x").status == 2
