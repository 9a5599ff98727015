"""Names: runs of capitals without their suffixes, and which short forms and abbreviations mean the same thing."""

import pytest
from comparator_cases import prepared

from claims.claim import Analysis
from claims.document import Lang
from claims.names import strip_suffix
from verifier.pipeline import Engine

NAMES: list[tuple[Lang, str, list[str]]] = [
    ("tr", "Dün Ruben Mayer, Meta'dan ayrıldı.", ["Ruben Mayer", "Meta"]),
    ("tr", "Şirket, Scale AI'ın verilerini Surge AI ve Mercor'dan aldı.", ["Scale AI", "Surge AI", "Mercor"]),
    ("tr", "Toplantı geçen salı günü Ankara'da, Çankaya Köşkü'nde yapıldı.", ["Ankara", "Çankaya Köşkü"]),
    ("tr", "Meta’nın kararı iPhone satışlarını etkiledi.", ["Meta", "iPhone"]),
    ("tr", "Yasa, mart ayında ve pazartesi günü konuşuldu.", []),
    ("tr", "Yeni müdür Pazartesi günü göreve başladı.", []),
    ("tr", "Kapı kapandı. Herkes sustu.", []),
    ("tr", "O gece Ludwig van Beethoven bestelerini çaldılar.", ["Ludwig van Beethoven"]),
    ("tr", "Eski başkan 3 Mart'ta İzmir'e döndü.", ["İzmir"]),
    ("en", "Yesterday the company hired Ruben Mayer from Meta.", ["Ruben Mayer", "Meta"]),
    ("en", "The board of Scale AI met in Izmir on Monday.", ["Scale AI", "Izmir"]),
    ("en", "The minister's office denied it in March.", []),
    ("en", "They read Meta's report about Mercor.", ["Meta", "Mercor"]),
    ("en", "The new model is called Llama 4.", ["Llama 4"]),
    ("en", "It sold Llama 4 phones.", ["Llama"]),
    ("en", "She met 3 people and left.", []),
]
GROUPS: list[tuple[str, list[set[str]]]] = [
    ("Geçen ay Ruben Mayer ayrıldı. Şimdi Mayer başka bir şirkette çalışıyor.", [{"Ruben Mayer", "Mayer"}]),
    (
        "Yeni modeli Meta Superintelligence Labs (MSL) çıkardı. Bütün ekipler MSL için çalışıyor.",
        [{"Meta Superintelligence Labs", "MSL"}],
    ),
    (
        "Eski yönetici Ali Aksoy konuştu, Veli Aksoy sustu. En sonunda Aksoy salondan çıktı.",
        [{"Ali Aksoy"}, {"Veli Aksoy"}, {"Aksoy"}],
    ),
    (
        "Golü dün Barış Alper Yılmaz (Galatasaray) attı. Maçı yine Galatasaray kazandı.",
        [{"Barış Alper Yılmaz"}, {"Galatasaray"}],
    ),
    ("Geçen ay Surge AI büyüdü, Scale AI küçüldü.", [{"Surge AI"}, {"Scale AI"}]),
]


@pytest.fixture(scope="module")
def ready(engine: Engine) -> Engine:
    """An engine that has analysed the texts."""
    texts: list[tuple[str, Lang]] = [(text, lang) for lang, text, _ in NAMES]
    return prepared(engine, [*texts, *((text, "tr") for text, _ in GROUPS)])


@pytest.mark.parametrize(("lang", "text", "names"), NAMES, ids=[text[:30] for _, text, _ in NAMES])
def test_names_of_a_sentence(ready: Engine, lang: Lang, text: str, names: list[str]) -> None:
    """In order, without suffixes; months, weekdays and words at the start of a sentence are none."""
    assert [mention.name for mention in ready.analyse(text, lang=lang).mentions] == names


@pytest.mark.parametrize(("text", "groups"), GROUPS, ids=[text[:30] for text, _ in GROUPS])
def test_forms_of_one_thing(ready: Engine, text: str, groups: list[set[str]]) -> None:
    """Surnames and abbreviations go with the full name; a short form that fits two stays alone."""
    analysis = ready.analyse(text, lang="tr")
    assert [{entity.name, *entity.aliases} for entity in analysis.entities] == groups


def check(analysis: Analysis) -> None:
    """Mentions quote the text, stand in its order and point to an entity that knows them."""
    starts = [mention.start for mention in analysis.mentions]
    assert starts == sorted(starts)
    assert [entity.index for entity in analysis.entities] == list(range(len(analysis.entities)))
    for mention in analysis.mentions:
        entity = analysis.entities[mention.entity]
        assert analysis.document.text[mention.start : mention.end] == mention.text
        assert mention.name in (entity.name, *entity.aliases)
        assert mention.tokens
    for entity in analysis.entities:
        assert all(
            len(alias) <= len(entity.name) or len(alias.split()) <= len(entity.name.split()) for alias in entity.aliases
        )


def test_mentions_and_entities_fit(ready: Engine) -> None:
    """In every text of this page."""
    for lang, text, _ in NAMES:
        check(ready.analyse(text, lang=lang))
    for text, _ in GROUPS:
        check(ready.analyse(text, lang="tr"))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Meta'dan", "Meta"),
        ("Meta’nın", "Meta"),
        ("AI'ın", "AI"),
        ("Meta's", "Meta"),
        ("O'Brien", "O'Brien"),
        ("D’Angelo", "D’Angelo"),
        ("McDonald's'ın", "McDonald's"),
        ("İstanbul", "İstanbul"),
        ("şirketler'", "şirketler"),
        ("'", "'"),
    ],
)
def test_suffixes_after_an_apostrophe_go(word: str, name: str) -> None:
    """Only small letters are suffixes: O'Brien is a name as a whole."""
    assert strip_suffix(word) == name


def test_a_short_sentence_is_no_heading(engine: Engine) -> None:
    """The surname that is a common noun belongs to the name."""
    assert [mention.name for mention in engine.analyse("Dün Ali Kaya istifa etti.", lang="tr").mentions] == ["Ali Kaya"]


@pytest.mark.xfail(strict=True, reason="a common noun at the start of a sentence is drawn into the name after it")
def test_a_common_noun_before_a_name_stays_outside(engine: Engine) -> None:
    """Although it has a capital."""
    assert [mention.name for mention in engine.analyse("Kurul Slovenya'yı uyardı.", lang="tr").mentions] == ["Slovenya"]


@pytest.mark.xfail(strict=True, reason="a surname that is a common noun is no name where it stands alone")
def test_a_surname_alone_is_a_name_though_a_common_noun(engine: Engine) -> None:
    """The full name was met before, and no sentence starts with it."""
    analysis = engine.analyse("Eski yönetici Ali Demir konuştu. En sonunda Demir salondan çıktı.", lang="tr")
    assert [mention.name for mention in analysis.mentions] == ["Ali Demir", "Demir"]
