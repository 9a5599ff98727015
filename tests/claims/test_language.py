"""Which language a text is in: headlines of a few words, missing diacritics, and languages that are neither."""

import pytest
from comparator_cases import Row, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import SAMPLE, detect
from claims.languages import LANGUAGES

ROWS = rows("languages")


def case(row: Row) -> object:
    """The row as a test case; a known fault of the engine is expected to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row["fault"])] if "fault" in row else []
    return pytest.param(row["text"], row["lang"], id=f"{row['lang']}-{row['text'][:30]}".replace(" ", "_"), marks=marks)


@pytest.mark.parametrize(("text", "lang"), [case(row) for row in ROWS])
def test_language(text: str, lang: str | None) -> None:
    """Turkish, English or neither."""
    assert detect(text) == lang


@pytest.mark.parametrize("lang", [*LANGUAGES, None])
def test_each_answer_has_enough_rows(lang: str | None) -> None:
    """And no text stands there twice."""
    assert sum(row["lang"] == lang for row in ROWS) >= 15
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["lang"] and "fault" not in row], ids=lambda row: row["text"][:30]
)
def test_more_of_the_same_changes_nothing(row: Row) -> None:
    """Blanks around and a second copy leave the answer as it is."""
    assert detect(f"  {row['text']}\n") == detect(f"{row['text']}\n{row['text']}") == row["lang"]


@pytest.mark.parametrize(
    ("text", "lang"), [("Bakan dün istifa etti. ", "tr"), ("The minister resigned yesterday. ", "en")]
)
def test_only_the_beginning_is_looked_at(text: str, lang: str) -> None:
    """What lies beyond the sample leaves the answer as it is."""
    many = text * (SAMPLE // len(text) + 2)
    assert detect(many + "Der Minister ist am Montag zurückgetreten. " * 200) == lang


@given(st.text(max_size=60))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_any_text_has_an_answer(text: str) -> None:
    """One of the two languages or None, never an error, and always the same."""
    assert detect(text) in (*LANGUAGES, None)
    assert detect(text) == detect(text)
