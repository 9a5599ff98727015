"""The lexicon and the meaning groups: every row loads, every reference exists, and generated tables are up to date."""

import tomllib
from pathlib import Path

import pytest
from babel import Locale

from claims.document import Lang
from claims.errors import LanguageDataError
from claims.folding import fold
from claims.languages import FOLDER, LANGUAGES, lexicon, territories
from claims.languages.lexicon import POS, anchor, calendar_words, meanings, pairs, stem

TABLES = sorted((FOLDER / "tr-en").glob("*.tsv"))
GROUPS = sorted((FOLDER / "meanings").glob("*.toml"))
DIRECTIONS = {"", "up", "down", "same"}


def data_rows(path: Path) -> list[list[str]]:
    """The cells of every row that is no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_is_a_pair(path: Path) -> None:
    """Turkish, English, part of speech; no blanks at the edges; no row stands there twice."""
    rows = data_rows(path)
    assert rows
    for row in rows:
        assert len(row) == 3, row
        assert all(cell == cell.strip() != "" for cell in row), row
        assert row[2] in POS, row
        assert row[2] != "verb" or row[0].endswith(("mak", "mek")), row
    assert len({tuple(row) for row in rows}) == len(rows)


def test_pairs_hold_every_row() -> None:
    """In the order of the files."""
    assert list(pairs()) == [tuple(row) for path in TABLES for row in data_rows(path)]


@pytest.mark.parametrize("path", GROUPS, ids=lambda path: path.stem)
def test_every_group_loads(path: Path) -> None:
    """Each has words in both languages, none twice, and stands in ``meanings``."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["meaning"]:
        group = meanings()[row["id"]]
        assert group.tr, group.id
        assert group.en, group.id
        assert set(row["tr"]) == set(group.tr)
        assert set(row["en"]) == set(group.en)
        assert len(set(group.tr)) == len(group.tr), group.id
        assert len(set(group.en)) == len(group.en), group.id
        assert group.direction in DIRECTIONS
        assert all(word == word.strip() != "" for word in (*group.tr, *group.en))


def test_groups_refer_to_groups() -> None:
    """What a group names exists; opposites and converses go both ways; nothing is its own opposite."""
    known = meanings()
    for group in known.values():
        assert {*group.implies, *group.opposite, *group.converse} <= set(known), group.id
        assert group.id not in group.opposite
        assert group.id not in group.implies
        assert all(group.id in known[other].opposite for other in group.opposite)
        assert all(group.id in known[other].converse for other in group.converse)


def test_nothing_implies_its_opposite() -> None:
    """Whatever a meaning implies, directly or through others, does not exclude it."""
    known = meanings()
    for group in known.values():
        reached: set[str] = set()
        ahead = set(group.implies)
        while ahead:
            reached |= ahead
            ahead = {other for key in ahead for other in known[key].implies} - reached
        assert not reached & set(group.opposite), group.id
        assert group.id not in reached


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_a_group_is_in_the_lexicon(lang: Lang) -> None:
    """With the key of its group among its concepts."""
    entries = lexicon.lexicon(lang).entries
    for group in meanings().values():
        for word in group.tr if lang == "tr" else group.en:
            words = tuple(fold(word, lang).split())
            if lang == "tr" and words[-1].endswith(("mak", "mek")):
                words = (*words[:-1], stem(words[-1]))
            found = [entry for entry in entries[anchor(words, lang)] if entry.words == words]
            assert any(f"m:{group.id}" in entry.concepts for entry in found), (group.id, word)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_entries_are_ordered_and_named(lang: Lang) -> None:
    """Longest phrase first, under its anchor, with its own key first; all forms are folded."""
    for head, group in lexicon.lexicon(lang).entries.items():
        lengths = [len(entry.words) for entry in group]
        assert lengths == sorted(lengths, reverse=True)
        for entry in group:
            assert anchor(entry.words, lang) == head
            assert entry.concepts[0].startswith(f"{lang}:")
            assert all(concept.partition(":")[0] in ("tr", "en", "m") for concept in entry.concepts)
            assert all(word == fold(word, lang) for word in entry.words)


def test_languages_meet() -> None:
    """A word and its translation share a concept, whichever language one starts from."""
    turkish, english = (lexicon.lexicon(lang).entries for lang in LANGUAGES)
    for own, other in (("deprem", "earthquake"), ("köprü", "bridge"), ("işçi", "worker"), ("işçi", "employee")):
        mine = {concept for entry in turkish[own] for concept in entry.concepts}
        theirs = {concept for entry in english[other] for concept in entry.concepts}
        assert mine & theirs, (own, other)


def test_territories_are_what_babel_gives() -> None:
    """The committed table equals what ``territories.py`` generates."""
    committed = [tuple(row) for row in data_rows(FOLDER / "tr-en" / "territories.tsv")]
    assert committed == list(dict.fromkeys(territories.rows()))
    assert ("Almanya", "Germany", "name") in committed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months_and_weekdays_are_calendar_words(lang: Lang) -> None:
    """All nineteen, folded."""
    locale = Locale(lang)
    names = (*locale.months["stand-alone"]["wide"].values(), *locale.days["stand-alone"]["wide"].values())
    assert calendar_words(lang) == {fold(name, lang) for name in names}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[[meaning]]\nid = "a"\ntr = ["x"]\nen = ["y"]\nimplies = ["b"]\n', "no file defines"),
        ('[[meaning]]\nid = "a"\n[[meaning]]\nid = "a"\n', "twice"),
        ('[[meaning]]\nid = "a"\ncolour = "red"\n', "not valid"),
        ("[[meaning]\n", "not valid"),
    ],
)
def test_broken_groups_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str) -> None:
    """With one sentence that names the file or the group, and what to do."""
    (tmp_path / "meanings").mkdir()
    (tmp_path / "meanings" / "broken.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    meanings.cache_clear()
    try:
        with pytest.raises(LanguageDataError, match=message):
            meanings()
    finally:
        meanings.cache_clear()


@pytest.mark.parametrize("row", ["deprem\tearthquake", "deprem\tearthquake\tthing", "deprem\t\tnoun"])
def test_broken_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    """Named by file and line."""
    (tmp_path / "tr-en").mkdir()
    (tmp_path / "tr-en" / "broken.tsv").write_text(f"# heading\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    pairs.cache_clear()
    try:
        with pytest.raises(LanguageDataError, match=r"broken\.tsv line 2"):
            pairs()
    finally:
        pairs.cache_clear()
