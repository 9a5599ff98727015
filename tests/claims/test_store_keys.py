"""Keys: the same from both languages, one word of the index each, values and names in normal form."""

import sqlite3

import pytest
from comparator_cases import prepared
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Lang
from claims.folding import indexed
from claims.store.keys import is_specific, located_keys, sentence_keys, terms
from verifier.pipeline import Engine

MONEY = ("Meta, Scale AI'a 14,3 milyar dolar yatırdı.", "Meta invested $14.3 billion in Scale AI.")
RESIGNED = ("Bakan dün istifa etti.", "The minister resigned yesterday.")
DATED = ("Ülke 29 Eylül 2018'de seçime gitti.", "The country voted on September 29, 2018.")
SHARE = ("Hisse yüzde 12,5 düştü, 40 bin kişi etkilendi.", "The share fell 12.5 percent, 40,000 people were hit.")
TEXTS: list[tuple[str, Lang]] = [
    *((turkish, "tr") for turkish, _ in (MONEY, RESIGNED, DATED, SHARE)),
    *((english, "en") for _, english in (MONEY, RESIGNED, DATED, SHARE)),
]


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the texts."""
    return prepared(engine, TEXTS)


@pytest.mark.parametrize(
    ("pair", "shared"),
    [
        (MONEY, {"usd:14300000000", "scale_ai", "meta"}),
        (RESIGNED, {"m:resign"}),
        (DATED, {"date:2018-09-29", "year:2018", "month:09", "date:--09-29"}),
        (SHARE, {"percent:12.5", "number:40000"}),
    ],
)
def test_both_languages_share_keys(ready: Engine, pair: tuple[str, str], shared: set[str]) -> None:
    """What means the same is found by the same key, whatever the language."""
    turkish, english = (
        {key for keys in sentence_keys(ready.analyse(text, lang=lang)) for key in keys}
        for text, lang in zip(pair, ("tr", "en"), strict=True)
    )
    assert shared <= turkish & english


def test_light_words_give_no_key(ready: Engine) -> None:
    """What stands everywhere finds nothing."""
    keys = {key for sentence in sentence_keys(ready.analyse(DATED[1], lang="en")) for key in sentence}
    assert not keys & {"en:the", "en:on", "light", "excluded"}


def test_keys_stand_where_their_words_stand(ready: Engine) -> None:
    """Offsets cut the words out of the text, and terms hold the same keys."""
    text = MONEY[0]
    analysis = ready.analyse(text, lang="tr")
    located = {key.key: text[key.start : key.end] for sentence in located_keys(analysis) for key in sentence}
    assert located["usd:14300000000"] == "14,3 milyar dolar"
    assert located["scale_ai"] == "Scale AI'a"
    assert {key for term in terms(analysis) for key in term} == set(located)


def test_names_and_values_are_specific() -> None:
    """Concepts are not."""
    assert all(map(is_specific, ("scale_ai", "usd:5", "number:5", "date:2018", "year:2018")))
    assert not any(map(is_specific, ("en:resign", "tr:istifa_etmek", "m:resign")))


@settings(max_examples=300)
@given(st.text(min_size=1, max_size=90))
def test_every_key_is_one_word_of_the_index(text: str) -> None:
    """Whatever the characters, the index holds the very key it was given, or none where no letter or digit is in it."""
    key = indexed(text)
    assert indexed(key) == key
    with sqlite3.connect(":memory:") as connection:
        tokenizer = "unicode61 remove_diacritics 0 tokenchars ':._-'"
        connection.execute(f'CREATE VIRTUAL TABLE words USING fts5(keys, detail=none, tokenize="{tokenizer}")')
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab('words', 'row')")
        connection.execute("INSERT INTO words VALUES (?)", (f"{key} other",))
        assert {row[0] for row in connection.execute("SELECT term FROM terms")} == {key, "other"}
        assert connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (f'"{key}"',)).fetchone() == (1,)
    connection.close()
