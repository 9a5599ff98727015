"""Remarks: what an editor is told of a claim, without what says nothing to them."""

import pytest

from claims.version import VERSION
from verifier.drafts import Checked
from verifier.formats.drafts.remarks import remark
from verifier.formats.drafts.view import DraftView
from verifier.model import Aspect, Comparison, Evidence, Report, Side, Verdict

ARTICLE = "Dolar yükseldi, endeks değer kazandı."
SIDES = (
    ("yüzde 31", "31 %", "“yüzde 31”"),
    ("300 baz puanlık", "300 basis_point", "“300 baz puanlık”"),
    ("iki gün", "2 day", "“iki gün”"),
    ("geriledi", "gerilemek", "“geriledi”"),
    ("TL 44,85", "44.85 TRY", "“TL 44,85”"),
    ("15 milyar dolar", "15000000000 USD", "“15 milyar dolar” (15 000 000 000 USD)"),
    ("yüzde otuz", "30 %", "“yüzde otuz” (30 %)"),
    ("salı günü", "2026-11-24", "“salı günü” (2026-11-24)"),
)


@pytest.mark.parametrize(("text", "value", "shown"), SIDES, ids=[side[0] for side in SIDES])
def test_a_normal_form_is_told_where_it_tells_more(text: str, value: str, shown: str) -> None:
    """Amounts, shares, dates and large numbers that the words do not show in digits; never a lemma or a unit's code."""
    (line,) = _values("contradicted", _clash("quantity", text, value, "x", ""))
    assert line == f"miktar: Metinde {shown} · Kaynakta “x”"


def test_of_several_clashes_those_with_the_quoted_words_are_told() -> None:
    """The other ones are of other clauses of the same sentence."""
    clashes = (_clash("predicate", "geriledi", "", "yükseldi", ""), _clash("predicate", "geriledi", "", "kazandı", ""))
    assert _values("contradicted", *clashes) == ("eylem: Metinde “geriledi” · Kaynakta “kazandı”",)
    assert len(_values("contradicted", clashes[0])) == 1


def test_an_open_question_is_not_explained_by_mere_words() -> None:
    """Numbers that differ are told."""
    clash = _clash("meaning", "sürüyor", "", "kazandı", "")
    assert _values("unknown", clash) == ()
    assert len(_values("contradicted", clash)) == 1
    assert len(_values("unknown", _clash("quantity", "3 ev", "3 ev", "5 ev", "5 ev"))) == 1


def _values(verdict: Verdict, *clashes: Comparison) -> tuple[str, ...]:
    start = ARTICLE.index("endeks")
    quoted = Evidence(
        article="a.txt", start=start, end=len(ARTICLE), text=ARTICLE[start:], line=1, relation="contradicts"
    )
    report = Report(
        id="1",
        statement="Endeks geriledi",
        lang="tr",
        verdict=verdict,
        confidence=0.9,
        reason="not-the-same-event" if verdict == "unknown" else "predicate-conflict",
        evidence=(quoted,),
        comparisons=clashes,
        engine=f"dayanak {VERSION}",
    )
    check = Checked(start=0, end=15, text="Endeks geriledi", line=1, report=report)
    return remark(check, DraftView("Endeks geriledi")).values


def _clash(aspect: Aspect, said: str, value: str, given: str, given_value: str) -> Comparison:
    start = max(ARTICLE.find(given), 0)
    return Comparison(
        aspect=aspect,
        outcome="conflict",
        statement=Side(start=0, end=len(said), text=said, value=value),
        article=Side(start=start, end=start + len(given), text=given, value=given_value),
    )
