"""Every offset that leaves the engine cuts its own text out of the article as given, whatever characters it holds."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.claim import Analysis
from claims.language import detect
from verifier.pipeline import Engine, Source

BASE = "İzmir'de Işık Holding, salı günü 14,3 milyar dolar yatırdı. “Şirket büyüyor,” dedi Ayşe Gül. Kâr %12,5 düştü."

VARIANTS = {
    "as it is": BASE,
    "crlf": BASE.replace(". ", ".\r\n\r\n"),
    "nfd": unicodedata.normalize("NFD", BASE),
    "emoji": BASE.replace("Holding", "Holding 👩‍👩‍👧😀"),
    "soft hyphens": BASE.replace("milyar", "mil\u00adyar").replace("büyüyor", "büyü\u00adyor"),
    "no-break spaces": BASE.replace(" milyar", "\u00a0milyar"),
    "zero width": BASE.replace("Holding", "Hol\u200bding\u200d"),
    "capitals": "IŞIK HOLDİNG 14,3 MİLYAR DOLAR YATIRDI. ŞİRKET BÜYÜYOR.",
    "markdown": f"---\nkonu: para\n---\n# Başlık\n\n- {BASE}\n\n> **Işık Holding** [büyüdü](https://a.example/x_y).\n",
    "table": "| Ad | Tutar |\n|----|------:|\n| Işık Holding | 14,3 milyar dolar |\n",
    "phrases": "Işık Holding suçlamaları kabul etmediğini, kararı daha önce temyiz ettiğini açıkladı.",
    "english": "Light Holding invested $14.3 billion on Tuesday. “We are growing,” said Ayşe Gül.",
}


def _check(text: str, analysis: Analysis) -> None:
    document = analysis.document
    assert document.text == text
    for sentence in document.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.text
            assert 0 <= token.head <= len(sentence.tokens)
    for value in analysis.values:
        assert text[value.start : value.end] == value.text
    for mention in analysis.mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in analysis.claims:
        assert text[claim.start : claim.end] == claim.text
        assert text[claim.predicate.start : claim.predicate.end] == claim.predicate.text
        for argument in claim.arguments:
            assert text[argument.start : argument.end] == argument.text
        for value in claim.values:
            assert text[value.start : value.end] == value.text
        if claim.attribution is not None:
            assert text[claim.attribution.start : claim.attribution.end] == claim.attribution.text


@pytest.mark.parametrize("name", VARIANTS)
def test_spans_of_an_analysis(engine: Engine, name: str) -> None:
    """Sentences, words, values, names, claims and their parts."""
    text = VARIANTS[name]
    _check(text, engine.analyse(text))


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize(
    "statement",
    [
        "Işık Holding 15 milyar dolar yatırdı.",
        "Light Holding made an investment of $14.3 billion in Izmir.",
        "Işık Holding suçlamaları kabul etmedi, kararı temyiz etti.",
    ],
)
def test_spans_of_a_report(engine: Engine, name: str, statement: str) -> None:
    """Evidence and both sides of every comparison; line numbers count line ends."""
    text = VARIANTS[name]
    report = engine.verify(statement, (Source(name="a", analysis=engine.analyse(text)),))
    for evidence in report.evidence:
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.line == text.count("\n", 0, evidence.start) + 1
    for comparison in report.comparisons:
        for side, own in ((comparison.statement, statement), (comparison.article, text)):
            if side is not None:
                assert own[side.start : side.end] == side.text


def test_spans_of_the_sample_article(source: Source) -> None:
    """A whole article."""
    _check(source.analysis.document.text, source.analysis)


PIECES = st.sampled_from(
    [
        *BASE.split(" "),
        *VARIANTS["english"].split(" "),
        "\r\n",
        "\n\n",
        "\u00ad",
        "😀",
        "İ",
        "ı",
        "’nın",
        "**",
        "| ",
        "# ",
        "- ",
    ]
    + ["s\u0327", "\u200b", "…", "%", "$", "1.000,5", "\ufeff", "\u202e", "日本"]
)


@given(st.lists(PIECES, min_size=1, max_size=14).map(" ".join))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
def test_spans_of_any_mixture(engine: Engine, text: str) -> None:
    """Words and odd characters in any order: no error, and no offset that lies."""
    _check(text, engine.analyse(text, lang=detect(text) or "tr"))
