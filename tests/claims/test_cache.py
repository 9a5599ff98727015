"""The analysis cache: what was analysed once is found again, and a broken cache never stands in the way."""

import sqlite3
from pathlib import Path

import pytest

from claims.cache import FILE, AnalysisCache, code_digest
from claims.claim import Analysis, Argument, Attribution, Claim, Entity, Mention, Predicate
from claims.document import Document, Lang, Sentence, Token
from claims.values.model import Value

TEXT = "Meta 14,3 milyar dolar yatırdı."


def _analysis(text: str = TEXT) -> Analysis:
    token = Token(
        id=1, start=0, end=4, text="Meta", lemma="Meta", upos="PROPN", feats={"Case": "Nom"}, concepts=("meta",)
    )
    money = Value(
        start=5, end=22, text=text[5:22], kind="money", value=14.3e9, unit="USD", currency_mentions=("USD", "CAD")
    )
    span = Value(start=5, end=9, text=text[5:9], kind="range", value=(1.0, None))
    date = Value(start=0, end=4, text=text[0:4], kind="date", value="2016")
    claim = Claim(
        start=0,
        end=30,
        text=text[:30],
        sentence=0,
        predicate=Predicate(start=23, end=30, text="yatırdı", lemma="yatırmak", head=1, tokens=(1,)),
        arguments=(Argument(role="subject", start=0, end=4, text="Meta", sentence=0, head=1, tokens=(1,)),),
        values=(money, span, date),
        attribution=Attribution(start=0, end=4, text="Meta", frame=("say",)),
        rule="root",
    )
    return Analysis(
        document=Document(text=text, lang="tr", sentences=(Sentence(index=0, start=0, end=31, tokens=(token,)),)),
        values=(money, span, date),
        entities=(Entity(index=0, name="Meta"),),
        mentions=(Mention(start=0, end=4, text="Meta", sentence=0, tokens=(1,), name="Meta", entity=0),),
        claims=(claim,),
    )


def test_what_is_kept_is_found_again_unchanged(tmp_path: Path) -> None:
    """Every field comes back equal, numbers, ranges and dates of their own type, also through another connection."""
    AnalysisCache(path=tmp_path / FILE).put(TEXT, "tr", "m1", _analysis())
    assert AnalysisCache(path=tmp_path / FILE).get(TEXT, "tr", "m1") == _analysis()


def test_another_text_language_or_model_is_not_found(tmp_path: Path) -> None:
    """The key holds all that an analysis depends on."""
    cache = AnalysisCache(path=tmp_path / FILE)
    cache.put(TEXT, "tr", "m1", _analysis())
    assert cache.get(TEXT + " ", "tr", "m1") is None
    assert cache.get(TEXT, "en", "m1") is None
    assert cache.get(TEXT, "tr", "m2") is None


def test_changed_code_finds_nothing_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analysis made by other rules is never served."""
    cache = AnalysisCache(path=tmp_path / FILE)
    cache.put(TEXT, "tr", "m1", _analysis())
    assert len(code_digest()) == 64
    monkeypatch.setattr("claims.cache.code_digest", lambda: "0" * 64)
    assert cache.get(TEXT, "tr", "m1") is None


def test_odd_texts_are_kept_too(tmp_path: Path) -> None:
    """CRLF, emoji and NFD come back code point for code point."""
    text = "s\u0327irket\r\n😀 \u00adİstanbul ışık ve daha uzun bir metin"
    cache = AnalysisCache(path=tmp_path / FILE)
    cache.put(text, "tr", "m1", _analysis(text))
    kept = cache.get(text, "tr", "m1")
    assert kept is not None
    assert kept.document.text == text


def test_a_corrupt_file_gives_one_warning_and_no_error(tmp_path: Path) -> None:
    """The work goes on without the cache, and the warning says where it is."""
    path = tmp_path / FILE
    path.write_bytes(b"this is no database, " * 500)
    warnings: list[str] = []
    cache = AnalysisCache(path=path, warn=warnings.append)
    assert cache.get(TEXT, "tr", "m1") is None
    cache.put(TEXT, "tr", "m1", _analysis())
    assert cache.get(TEXT, "tr", "m1") is None
    assert len(warnings) == 1
    assert str(path) in warnings[0]
    assert "going on without it" in warnings[0]


def test_a_damaged_entry_is_made_anew(tmp_path: Path) -> None:
    """An entry that no longer unpacks counts as absent, and the next put mends it."""
    path = tmp_path / FILE
    cache = AnalysisCache(path=path)
    cache.put(TEXT, "tr", "m1", _analysis())
    cache.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE analysis SET data = x'00'")
    connection.close()
    assert cache.get(TEXT, "tr", "m1") is None
    cache.put(TEXT, "tr", "m1", _analysis())
    assert cache.get(TEXT, "tr", "m1") == _analysis()


def test_a_folder_that_cannot_be_made_gives_one_warning(tmp_path: Path) -> None:
    """A file stands where the cache folder should be."""
    (tmp_path / "taken").write_text("")
    warnings: list[str] = []
    cache = AnalysisCache(path=tmp_path / "taken" / FILE, warn=warnings.append)
    cache.put(TEXT, "tr", "m1", _analysis())
    assert cache.get(TEXT, "tr", "m1") is None
    assert len(warnings) == 1


def test_a_read_only_cache_gives_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may be read and not written is passed over (played by SQLite's error, since root may write all)."""

    def refuse(*arguments: object, **options: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("claims.cache.sqlite3.connect", refuse)
    warnings: list[str] = []
    cache = AnalysisCache(path=tmp_path / FILE, warn=warnings.append)
    cache.put(TEXT, "tr", "m1", _analysis())
    assert cache.get(TEXT, "tr", "m1") is None
    assert len(warnings) == 1
    assert "readonly database" in warnings[0]


def test_a_cache_that_has_grown_too_large_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It never fills the disk."""
    cache = AnalysisCache(path=tmp_path / FILE)
    cache.put(TEXT, "tr", "m1", _analysis())
    cache.close()
    monkeypatch.setattr("claims.cache.MAX_BYTES", 1)
    assert cache.get(TEXT, "tr", "m1") is None


def test_a_language_is_told_once(tmp_path: Path) -> None:
    """Telling a language takes the whole lexicon, so the answer is kept; "cannot be told" is asked again."""
    asked: list[str] = []

    def detect(text: str) -> Lang | None:
        asked.append(text)
        return "en" if text == "known" else None

    cache = AnalysisCache(path=tmp_path / FILE)
    assert [cache.language(text, detect) for text in ("known", "known", "?", "?")] == ["en", "en", None, None]
    assert asked == ["known", "?", "?"]
    (tmp_path / "taken").write_text("")
    assert AnalysisCache(path=tmp_path / "taken" / FILE).language("known", detect) == "en"
