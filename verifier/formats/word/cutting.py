"""Runs cut in two where a comment begins or ends in them; both halves keep the formatting, and no text changes."""

from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import TYPE_CHECKING

from claims.reading.word.names import SPACE, local
from claims.reading.word.walking import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element


def cut(pieces: Sequence[Piece], edges: Collection[int]) -> tuple[Piece, ...]:
    """Cut the runs of the body at these offsets of the text; the pieces as they are then, none of it across an edge."""
    found: list[Piece] = []
    for _, group in groupby(pieces, key=lambda piece: id(piece.run)):
        held = list(group)
        found.extend(_cut_run(held, edges) if held[0].host is None else held)
    return tuple(found)


def _cut_run(pieces: list[Piece], edges: Collection[int]) -> Iterator[Piece]:
    """The pieces of one run, which becomes as many runs as the edges inside of it make of it."""
    start, end = pieces[0].start, pieces[-1].end
    rest = pieces
    for edge in sorted(edge for edge in edges if start < edge < end):
        before = [piece for piece in rest if piece.end <= edge]
        after = [piece for piece in rest if piece.start >= edge]
        across = next((piece for piece in rest if piece.start < edge < piece.end), None)
        if across is not None:
            second = _halved(across.node, edge - across.start)
            before.append(across._replace(end=edge))
            after.insert(0, across._replace(start=edge, node=second))
        yield from before
        run = _moved(after[0].node, after[0].run)
        rest = [piece._replace(run=run) for piece in after]
    yield from rest


def _halved(node: "_Element", offset: int) -> "_Element":
    """Cut the text of a w:t; the new node with its second half stands behind it."""
    text = node.text or ""
    second = deepcopy(node)
    second.tail = None
    node.text, second.text = text[:offset], text[offset:]
    for half in (node, second):
        if half.text != (half.text or "").strip():
            half.set(SPACE, "preserve")
    node.addnext(second)
    return second


def _moved(first: "_Element", run: "_Element") -> "_Element":
    """Move a node of a run, and all behind it, into a new run of the same properties behind it."""
    after = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    after.tail, run.tail = run.tail, None
    properties = next((one for one in run if local(one) == "rPr"), None)
    if properties is not None:
        after.append(deepcopy(properties))
    node: _Element | None = _child_of(run, first)
    while node is not None:
        following = node.getnext()
        after.append(node)
        node = following
    run.addnext(after)
    return after


def _child_of(run: "_Element", node: "_Element") -> "_Element":
    """The child of the run in which the node lies."""
    parent = node.getparent()
    while parent is not None and parent is not run:
        node, parent = parent, parent.getparent()
    return node
