"""Claims of sentences: every rule has sentences it must and must not split, every span is the text's own."""

import re
from itertools import pairwise

import pytest
from extraction_cases import Case, cases, document

from claims.analysis import interpret
from claims.claim import Claim
from claims.document import Document, Lang, Sentence, Token
from verifier.pipeline import Engine

LANGS: tuple[Lang, ...] = ("tr", "en")
ALL = [pytest.param(lang, case, id=f"{lang}-{case.text[:40]}") for lang in LANGS for case in cases(lang)]


def claims_of(lang: Lang, case: Case) -> list[Claim]:
    """The claims of the case's line."""
    analysis = interpret(document(lang))
    line = analysis.document.text.count("\n", 0, case.start)
    return [claim for claim in analysis.claims if analysis.document.text.count("\n", 0, claim.start) == line]


def overlap(claim: Claim, case: Case) -> float:
    """Shared characters over all characters of the two spans."""
    shared = min(claim.end, case.end) - max(claim.start, case.start)
    return max(shared, 0) / (max(claim.end, case.end) - min(claim.start, case.start))


@pytest.mark.parametrize(("lang", "case"), ALL)
def test_marked_claim(lang: Lang, case: Case) -> None:
    """The marked stretch is one claim of its rule with the expected slots, or none where the row says so."""
    same = [claim for claim in claims_of(lang, case) if claim.rule == case.want["rule"] and overlap(claim, case) > 0.5]
    if case.want.get("not"):
        assert not same
        return
    assert same, [(claim.rule, claim.text) for claim in claims_of(lang, case)]
    claim = max(same, key=lambda claim: overlap(claim, case))
    if not case.want.get("loose"):
        assert (claim.start, claim.end) == (case.start, case.end)
    assert claim.predicate.lemma == case.want["lemma"]
    assert claim.polarity == case.want.get("polarity", "positive")
    assert claim.predicate.passive == case.want.get("passive", claim.predicate.passive)
    if "modality" in case.want:
        assert claim.modality == case.want["modality"]
    if "subject" in case.want:
        assert claim.subject is not None
        assert claim.subject.text == case.want["subject"]
    if "source" in case.want:
        assert claim.attribution is not None
        assert claim.attribution.text == case.want["source"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_span_is_true_and_inside_its_sentence(lang: Lang) -> None:
    """Claims, predicates, arguments and sources quote the text, and a claim stays in its sentence."""
    analysis = interpret(document(lang))
    text = analysis.document.text
    assert analysis.claims
    for claim in analysis.claims:
        sentence = analysis.document.sentences[claim.sentence]
        assert sentence.start <= claim.start < claim.end <= sentence.end
        spans = [claim, claim.predicate, *claim.arguments, *([claim.attribution] if claim.attribution else [])]
        for part in spans:
            assert text[part.start : part.end] == part.text
        assert claim.parent is None or 0 <= claim.parent < len(analysis.claims)


@pytest.mark.parametrize("lang", LANGS)
def test_claims_come_in_the_order_of_the_text_and_always_the_same(lang: Lang) -> None:
    """Two runs give equal claims, sentence by sentence."""
    first, second = (interpret(document(lang)).claims for _ in range(2))
    assert first == second
    assert all(left.sentence <= right.sentence for left, right in pairwise(first))


@pytest.mark.parametrize("lang", LANGS)
def test_split_claims_differ_in_an_argument(lang: Lang) -> None:
    """Claims of one predicate and rule are told apart by their span or by an argument."""
    seen = set()
    for claim in interpret(document(lang)).claims:
        key = (claim.start, claim.end, claim.predicate, claim.rule, claim.arguments)
        assert key not in seen
        seen.add(key)


def test_rules_have_cases() -> None:
    """Each rule that the Turkish rows name is spelt as the extraction spells it."""
    made = {claim.rule for lang in LANGS for claim in interpret(document(lang)).claims}
    named = {case.want["rule"] for lang in LANGS for case in cases(lang) if not case.want.get("not")}
    assert named <= made
    assert all(re.fullmatch(r"[a-z-]+", rule) for rule in made)


@pytest.mark.parametrize("text", ["...", "(()", "ne ne ne.", "değil.", "gibi gibi.", "diye.", "😀 😀", "%%%"])
def test_odd_sentences_break_nothing(text: str) -> None:
    """Marks, particles alone and symbols give true spans or no claim at all."""
    tokens = []
    at = 0
    for number, word in enumerate(text.split(), start=1):
        upos = "X" if word.isalnum() else "PUNCT"
        relation = "root" if number == 1 else "dep"
        tokens.append(
            Token(
                id=number,
                start=at,
                end=at + len(word),
                text=word,
                lemma=word,
                upos=upos,
                head=number - 1,
                deprel=relation,
            )
        )
        at += len(word) + 1
    sentence = Sentence(index=0, start=0, end=len(text), tokens=tuple(tokens))
    for claim in interpret(Document(text=text, lang="tr", sentences=(sentence,))).claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text


def test_values_that_no_word_tells_are_none(engine: Engine) -> None:
    """Numbers in the address of a link, in code and in front matter are no part of what a text asserts."""
    text = (
        "---\nsayı: 7\n---\nMeta [yatırdı](https://a.example/15-milyar): **14,3 milyar dolar**.\n\n```\nx = 99\n```\n"
    )
    assert [value.text for value in engine.analyse(text, lang="tr").values] == ["14,3 milyar dolar"]
