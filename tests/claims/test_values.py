"""Values: every fixture row, exact spans under odd encodings, facts of units and currencies, and the family's shape."""

import json
import subprocess
import sys
import time
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Lang
from claims.languages.values_schema import cldr_currencies, load_value_data, unit_factors
from claims.values import RECOGNISERS, Value, ValueKind, recognise
from claims.values.figures import read_figure

FIXTURES = Path(__file__).parents[2] / "fixtures"
LANGS: tuple[Lang, ...] = ("tr", "en")


@cache
def rows(lang: Lang) -> tuple[dict[str, Any], ...]:
    """The fixture rows of a language."""
    lines = (FIXTURES / lang / "values.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


CASES = [pytest.param(lang, row, id=f"{lang}-{row['id']}") for lang in LANGS for row in rows(lang)]


def same(found: Any, wanted: Any) -> bool:
    """Equality of normal forms, floats within one in a hundred thousand."""
    if isinstance(wanted, float) and isinstance(found, float):
        return found == pytest.approx(wanted, rel=1e-5)
    return bool((list(found) if isinstance(found, tuple) else found) == wanted)


@pytest.mark.parametrize(("lang", "row"), CASES)
def test_fixture(lang: Lang, row: dict[str, Any]) -> None:
    """A row's text yields exactly its values: spans, kinds, normal forms, units and bounds."""
    found = recognise(row["text"], lang)
    assert [(value.text, value.kind) for value in found] == [(want["text"], want["kind"]) for want in row["values"]]
    for value, want in zip(found, row["values"], strict=True):
        assert (value.start, value.end, value.unit, value.bound) == (
            want["start"],
            want["end"],
            want["unit"],
            want["bound"],
        )
        assert same(value.value, want["value"]), (value.value, want["value"])


def test_fixtures_are_complete() -> None:
    """Both languages have every kind, ids are unique, and rows that must give nothing exist."""
    leasts: dict[Lang, int] = {"tr": 120, "en": 80}
    for lang, least in leasts.items():
        corpus = rows(lang)
        assert len(corpus) >= least
        assert len({row["id"] for row in corpus}) == len(corpus)
        assert {value["kind"] for row in corpus for value in row["values"]} == set(get_args(ValueKind))
        assert any(not row["values"] for row in corpus)


def check(text: str, found: tuple[Value, ...]) -> None:
    """The invariants of any answer."""
    end = 0
    for value in found:
        assert text[value.start : value.end] == value.text
        assert end <= value.start < value.end
        end = value.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(LANGS))
def test_any_text(text: str, lang: Lang) -> None:
    """No text raises; spans are true, sorted and never overlap."""
    check(text, recognise(text, lang))


WORDS = """
bir iki on yüz bin milyon milyar buçuk yarım yüzde % $ € ₺ 5 12,5 3.250 1/2 2019 ' - – / ( ) . , de den e ila ile
arasında fazla yıl ay gün Ocak mart Cuma geçen önce sonra kişi km two hundred million half a percent May 5th ago
between and to more than 1e9 9^999 ½ 14.3B yaşında old üçüncü 3. 00
"""
ODD = ["\N{SOFT HYPHEN}", "\N{COMBINING DOT ABOVE}", "I\N{COMBINING DOT ABOVE}", "\r\n", "\N{NO-BREAK SPACE}"]
PARTS = st.sampled_from(WORDS.split() + ODD)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=14), st.sampled_from(["", " ", "\n"]), st.sampled_from(LANGS), st.booleans())
def test_any_mixture(parts: list[str], glue: str, lang: Lang, resolved: bool) -> None:
    """Mixtures of the grammar's own words keep the invariants too, with a reference date or without."""
    text = glue.join(parts)
    check(text, recognise(text, lang, reference=date(2020, 2, 29) if resolved else None))


@pytest.mark.parametrize(("lang", "row"), CASES)
def test_spans_survive_encodings(lang: Lang, row: dict[str, Any]) -> None:
    """NFD, an emoji and a CRLF line before, and soft hyphens inside, change neither values nor surfaces."""
    wanted = [(value["kind"], value["unit"], value["bound"]) for value in row["values"]]
    for text in (unicodedata.normalize("NFD", row["text"]), f"İIıi 😀\r\n{row['text']}\r\n"):
        found = recognise(text, lang)
        check(text, found)
        assert [(value.kind, value.unit, value.bound) for value in found] == wanted
        assert [unicodedata.normalize("NFC", value.text) for value in found] == [want["text"] for want in row["values"]]


