"""The format of a document that has no suffix to tell it: by its first bytes, or by what a server calls it."""

import re

from claims.folding import lower

HEAD = 4096
PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[ \t].*\r?\n(?:[ \t].*\r?\n)*)+\r?\n")
MAIL = re.compile(rb"^(?:from|date|subject|received|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
ZIPPED = ((b"application/vnd.oasis.opendocument.text", ".odt"), (b"word/", ".docx"), (b"[Content_Types].xml", ".docx"))
TYPES = {
    "application/json": ".json",
    "application/ninjs+json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xhtml+xml": ".html",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
"""The suffix of each content type that can be read."""


def kind_of(data: bytes) -> str:
    """The suffix of the format, empty for text and for whatever is not known."""
    head = data[:HEAD]
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in ZIPPED if mark in head), "")
    if PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    header = HEADER.match(head)
    if header and len({lower(found.decode("ascii"), "en") for found in MAIL.findall(header.group())}) >= 3:
        return ".eml"
    return ""
