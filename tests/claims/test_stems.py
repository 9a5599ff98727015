"""Stems: the dictionary form is found inside an inflected word, longest first, and no part of a root is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.stems import SHORTEST, active_stems, derived_stems, nominal_stems, suffixes

LETTERS = "abcçdefgğhıijklmnoöprsştuüvyz"

INFLECTED = [
    ("evler", "ev"),
    ("evlerimizden", "ev"),
    ("kitabı", "kitap"),
    ("kitaplarında", "kitap"),
    ("ağacın", "ağaç"),
    ("kanadını", "kanat"),
    ("çocuğuna", "çocuk"),
    ("rengi", "renk"),
    ("ağzını", "ağız"),
    ("oğlunu", "oğul"),
    ("şehrin", "şehir"),
    ("arabasıyla", "araba"),
    ("bakanın", "bakan"),
    ("istanbul'daki", "istanbul"),
    ("yatırımcıların", "yatırımcı"),
    ("suya", "su"),
]
NOT_INSIDE = [
    ("masal", "masa"),
    ("kalemtıraş", "kalem"),
    ("bakanlık", "bak"),
    ("deniz", "den"),
    ("takvim", "tak"),
    ("fındık", "fın"),
]


@pytest.mark.parametrize(("word", "stem"), INFLECTED)
def test_the_dictionary_form_is_found(word: str, stem: str) -> None:
    """Softened and dropped letters are restored; what stands before an apostrophe is the name."""
    assert stem in nominal_stems(word)


@pytest.mark.parametrize(("word", "stem"), NOT_INSIDE)
def test_no_part_of_a_root_is_a_stem(word: str, stem: str) -> None:
    """What follows must be inflection and nothing else."""
    assert stem not in nominal_stems(word)


@pytest.mark.parametrize(
    ("word", "stem"), [("kaliteli", "kalite"), ("gazeteci", "gazete"), ("gazetecilerin", "gazete")]
)
def test_derived_words_give_their_base(word: str, stem: str) -> None:
    """Also below inflection; the base is no stem of the inflected word itself."""
    assert stem in derived_stems(word)
    assert stem not in nominal_stems(word)


def test_what_lacks_a_thing_is_not_derived_from_it() -> None:
    """The suffix of "without" turns the meaning round, so that the base says nothing of the word."""
    assert "para" not in derived_stems("parasız")


@pytest.mark.parametrize(
    ("passive", "active"),
    [("kurul", "kur"), ("edil", "et"), ("söylen", "söyle"), ("alın", "al"), ("yapıl", "yap"), ("güdül", "güt")],
)
def test_passive_stems_give_their_active(passive: str, active: str) -> None:
    """With the final consonant hardened where the passive has softened it."""
    assert active in active_stems(passive)


@given(st.text(alphabet=LETTERS, min_size=1, max_size=14))
def test_stems_are_prefixes_but_for_their_last_letters(word: str) -> None:
    """The word itself comes first, cuts get shorter, and nothing shorter than the shortest stem is offered."""
    stems = list(nominal_stems(word))
    assert stems[0] == word
    for stem in stems[1:]:
        assert len(stem) >= SHORTEST
        assert word.startswith(stem[:-2])
        assert len(stem) <= len(word)


def test_the_tables_are_in_order() -> None:
    """Slots, derivations and voices are filled, and softening restores one letter each."""
    table = suffixes()
    assert all(table.inflection)
    assert table.derivation
    assert table.voice
    assert all(len(soft) == len(hard) == 1 for soft, hard in table.softening.items())
