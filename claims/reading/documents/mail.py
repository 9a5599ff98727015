"""E-mail (.eml): subject and body, decoded, its lines put together again where they were wrapped for sending."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import MIMEPart as Part
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.building import Builder
from claims.reading.decoding import MAX_CHARACTERS, too_large
from claims.reading.markup import blocks
from claims.reading.records import Article, Raw

QUOTED = re.compile(r">[> ]*")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
SIGNATURE = "-- "
SUBJECT = "Subject"
UNDECLARED = ("utf-8", "cp1254")


class Line(NamedTuple):
    """One line of a plain body without its marks and its end, and where that stands.

    ``depth`` is how often it is quoted; ``flows`` tells that the next line goes on where it ends.
    """

    text: str
    start: int
    depth: int
    flows: bool


def read(raw: Raw) -> Article:
    """The subject and the plain or else the HTML body of a mail; what is below its signature is left out."""
    try:
        message = email.message_from_bytes(raw.data, policy=email.policy.default)
        found = next(_bodies(message), None)
    except RecursionError as error:
        raise ReadingError(f"{raw.name} is nested too deep; save what you need of it as plain text (.txt).") from error
    if not message.keys():
        raise ReadingError(f"{raw.name} is no mail; save what you need of it as plain text (.txt) and name that.")
    builder = Builder()
    subject = " ".join(_header(message, SUBJECT).split())
    builder.add(subject, part=SUBJECT, source=(0, len(subject)))
    headed = len(builder.text)
    builder.separate()
    if found is not None:
        _add_body(builder, *found)
    if not builder.text[headed:].strip():
        raise ReadingError(f"{raw.name} is a mail without text; save what is attached to it and name that.")
    if len(builder.text) > MAX_CHARACTERS:
        raise too_large(raw.name)
    sender = parseaddr(_header(message, "From"))
    return Article(
        raw.name,
        builder.text,
        builder.places,
        title=subject or None,
        source=sender[0] or sender[1] or None,
        published=_day(_header(message, "Date")),
        url=raw.url,
    )


def _bodies(message: Part) -> Iterator[tuple[Part, str]]:
    """The body to read with its number among the parts ("1.2"), as IMAP counts them."""
    body = message.get_body(("plain", "html"))
    if body is message:
        yield message, "1"
    yield from ((part, number) for part, number in _numbered(message, "") if part is body)


def _numbered(message: Part, before: str) -> Iterator[tuple[Part, str]]:
    for number, part in enumerate(message.iter_parts() if message.is_multipart() else (), start=1):
        yield part, f"{before}{number}"
        yield from _numbered(part, f"{before}{number}.")


def _add_body(builder: Builder, part: Part, number: str) -> None:
    content = _content(part)
    if part.get_content_subtype() == "html":
        for block in blocks(content):
            builder.add_block(block.pieces, part=number)
        return
    flowed = lower(str(part.get_param("format", "")), "en") == "flowed"
    joined = flowed and lower(str(part.get_param("delsp", "")), "en") == "yes"
    last: Line | None = None
    for line in _lines(content, flowed=flowed, joined=joined):
        goes_on = last is not None and last.flows and last.depth == line.depth
        if not line.text.strip() or (last is not None and last.depth != line.depth):
            builder.separate()
        elif not goes_on:
            builder.separate("\n")
        if line.text.strip():
            builder.add(line.text, source=(line.start, line.start + len(line.text)), part=number)
        last = line


def _lines(content: str, *, flowed: bool, joined: bool) -> Iterator[Line]:
    """The lines of a plain body up to the signature (RFC 3676 where it is ``flowed``, and DelSp where ``joined``)."""
    for found in LINE.finditer(content):
        text, start = found.group().rstrip("\r\n"), found.start()
        if text == SIGNATURE:
            return
        quoted = QUOTED.match(text)
        if quoted:
            text, start = text[quoted.end() :], start + quoted.end()
        elif flowed and text.startswith(" "):
            text, start = text[1:], start + 1
        flows = flowed and text.endswith(" ")
        text = text if flows and not joined else text.rstrip()
        yield Line(text, start, quoted.group().count(">") if quoted else 0, flows)


def _content(part: Part) -> str:
    """The decoded text of a part, in the encoding that it names, or where that is none in one that fits."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    for charset in filter(None, (part.get_content_charset(), *UNDECLARED)):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def _header(message: Part, name: str) -> str:
    """A decoded header; empty where it is missing or so malformed that the library's parser breaks on it."""
    try:
        return str(message.get(name, ""))
    except Exception:
        return ""


def _day(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
