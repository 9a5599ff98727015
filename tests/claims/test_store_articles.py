"""The store keeps articles: added once, corrected as new versions, found, listed and removed, counts always true."""

import os
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import Plain, article, plain

from claims.errors import ClaimsError, StoreError
from claims.reading.records import Incoming
from claims.store.place import place
from claims.store.records import Filter
from claims.store.store import Store

NAMES = st.sampled_from(["a", "b", "c"])
TEXTS = st.lists(
    st.lists(st.sampled_from(["Ankara", "meclis", "bütçe", "12", "40", "IŞIK", "ışık", "kâr", "geçti"]), min_size=1),
    min_size=1,
    max_size=3,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A new store."""
    return Store(tmp_path / "new folder" / "store.sqlite3", write=True)


def test_an_article_is_added_once(store: Store) -> None:
    """The same text again is unchanged, and is not analysed again."""
    analyser = Plain()
    first = store.add(article("haber", 1), analyser)
    again = store.add(article("haber", 1), analyser)
    assert (first.outcome, again.outcome) == ("added", "unchanged")
    assert first.id == again.id
    assert len(analyser.asked) == 1
    assert store.faults() == ()


def test_a_corrected_text_becomes_a_new_version(store: Store) -> None:
    """Both versions keep text and claims; only the newer one is found."""
    store.add(Incoming(name="haber", text="Selde 12 kişi öldü", title="Sel", source="AA"), Plain())
    second = store.add(Incoming(name="haber", text="Selde 14 kişi öldü"), Plain())
    assert (second.outcome, second.version) == ("corrected", 2)
    old, new = store.versions("haber")
    assert (old.current, new.current) == (False, True)
    assert (new.title, new.source) == ("Sel", "AA")
    assert store.text(old.id) == "Selde 12 kişi öldü"
    assert store.claims_of(old.id)[0].values[0]["value"] == 12.0
    assert [one.version for one in store.articles()] == [2]
    assert store.search_keys(["number:12"], limit=5) == ()
    (found,) = store.search_keys(["number:14", "kisi"], limit=5)
    assert (found.article_id, found.number, found.keys) == (new.id, 0, ("kisi", "number:14"))
    assert store.faults() == ()


def test_particulars_told_later_are_kept_without_a_new_version(store: Store) -> None:
    """A source or a date that is told anew changes the article, what is not told stays."""
    store.add(Incoming(name="haber", text="Metin geldi", source="AA"), Plain())
    told = store.add(Incoming(name="haber", text="Metin geldi", published="2026-11-24"), Plain())
    assert (told.outcome, told.version, told.reason) == ("corrected", 1, "published")
    assert (store.article("haber").source, store.article("haber").published) == ("AA", "2026-11-24")


def test_an_analysis_by_older_code_is_renewed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other code made is not handed out, is told, and is made anew when the article is added again."""
    store.add(article("haber", 1), Plain())
    store.add(Incoming(name="twin", text=article("haber", 1).text), Plain())
    number = store.article("haber-1").id
    assert store.analysis_of(number) == plain(article("haber", 1).text)
    monkeypatch.setattr("claims.store.store.code_digest", lambda: "other")
    assert store.analysis_of(number) is None
    assert store.outdated() == 2
    again = store.add(article("haber", 1), Plain())
    assert (again.outcome, again.reason, again.id) == ("unchanged", "analysed anew", number)
    assert store.outdated() == 1
    analyser = Plain()
    assert store.add(Incoming(name="twin", text=article("haber", 1).text), analyser).reason == "analysed anew"
    assert (store.outdated(), analyser.asked) == (0, [])
    assert store.faults() == ()


def test_an_analysis_is_put_in_place_of_an_older_one(store: Store) -> None:
    """A reader that had to analyse anew may write that back: sentences, claims and keys follow."""
    store.add(Incoming(name="haber", text="Selde 12 kişi öldü"), Plain())
    number = store.article("haber").id
    store.keep(number, plain("Selde 12 kişi öldü", "en"))
    assert store.article("haber").lang == "en"
    assert store.analysis_of(number) == plain("Selde 12 kişi öldü", "en")
    with pytest.raises(StoreError, match="not that of the article"):
        store.keep(number, plain("Başka metin", "en"))
    assert store.faults() == ()


def test_names_path_ends_and_ids_mean_articles(store: Store) -> None:
    """A name goes before an id, the end of one path is enough, and what is unclear is said."""
    for name in ("haber/sel.txt", "yeni/bütçe.txt", "eski/bütçe.txt", "2"):
        store.add(Incoming(name=name, text=f"{name} geldi"), Plain())
    assert store.article("sel.txt").name == "haber/sel.txt"
    assert store.article("1").name == store.article(1).name == store.article("id:1").name == "haber/sel.txt"
    assert store.article("id:2").name == "yeni/bütçe.txt"
    with pytest.raises(StoreError, match="id:4 for the one named so"):
        store.article("2")
    for unknown in ("bütçe.txt", "99", "missing", "id:x", ""):
        with pytest.raises(StoreError, match="holds no article"):
            store.article(unknown)


def test_filters_choose_articles(store: Store) -> None:
    """By day of publication, source and name; an article that does not tell is left out."""
    for number, (source, day) in enumerate([("AA", "2026-01-05"), ("DHA", "2026-02-05"), ("AA", None)]):
        store.add(article("haber", number).model_copy(update={"source": source, "published": day}), Plain())

    def names(**chosen: object) -> list[str]:
        return [one.name for one in store.articles(Filter.model_validate(chosen))]

    assert names(source="AA") == ["haber-0", "haber-2"]
    assert names(since="2026-01-06") == ["haber-1"]
    assert names(until="2026-01-05") == ["haber-0"]
    assert names(articles=("haber-2", "1")) == ["haber-0", "haber-2"]
    chosen = Filter(source="DHA")
    assert {claim.article for claim in store.claims(chosen)} == {"haber-1"}
    assert [found.article for found in store.search([("ortak",)], limit=9, chosen=chosen)] == ["haber-1"]


def test_what_is_exported_can_be_added_elsewhere(store: Store, tmp_path: Path) -> None:
    """Every field comes back, odd characters included."""
    odd = Incoming(
        name="s\u0327irket 😀",
        text="\ufeffİSTANBUL\r\nışık \u00adçok\n",
        title="“T”",
        source="=1",
        published="2026-01-05",
        url="u",
    )
    store.add(odd, Plain())
    (exported,) = store.export()
    assert exported == odd
    with Store(tmp_path / "other.sqlite3", write=True) as other:
        other.add(exported, Plain())
        assert tuple(other.export()) == (odd,)
        assert other.faults() == ()


def test_removal_takes_everything_along(store: Store) -> None:
    """All versions with sentences, claims, keys and analyses; ids are not given again."""
    store.add(Incoming(name="haber", text="Selde 12 kişi öldü"), Plain())
    store.add(Incoming(name="haber", text="Selde 14 kişi öldü"), Plain())
    assert store.remove("haber").version == 2
    with sqlite3.connect(store.path) as connection:
        for table in ("article", "sentence", "claim", "key_count", "analysis"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert store.add(article("haber", 1), Plain()).id == 3


def test_other_tools_open_the_store(store: Store) -> None:
    """sqlite-utils sees plain tables with foreign keys and comments."""
    store.add(Incoming(name="haber", text="Selde 12 kişi öldü"), Plain())
    database = sqlite_utils.Database(store.path)
    assert {"article", "sentence", "claim", "key_count", "analysis"} <= set(database.table_names())
    assert {key.other_table for key in database["claim"].foreign_keys} == {"article", "sentence"}
    assert next(database["claim"].rows)["predicate"] == "öldü"
    assert "-- never given twice" in database["article"].schema


def test_what_no_table_can_hold_is_refused(store: Store) -> None:
    """A lone surrogate or a zero character is told before anything is written, and finds nothing."""
    with pytest.raises(ClaimsError, match="surrogate"):
        store.add(Incoming(name="haber", text="bozuk \ud800"), Plain())
    with pytest.raises(ClaimsError, match="surrogate"):
        store.add(Incoming(name="haber", text="metin", source="\udcff"), Plain())
    with pytest.raises(ClaimsError, match="zero character"):
        store.add(Incoming(name="haber", text="bir\x00iki"), Plain())
    with pytest.raises(StoreError, match="holds no article"):
        store.article("\udcff")
    assert list(store.articles(Filter(source="\udcff"))) == []
    assert list(store.articles()) == []


def test_damage_is_told(store: Store) -> None:
    """A wrong count, a changed text, an orphan: each gives a sentence."""
    store.add(article("haber", 1), Plain())
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE key_count SET sentences = 7 WHERE key = 'ortak'")
        connection.execute("UPDATE article SET text = 'Başka bir metin, aynı uzunlukta olmayan'")
        connection.execute("INSERT INTO sentence_fts (rowid, keys) VALUES (99, 'phantom')")
        connection.execute("DELETE FROM sentence WHERE number = 0")
    told = " ".join(store.faults())
    for words in ("key_count does not", "is not the one that was added", "does not span", "sentence_fts", "not there"):
        assert words in told


def test_the_place_of_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The option goes before the variable, the variable before the user's data folder."""
    monkeypatch.delenv("DAYANAK_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place().name == "store.sqlite3"
    assert place().parent.name == "dayanak"
    monkeypatch.setenv("DAYANAK_STORE", str(tmp_path / "env.db"))
    assert place() == tmp_path / "env.db"
    assert place("~/mine.db") == Path(os.path.expanduser("~/mine.db"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(st.tuples(NAMES, TEXTS), st.tuples(NAMES, st.none()), st.tuples(NAMES, st.just("keep"))), max_size=8
    )
)
def test_counts_are_true_after_any_history(store: Store, steps: list[tuple[str, list[list[str]] | str | None]]) -> None:
    """After any additions, corrections, renewals and removals, key_count equals the counted index."""
    for one in list(store.articles()):
        store.remove(one.id)
    for name, lines in steps:
        if isinstance(lines, list):
            store.add(Incoming(name=name, text="\n".join(map(" ".join, lines))), Plain())
        elif any(one.name == name for one in store.articles()):
            found = store.article(name)
            if lines is None:
                store.remove(found.id)
            else:
                store.keep(store.versions(name)[0].id, plain(store.text(store.versions(name)[0].id)))
    assert store.faults() == ()
