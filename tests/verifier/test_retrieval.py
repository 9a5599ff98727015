"""Retrieval finds the articles that matter by rare terms, whatever else is said in them, by each way to look."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stores import Plain, plain

from claims.document import Lang
from claims.errors import StoreError
from claims.reading.records import Incoming
from claims.store.records import Filter
from claims.store.store import Store
from verifier.pipeline import Engine
from verifier.retrieval import fts, open_retriever
from verifier.retrieval.model import Query, Retriever

NEWS = {
    "sel": "Derebağ selinde 12 kişi öldü\nVali Ayşe Demirkan bölgeye gitti",
    "bütçe": "Meclis 2026 bütçesini kabul etti\nBaşkan Kemal Aydın toplantıyı yönetti",
    "maç": "Yıldızspor maçı 3 golle kazandı\nTeknik direktör Aydın istifa etti",
    "köprü": "Belediye köprüyü kapattı\nKöprü 40 yıl önce yapılmıştı",
}
Open = Callable[[Store], Retriever]


def _tantivy(store: Store) -> Retriever:
    pytest.importorskip("tantivy", reason="the extra tantivy is not installed")
    return open_retriever("tantivy", store)


def _fts(store: Store) -> Retriever:
    return open_retriever("fts", store)


@pytest.fixture(params=[_fts, _tantivy], ids=["fts", "tantivy"])
def opened(request: pytest.FixtureRequest) -> Open:
    """Each way to look through a store file."""
    way: Open = request.param
    return way


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with four small articles, of two sources and four days."""
    store = Store(tmp_path / "store.sqlite3", write=True)
    for number, (name, text) in enumerate(NEWS.items()):
        source = "AA" if number % 2 else "DHA"
        store.add(Incoming(name=name, text=text, source=source, published=f"2026-11-{20 + number}"), Plain())
    return store


def _found(store: Store, retriever: Retriever, statement: str, **narrowed: object) -> list[str]:
    hits = retriever.find(Query.of(plain(statement)), limit=8, narrowed=Filter.model_validate(narrowed))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [store.article(hit.article_id).name for hit in hits]


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("Vali Demirkan istifa etti", "sel"),
        ("Başkan Kemal Aydın istifa etti", "bütçe"),
        ("Maçta 40 dakika oynadı", "köprü"),
        ("kabul etti", "bütçe"),
        ("Selde 12 kişi", "sel"),
    ],
)
def test_the_article_that_holds_most_comes_first(store: Store, opened: Open, statement: str, name: str) -> None:
    """Rare words, names and values together, also where another article shares one of them."""
    assert _found(store, opened(store), statement)[0] == name


@pytest.mark.parametrize("slip", ["Demirkam", "Demrikan", "Demirkn", "Demirkanın", "DEMİRKAN"])
def test_a_slip_in_a_name_is_forgiven(store: Store, opened: Open, slip: str) -> None:
    """One letter wrong, missing or swapped, an ending more, capitals."""
    assert _found(store, opened(store), f"{slip} bölgeyi gezdi") == ["sel"]


def test_what_shares_nothing_finds_nothing(store: Store, opened: Open) -> None:
    """No article is better than any article."""
    assert _found(store, opened(store), "Zzyzx qwerty") == []


@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        ({}, {"bütçe", "maç"}),
        ({"source": "AA"}, {"bütçe"}),
        ({"source": "Reuters"}, set()),
        ({"since": "2026-11-22"}, {"maç"}),
        ({"until": "2026-11-21"}, {"bütçe"}),
        ({"since": "2026-11-21", "until": "2026-11-22", "source": "DHA"}, {"maç"}),
        ({"articles": ("maç", "sel")}, {"maç"}),
    ],
)
def test_a_filter_narrows(store: Store, opened: Open, narrowed: dict[str, object], names: set[str]) -> None:
    """By source, by days, by name; an article outside is never found."""
    assert set(_found(store, opened(store), "Aydın", **narrowed)) == names


def test_only_the_current_text_is_found(store: Store, opened: Open) -> None:
    """A corrected article is found by its new text alone, a removed one not at all, by older retrievers too."""
    before = opened(store)
    store.add(Incoming(name="sel", text="Derebağ selinde 14 kişi öldü"), Plain())
    store.remove("maç")
    after = opened(store)
    assert _found(store, after, "Derebağ 14") == ["sel"]
    assert _found(store, after, "Demirkan") == []
    assert _found(store, after, "Yıldızspor") == []
    for statement in ("Demirkan", "Yıldızspor"):
        assert _found(store, before, statement) == []


def test_limit_and_order_are_kept(store: Store, opened: Open) -> None:
    """Twice the same, never more than asked for, of equals the newest first."""
    for name in ("a", "b", "c"):
        store.add(Incoming(name=name, text="Ortak haber burada"), Plain())
    retriever = opened(store)
    hits = retriever.find(Query.of(plain("Ortak haber")), limit=2)
    assert [store.article(hit.article_id).name for hit in hits] == ["c", "b"]
    assert retriever.find(Query.of(plain("Ortak haber")), limit=2) == hits
    assert hits[0].sentences == (0,)


def test_frequent_terms_find_together_what_none_may_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No long list is read: two frequent terms are looked up as a pair, a single one for its newest sentences."""
    for number in range(30):
        text = f"köprü haberi {number}" if number % 2 else f"belediye haberi {number}"
        store.add(Incoming(name=f"{number}", text=text), Plain())
    asked: list[tuple[int, int]] = []
    lookup = store.lookup()
    whole = lookup.sentences

    def counted(groups: list[list[str]], limit: int) -> list[int]:
        found = whole(groups, limit)
        asked.append((len(groups), len(found)))
        return found

    monkeypatch.setattr(fts, "BUDGET", 10)
    monkeypatch.setattr(fts, "PAIRED", 5)
    monkeypatch.setattr(lookup, "sentences", counted)
    assert _found(store, fts.TermRetriever(lookup), "belediye köprü kapattı")[0] == "köprü"
    assert all(found <= 10 for _, found in asked)
    asked.clear()
    assert len(_found(store, fts.TermRetriever(lookup), "haberi")) == 5
    assert asked == [(1, 5)]


def test_the_statement_may_be_in_the_other_language(tmp_path: Path, engine: Engine) -> None:
    """An English statement finds the Turkish article, a Turkish one the English article, by meanings and values."""

    class Real:
        def language(self, text: str) -> Lang:
            return "tr" if "ı" in text else "en"

        def analyse(self, text: str, lang: Lang) -> object:
            return engine.analyse(text, lang=lang)

    store = Store(tmp_path / "store.sqlite3", write=True)
    store.add(Incoming(name="tr", text="Belediye köprüyü kapattı. Bakan istifa etti."), Real())  # type: ignore[arg-type]
    store.add(Incoming(name="en", text="The company paid 14.3 million dollars to its workers."), Real())  # type: ignore[arg-type]
    retriever = open_retriever("fts", store)
    for statement, lang, name in (
        ("The minister resigned.", "en", "tr"),
        ("Şirket 14,3 milyon dolar ödedi.", "tr", "en"),
        ("The municipality closed the bridge.", "en", "tr"),
    ):
        (first, *_) = retriever.find(Query.of(engine.analyse(statement, lang=lang)), limit=8)
        assert store.article(first.article_id).name == name, statement


def test_a_store_that_has_changed_underneath_is_said(tmp_path: Path, store: Store) -> None:
    """A name that narrows to nothing is an error, in one sentence."""
    with pytest.raises(StoreError, match="holds no article"):
        _found(store, open_retriever("fts", store), "Aydın", articles=("yok",))
