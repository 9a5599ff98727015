"""E-mail (.eml): subject and body, decoded, its lines put together again where they were wrapped for sending."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import NamedTuple

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.building import Builder, Piece
from claims.reading.markup import blocks
from claims.reading.records import Article, Raw

QUOTED = re.compile(r">[> ]*")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
SIGNATURE = "-- "
SUBJECT = "Subject"
MAX_PARTS = 1000


class Line(NamedTuple):
    """One line of a plain body: its content without quotation marks and line end, where that begins, how deep it is
    quoted, and whether the next line goes on."""

    text: str
    start: int
    depth: int
    flows: bool


def read(raw: Raw) -> Article:
    """The subject and the plain or else the HTML body of a mail; what is below its signature is left out."""
    message = email.message_from_bytes(raw.data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise ReadingError(f"{raw.name} is no mail; save what you need of it as plain text (.txt) and name that.")
    part, number = _body(message, raw.name)
    builder = Builder()
    subject = " ".join(str(message.get(SUBJECT, "")).split())
    if subject:
        builder.add(subject, part=SUBJECT, source=(0, len(subject)))
    content = _content(part, raw.name)
    if part.get_content_subtype() == "html":
        for block in blocks(content):
            builder.add_block(block.pieces, part=number)
    else:
        _add_lines(builder, part, content, number)
    if not builder.text.removeprefix(subject).strip():
        raise ReadingError(f"{raw.name} is a mail without text; save what is attached to it and name that.")
    return Article(
        raw.name,
        builder.text,
        builder.places,
        title=subject or None,
        source=_sender(message),
        published=_day(message),
        url=raw.url,
    )
