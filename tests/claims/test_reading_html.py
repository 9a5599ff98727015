"""Web pages: the article is found, and every character of its text stands where its place says in the markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ReadingError
from claims.reading.documents import read_document
from claims.reading.markup import blocks
from claims.reading.records import Article, Raw

PAGE = """<!DOCTYPE html><html lang="tr"><head><title>Köprü açıldı | Liman Postası</title>
<meta property="og:site_name" content="Liman Postası">
<meta property="article:published_time" content="2026-11-20T10:00:00+03:00">
<script>var haber = "<p>Bu bir haber değildir ve hiçbir yerde görünmez.</p>";</script></head>
<body><header><h1><a href="/">Liman Postası</a></h1></header>
<nav><ul><li><a href="/e">Ekonomi</a><li><a href="/s">Spor</a></ul></nav>
<main><article><h1>Kızılırmak üzerindeki köprü açıldı</h1>
<p>Bafralıların on yıldır beklediği köprü dün törenle trafiğe açıldı; yapım için <b>410 milyon lira</b>
 harcandı &amp; iki bin kişi ça&shy;lış&shy;tı. 🚀</p>
<h2>Tören</h2>
<p>Bakan Yardımcısı Şule İnan, "köprü yolu 34&nbsp;kilometre kısalttı" dedi.<br>Törene üç bin kişi katıldı.</p>
<table><tr><th>Yıl<th>Geçiş</tr><tr><td>2027<td>1,2 milyon</tr></table>
<div class="paylas"><a href="#">Paylaş</a></div>
<p>Köprünün ayakları 38 metre yüksekliğinde; yapımında 12 bin ton çelik kullanıldı ve hiç kaza yaşanmadı.</p>
<p>Geçiş ücretsiz.</p>
</article></main>
<aside><h3>İlginizi çekebilir</h3><p><a href="/x">Bambaşka bir haberin uzun başlığı burada duruyor</a></p></aside>
<footer><p>© 2026 Liman Postası. Bütün hakları saklıdır, izinsiz kullanılamaz.</p></footer></body></html>"""
TEXT = """Kızılırmak üzerindeki köprü açıldı

Bafralıların on yıldır beklediği köprü dün törenle trafiğe açıldı; yapım için 410 milyon lira harcandı & iki bin \
kişi ça\xadlış\xadtı. 🚀

Tören

Bakan Yardımcısı Şule İnan, "köprü yolu 34\xa0kilometre kısalttı" dedi.
Törene üç bin kişi katıldı.

Yıl

Geçiş

2027

1,2 milyon

Köprünün ayakları 38 metre yüksekliğinde; yapımında 12 bin ton çelik kullanıldı ve hiç kaza yaşanmadı.

