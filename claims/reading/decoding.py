"""Bytes to text: UTF-8 alone, with a sentence for each thing that is not, naming what it looks like."""

import codecs
import unicodedata
from typing import BinaryIO

from claims.errors import ReadingError

MAX_CHARACTERS = 1_000_000
BLOCK, AROUND = 1 << 20, 2000
MAX_BYTES = 4 * MAX_CHARACTERS + len(codecs.BOM_UTF8)
SIGNATURES = (
    (b"%PDF", "a PDF", "give it a name that ends in .pdf"),
    (b"PK\x03\x04", "a zipped document (Word, OpenDocument, e-book)", "give it a name that ends in .docx or .odt"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as .docx, or as plain text (.txt), and name that"),
    (b"{\\rtf", "a rich text document", "save it as .docx, or as plain text (.txt), and name that"),
)
MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# Single-byte code pages that Turkish text is met in: Windows, DOS, the ISO standard, Mac, and Western Windows.
CANDIDATES = ("cp1254", "cp857", "mac_turkish", "cp1252")
TURKISH = frozenset("çğıöşüÇĞİÖŞÜâîûÂÎÛ")
TYPOGRAPHIC = frozenset("‘’“”–—…«»€£•·")


def decode(raw: bytes, name: str) -> str:
    """The text of an article: UTF-8 without the BOM, line ends kept; raises ReadingError for anything else."""
    _refuse_signs(raw, name)
    if b"\x00" in raw:
        raise _binary(name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = _looks_like(raw)
        raise (_wrong_encoding(name, encoding) if encoding else _binary(name)) from error
    if not text.strip().strip("\N{ZERO WIDTH NO-BREAK SPACE}"):
        raise ReadingError(f"{name} is empty; give a file that holds the text of an article.")
    _refuse_controls(text, name)
    if len(text) > MAX_CHARACTERS:
        raise too_large(name)
    return text


def row_encoding(stream: BinaryIO, name: str) -> str:
    """The encoding of a file of rows, which may be of any length: "utf-8-sig" or "cp1254"; raises ReadingError.

    The whole stream is read, block by block, so that no row further down can turn out to be in another encoding.
    """
    head = stream.read(BLOCK)
    _refuse_signs(head, name)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    block, empty = head, True
    try:
        while block:
            if b"\x00" in block:
                raise _binary(name)
            text = decoder.decode(block)
            empty = empty and not text.strip().strip("\N{ZERO WIDTH NO-BREAK SPACE}")
            if block is head:
                _refuse_controls(text, name)
            block = stream.read(BLOCK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        encoding = _looks_like(error.object[max(0, error.start - AROUND) :])
        stream.seek(0)
        if encoding == "cp1254" and all(map(_turkish_windows, iter(lambda: stream.read(BLOCK), b""))):
            return encoding
        raise (_wrong_encoding(name, encoding) if encoding else _binary(name)) from error
    if empty:
        raise ReadingError(f"{name} is empty; give a file that holds rows.")
    return "utf-8-sig"


def too_large(name: str) -> ReadingError:
    """The error for a text that is longer than one article can be."""
    return ReadingError(
        f"{name} holds more than {MAX_CHARACTERS:,} characters; split it and name one article at a time."
    )


def _refuse_signs(raw: bytes, name: str) -> None:
    """Raises ReadingError where the first bytes are those of another kind of file or of another encoding."""
    for signature, kind, way_out in SIGNATURES:
        if raw.startswith(signature):
            raise ReadingError(f"{name} is {kind}, not plain text; {way_out}.")
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            raise _wrong_encoding(name, encoding)
    if b"\x00" in raw:
        encoding = _utf16_without_mark(raw)
        if encoding:
            raise _wrong_encoding(name, encoding)


def _refuse_controls(text: str, name: str) -> None:
    if sum(unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v\x1b\x85" for char in text[:4096]) > 40:
        raise _binary(name)


def _turkish_windows(block: bytes) -> bool:
    try:
        block.decode("cp1254")
    except UnicodeDecodeError:
        return False
    return True


def _binary(name: str) -> ReadingError:
    return ReadingError(
        f"{name} is a binary file, not text; save the article as plain text (.txt, UTF-8) and name that."
    )


def _wrong_encoding(name: str, encoding: str) -> ReadingError:
    source = "standard-input.txt" if name == "standard input" else name
    return ReadingError(
        f"{name} is not UTF-8, it looks like {encoding}; convert it with: "
        f"iconv -f {encoding.replace('mac_turkish', 'MACTURKISH')} -t UTF-8 '{source}' > utf8.txt"
    )


def _utf16_without_mark(raw: bytes) -> str:
    """UTF-16LE or UTF-16BE where nearly every second byte is zero on one side, else an empty string."""
    sample = raw[: 4096 - len(raw[:4096]) % 2]
    half = max(len(sample) // 2, 1)
    for offset, encoding in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        zeros = sample[offset::2].count(0)
        if zeros > 0.6 * half and sample[1 - offset :: 2].count(0) < 0.05 * half:
            return encoding
    return ""


def _looks_like(raw: bytes) -> str:
    """The code page in which the bytes read most like Turkish or English, or an empty string where none does."""
    best, best_score = "", 0.0
    for encoding in CANDIDATES:
        try:
            text = raw[:65536].decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = [char for char in text if not char.isascii()]
        good = sum(2 if char in TURKISH else 1 for char in strange if char in TURKISH or char in TYPOGRAPHIC)
        score = good / (2 * len(strange)) if strange else 0.0
        printable = sum(char.isprintable() or char.isspace() for char in text) / len(text)
        if printable > 0.97 and score > best_score:
            best, best_score = encoding, score
    return best if best_score > 0.3 else ""
