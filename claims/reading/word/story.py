"""A Word document as one text: its body, then the notes in the order in which the body refers to them."""

from collections.abc import Mapping
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from claims.reading.word.names import OFFICE, STRICT_OFFICE, attribute, child, local
from claims.reading.word.walking import Piece, Walk
from claims.reading.zipped import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "a Word document"


class Story(NamedTuple):
    """The text with its pieces in order, the main part by name and parsed; what lies between pieces is no node's."""

    text: str
    pieces: tuple[Piece, ...]
    main: str
    root: "_Element"


def tell(package: Package) -> Story:
    """The running text of a package; raises ReadingError where it is no Word document."""
    main = next(iter(related(package, "", "officeDocument")), "")
    if main not in package:
        raise package.broken()
    root = package.xml(main)
    body = child(root, "body")
    if local(root) != "document" or body is None:
        raise package.broken()
    walk = Walk()
    walk.blocks(body, main)
    _notes(walk, package, main)
    return Story(walk.text, tuple(walk.pieces), main, root)


def related(package: Package, part: str, kind: str) -> tuple[str, ...]:
    """The parts that a part (or with an empty name the package) is related to by a kind of relation of the standard."""
    rels = rels_of(part)
    if rels not in package:
        return ()
    wanted = {f"{space}/{kind}" for space in (OFFICE, STRICT_OFFICE)}
    return tuple(
        _resolved(part, str(relation.get("Target", "")))
        for relation in package.xml(rels)
        if relation.get("Type") in wanted and relation.get("TargetMode") != "External"
    )


def rels_of(part: str) -> str:
    """The name of the part that holds the relations of a part."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _resolved(part: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def _notes(walk: Walk, package: Package, main: str) -> None:
    """Walk the notes that were referred to; one that is missing says nothing."""
    known: dict[str, tuple[str, Mapping[str, _Element]]] = {}
    for kind in ("footnote", "endnote"):
        part = next((name for name in related(package, main, f"{kind}s") if name in package), "")
        if part:
            known[kind] = part, {attribute(note, "id"): note for note in package.xml(part) if local(note) == kind}
    for note in tuple(walk.notes):
        part, notes = known.get(note.kind, ("", {}))
        if note.id in notes:
            walk.blocks(notes[note.id], part, note.run)
