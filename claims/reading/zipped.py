"""The parts of zipped documents (OpenDocument, Word), with limits on what a small file may unfold to."""

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from claims.errors import ReadingError
from claims.reading.records import Raw

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 64 << 20
MAX_PARTS = 10_000
MAX_RATIO = 250
SMALL = 1 << 20
"""A part up to this size may be packed as tightly as it likes."""
ENCRYPTED = 0x1
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What the standard library raises for one damaged package or another."""


class Package:
    """A zipped document, whose parts are unpacked one by one when they are asked for."""

    def __init__(self, raw: Raw, kind: str) -> None:
        """Opens the package, called ``kind`` in messages ("a Word document"); raises ReadingError for no sound zip."""
        self.name, self.kind = raw.name, kind
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw.data))
        except FAULTS as error:
            raise self.broken() from error
        entries = self._archive.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        if len(entries) > MAX_PARTS or len(self._entries) < len(entries):
            raise self.broken()

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the package."""
        return tuple(self._entries)

    def read(self, part: str) -> bytes:
        """The bytes of a part; raises ReadingError where it is missing, encrypted, damaged or unfolds too far."""
        entry = self._entries.get(part)
        if entry is None or entry.compress_type not in PACKED:
            raise self.broken()
        if entry.flag_bits & ENCRYPTED:
            raise self.locked()
        limit = min(MAX_PART, max(SMALL, MAX_RATIO * entry.compress_size))
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(limit + 1)
        except FAULTS as error:
            raise self.broken() from error
        if len(content) > limit:
            raise ReadingError(
                f"{self.name} unfolds to far more than a document holds; save its text as plain text (.txt) and name "
                "that."
            )
        return content

    def xml(self, part: str) -> "_Element":
        """The root of an XML part, read without entities, document types and network; raises ReadingError."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
        )
        content = self.read(part)
        if b"<!DOCTYPE" in content:
            raise self.broken()
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.broken() from error
        if root.getroottree().docinfo.doctype:
            raise self.broken()
        return root

    def broken(self) -> ReadingError:
        """The error for a file that is not what its name says, or is damaged."""
        return ReadingError(
            f"{self.name} is no sound {self.kind.removeprefix('an ').removeprefix('a ')}; open it in the program that "
            "made it, save it anew and name that."
        )

    def locked(self) -> ReadingError:
        """The error for a document that is protected by a password."""
        return ReadingError(f"{self.name} is protected by a password; save it without one and name that.")
