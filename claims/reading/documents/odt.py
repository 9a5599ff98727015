"""OpenDocument text (ODF 1.3): what a reader of the page sees, without tracked deletions and comments."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.errors import ReadingError
from claims.reading.building import Builder
from claims.reading.records import Article, Raw
from claims.reading.zipped import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "an OpenDocument text"
CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
TYPE = b"application/vnd.oasis.opendocument.text"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
LEFT_OUT = frozenset(
    {
        f"{TEXT}tracked-changes",
        f"{TEXT}note-citation",
        f"{TEXT}table-of-content",
        f"{TEXT}alphabetical-index",
        f"{TEXT}ruby-text",
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}forms",
        f"{DRAW}object",
        f"{SVG}title",
        f"{SVG}desc",
    }
)
BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
BLANKS = re.compile(r"[ \t\r\n]+")
MAX_DEPTH = 200


def read(raw: Raw) -> Article:
    """The paragraphs of a document in the order of its text, notes and text boxes behind the paragraph they hang on."""
    package = Package(raw, KIND)
    if CONTENT not in package or not package.read("mimetype").startswith(TYPE):
        raise package.locked() if "encrypted-package" in package else package.broken()
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise package.locked()
    body = package.xml(CONTENT).find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise package.broken()
    builder = Builder()
    for number, paragraph in enumerate(_paragraphs(body), start=1):
        builder.separate()
        builder.add(paragraph, part=CONTENT, paragraph=number)
    if not builder.text:
        raise ReadingError(f"{raw.name} holds no text; give a document that holds the text of an article.")
    return Article(raw.name, builder.text, builder.places, title=_title(package), url=raw.url)


def _title(package: Package) -> str | None:
    found = package.xml(META).find(f".//{TITLE}") if META in package else None
    return None if found is None or not found.text else " ".join(found.text.split()) or None


def _paragraphs(element: "_Element", depth: int = 0) -> Iterator[str]:
    """The texts of the paragraphs in an element that have one."""
    for child in element:
        if child.tag in PARAGRAPHS:
            hanging: list[_Element] = []
            text = _spaced("".join(_runs(child, hanging, depth)))
            if text:
                yield text
            for one in hanging:
                yield from _paragraphs(one, depth + 1)
        elif child.tag not in LEFT_OUT and isinstance(child.tag, str) and depth < MAX_DEPTH:
            yield from _paragraphs(child, depth + 1)


def _runs(element: "_Element", hanging: "list[_Element]", depth: int) -> Iterator[str]:
    """The text inside a paragraph; notes and text boxes are put aside, for they are no part of its sentences."""
    yield BLANKS.sub(" ", element.text or "")
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " "
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag in (f"{TEXT}note", f"{DRAW}text-box"):
            hanging.append(child)
        elif child.tag not in LEFT_OUT and isinstance(child.tag, str) and depth < MAX_DEPTH:
            yield from _runs(child, hanging, depth + 1)
        yield BLANKS.sub(" ", child.tail or "")


def _spaced(text: str) -> str:
    """White space collapses (ODF 1.3, 6.1.2), also across elements; many spaces that are meant read as one."""
    lines = (" ".join(filter(None, line.split(" "))) for line in text.split("\n"))
    return "\n".join(lines).strip()
