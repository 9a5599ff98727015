"""Qualifiers: the family is complete, and each reads polarity, modality, quantifier and act from the clause."""

import pkgutil

import pytest
from extraction_cases import cases, document

import claims.qualifiers as family
from claims.analysis import interpret
from claims.document import Lang
from claims.languages.grammar import (
    attribution_words,
    clause_words,
    modality_words,
    polarity_words,
    quantifier_words,
    syntax,
)
from claims.qualifiers.attribution import quoted_sentences

LANGS: tuple[Lang, ...] = ("tr", "en")


def test_every_member_is_registered() -> None:
    """Each file of the family but the view and attribution, which need the document, is in the tuple."""
    files = {module.name for module in pkgutil.iter_modules(family.__path__)} - {"view", "attribution"}
    assert files == {qualifier.__name__ for qualifier in family.QUALIFIERS}


@pytest.mark.parametrize("lang", LANGS)
def test_language_files_load(lang: Lang) -> None:
    """Both languages have all grammar files, and no reporting verb stands in two frames."""
    assert clause_words(lang).time_words
    assert modality_words(lang).possible_adverbs
    assert polarity_words(lang).negators
    assert set(quantifier_words(lang).words) >= {"all", "none", "some", "most", "only"}
    frames = attribution_words(lang).frames
    everything = [lemma for lemmas in frames.values() for lemma in lemmas]
    assert len(everything) == len(set(everything))
    assert attribution_words(lang).frame(sorted(frames["say"])[0]) == "say"
    assert attribution_words(lang).frame("zzz") == ""


def test_syntax_words_are_folded() -> None:
    """Function words of Turkish are stored in lower case."""
    assert all(word == word.replace("I", "ı").lower() for word in syntax().postpositions | syntax().titles)


@pytest.mark.parametrize("lang", LANGS)
def test_polarities_and_modalities_all_occur(lang: Lang) -> None:
    """The rows cover both polarities and every modality."""
    found = interpret(document(lang)).claims
    assert {claim.polarity for claim in found} == {"positive", "negative"}
    assert {"asserted", "possible", "planned", "reported"} <= {claim.modality for claim in found}


def test_hearsay_is_marked_and_the_past_perfect_is_not() -> None:
    """Bare -mIş is hearsay without a source; -mIştI asserts."""
    found = {claim.predicate.text: claim for claim in interpret(document("tr")).claims}
    hearsay = found["batmış"].attribution
    assert hearsay is not None
    assert hearsay.hearsay
    assert found["yıkılmıştı"].attribution is None


def test_a_quote_runs_on_over_sentences() -> None:
    """A quotation mark that is opened in one sentence and closed in the next covers the words of both."""
    from claims.document import Document, Sentence

    text = 'Ali: "Geldim. Gitmedim." Sustu.'
    bounds = [(0, 13), (14, 24), (25, 31)]
    sentences = tuple(Sentence(index=at, start=start, end=end, tokens=()) for at, (start, end) in enumerate(bounds))
    spans = quoted_sentences(Document(text=text, lang="tr", sentences=sentences))
    assert [span and text[span.start : span.end] for span in spans] == ['"Geldim.', 'Gitmedim."', None]


def test_cases_exist_for_both_languages() -> None:
    """There are rows to test in each language."""
    assert all(len(cases(lang)) > 5 for lang in LANGS)