def test_invisible_and_special_characters() -> None:
    """A soft hyphen inside a word, a no-break space and a curly apostrophe leave offsets exact."""
    text = "Şirket 14,3\u00a0mil\u00adyar dolar\u2019a satıldı."
    (value,) = recognise(text, "tr")
    assert (value.value, value.unit, value.text) == (14.3e9, "USD", "14,3\u00a0mil\u00adyar dolar")


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "tr",
            "$14.3B|14.3 billion USD|14,3 milyar dolar|14.300.000.000 $|US$ 14.3bn|on dört milyar üç yüz milyon dolar",
        ),
        ("tr", "14,3 milyar dolarlık|14 milyar 300 milyon dolar|ON DÖRT MİLYAR ÜÇ YÜZ MİLYON DOLAR|14 300 000 000 USD"),
        ("en", "$14.3B|14.3 billion USD|14,300,000,000 dollars|$14,300,000,000|US$ 14.3bn|USD 14.3 billion|$14.3 BN"),
    ],
)
def test_same_amount_in_all_spellings(lang: Lang, texts: str) -> None:
    """Every spelling of an amount is one value of 14.3 billion US dollars over the whole text."""
    for text in texts.split("|"):
        (value,) = recognise(text, lang)
        assert (value.kind, value.value, value.unit, value.text) == ("money", 14.3e9, "USD", text)


def test_separators_follow_the_language() -> None:
    """Dot and comma are read by the language, and flagged where the other reading stands just as well."""
    assert recognise("3.250", "tr")[0].value == 3250
    (dotted,), (commaed,) = recognise("3.250", "en"), recognise("3,250", "en")
    assert (dotted.value, dotted.ambiguous) == (3.25, True)
    assert (commaed.value, commaed.ambiguous) == (3250, False)
    assert recognise("15.06", "tr")[0].value == 15.06
    assert read_figure("1.2.3.4", ",", ".") is None


def test_dollar_names_its_other_currencies() -> None:
    """A bare dollar is USD first and mentions the others; a named one mentions itself alone."""
    assert recognise("5 dolar", "tr")[0].currency_mentions[:2] == ("USD", "CAD")
    assert recognise("5 Kanada doları", "tr")[0].currency_mentions == ("CAD",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dün", "2020-02-28"),
        ("yarın", "2020-03-01"),
        ("geçen yıl", "2019"),
        ("geçen ay", "2020-01"),
        ("gelecek hafta Cuma", "2020-03-06"),
        ("iki ay önce", "2019-12-29"),
        ("bir yıl önce", "2019-02-28"),
        ("geçen hafta", "2020-W08"),
        ("gelecek ayın 20'si", "2020-03-20"),
    ],
)
def test_reference_resolves_deictic_dates(text: str, wanted: str) -> None:
    """With a reference date, words that point from the day of writing become ISO dates; without, they stay deictic."""
    assert recognise(text, "tr", reference=date(2020, 2, 29))[0].value == wanted
    assert str(recognise(text, "tr")[0].value).startswith("deictic:")


def test_units_have_facts_and_facts_have_names() -> None:
    """Every unit that a language names has a dimension and a factor, and each is named in both languages."""
    for lang in LANGS:
        assert set(load_value_data(lang).units.names) <= set(unit_factors())
    assert all(factor > 0 for _, factor in unit_factors().values())
    assert unit_factors()["mile"][1] / unit_factors()["kilometre"][1] == pytest.approx(1.609344)
    assert unit_factors()["year"][1] == 365 * unit_factors()["day"][1]


def test_currency_table_agrees_with_cldr() -> None:
    """The committed names of currencies are those of CLDR as Babel ships it, for the codes that both know."""
    babel = pytest.importorskip("babel")
    turkish, english = babel.Locale("tr").currencies, babel.Locale("en").currencies
    table = cldr_currencies()
    assert len(table) > 200
    known = [(code, names) for code, _, names in table if code in turkish and code in english]
    agreeing = sum(
        turkish[code].startswith(names["tr"][0]) and english[code].startswith(names["en"][0]) for code, names in known
    )
    # CLDR rewords a few historic names between releases.
    assert agreeing >= 0.97 * len(known)


def test_family_shape() -> None:
    """Every recogniser is registered once, in a module of this package."""
    members = [member for tier in RECOGNISERS for member in tier]
    assert len(members) == len({member.__name__ for member in members})
    assert all(member.__module__.startswith("claims.values.") for member in members)


def test_import_is_light() -> None:
    """Importing values reads no language data and imports neither Babel nor a parser."""
    code = (
        "import sys, claims.values; from claims.languages.values_schema import load_value_data as load;"
        "heavy = {'babel', 'stanza', 'torch', 'rapidfuzz'} & set(sys.modules);"
        "assert not heavy, heavy; assert load.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_words_elsewhere_do_not_reach() -> None:
    """A game or a percentage spoken of on another line makes neither a score of a range nor a point of a mark."""
    (low_high,) = recognise("Maç bitti.\nYol 5-10 km sürer.", "tr")
    assert (low_high.kind, low_high.value) == ("range", (5, 10))
    points = recognise("Faiz yüzde 40 oldu.\nTakım 3 puan aldı.", "tr")
    assert [value.unit for value in points] == [None, "puan"]


@pytest.mark.parametrize("unit", ["5 ", "bir yıl ", "yüz ", "1-", "yüzde 5 ile ", "$", "onbin"])
def test_long_repetitions_stay_linear(unit: str) -> None:
    """Four times the text of a worst case takes well under sixteen times the time."""

    def seconds(text: str) -> float:
        start = time.process_time()
        recognise(text, "tr")
        return time.process_time() - start

    seconds(unit * 50)
    short, long = seconds(unit * 400), seconds(unit * 1600)
    assert long < 10 * max(short, 0.02)
