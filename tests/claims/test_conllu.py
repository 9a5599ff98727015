"""A document written as CoNLL-U and read again is the same document, whatever its text holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.conllu import dump, load
from claims.document import Document, Sentence, Token
from claims.errors import ReadingError

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6)
NASTY = st.one_of(
    WORDS, st.sampled_from(["_", "", "a|b", "x=y", "tab\there", "line\nend", "\\", "\\t", "a,b", "\r", "#", "1-2"])
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose sentences and tokens lie anywhere in a text full of odd characters."""
    text = draw(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    offsets = st.integers(0, len(text))
    sentences = []
    for index in range(draw(st.integers(0, 3))):
        tokens = []
        for number in range(1, draw(st.integers(0, 4)) + 1):
            start, end = sorted((draw(offsets), draw(offsets)))
            tokens.append(
                Token(
                    id=number,
                    start=start,
                    end=end,
                    text=draw(st.one_of(st.just(text[start:end]), NASTY)),
                    lemma=draw(NASTY),
                    upos=draw(st.sampled_from(["NOUN", "X", "", "_"])),
                    feats=draw(st.dictionaries(NASTY, NASTY, max_size=2)),
                    head=draw(st.integers(0, 4)),
                    deprel=draw(st.sampled_from(["root", "nmod:poss", "dep", "a_b"])),
                    concepts=tuple(draw(st.lists(NASTY, max_size=2))),
                    phrase=draw(st.integers(0, 4)),
                )
            )
        start, end = sorted((draw(offsets), draw(offsets)))
        flags = {"heading": draw(st.booleans()), "repaired": draw(st.booleans())}
        sentences.append(Sentence(index=index, start=start, end=end, tokens=tuple(tokens), **flags))
    return Document(text=text, lang=draw(st.sampled_from(["tr", "en"])), sentences=tuple(sentences))


@given(documents())
@settings(max_examples=200, deadline=None)
def test_round_trip_is_lossless(document: Document) -> None:
    """load(dump(d)) == d."""
    assert load(dump(document)) == document


def test_no_field_of_a_token_is_forgotten() -> None:
    """A new field of Token or Sentence has to be written, read and drawn here too."""
    assert set(Token.model_fields) == {
        "id", "start", "end", "text", "lemma", "upos", "feats", "head", "deprel", "concepts", "phrase",
    }  # fmt: skip
    assert set(Sentence.model_fields) == {"index", "start", "end", "tokens", "heading", "repaired"}


def test_it_is_conllu() -> None:
    """Ten columns a word, a range line for words that share one span, sentences closed by an empty line."""
    text = "Ankara'daydı."
    words = (
        Token(
            id=1,
            start=0,
            end=12,
            text="Ankara'daydı",
            lemma="Ankara",
            upos="PROPN",
            feats={"Case": "Loc"},
            deprel="root",
        ),
        Token(id=2, start=0, end=12, text="Ankara'daydı", lemma="i", upos="AUX", head=1, deprel="cop"),
        Token(id=3, start=12, end=13, text=".", lemma=".", upos="PUNCT", head=1, deprel="punct"),
    )
    document = Document(text=text, lang="tr", sentences=(Sentence(index=0, start=0, end=13, tokens=words),))
    lines = dump(document).split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert [row[0] for row in rows] == ["1-2", "1", "2", "3"]
    assert all(len(row) == 10 for row in rows)
    assert rows[1][5] == "Case=Loc"
    assert rows[1][9] == "start=0|end=12"
    assert "# text = Ankara'daydı." in lines
    assert lines[-2:] == ["", ""]


def test_a_file_of_another_origin_is_named_by_line() -> None:
    """A word line without our offsets cannot be placed in the text."""
    with pytest.raises(ReadingError, match="Line 2 is not CoNLL-U as written by dayanak"):
        load("# sent_id = 0\n1\tAnkara\tAnkara\tPROPN\t_\t_\t0\troot\t_\t_\n\n")
