"""Underlining stands under what it means, whatever the width of the characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.drawing import clean, columns, underlined
from verifier.formats.text import grouped


def _plain(text: str, *spans: tuple[int, int], width: int = 80) -> list[str]:
    return underlined(text, 0, len(text), spans, width=width, indent="", ansi=False)


def test_carets_stand_under_the_span() -> None:
    """One caret a column, on a line of its own."""
    assert _plain("Meta 14,3 milyar dolar yatırdı.", (5, 22)) == [
        "Meta 14,3 milyar dolar yatırdı.",
        "     ^^^^^^^^^^^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("text", "span", "marks"),
    [
        ("日本 Meta", (3, 7), "     ^^^^"),
        ("s\u0327irket Meta", (8, 12), "       ^^^^"),
        ("a\u00adb Meta", (4, 8), "   ^^^^"),
        ("😀 Meta", (2, 6), "   ^^^^"),
        ("İzmir ışık", (6, 10), "      ^^^^"),
    ],
)
def test_wide_and_combining_characters(text: str, span: tuple[int, int], marks: str) -> None:
    """Wide characters count two columns, marks and soft hyphens none."""
    assert _plain(text, span)[1] == marks


def test_long_sentences_are_wrapped_between_words() -> None:
    """Every line keeps its own carets."""
    lines = _plain("bir iki üç dört beş altı yedi", (4, 19), width=20)
    assert lines == ["bir iki üç dört beş", "    ^^^^^^^^^^^^^^^", "altı yedi"]


def test_a_terminal_underlines_by_itself() -> None:
    """With ANSI there are no lines of carets."""
    assert underlined("Meta büyüdü", 0, 11, [(0, 4)], width=80, indent="  ", ansi=True) == [
        "  \x1b[4mMeta\x1b[24m büyüdü"
    ]


def test_an_article_cannot_steer_the_terminal() -> None:
    """Escape sequences, line ends and bidirectional overrides never reach it."""
    assert clean("a\x1b[31mb\u202ec\r\nd\x07") == "a [31mbc  d "


@given(st.text(max_size=60), st.integers(20, 60))
@settings(max_examples=200, deadline=None)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    """And the letters come out in order, none lost, none twice."""
    lines = underlined(text, 0, len(text), [], width=width, indent="", ansi=False)
    assert all(sum(map(columns, line)) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("14300000000 USD", "14 300 000 000 USD"),
        ("2000 person", "2000 person"),
        ("2025-06-12", "2025-06-12"),
        ("0.123456789", "0.123456789"),
        ("15000.5 USD", "15 000.5 USD"),
    ],
)
def test_long_numbers_are_grouped(value: str, shown: str) -> None:
    """Five digits or more in groups of three; dates and fractions stay."""
    assert grouped(value) == shown
