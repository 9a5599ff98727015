"""Every input that cannot be read gets one sentence that says what is wrong and what to do."""

import codecs
import io
import sys
from pathlib import Path

import pytest

from claims.errors import ReadingError
from claims.reading import READERS, read
from claims.reading.access import PUBLIC
from claims.reading.decoding import MAX_CHARACTERS

TURKISH = "Şirket, yılın ilk çeyreğinde kârını artırdı; iş gücü de büyüdü. Öğrenciler İzmir'den ışık hızıyla ayrıldı."

TEXTS = [
    ("plain.txt", TURKISH.encode(), TURKISH),
    ("no-suffix", TURKISH.encode(), TURKISH),
    ("UPPER.TXT", TURKISH.encode(), TURKISH),
    ("marked.md", b"# Ba\xc5\x9fl\xc4\xb1k\n\n**kal\xc4\xb1n**", "# Başlık\n\n**kalın**"),
    ("bom.txt", codecs.BOM_UTF8 + b"Meta", "Meta"),
    ("crlf.txt", b"Bir.\r\n\xc4\xb0ki.\r\n", "Bir.\r\nİki.\r\n"),
    ("nfd.txt", "s\u0327irket".encode(), "s\u0327irket"),
    ("boşluk adı.txt", b"Meta", "Meta"),
]

ERRORS = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\r\n", "is empty"),
    ("bom-only.txt", codecs.BOM_UTF8, "is empty"),
    ("binary.txt", bytes(range(256)) * 8, "is a binary file"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(128, 256)), "is a binary file"),
    ("windows.txt", TURKISH.encode("cp1254"), "iconv -f cp1254 -t UTF-8"),
    ("dos.txt", TURKISH.encode("cp857"), "iconv -f cp857 -t UTF-8"),
    ("mac.txt", TURKISH.encode("mac_turkish"), "iconv -f MACTURKISH -t UTF-8"),
    ("wide.txt", codecs.BOM_UTF16_LE + TURKISH.encode("utf-16-le"), "looks like UTF-16"),
    ("wide-without-bom.txt", TURKISH.encode("utf-16-le"), "looks like UTF-16LE"),
    ("wide-big-endian.txt", TURKISH.encode("utf-16-be"), "looks like UTF-16BE"),
    ("widest.txt", codecs.BOM_UTF32_LE + TURKISH.encode("utf-32-le"), "looks like UTF-32"),
    ("renamed.txt", b"%PDF-1.7 ...", "is a PDF"),
    ("word.txt", b"PK\x03\x04....", "zipped document"),
    ("report.pdf", b"%PDF-1.7", "is no sound PDF"),
    ("report.doc", b"\xd0\xcf\x11\xe0", "is an old Word document, which is not supported"),
    ("page.html", b"<p>", "is a web page without text"),
    ("table.xyz", b"Meta", "format that is not known"),
    ("long.txt", b"a" * (MAX_CHARACTERS + 1), "more than 1,000,000 characters"),
    ("longest.txt", b"a" * (4 * MAX_CHARACTERS + 9), "more than 1,000,000 characters"),
]


@pytest.mark.parametrize(("name", "raw", "text"), TEXTS, ids=[case[0] for case in TEXTS])
def test_a_text_is_read_character_for_character(tmp_path: Path, name: str, raw: bytes, text: str) -> None:
    """Nothing but the byte order mark is taken off: line ends, NFD and marks stay, so that offsets count them."""
    (tmp_path / name).write_bytes(raw)
    assert read(str(tmp_path / name))[:2] == (str(tmp_path / name), text)


@pytest.mark.parametrize(("name", "raw", "message"), ERRORS, ids=[case[0] for case in ERRORS])
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    """The message is one line, names the file and the fault, and ends with a way out."""
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(ReadingError) as caught:
        read(str(path))
    said = str(caught.value)
    assert message in said
    assert str(path) in said
    assert "\n" not in said
    assert ";" in said


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("missing.txt", "There is no file missing.txt"),
        ("missing.pdf", "There is no file missing.pdf"),
        ("https://haber.invalid/x", "cannot be reached"),
        ("file:///etc/hostname", "is no address that can be fetched"),
        ("www.example.org", "is no address that can be fetched"),
        ("bad\x00name.txt", "There is no file"),
    ],
)
def test_a_name_that_leads_nowhere(target: str, message: str) -> None:
    """A missing file and an address are told apart."""
    with pytest.raises(ReadingError, match=message):
        read(target)


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    """A folder is named as one."""
    with pytest.raises(ReadingError, match="is a folder; name one file in it"):
        read(str(tmp_path))


def test_exactly_the_largest_text_is_read(tmp_path: Path) -> None:
    """The limit counts characters, not bytes."""
    path = tmp_path / "large.txt"
    path.write_text("ş" * MAX_CHARACTERS, encoding="utf-8")
    assert len(read(str(path)).text) == MAX_CHARACTERS


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hyphen reads standard input, line ends untouched."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("İki\r\nüç".encode()), encoding="ascii"))
    assert read("-")[:2] == ("standard input", "İki\r\nüç")


def test_wrong_bytes_on_standard_input_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The advice for standard input names a file that the user can convert."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TURKISH.encode("cp1254")), encoding="ascii"))
    with pytest.raises(ReadingError, match=r"standard input is not UTF-8.*cp1254.*'standard-input.txt'"):
        read("-")


def test_every_reader_passes_on_what_is_not_its_own() -> None:
    """A reader answers None for a name of a format that it does not know, so the order of the tuple decides."""
    assert [reader(__file__, PUBLIC) for reader in READERS] == [None] * len(READERS)
