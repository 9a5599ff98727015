"""A Word document with comments added: three parts change, all others stay as they are, byte for byte."""

import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from claims.reading.records import Raw
from claims.reading.word.names import OFFICE, RELATIONS, STRICT, STRICT_OFFICE, TYPES, namespace
from claims.reading.word.story import KIND, related, rels_of, tell
from claims.reading.zipped import Package
from verifier.formats.word import comments as made
from verifier.formats.word.comments import Comment
from verifier.formats.word.cutting import cut

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
TYPES_PART = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of a new part: the first that a zip can tell."""


def commented(raw: Raw, comments: Sequence[Comment]) -> bytes:
    """The document with comments on stretches of its text, as ``claims.reading.word.story`` tells it.

    What stands in a text box or a note, where comments are not allowed, has its comment on the words at which the box
    or note hangs, and quotes what it is on. Without comments it is the document as it was. Raises ReadingError for what
    is no Word document.
    """
    package = Package(raw, KIND)
    story = tell(package)
    if not comments:
        return raw.data
    pieces = cut(story.pieces, {edge for one in comments for edge in (one.start, one.end)})
    part = next((name for name in related(package, story.main, "comments") if name in package), "")
    root = package.xml(part) if part else made.empty()
    number = made.next_id(root, story.root)
    for comment in comments:
        around = made.around(pieces, comment.start, comment.end)
        if around is not None:
            quoted = f"“{story.text[comment.start : comment.end]}”"
            made.tell(root, comment.about(quoted) if around.outside else comment, number, _date())
            made.anchor(around, number)
            number += 1
    changed = {story.main: story.root, part or _new_part(package, story.main): root}
    if not part:
        office = STRICT_OFFICE if namespace(story.root) == STRICT else OFFICE
        changed |= _announced(package, story.main, next(name for name in changed if name != story.main), office)
    return _zipped(raw, {name: _bytes(element) for name, element in changed.items()})


def _new_part(package: Package, main: str) -> str:
    """A name for the part of comments that no part has."""
    folder = dirname(main)
    names = ("comments", *(f"comments{number}" for number in range(2, 100)))
    return next(name for stem in names if (name := f"{folder}/{stem}.xml".lstrip("/")) not in package)


def _announced(package: Package, main: str, part: str, office: str) -> "dict[str, _Element]":
    """The relations of the main part and the content types, with the new part among them."""
    from lxml import etree

    rels = rels_of(main)
    relations = package.xml(rels) if rels in package else etree.Element(f"{{{RELATIONS}}}Relationships")
    taken = {one.get("Id") for one in relations}
    identity = next(name for number in range(1, len(taken) + 2) if (name := f"rIdDayanak{number}") not in taken)
    target = relpath(part, dirname(main) or ".")
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=identity, Type=f"{office}/comments", Target=target)
    types = package.xml(TYPES_PART)
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=CONTENT_TYPE)
    return {rels: relations, TYPES_PART: types}


def _date() -> str | None:
    """The day of SOURCE_DATE_EPOCH; without it comments bear no date, for the clock would change the bytes."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdecimal():
        return None
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bytes(root: "_Element") -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _zipped(raw: Raw, changed: Mapping[str, bytes]) -> bytes:
    """The package in its order with changed parts in their places and new ones at the end."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw.data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = [entry.filename for entry in old.infolist()]
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, entry.date_time)
            info.compress_type, info.external_attr = entry.compress_type, entry.external_attr
            new.writestr(info, changed[entry.filename] if entry.filename in changed else old.read(entry))
        for name in sorted(set(changed) - set(names)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, changed[name])
    return out.getvalue()
