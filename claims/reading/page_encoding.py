"""The encoding of a web page: its byte order mark, what the server says, what the page says, else UTF-8."""

import codecs
import re

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.records import Raw

DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)[ \t\n]*=[ \t\n]*["']?[ \t\n]*([\w.:-]+)""", re.I)
HEAD = 4096
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "utf-8": "utf-8-sig"}
"""The encodings that browsers read in place of those that pages name (WHATWG Encoding Standard)."""
TURKISH = "cp1254"
LOST = 0.001


def decode_page(raw: Raw) -> str:
    """The markup of a page; raises ReadingError where its bytes are no text in the encoding that it names."""
    if b"\x00" in raw.data and not raw.data.startswith(tuple(mark for mark, _ in MARKS[1:])):
        raise _no_page(raw.name)
    declared = DECLARED.search(raw.data[:HEAD])
    named = (raw.charset or "", declared.group(1).decode("ascii", "replace") if declared else "")
    marked = next((encoding for mark, encoding in MARKS if raw.data.startswith(mark)), None)
    encoding = marked or next((known for name in named if (known := _known(name))), None)
    if encoding is None:
        try:
            return raw.data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = TURKISH
    markup = raw.data.decode(encoding, "replace")
    if markup.count("\N{REPLACEMENT CHARACTER}") > LOST * len(markup) + 1:
        raise ReadingError(f"{raw.name} is not in the encoding that it names ({encoding}); save the page as UTF-8.")
    return markup


def _known(name: str) -> str | None:
    """The codec for the name of an encoding of text, None for none."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or lower(found.name, "en").startswith(("utf-16", "utf-32", "utf-7")):
        return None
    return MEANT.get(found.name, found.name)


def _no_page(name: str) -> ReadingError:
    return ReadingError(f"{name} is a binary file, not a web page; save the page anew, or as plain text (.txt, UTF-8).")