Geçiş ücretsiz."""

FRAGMENTS = [
    ("<p>a<!-- <p>b</p> -->c", ["ac"]),
    ('<p title="a > b">c', ["c"]),
    ("<p title='x>y' data-a=\"<b>\">c", ["c"]),
    ("<p>1 < 2 ve 3 > 2", ["1 < 2 ve 3 > 2"]),
    ("<p>a<b> b</b><i> c</i>", ["a b c"]),
    ("<p> a \n\t b </p>\n<p>c", ["a b", "c"]),
    ("a<br><br> b", ["a\nb"]),
    ("<style>p{}</style>a<script>'</p>'</script>b", ["ab"]),
    ("<SCRIPT>x</SCRIPT ><P>İ", ["İ"]),
    ("<svg><text>x</text></svg>a<svg/>b", ["a", "b"]),
    ("&#350;irket &Uuml;lke &bogus; &amp;amp; &#x1F680;", ["Şirket Ülke &bogus; &amp; 🚀"]),
    ("<p>&nbsp;</p><p>a", ["a"]),
    ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
    ("<textarea>x</textarea><p>a", ["a"]),
    ("<p>a</p", ["a"]),
    ("<![CDATA[x]]>a<?php echo 1 ?>b", ["ab"]),
    ("<p>a<a href=x>b", ["ab"]),
    ("<p>a.<a href=#n><sup>1</sup></a> b<sup><a href=#m>[2]</a></sup> c", ["a. b c"]),
    ("<p>5 m<sup>2</sup> <a href=x>b</a>", ["5 m2 b"]),
    ("<p><a>a<sup>1<p>b", ["a", "b"]),
]

ENCODED = [
    ("<meta charset=windows-1254><p>Şişli’de ılık gün", "cp1254", None),
    ("<meta charset=iso-8859-9><p>Şişli’de ılık gün", "cp1254", None),
    ("<p>Şişli’de ılık gün", "cp1254", None),
    ("<p>Şişli’de ılık gün", "cp1254", "windows-1254"),
    ("<meta charset=iso-8859-9><p>Şişli’de ılık gün", "utf-8", "utf-8"),
    ("<p>Şişli’de ılık gün", "utf-16", None),
    ("<p>Şişli’de ılık gün", "utf-8-sig", None),
]


def _read(markup: str) -> Article:
    return read_document(Raw("haber.html", markup.encode("utf-8"), ".html"))


def _seen(markup: str) -> str:
    """A stretch of markup without tags, with its references resolved and its white space as one space."""
    plain = re.sub(r"<[^>]*>", "", re.sub(r"<br\b[^>]*>", "\n", markup))
    return re.sub(r"[ \t\n\r\f]+", " ", html.unescape(plain))


def _check(article: Article, markup: str) -> None:
    """Every stretch with a place is what the markup shows there; what has none separates blocks."""
    covered = 0
    for place in article.places.stretches:
        assert place.source is not None
        shown = article.text[place.start : place.end]
        source = markup[slice(*place.source)]
        assert re.sub(r"\s", " ", shown.replace("\xa0", "\x01")) == re.sub(
            r"\s", " ", _seen(source).replace("\xa0", "\x01")
        )
        assert not article.text[covered : place.start].strip("\n")
        covered = place.end
    assert covered == len(article.text)


def test_the_article_of_a_page_is_read_and_nothing_around_it() -> None:
    """Headline, paragraphs, sub-heading and table, each a block; no navigation, no teaser, no footer."""
    article = _read(PAGE)
    assert article.text == TEXT
    assert (article.title, article.source, article.published) == (
        "Köprü açıldı",
        "Liman Postası",
        "2026-11-20",
    )
    _check(article, PAGE)


@pytest.mark.parametrize("words", ["410 milyon lira", "34\xa0kilometre", "ça\xadlış\xadtı", "🚀", "Törene üç bin kişi"])
def test_a_span_is_found_again_in_the_markup(words: str) -> None:
    """Through tags, references and soft hyphens: the stretch of the markup shows the same words."""
    article = _read(PAGE)
    start = article.text.index(words)
    found = article.places.locate(start, start + len(words))
    sources = [place.source for place in found if place.source]
    assert html.unescape(PAGE[sources[0][0] : sources[-1][1]]) == words


@pytest.mark.parametrize(("markup", "texts"), FRAGMENTS, ids=[case[0] for case in FRAGMENTS])
def test_markup_is_scanned_as_a_browser_does(markup: str, texts: list[str]) -> None:
    """Comments, quoted values, raw text, references, white space."""
    assert [block.text for block in blocks(markup)] == texts


@pytest.mark.parametrize(("markup", "encoding", "charset"), ENCODED)
def test_pages_in_the_encodings_of_turkish(markup: str, encoding: str, charset: str | None) -> None:
    """Named by the server, by the page, by a mark, or by nothing."""
    raw = Raw("haber.html", markup.encode(encoding), ".html", charset=charset)
    assert read_document(raw).text == "Şişli’de ılık gün"


def test_the_summary_under_the_headline_is_read() -> None:
    """A heading of some length between headline and text, which stands outside of what trafilatura keeps."""
    paragraphs = "".join(
        f"<p>Fırtına {name} mahallesinde 40 evin çatısını uçurdu.</p>" for name in ("Bağ", "Kale", "Çay")
    )
    markup = (
        "<title>Fırtına vurdu - Sahil</title><ul><li><a>Gündem</a></ul><div><h1>Fırtına vurdu</h1><h2>Gece çıkan "
        f"fırtına çatıları uçurdu, 12 kişi yaralandı.</h2><div><a>Paylaş</a></div><div>{paragraphs}</div></div>"
    )
    assert _read(markup).text.split("\n\n")[:3] == [
        "Fırtına vurdu",
        "Gece çıkan fırtına çatıları uçurdu, 12 kişi yaralandı.",
        "Fırtına Bağ mahallesinde 40 evin çatısını uçurdu.",
    ]


def test_points_of_a_list_are_read_and_lists_of_links_are_not() -> None:
    """Between the paragraphs of an article; marks of notes are no part of a sentence, and places stay true."""
    markup = (
        "<title>Köprü açıldı</title><h1>Köprü açıldı</h1><p>Kentin yeni köprüsü dün törenle hizmete girdi."
        "<a href='#1'><sup>1</sup></a> Törene bakan da katıldı.</p><ol><li>Köprünün uzunluğu 1.420 metreyi buluyor."
        "</ol><ul><li><a href=/x>Bursa'da otobüs devrildi, on iki kişi yaralandı</a></ul>"
        "<p>Köprünün ayakları 38 metre yüksekliğinde; yapımında 12 bin ton çelik kullanıldı.</p>"
    )
    article = _read(markup)
    _check(article, markup)
    assert article.text.split("\n\n") == [
        "Köprü açıldı",
        "Kentin yeni köprüsü dün törenle hizmete girdi. Törene bakan da katıldı.",
        "Köprünün uzunluğu 1.420 metreyi buluyor.",
        "Köprünün ayakları 38 metre yüksekliğinde; yapımında 12 bin ton çelik kullanıldı.",
    ]


def test_a_page_of_one_paragraph_is_read_whole() -> None:
    """Where too little is there to find an article in, all that is no furniture is read."""
    assert _read("<nav>Menü</nav><p>Meta 5 dolar yatırdı.</p>").text == "Meta 5 dolar yatırdı."


@pytest.mark.parametrize("markup", ["", "<p></p>", "<script>a</script>", "<!-- only -->", "<p>\x00</p>"])
def test_a_page_without_text_is_told(markup: str) -> None:
    """One sentence."""
    with pytest.raises(ReadingError, match=r"without text|binary"):
        _read(markup)


INLINE = st.sampled_from(["b", "i", "em", "a href='x>y'", 'span class="q"', "mark"])
WORDS = st.text(st.sampled_from("aİıŞğz 🚀e\u0301\xad.<&\"'\n"), min_size=1, max_size=12)


@st.composite
def _inline(draw: st.DrawFn) -> str:
    """Escaped words, some of their characters as references, some in tags, some with comments between."""
    parts = []
    for word in draw(st.lists(WORDS, min_size=1, max_size=5)):
        escaped = html.escape(word) if draw(st.booleans()) else "".join(f"&#{ord(char)};" for char in word)
        tag = draw(INLINE)
        forms = (escaped, f"<{tag}>{escaped}</{tag.split()[0]}>", f"<!-- ' > -->{escaped}", f"{escaped}<br>")
        parts.append(draw(st.sampled_from(forms)))
    return "".join(parts)


@given(st.lists(_inline(), min_size=1, max_size=4), st.sampled_from(["p", "div", "li", "td", "h2"]))
def test_any_markup_maps_back(paragraphs: list[str], tag: str) -> None:
    """Whatever tags, references and comments stand around text, each stretch is what the markup shows there."""
    markup = "".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in paragraphs)
    for block in blocks(markup):
        assert block.text == block.text.strip(" \n")
        for piece in block.pieces:
            assert _seen(markup[piece.start : piece.end]).replace("\n", " ") == piece.text.replace("\n", " ")
    shown = "".join("".join(block.text.split()) for block in blocks(markup))
    bare = re.sub(r"<!--.*?-->|<[/a-z][^>\"']*(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", "", markup)
    assert shown == "".join(html.unescape(bare).split())
