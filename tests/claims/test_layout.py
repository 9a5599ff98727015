"""Sentences and marks: every offset counts the text as given, and Markdown says what its plain text says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.languages import abbreviations
from claims.layout import blocks, sentences
from claims.marks import hidden

PIECES = st.sampled_from(
    [
        "Meta",
        "İzmir",
        "ışık",
        "14,3",
        "Dr.",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        "\t",
        "😀",
        "👩‍👩‍👧",
        "s\u0327",
        "\u00ad",
        "’",
        "“",
        "”",
    ]
    + [
        ".",
        "!",
        "…",
        "# ",
        "- ",
        "> ",
        "|",
        "---",
        "```",
        "**",
        "_",
        "`",
        "[a](b)",
        "<!--",
        "-->",
        "\ufeff",
        "\x85",
        "1. ",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))

MARKED = [
    ("**Kalın** sözcük.", "Kalın sözcük."),
    ("Çok ***önemli*** bir gün.", "Çok önemli bir gün."),
    ("Anlaşma _haziranda_ bitti.", "Anlaşma haziranda bitti."),
    ('Bkz. [kaynak](https://a.example/b_(c)_d "ad").', "Bkz. kaynak."),
    ("Bkz. [kaynak][1] ve ![resim](r.png).", "Bkz. kaynak ve resim."),
    ("Bir dipnot[^1] var.", "Bir dipnot var."),
    ("Komut `verify` idi.", "Komut verify idi."),
    ("~~Eski~~ yeni.", "Eski yeni."),
    ("Gizli <!-- açıklama --> söz.", "Gizli  söz."),
]
UNMARKED = [
    "5 * 3 * 2 eder.",
    "a_b_c ve d_e",
    "2*3*4",
    "Fiyat* arttı.",
    "* dipnot",
    "[köşeli] ayraç",
    "x < y > z",
    "3 ~ 4",
    "`",
]


def _sentences(text: str) -> list[str]:
    return [text[start:end] for block in blocks(text) for start, end in sentences(text, block, abbreviations("tr"))]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    """Half-open, in order, never overlapping, never empty, never beginning or ending in white space."""
    at = 0
    for block in blocks(text):
        for start, end in sentences(text, block, abbreviations("tr")):
            assert at <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            at = end


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_marks_lie_inside_the_stretch(text: str) -> None:
    """Only offsets of the stretch are hidden, and never a letter or digit outside a link target or comment."""
    middle = len(text) // 2
    assert all(middle <= offset < len(text) for offset in hidden(text, middle, len(text)))


@pytest.mark.parametrize(("marked", "plain"), MARKED, ids=[case[1] for case in MARKED])
def test_marks_are_passed_over(marked: str, plain: str) -> None:
    """What is left is what the text says, and it stands where it stood."""
    gone = hidden(marked, 0, len(marked))
    assert "".join(char for offset, char in enumerate(marked) if offset not in gone) == plain


@pytest.mark.parametrize("text", UNMARKED)
def test_ordinary_characters_are_no_marks(text: str) -> None:
    """Asterisks, underscores and brackets of plain text stay."""
    assert hidden(text, 0, len(text)) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Haber\ntags:\n - x\n---\nMeta büyüdü.", ["Meta büyüdü."]),
        ("---\nBu bir tümcedir.\n---\nMeta büyüdü.", ["Bu bir tümcedir.", "Meta büyüdü."]),
        ("Önce.\n```python\nx = 1\n```\nSonra.", ["Önce.", "Sonra."]),
        ("Önce.\n```\nkapanmayan", ["Önce.", "```", "kapanmayan"]),
        ("| Ad | Tutar |\n|---|---:|\n| Meta | 14,3 milyar dolar |", ["Ad", "Tutar", "Meta", "14,3 milyar dolar"]),
        ("> Wang gitti.\n> Meta kaldı.", ["Wang gitti.", "Meta kaldı."]),
        ("- Bir madde.\n- [ ] İki.\n+ Üç.", ["Bir madde.", "[ ] İki.", "Üç."]),
        ("**Meta büyüdü.** Wang gitti.", ["**Meta büyüdü.**", "Wang gitti."]),
        ("Başlık\n=====\nMeta büyüdü.", ["Başlık", "Meta büyüdü."]),
        ("Dr. Ak geldi. Sonra gitti.", ["Dr. Ak geldi.", "Sonra gitti."]),
        ("Kur 14.300 oldu. 3. çeyrekte arttı.", ["Kur 14.300 oldu.", "3. çeyrekte arttı."]),
        ("Meta büyüdü. 👩‍💻 Wang gitti.", ["Meta büyüdü.", "👩‍💻 Wang gitti."]),
        ("Meta büyüdü. ✌🏽️ 🎉 12 kişi gitti.", ["Meta büyüdü.", "✌🏽️ 🎉 12 kişi gitti."]),
        ("Meta büyüdü. 👍 ve gitti.", ["Meta büyüdü. 👍 ve gitti."]),
        ("Meta büyüdü. 🎉", ["Meta büyüdü. 🎉"]),
    ],
)
def test_sentences_of_markdown_and_plain_text(text: str, expected: list[str]) -> None:
    """Front matter, code and rules are no sentences; every cell, item and quoted line is one."""
    assert _sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("ANKARA (AA) - Merkez Bankası faizi indirdi.", "Merkez"),
        ("Faiz indi\n\n**İZMİR (DHA) –** Meclis toplandı.\nKarar çıktı.", "Meclis"),
        ("# İZMİR – Yeni hat\n\nKarar çıktı.", "İZMİR – Yeni"),
    ],
)
def test_a_sentence_begins_behind_its_dateline(text: str, begins: str) -> None:
    """But a heading has none."""
    assert any(text[block.start :].startswith(begins) for block in blocks(text))
