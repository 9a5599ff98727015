"""Turkish verb forms: negation, hearsay, voice, participles and converbs are read off the surface."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.morphology import infinitive, is_passive, known_stem, readings

FORMS = [
    # word, dictionary form, kind, negative, possible
    ("edilmedi", "edilmek", "finite", True, False),
    ("gelmiyor", "gelmek", "finite", True, False),
    ("anlayamıyorum", "anlamak", "finite", True, False),
    ("gelmez", "gelmek", "finite", True, False),
    ("veremez", "vermek", "finite", True, False),
    ("satabilir", "satmak", "finite", False, True),
    ("kalmıştı", "kalmak", "finite", False, False),
    ("gidecek", "gitmek", "finite", False, False),
    ("başlıyor", "başlamak", "finite", False, False),
    ("diyor", "demek", "finite", False, False),
    ("çekilmelidirler", "çekilmek", "finite", False, False),
    ("yapan", "yapmak", "participle", False, False),
    ("yapmayan", "yapmak", "participle", True, False),
    ("yaptığını", "yapmak", "relative", False, False),
    ("yapılmayacağını", "yapılmak", "relative", True, False),
    ("edilebileceğini", "edilmek", "relative", False, True),
    ("yaparak", "yapmak", "converb", False, False),
    ("yapıp", "yapmak", "converb", False, False),
    ("sunarken", "sunmak", "converb", False, False),
    ("yönelmesine", "yönelmek", "verbal-noun", False, False),
    ("verememesi", "vermek", "verbal-noun", True, False),
    ("çekmeye", "çekmek", "verbal-noun", False, False),
    ("kullanmak", "kullanmak", "infinitive", False, False),
]


@pytest.mark.parametrize(("word", "lemma", "kind", "negative", "possible"), FORMS)
def test_reading(word: str, lemma: str, kind: str, negative: bool, possible: bool) -> None:
    """The first readings of a verb form hold the right stem, form, negation and ability."""
    best = [form for form in readings(word) if form.stem == readings(word)[0].stem]
    assert best[0].infinitive == lemma
    assert (kind, negative, possible) in {(form.kind, form.negative, form.possible) for form in best}


@pytest.mark.parametrize("word", ["veri", "rakip", "garip", "kitap", "yetenek", "sarsıntı"])
def test_nouns_have_no_known_verb_reading(word: str) -> None:
    """Nouns that the tagger takes for verbs have no reading with a verb of the lexicon."""
    assert not [form for form in readings(word) if form.known]


@pytest.mark.parametrize(
    ("stem", "passive"),
    [
        ("edil", True),
        ("tutuklan", True),
        ("yapıl", True),
        ("söylen", True),
        ("bulun", False),
        ("ayrıl", False),
        ("kullan", False),
    ],
)
def test_passive(stem: str, passive: bool) -> None:
    """A passive suffix makes a passive, unless the verb is one of its own."""
    assert is_passive(stem) is passive


def test_vowel_harmony_decides() -> None:
    """A suffix whose vowels break harmony is no suffix: "yapmek" is no infinitive of yap-."""
    assert not readings("yapmek")
    assert infinitive("gör") == "görmek"
    assert infinitive("ol") == "olmak"
    assert known_stem("oluştur")


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=14))
def test_readings_cut_the_word(word: str) -> None:
    """Any string of letters is analysed without error, and the same each time."""
    assert readings(word) == readings(word)
    assert all(form.stem and form.infinitive.endswith(("mak", "mek")) for form in readings(word))
