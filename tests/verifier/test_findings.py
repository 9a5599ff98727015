"""What is underlined in a text, what is said about it, and which number is offered instead."""

from typing import get_args

import pytest

from claims.document import Lang
from verifier.api import Verifier
from verifier.decision import ABSENT, GUARDED
from verifier.findings import Finding, find
from verifier.formats.words import REASONS
from verifier.model import Aspect, Comparison, Side, Verdict
from verifier.phrases import phrases
from verifier.pipeline import Engine, Source
from verifier.replacement import replacement

UNDERLINED = [
    ("🚀 İşte: Meta, Scale AI'a ⟦15 milyar dolar⟧ yatırdı.", "contradicted", "14,3 milyar dolar"),
    ("Meta şirkete ⟦950 milyon dolar⟧ yatırdı.", "contradicted", "14,3 milyar dolar"),
    ("Meta invested ⟦$15 billion⟧ in Scale AI.", "contradicted", "$14.3 billion"),
    ("👩‍💻 Scale AI laid off ⟦2,000 people⟧.", "contradicted", "200 people"),
    ("Scale AI ⟦2.000 kişiyi⟧ işten çıkardı.", "contradicted", "200 kişiyi"),
    ("Meta, ⟦temmuz ayında⟧ Scale AI'a 14,3 milyar dolar yatırdı.", "contradicted", None),
    ("⟦Microsoft, Apple ile bağlarını kopardı⟧.", "unknown", None),
    ("⟦Scale AI laid off 200 people⟧.", "supported", None),
]
OFFERED = [
    ("15 milyar dolara", "15 000 000 000 USD", "14,3 milyar dolar", "14 300 000 000 USD", "tr", "14,3 milyar dolara"),
    ("$15 billion", "15 000 000 000 USD", "14,3 milyar dolar", "14 300 000 000 USD", "en", "$14.3 billion"),
    ("15 milyar dolar", "15 000 000 000 USD", "$14.3 billion", "14 300 000 000 USD", "tr", "14,3 milyar dolar"),
    ("2.000 kişiyi", "2 000 kişi", "200 çalışanını", "200 çalışan", "tr", "200 kişiyi"),
    ("12 Mayıs", "--05-12", "14 Mayıs", "--05-14", "tr", "14 Mayıs"),
    ("yüzde 20", "20 %", "yüzde 12,5", "12.5 %", "tr", "yüzde 12,5"),
]
NOT_OFFERED = [
    ("yüzde 20'sini", "20 %", "yüzde 12,5", "12.5 %", "tr"),
    ("iki kişi", "2 kişi", "3 kişi", "3 kişi", "tr"),
    ("5 dolar", "5 USD", "4 avro", "4 EUR", "tr"),
    ("12 Mayıs", "--05-12", "14 Haziran", "--06-14", "tr"),
    ("3-5 kişi", "3..5 kişi", "7 kişi", "7 kişi", "tr"),
]


@pytest.mark.parametrize(("marked", "verdict", "instead"), UNDERLINED, ids=[case[0] for case in UNDERLINED])
def test_the_clashing_words_are_underlined(
    engine: Engine, source: Source, marked: str, verdict: Verdict, instead: str | None
) -> None:
    """The span is that of the clash, else of the claim, and the source's number is offered where it can be put."""
    text = marked.replace("⟦", "").replace("⟧", "")
    found = _find(engine, source, text)
    assert [(one.verdict, text[one.start : one.end], one.replacement) for one in found] == [
        (verdict, marked[marked.index("⟦") + 1 : marked.index("⟧")], instead)
    ]


def test_the_message_is_in_the_language_of_the_text(engine: Engine, source: Source) -> None:
    """Both values and the place, in Turkish and English, whatever the source is in."""
    assert _find(engine, source, "Scale AI 2.000 kişiyi işten çıkardı.")[0].message == (
        "Kaynakla çelişiyor: burada “2.000 kişiyi”, kaynakta “200 çalışanını” (meta-scale-ai.txt, satır 6)."
    )
    assert _find(engine, source, "Scale AI laid off 2,000 people.")[0].message == (
        "Contradicts the source: “2,000 people” here, “200 çalışanını” there (meta-scale-ai.txt, line 6)."
    )


def test_the_same_said_of_the_same_words_is_said_once(engine: Engine, source: Source) -> None:
    """Two claims of a sentence that clash in one amount give one finding."""
    found = _find(engine, source, "Apple ve Meta, Scale AI'a 15 milyar dolar yatırdı.")
    assert len({(one.start, one.message) for one in found}) == len(found)


@pytest.mark.parametrize(("ours", "our_value", "theirs", "their_value", "lang", "expected"), OFFERED)
def test_a_number_is_offered_in_our_own_words(
    ours: str, our_value: str, theirs: str, their_value: str, lang: Lang, expected: str
) -> None:
    """The figure changes, with the decimal point of the text's language; unit and suffix stay."""
    foreign = ("$" in theirs) != ("$" in ours)
    assert replacement(_conflict(ours, our_value, theirs, their_value), lang, foreign=foreign) == expected


@pytest.mark.parametrize(("ours", "our_value", "theirs", "their_value", "lang"), NOT_OFFERED)
def test_nothing_is_offered_that_would_not_say_the_source_s_value(
    ours: str, our_value: str, theirs: str, their_value: str, lang: Lang
) -> None:
    """Suffixes that may not fit, other currencies, ranges, numbers in words: an editor writes those."""
    assert replacement(_conflict(ours, our_value, theirs, their_value), lang, foreign=False) is None


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_both_languages_have_words_for_everything(lang: str) -> None:
    """Every verdict, aspect and reason code is told in words, and every template takes what it is given."""
    words = phrases(lang)
    assert set(words.short) == set(words.description) == set(get_args(Verdict))
    assert set(words.aspects) == set(get_args(Aspect))
    assert set(words.reasons) >= set(REASONS) - {"borne-out"}
    assert set(REASONS) >= GUARDED | ABSENT
    assert words.place.format(article="a.txt", line=3).count("a.txt") == 1
    assert "a" in words.contradicted_values.format(ours="a", theirs="b", place="c")


def _find(engine: Engine, source: Source, text: str) -> tuple[Finding, ...]:
    return find(Verifier(engine=engine).draft(text, source))


def _conflict(ours: str, our_value: str, theirs: str, their_value: str) -> Comparison:
    return Comparison(
        aspect="date" if our_value.startswith("--") else "quantity",
        outcome="conflict",
        statement=Side(start=0, end=len(ours), text=ours, value=our_value),
        article=Side(start=0, end=len(theirs), text=theirs, value=their_value),
    )
