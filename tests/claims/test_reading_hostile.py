"""Documents made to do harm, or broken: one sentence each, soon, and nothing is read that was not named."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import CONTENT, TYPE, Shown, odt, pdf

from claims.errors import ReadingError
from claims.reading import Access, read
from claims.reading.documents import read_document
from claims.reading.records import Raw
from claims.reading.sniffing import kind_of
from claims.reading.zipped import Package

PARAGRAPH = "<text:p>Metin</text:p>"
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
DOCTYPES = {
    "xxe": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "laughs": f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>',
    "external": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
}
BODY = {"xxe": "&x;", "laughs": "&l9;", "external": "Metin"}
MANIFEST = b'<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
SLOW = 10.0


def _with(doctype: str) -> bytes:
    content = CONTENT.format(body=f"<text:p>{BODY[doctype]}</text:p>").replace("?>", f"?>{DOCTYPES[doctype]}", 1)
    return odt("", {"content.xml": content.encode()})


def _utf16() -> bytes:
    content = CONTENT.format(body="<text:p>&x;</text:p>").replace("?>", f"?>{DOCTYPES['xxe']}", 1)
    return odt("", {"content.xml": content.replace("UTF-8", "UTF-16").encode("utf-16")})


def _twice() -> bytes:
    stream = io.BytesIO(odt(PARAGRAPH))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("content.xml", b"<x/>")
    return stream.getvalue()


def _lying() -> bytes:
    """A package whose directory says that its content is small."""
    size = 80 << 20
    return odt("", {"content.xml": b" " * size}).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


BROKEN = [
    ("xxe.odt", lambda: _with("xxe"), "no sound OpenDocument text"),
    ("laughs.odt", lambda: _with("laughs"), "no sound OpenDocument text"),
    ("external.odt", lambda: _with("external"), "no sound OpenDocument text"),
    ("utf16.odt", _utf16, "no sound OpenDocument text"),
    ("bomb.odt", lambda: odt("", {"content.xml": b" " * (80 << 20)}), "unfolds to far more"),
    ("lying.odt", _lying, "no sound|unfolds"),
    ("twice.odt", _twice, "no sound OpenDocument text"),
    ("truncated.odt", lambda: odt(PARAGRAPH)[:-40], "no sound OpenDocument text"),
    ("text.odt", lambda: b"Metin", "no sound OpenDocument text"),
    ("sheet.odt", lambda: odt(PARAGRAPH, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "no sound"),
    ("broken.odt", lambda: odt("<text:p>"), "no sound OpenDocument text"),
    ("empty.odt", lambda: odt("<text:p/>"), "holds no text"),
    ("secret.odt", lambda: odt(PARAGRAPH, {"META-INF/manifest.xml": MANIFEST}), "protected by a password"),
    ("text.pdf", lambda: b"Metin", "no sound PDF"),
    ("zip.pdf", lambda: odt(PARAGRAPH), "no sound PDF"),
    ("head.pdf", lambda: b"%PDF-1.7\n", "no sound PDF"),
    ("scan.pdf", lambda: pdf([[]]), "pictures of pages"),
    ("text.json", lambda: b"Metin", "no sound JSON"),
    ("list.json", lambda: b"[1]", "no news item"),
    ("other.json", lambda: b'{"name": "x"}', "no news item with a text"),
    ("deep.json", lambda: b"[" * 200_000, "no sound JSON"),
    ("latin.json", lambda: '{"body_text": "ş"}'.encode("cp1254"), "not UTF-8"),
    ("shapes.json", lambda: json.dumps({"bodies": [1, {"value": 2}, None], "headlines": "x"}).encode(), "no news item"),
    ("text.eml", lambda: b"Metin\n", "no mail"),
    ("empty.eml", lambda: b"Subject: a\n\n", "mail without text"),
    ("attached.eml", lambda: b"Subject: a\nContent-Type: application/pdf\n\nx", "mail without text"),
    ("page.html", lambda: b"<p>\x00\x01\x02", "binary file"),
    ("other.html", lambda: b"<meta charset=utf-8>" + "<p>ığşİĞŞ".encode("cp1254") * 20, "not in the encoding"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0", "libreoffice --headless"),
    ("rich.rtf", lambda: b"{\\rtf1 a}", "libreoffice --headless"),
    ("book.epub", lambda: b"PK\x03\x04", "pandoc"),
]

LONG = [
    ("tags", "<div>" * 100_000 + "Metin"),
    ("signs", "<" * 500_000),
    ("values", "<a " + "='" * 700_000),
    ("comments", "<!--" * 400_000),
    ("scripts", "<script>" * 200_000),
    (
        "blocks",
        "".join(f"<p>Bu {number}. satır, birbirinden ayrı çok sayıda satırdan biridir." for number in range(20_000)),
    ),
]


@pytest.mark.parametrize(("name", "data", "message"), BROKEN, ids=[case[0] for case in BROKEN])
def test_each_gets_one_sentence(tmp_path: Path, name: str, data: Callable[[], bytes], message: str) -> None:
    """With the name of the file and a way out."""
    path = tmp_path / name
    path.write_bytes(data())
    with pytest.raises(ReadingError, match=message) as caught:
        read(str(path))
    said = str(caught.value)
    assert name in said
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize(("kind", "markup"), LONG, ids=[case[0] for case in LONG])
def test_no_page_takes_long(kind: str, markup: str) -> None:
    """Whether it can be read or not: no time that grows with the square of its length, and no stack that overflows."""
    begun = time.perf_counter()
    try:
        text = read_document(Raw("x.html", markup.encode(), ".html")).text
    except ReadingError as error:
        text = str(error)
    assert text
    assert time.perf_counter() - begun < SLOW


def test_deep_packages_and_mails_are_read_or_told() -> None:
    """Nested a thousand times: OpenDocument as far as documents go, mail not at all."""
    deep = "<text:section>" * 300 + PARAGRAPH + "</text:section>" * 300
    with pytest.raises(ReadingError, match="no sound|holds no text"):
        read_document(Raw("x.odt", odt(deep), ".odt"))
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(3000))
    with pytest.raises(ReadingError, match="nested too deep|without text"):
        read_document(Raw("x.eml", b"Subject: a\n" + head.encode(), ".eml"))


def test_a_package_is_read_part_by_part() -> None:
    """A bomb in a part that nobody asks for does nobody any harm."""
    data = odt(PARAGRAPH, {"Pictures/1.png": b"\x00" * (70 << 20)})
    assert read_document(Raw("x.odt", data, ".odt")).text == "Metin"
    package = Package(Raw("x.odt", data), "an OpenDocument text")
    assert "Pictures/1.png" in package
    with pytest.raises(ReadingError, match="unfolds"):
        package.read("Pictures/1.png")


def test_a_protected_pdf_is_told() -> None:
    """By PDFium's own error, whatever the text inside."""
    data = pdf([[Shown("Secret", 40, 500)]])
    locked = data.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
        + b"28" * 32
        + b"> /U <"
        + b"29" * 32
        + b"> >>",
    )
    with pytest.raises(ReadingError, match="protected by a password"):
        read_document(Raw("x.pdf", locked, ".pdf"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", ".pdf"),
        (odt(PARAGRAPH), ".odt"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>x", ".html"),
        (b"<html><p>x", ".html"),
        (b"From: a@b.c\nDate: Fri, 20 Nov 2026 09:00:00 +0300\nSubject: x\n\nMetin", ".eml"),
        (b"Ankara: sel\n\nMetin", ""),
        (b"Metin <html>", ""),
        (TYPE, ""),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    """Text is text, also where it looks a little like something else."""
    assert kind_of(data) == kind


def test_nothing_is_fetched_offline() -> None:
    """A switch that the service turns on."""
    with pytest.raises(ReadingError, match="works offline"):
        read("https://example.org/", Access(offline=True))
