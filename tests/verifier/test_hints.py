"""Hints: what the surface tells of a statement's numbers and names, before any model."""

import unicodedata

import pytest

from claims.document import Lang
from verifier.hints import HINTS, find_hints
from verifier.settings import Settings

PASSAGE = ("Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı.",)
ARTICLE = (*PASSAGE, "Ruben Mayer iki ay sonra ayrıldı.")


@pytest.mark.parametrize(
    ("statement", "lang", "stretch", "kind"),
    [
        ("Meta invested $14.3B in Scale AI", "en", "$14.3B", "same-value"),
        ("Meta invested 15 billion dollars in Scale AI", "en", "15 billion dollars", "other-value"),
        ("Scale AI yüzde 20 büyüdü", "tr", "yüzde 20", "no-value"),
        ("Meta yatırımı iki ay sonra yaptı", "tr", "iki ay sonra", "value-elsewhere"),
        ("The firm Scale was paid", "en", "Scale", "name-here"),
        ("Yatırımı Mayer yönetti", "tr", "Mayer", "name-elsewhere"),
        ("Yatırımı Google yaptı", "tr", "Google", "name-nowhere"),
        ("Şirket milyar dolar yatırdı", "tr", "yatırdı", "same-word"),
        ("Meta'nın yatırdığı para", "tr", "yatırdığı", "same-beginning"),
    ],
)
def test_hint(statement: str, lang: Lang, stretch: str, kind: str) -> None:
    """The stretch gets the hint, and it cuts the statement."""
    hints = find_hints(statement, lang, PASSAGE, ARTICLE, "tr", Settings())
    found = {(statement[hint.start : hint.end], HINTS[hint.kind]) for hint in hints}
    assert (stretch, kind) in found


def test_decomposed_letters_are_one_word() -> None:
    """A word whose diacritics stand apart, or with a soft hyphen, is found like any other."""
    statement = unicodedata.normalize("NFD", "Parayı Ruben May\u00ader yatırdı")
    hints = find_hints(statement, "tr", PASSAGE, ARTICLE, "tr", Settings())
    found = {(unicodedata.normalize("NFC", statement[one.start : one.end]), HINTS[one.kind]) for one in hints}
    assert ("yatırdı", "same-word") in found
    assert ("May\u00ader", "name-elsewhere") in found
