"""OpenDocument, PDF, ninjs and mail: what people read of them, and where each stretch stands in the source."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Command
from documents import Shown, odt, pdf

from claims.reading import Article, read
from claims.reading.documents import DOCUMENTS, read_document
from claims.reading.records import Raw
from claims.reading.source_map import NOWHERE, Place, SourceMap

REPORT = (
    "Durgunsu’da su tüketimi yüzde 12 azaldı",
    (
        "Durgunsu Belediyesi, kentte su tüketiminin geçen yıla göre yüzde 12 azaldığını açıkladı. Belediye Başkanı "
        "İnci Işıldar, yıl boyunca 340 kilometrelik eski borunun değiştirildiğini, kayıp oranının da yüzde 41’den "
        "yüzde 27’ye indiğini söyledi."
    ),
    (
        "Değişim için 86,5 milyon lira harcandı. Paranın 60 milyon lirasını belediye, kalanını İller Fonu karşıladı. "
        "İnşaat mühendisi Ömer Çağlı ise yayımladığı raporda harcamanın planlananı aştığını savundu."
    ),
    "Mahallelerde durum",
    (
        "Kuyubaşı Mahallesi’nde şebekenin tamamı yenilendi ve 1.450 konut yeni hatta bağlandı. Değirmenaltı’nda "
        "çalışmalar, kayalık zemin yüzünden üç ay gecikti; burada yaşayan 900 kişiye su hâlâ tankerlerle taşınıyor."
    ),
    "Mahalle",
    "Değişen boru",
    "Kuyubaşı",
    "210 kilometre",
    (
        "Muhalefet partileri, ihalenin tek bir şirkete verilmesini eleştirdi. Başkan Işıldar bu eleştiriyi reddetti ve "
        "ihaleye dört şirketin katıldığını belirtti."
    ),
    (
        "Belediye meclisi, gelecek yıl için 40 milyon liralık yeni bir bütçeyi oy birliğiyle kabul etti. Çalışmaların "
        "2027’nin eylül ayında bitmesi bekleniyor."
    ),
)

BODIES = [
    ("<text:p>Bir <text:span>iki</text:span><text:s text:c='3'/>üç\n  dört</text:p>", ["Bir iki üç dört"]),
    ("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", ["a\tb\nc"]),
    ("<text:p>Bir <text:a>bağ</text:a>, <text:bookmark/>iki</text:p><text:p/>", ["Bir bağ, iki"]),
    (
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>silinen</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>Kalan<text:change/> ve <text:change-start/>eklenen"
            "<text:change-end/> söz.</text:p>"
        ),
        ["Kalan ve eklenen söz."],
    ),
    (
        (
            "<text:p>Gövde<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Dipnot</text:p>"
            "</text:note-body></text:note> sürer.</text:p><text:p>Son.</text:p>"
        ),
        ["Gövde sürer.", "Dipnot", "Son."],
    ),
    (
        (
            "<text:p>Metin<office:annotation><dc:creator>Editör</dc:creator><text:p>Yorum</text:p></office:annotation>."
            "<office:annotation-end/></text:p>"
        ),
        ["Metin."],
    ),
    (
        "<text:p>Önce<draw:frame><draw:text-box><text:p>Kutu</text:p></draw:text-box></draw:frame> sonra</text:p>",
        ["Önce sonra", "Kutu"],
    ),
    (
        (
            "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell>"
            "<text:p>B</text:p><text:p>C</text:p></table:table-cell></table:table-row></table:table>"
        ),
        ["A", "B", "C"],
    ),
    (
        "<text:list><text:list-item><text:p>Bir</text:p></text:list-item></text:list><text:h>Başlık</text:h>",
        ["Bir", "Başlık"],
    ),
]

COLUMNS = [
    Shown("The council approved a budget of", 40, 520),
    Shown("14.3 million lira for the renova-", 40, 506),
    Shown("tion of the harbour.", 40, 492),
    Shown("Ships will be able to moor again", 40, 464),
    Shown("in May, the mayor said, and the", 40, 450),
    Shown("ferry will follow soon", 220, 520),
    Shown("in June. None objected.", 220, 506),
]
PARAGRAPHS = [
    "The council approved a budget of 14.3 million lira for the renovation of the harbour.",
    "Ships will be able to moor again in May, the mayor said, and the ferry will follow soon in June. None objected.",
]

NEWS: list[tuple[dict[str, Any], str, dict[str, str]]] = [
    (
        {"uri": "urn:1", "headline": "Bir sel", "body_text": "Sel oldu.\n\nKimse ölmedi.\n"},
        "Bir sel\n\nSel oldu.\n\nKimse ölmedi.",
        {"Sel oldu": "/body_text", "Bir sel": "/headline"},
    ),
    (
        {"body_html": "<p>Sel &amp; <b>dolu</b></p><p>Kimse ölmedi.</p>", "source": "Kıyı Ajansı"},
        "Sel & dolu\n\nKimse ölmedi.",
        {"dolu": "/body_html"},
    ),
    ({"body_text": "Düz.", "body_html": "<p>Düz.</p>", "body_text_teaser": "Kısa."}, "Düz.", {"Düz": "/body_text"}),
    (
        {
            "standard": {"name": "ninjs", "version": "2.1"},
            "uri": "https://kiyi.example/7",
            "headlines": [{"role": "short", "value": "Sel"}, {"role": "main", "value": "Kıyıda sel"}],
            "bodies": [
                {"role": "teaser", "contenttype": "text/plain", "value": "Kısa."},
                {"role": "main", "contenttype": "text/html", "value": "<p>İki ev yıkıldı.</p>"},
            ],
            "infosources": [{"name": "Kıyı Ajansı"}],
            "versioncreated": "2026-11-20T09:00:00+03:00",
        },
        "Kıyıda sel\n\nİki ev yıkıldı.",
        {"İki ev": "/bodies/1/value", "Kıyıda": "/headlines/1/value"},
    ),
]

HEAD = (
    "From: Basin <basin@kiyi.example>\r\nSubject: =?utf-8?B?U2VsIMO8emVyaW5l?=\r\n"
    "Date: Fri, 20 Nov 2026 09:00:00 +0300\r\n"
)
MAILS = [
    ("Content-Type: text/plain; charset=utf-8\r\n", "Sel oldu.\r\n\r\n> Ne oldu?\r\n", "Sel oldu.\n\nNe oldu?"),
    ("Content-Type: text/plain; charset=iso-8859-9\r\n", "Şişli’de sel".replace("’", "'"), "Şişli'de sel"),
    ("", "Şişli'de sel", "Şişli'de sel"),
    (
        "Content-Type: text/plain; charset=utf-8; format=flowed\r\n",
        "Bir \r\nsatır.\r\nBaşka.\r\n>> Alıntı \r\n>> sürer.\r\n> Son\r\n-- \r\nİmza\r\n",
        "Bir satır.\nBaşka.\n\nAlıntı sürer.\n\nSon",
    ),
    (
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\n",
        "Bölün \r\nmüş söz\r\n",
        "Bölünmüş söz",
    ),
    ("Content-Type: text/html; charset=utf-8\r\n", "<p>Sel <b>oldu</b>.</p><p>Bitti.", "Sel oldu.\n\nBitti."),
    ("Content-Type: text/plain; charset=bilinmeyen\r\n", "su\xadal\xadtı", "su\xadal\xadtı"),
]


def _whole(article: Article) -> tuple[str, ...]:
    return tuple(article.text.split("\n\n"))


@pytest.mark.parametrize("name", ["rapor.odt", "rapor.pdf"])
def test_one_report_reads_alike_in_every_format(root: Path, name: str) -> None:
    """Written by LibreOffice from rapor.fodt: paragraphs whole, table by cells, running heads and page numbers gone."""
    article = read(str(root / "fixtures/documents" / name))
    assert _whole(article) == REPORT
    assert article.title == "Durgunsu su raporu"


@pytest.mark.parametrize(
    ("name", "words", "place"),
    [
        ("rapor.odt", "86,5 milyon", "paragraph 3"),
        ("rapor.odt", "210 kilometre", "paragraph 9"),
        ("rapor.pdf", "86,5 milyon", "page 1"),
        ("rapor.pdf", "40 milyon", "page 2"),
    ],
)
def test_a_span_has_its_page_or_paragraph(root: Path, name: str, words: str, place: str) -> None:
    """Counted from 1, as people count."""
    article = read(str(root / "fixtures/documents" / name))
    start = article.text.index(words)
    assert article.places.told(start, start + len(words)) == place


def test_a_span_of_a_pdf_has_the_box_of_its_line(root: Path) -> None:
    """Inside the page, a line high, and below the headline's."""
    article = read(str(root / "fixtures/documents/rapor.pdf"))
    (headline,) = article.places.locate(0, 5)
    (line,) = article.places.locate(article.text.index("86,5"), article.text.index("86,5") + 4)
    assert headline.box is not None
    assert line.box is not None
    left, bottom, right, top = line.box
    assert 0 < left < right < 15 / 2.54 * 72
    assert 8 < top - bottom < 16
    assert top < headline.box[1]


