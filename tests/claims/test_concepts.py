"""Concepts: words of both languages meet in the same keys, phrases before single words, contrasts set aside."""

import pytest
from comparator_cases import prepared

from claims.concepts import EXCLUDED, LIGHT
from claims.document import Lang, Token
from claims.languages.lexicon import meanings
from verifier.pipeline import Engine

SHARED: list[tuple[str, str, str, str]] = [
    ("Fabrika işçileri işten çıkardı.", "işçileri", "The factory laid off the workers.", "workers"),
    ("Depremde birçok bina yıkıldı.", "bina", "Many buildings collapsed in the earthquake.", "buildings"),
    ("Depremde birçok bina yıkıldı.", "Depremde", "Many buildings collapsed in the earthquake.", "earthquake"),
    ("Şirketin zararı geçen yıl büyüdü.", "Şirketin", "The losses of the company grew last year.", "company"),
    ("Mahkeme dün dosyayı inceledi.", "Mahkeme", "The court examined the file yesterday.", "court"),
    ("Ülkede işsizlik azaldı.", "azaldı", "Unemployment decreased in the country.", "decreased"),
    ("Kulüp maçı kazandı.", "kazandı", "The club won the match.", "won"),
    ("Yolcular köprüden geçti.", "köprüden", "The passengers crossed the bridge.", "bridge"),
]
PHRASES: list[tuple[Lang, str, set[str]]] = [
    ("tr", "Bakan dün istifa etti.", {"istifa", "etti"}),
    ("tr", "Şirket iki yüz kişiyi işten çıkardı.", {"işten", "çıkardı"}),
    ("en", "The company laid off two hundred people.", {"laid", "off"}),
    ("en", "The minister stepped down yesterday.", {"stepped", "down"}),
]
TEXTS: list[tuple[str, Lang]] = [
    *((turkish, "tr") for turkish, _, _, _ in SHARED),
    *((english, "en") for _, _, english, _ in SHARED),
    *((text, lang) for lang, text, _ in PHRASES),
    ("Ödülü Ayşe değil, Fatma aldı.", "tr"),
    ("Fatma, not Ayşe, received the award.", "en"),
]


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the texts."""
    return prepared(engine, TEXTS)


def tokens(engine: Engine, text: str, lang: Lang) -> list[Token]:
    """The words of a text."""
    return [token for sentence in engine.analyse(text, lang=lang).document.sentences for token in sentence.tokens]


def concepts(engine: Engine, text: str, lang: Lang, word: str) -> set[str]:
    """What a word of the text means, the word of its phrase that carries the meaning counting for all."""
    words = tokens(engine, text, lang)
    token = next(token for token in words if token.text == word)
    head = next((other for other in words if token.phrase and other.id == token.phrase), token)
    return set(head.concepts)


@pytest.mark.parametrize(("turkish", "own", "english", "other"), SHARED, ids=[row[1] for row in SHARED])
def test_words_meet_across_languages(ready: Engine, turkish: str, own: str, english: str, other: str) -> None:
    """A word and its translation share a key, or a meaning, in spite of inflection."""
    mine, theirs = concepts(ready, turkish, "tr", own), concepts(ready, english, "en", other)
    assert (mine & theirs) - {LIGHT, EXCLUDED}, (mine, theirs)


@pytest.mark.parametrize(("lang", "text", "words"), PHRASES, ids=[row[1] for row in PHRASES])
def test_a_phrase_is_one_unit(ready: Engine, lang: Lang, text: str, words: set[str]) -> None:
    """Its words point to one head, which carries the meaning of the whole."""
    members = [token for token in tokens(ready, text, lang) if token.text in words]
    heads = {token.phrase for token in members}
    assert len(members) == len(words)
    assert len(heads) == 1
    assert heads <= {token.id for token in members}


@pytest.mark.parametrize(("text", "lang"), [TEXTS[-2], TEXTS[-1]])
def test_a_contrast_sets_aside_one_side_alone(ready: Engine, text: str, lang: Lang) -> None:
    """What is denied is marked, what is asserted is not."""
    marked = {token.text for token in tokens(ready, text, lang) if EXCLUDED in token.concepts}
    assert "Ayşe" in marked
    assert "Fatma" not in marked


@pytest.mark.parametrize(("text", "lang"), TEXTS, ids=[text[:30] for text, _ in TEXTS])
def test_keys_are_well_formed(ready: Engine, text: str, lang: Lang) -> None:
    """Marks carry no concepts, words do; keys name a language or a known meaning; phrases point into the sentence."""
    for sentence in ready.analyse(text, lang=lang).document.sentences:
        ids = {token.id for token in sentence.tokens}
        for token in sentence.tokens:
            assert token.phrase == 0 or token.phrase in ids
            assert len(set(token.concepts)) == len(token.concepts)
            if token.upos in ("PUNCT", "SYM"):
                assert token.concepts == ()
                continue
            assert token.concepts
            for key in set(token.concepts) - {LIGHT, EXCLUDED}:
                space, _, word = key.partition(":")
                assert word
                assert space in ("tr", "en") or (space == "m" and word in meanings())


def test_turkish_letters_keep_words_apart(engine: Engine) -> None:
    """Dotted and dotless i make two words: kın (sheath) is no kin (grudge)."""
    first = concepts(engine, "Kılıcın kını kayboldu.", "tr", "kını")
    second = concepts(engine, "Adamın kini büyüdü.", "tr", "kini")
    assert not first & second - {LIGHT}
