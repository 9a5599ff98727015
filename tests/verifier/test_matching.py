"""Matching: suffixes, short forms, missing diacritics and slips leave a name the same; look-alikes never do."""

import pytest
from comparator_cases import MARKED, Row, plain, recorded, rows, source

from verifier.index import Index
from verifier.matching import find_matches
from verifier.model import Comparison
from verifier.pipeline import Engine
from verifier.settings import Settings

NAMES = rows("names")


def marked(text: str) -> tuple[int, int]:
    """Where the marked name stands in the plain sentence."""
    match = MARKED.search(text)
    assert match is not None
    return match.start(), match.end() - 2


def case(row: Row) -> object:
    """The row as a test case; a known fault of the engine is expected to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row["fault"])] if "fault" in row else []
    names = (MARKED.findall(row[side])[0] for side in ("said", "given"))
    return pytest.param(row, id="-".join((row["said_lang"], *names)).replace(" ", "_"), marks=marks)


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the sentences of all rows."""
    return recorded(engine)


def compared(engine: Engine, row: Row) -> list[Comparison]:
    """What is said of the marked name of the statement."""
    start, end = marked(row["said"])
    article = source(engine, plain(row["given"]), row["given_lang"])
    found = engine.examine(plain(row["said"]), article, lang=row["said_lang"])
    return [
        comparison
        for finding in found[:1]
        for comparison in finding.comparisons
        if comparison.comparator == "content"
        and comparison.statement is not None
        and comparison.statement.start < end
        and start < comparison.statement.end
    ]


@pytest.mark.parametrize("row", [case(row) for row in NAMES])
def test_name(ready: Engine, row: Row) -> None:
    """The name of the statement is borne out by the one of the article exactly where both may be one thing."""
    start, end = marked(row["given"])
    agreeing = [
        comparison
        for comparison in compared(ready, row)
        if comparison.outcome == "agree"
        and comparison.article is not None
        and comparison.article.start < end
        and start < comparison.article.end
    ]
    assert bool(agreeing) == row["same"], compared(ready, row)


@pytest.mark.parametrize("row", [case(row) for row in NAMES if not row["same"]])
def test_a_look_alike_never_supports(ready: Engine, row: Row) -> None:
    """A statement about the one is not supported by a sentence about the other."""
    article = source(ready, plain(row["given"]), row["given_lang"])
    assert ready.verify(plain(row["said"]), (article,), lang=row["said_lang"]).verdict != "supported"


def test_names_have_both_kinds() -> None:
    """Enough names that are the same, and enough that only look it, in both languages."""
    for lang in ("tr", "en"):
        own = [row for row in NAMES if row["said_lang"] == lang]
        assert sum(row["same"] for row in own) >= 6
        assert sum(not row["same"] for row in own) >= 5
    assert len({(row["said"], row["given"]) for row in NAMES}) == len(NAMES)


ARTICLE = (
    "Belediye yeni köprüyü salı günü açtı. Törene üç bakan katıldı.\n"
    "Mahkeme, eski müdüre dört yıl hapis cezası verdi.\n"
    "Kulüp finali kazandı. Hava yarın yağmurlu olacak.\n"
)


def test_the_sentence_that_says_it_comes_first(engine: Engine) -> None:
    """Each statement meets its own sentence best, in either language."""
    index = Index(engine.analyse(ARTICLE, lang="tr"))
    settings = Settings()
    for statement, wanted in (
        ("The court sentenced the former director to four years in prison.", "Mahkeme"),
        ("Finali kulüp kazandı.", "Kulüp"),
        ("The municipality opened the new bridge on Tuesday.", "Belediye"),
    ):
        mine = Index(engine.analyse(statement))
        best = find_matches(mine.all, index, settings)[0]
        assert index.analysis.document.sentences[best.sentence].tokens[0].text == wanted


def test_matches_are_ranked_bounded_and_in_range(engine: Engine) -> None:
    """Best rank first, no more than the settings allow, shares between 0 and 1, a link for each term at most."""
    index = Index(engine.analyse(ARTICLE, lang="tr"))
    statement = Index(engine.analyse("Belediye köprüyü açtı, kulüp finali kazandı, mahkeme ceza verdi.", lang="tr"))
    for most in (1, 2, 8):
        found = find_matches(statement.all, index, Settings(candidates=most))
        assert 0 < len(found) <= most
        assert [match.rank for match in found] == sorted((match.rank for match in found), reverse=True)
        for match in found:
            assert len(match.links) == len(match.local) == len(statement.all)
            assert 0.0 <= match.coverage <= 1.0
            for link in filter(None, (*match.links, *match.local)):
                assert 0.0 < link.score <= 1.0
                assert link.kinship not in ("opposite", "different-value")
            assert all(link.article.sentence == match.sentence for link in match.local if link is not None)
            assert all(link.kinship in ("opposite", "different-value") for link in match.clashes)


def test_nothing_meets_nothing(engine: Engine) -> None:
    """No terms on either side give no match, and a statement about something else none either."""
    index = Index(engine.analyse(ARTICLE, lang="tr"))
    strange = Index(engine.analyse("Penguins swim.", lang="en"))
    empty = Index(engine.analyse("...", lang="tr"))
    assert find_matches((), index, Settings()) == ()
    assert find_matches(strange.all, empty, Settings()) == ()
    assert find_matches(strange.all, index, Settings()) == ()


def test_terms_hold_every_content_word_once(engine: Engine) -> None:
    """The terms of a sentence share no token, stand in the order of the text and quote it."""
    analysis = engine.analyse(ARTICLE, lang="tr")
    for sentence, terms in zip(analysis.document.sentences, Index(analysis).sentences, strict=True):
        tokens = [token for term in terms for token in term.tokens]
        assert len(tokens) == len(set(tokens))
        assert [term.start for term in terms] == sorted(term.start for term in terms)
        for term in terms:
            assert sentence.start <= term.start < term.end <= sentence.end
            assert analysis.document.text[term.start : term.end] == term.text
            assert term.weight > 0.0
        words = {token.id for token in sentence.tokens if token.upos in ("NOUN", "VERB", "PROPN", "ADJ")}
        assert words <= set(tokens)