@pytest.mark.parametrize(("body", "paragraphs"), BODIES)
def test_opendocument_is_read_as_its_page_shows_it(body: str, paragraphs: list[str]) -> None:
    """Insertions are in, deletions and comments out; notes, boxes and cells are paragraphs of their own."""
    article = read_document(Raw("x.odt", odt(body), ".odt"))
    assert _whole(article) == tuple(paragraphs)
    assert [place.paragraph for place in article.places.stretches] == list(range(1, len(paragraphs) + 1))


def test_lines_of_a_pdf_are_joined_over_columns_and_divided_words_made_whole() -> None:
    """A paragraph ends where the next word would have fitted; its sentence goes on in the next column."""
    article = read_document(Raw("x.pdf", pdf([COLUMNS]), ".pdf"))
    assert list(_whole(article)) == PARAGRAPHS


def test_running_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    """They stand on the same height of most pages, but for their numbers; what differs in more than numbers stays."""
    pages = [
        [
            Shown("Harbour report", 40, 580, 9),
            *(Shown(f"Paragraph {name} of this page.", 40, 540 - 30 * row) for row, name in enumerate(names)),
            Shown(f"- {number} -", 190, 20, 9),
        ]
        for number, names in enumerate((("one", "two", "three", "four"), ("five", "six", "seven", "eight")), start=7)
    ]
    text = read_document(Raw("x.pdf", pdf(pages), ".pdf")).text
    assert re.findall(r"Paragraph (\w+)", text) == ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    assert "Harbour" not in text
    assert "-" not in text


@pytest.mark.parametrize(("item", "text", "pointers"), NEWS)
def test_ninjs_of_both_versions(item: dict[str, Any], text: str, pointers: dict[str, str]) -> None:
    """The main body in plain text where there is one, below its headline; each stretch knows its JSON pointer."""
    article = read_document(Raw("haber.json", json.dumps(item).encode(), ".json"))
    assert article.text == text
    for words, pointer in pointers.items():
        start = text.index(words)
        found = article.places.locate(start, start + len(words))
        assert {place.part for place in found} == {pointer}
        value: Any = item
        for step in pointer[1:].split("/"):
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert "".join(value[slice(*place.source)] for place in found if place.source) == words


def test_ninjs_tells_source_day_and_address() -> None:
    """Of version 2, for claims add."""
    article = read_document(Raw("haber.json", json.dumps(NEWS[-1][0]).encode(), ".json"))
    told = (article.title, article.source, article.published, article.url)
    assert told == ("Kıyıda sel", "Kıyı Ajansı", "2026-11-20", "https://kiyi.example/7")


@pytest.mark.parametrize(("headers", "body", "text"), MAILS)
def test_mail_is_decoded_and_its_lines_put_together(headers: str, body: str, text: str) -> None:
    """Charset, wrapped lines (RFC 3676), quotations without their marks, soft hyphens as they are, no signature."""
    charset = "iso-8859-9" if "8859" in headers else "utf-8"
    raw = Raw("x.eml", (HEAD + headers + "\r\n").encode() + body.encode(charset), ".eml")
    article = read_document(raw)
    assert article.text == f"Sel üzerine\n\n{text}"
    assert (article.title, article.source, article.published) == ("Sel üzerine", "Basin", "2026-11-20")
    for place in article.places.stretches:
        if place.part == "1" and "html" not in headers and place.source:
            assert body[slice(*place.source)] == article.text[place.start : place.end]


def test_the_plain_part_of_a_mail_is_read_in_its_transfer_encoding() -> None:
    """Of multipart/alternative inside multipart/mixed, quoted-printable."""
    body = (
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
        "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\n=C5=9Eirket 5 milyon lira =\nkazand=C4=B1.\n--b\n"
        "Content-Type: text/html\n\n<p>No</p>\n--b--\n--a\nContent-Type: application/pdf\n\nx\n--a--\n"
    )
    article = read_document(Raw("x.eml", HEAD.replace("\r\n", "\n").encode() + body.encode(), ".eml"))
    assert article.text == "Sel üzerine\n\nŞirket 5 milyon lira kazandı."
    assert article.places.stretches[-1].part == "1.1"


def test_a_map_of_places_joins_clips_and_finds() -> None:
    """Literal neighbours are one stretch; a cut through a literal stretch cuts its source too, and no other does."""
    places = SourceMap.of(
        [
            Place(0, 3, source=(10, 13)),
            Place(3, 5, source=(13, 15)),
            Place(5, 6, source=(15, 20)),
            Place(8, 9, source=(30, 31), page=2),
        ]
    )
    assert len(places.stretches) == 3
    assert places.locate(1, 4) == (Place(1, 4, source=(11, 14)),)
    assert places.locate(4, 9)[1:] == (Place(5, 6, source=(15, 20)), Place(8, 9, source=(30, 31), page=2))
    assert places.locate(6, 8) == ()
    assert (places.told(0, 9), places.told(0, 5)) == ("page 2", "")
    assert NOWHERE.locate(0, 5) == ()


@pytest.mark.parametrize("name", ["rapor.odt", "rapor.pdf"])
def test_verify_shows_the_place_in_the_document(verify: Command, root: Path, name: str) -> None:
    """The page or the paragraph in place of the line, which JSON tells as well."""
    path = str(root / "fixtures/documents" / name)
    said = verify("Değişim için 86,5 milyon lira harcandı", "--article", path)
    place = "page 1" if name.endswith("pdf") else "paragraph 3"
    assert said.status == 0
    assert said.out.rstrip().endswith(f"{name}, {place}")
    told = json.loads(verify("Değişim için 86,5 milyon lira harcandı", "--article", path, "--format", "json").out)
    assert (told["evidence"][0]["place"], told["evidence"][0]["line"]) == (place, 5)


def test_claims_values_of_a_document(claims: Command, root: Path) -> None:
    """Each with its page."""
    said = claims("values", "--article", str(root / "fixtures/documents/rapor.pdf"))
    assert "86,5 milyon lira  =  money 86 500 000 TRY  (page 1)" in said.out
    assert "40 milyon lira" in said.out
    assert said.out.rstrip().endswith("(page 2)")


def test_claims_add_takes_documents_with_what_they_tell(claims: Command, tmp_path: Path) -> None:
    """A folder of a page and a mail: title, source and day come from the documents."""
    page = "<title>Sel</title><meta property='og:site_name' content='Kıyı'><h1>Sel</h1><p>Kıyıda iki ev yıkıldı.</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.eml").write_bytes((HEAD + "\r\nKimse ölmedi.\r\n").encode())
    store = ("--store", str(tmp_path / "store.sqlite3"))
    assert "2 added" in claims("add", str(tmp_path), *store).err
    shown = claims("show", "b.eml", *store).out
    for told in ("Sel üzerine", "Basin", "2026-11-20"):
        assert told in shown


def test_every_member_of_the_family_reads_the_same_way() -> None:
    """One function each, from the bytes of a document to its article."""
    assert {reader.__name__ for reader in DOCUMENTS.values()} == {"read"}
    assert all(re.fullmatch(r"(?:\.[a-z]+)?", suffix) for suffix in DOCUMENTS)
