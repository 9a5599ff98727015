"""Comments of a Word document: those that it has are kept, new ones are added behind them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from claims.reading.word.names import SPACE, WORD, attribute, local, namespace
from claims.reading.word.walking import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element

REVISIONS, DELETIONS = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
AUTHOR, INITIALS = "Dayanak", "D"


class Comment(NamedTuple):
    """A comment on a stretch of the text: its paragraphs, the first of them in bold."""

    start: int
    end: int
    paragraphs: tuple[str, ...]

    def about(self, words: str) -> "Comment":
        """The comment with the words that it is on, where it cannot stand on them."""
        return self._replace(paragraphs=(*self.paragraphs[:1], words, *self.paragraphs[1:]))


class Anchor(NamedTuple):
    """The first and last run of a comment; ``outside`` tells that what it is on stands in a box or note there."""

    first: "_Element"
    last: "_Element"
    outside: bool = False


def next_id(comments: "_Element | None", root: "_Element") -> int:
    """The first number that no comment of the document has, whether it is told or only pointed to."""
    told = [attribute(one, "id") for one in comments if local(one) == "comment"] if comments is not None else []
    pointed = [attribute(one, "id") for one in root.iter() if local(one).startswith("comment")]
    return max((int(one) for one in (*told, *pointed) if one.isdecimal()), default=-1) + 1


def empty() -> "_Element":
    """A part of comments that holds none."""
    from lxml import etree

    return etree.Element(f"{{{WORD}}}comments", nsmap={"w": WORD})


def tell(comments: "_Element", comment: Comment, number: int, date: str | None) -> None:
    """Add a comment to the part; ``date`` is ISO 8601 in UTC."""
    space = namespace(comments)
    told = _sub(comments, "comment", space, id=str(number), author=AUTHOR, initials=INITIALS, **_dated(date))
    for index, text in enumerate(comment.paragraphs):
        paragraph = _sub(told, "p", space)
        if index == 0:
            _sub(_sub(paragraph, "r", space), "annotationRef", space)
        run = _sub(paragraph, "r", space)
        if index == 0:
            _sub(_sub(run, "rPr", space), "b", space)
        node = _sub(run, "t", space)
        node.text = writable(text)
        node.set(SPACE, "preserve")


def anchor(on: Anchor, number: int) -> None:
    """Mark the runs from the first to the last as what a comment is on."""
    space = namespace(on.first)
    start, end, run = (_made(on.first, name, space) for name in ("commentRangeStart", "commentRangeEnd", "r"))
    for mark in (start, end, _sub(run, "commentReference", space)):
        mark.set(f"{{{space}}}id", str(number))
    _opening(on.first).addprevious(start)
    place = _behind(_closing(on.last))
    place.addnext(run)
    place.addnext(end)


def writable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(char if _allowed(ord(char)) else " " for char in text)


def around(pieces: Iterable[Piece], start: int, end: int) -> Anchor | None:
    """Where in the body a comment on a stretch of the text belongs, None where no node holds any of it."""
    inside = [piece for piece in pieces if piece.start < end and start < piece.end]
    if not inside:
        return None
    host = inside[0].host
    if host is not None:
        return Anchor(host, host, outside=True)
    body = [piece for piece in inside if piece.host is None]
    return Anchor(body[0].run, body[-1].run)


def _opening(node: "_Element") -> "_Element":
    """The element before which a mark in front of the node stands outside of tracked insertions.

    Some programs (pandoc) read no marks inside of them, so an insertion is cut in two: two by the same hand at the same
    time, side by side, are the same revision.
    """
    parent = node.getparent()
    while parent is not None and local(parent) in REVISIONS:
        node = parent if node.getprevious() is None else _split(parent, node)
        parent = node.getparent()
    return node


def _closing(node: "_Element") -> "_Element":
    """The element behind which a mark behind the node stands outside of tracked insertions."""
    parent = node.getparent()
    while parent is not None and local(parent) in REVISIONS:
        following = node.getnext()
        if following is not None:
            _split(parent, following)
        node, parent = parent, parent.getparent()
    return node


def _split(revision: "_Element", first: "_Element") -> "_Element":
    """The second half of an insertion, from its child ``first`` on, under a number that no revision has."""
    second = revision.makeelement(revision.tag, dict(revision.attrib), None)
    others = (one for one in revision.getroottree().iter() if local(one) in REVISIONS | DELETIONS)
    taken = [number for one in others if (number := attribute(one, "id")).isdecimal()]
    second.set(f"{{{namespace(revision)}}}id", str(max(map(int, taken), default=0) + 1))
    node: _Element | None = first
    while node is not None:
        following = node.getnext()
        second.append(node)
        node = following
    revision.addnext(second)
    return second


def _behind(run: "_Element") -> "_Element":
    """The last element that belongs to a run: the marks of comments that end there already."""
    following = run.getnext()
    while following is not None and _ends_comment(following):
        run, following = following, following.getnext()
    return run


def _ends_comment(element: "_Element") -> bool:
    if local(element) == "commentRangeEnd":
        return True
    return local(element) == "r" and len(element) > 0 and local(element[-1]) == "commentReference"


def _dated(date: str | None) -> dict[str, str]:
    return {} if date is None else {"date": date}


def _sub(parent: "_Element", name: str, space: str, **attributes: str) -> "_Element":
    made = _made(parent, name, space)
    for key, value in attributes.items():
        made.set(f"{{{space}}}{key}", value)
    parent.append(made)
    return made


def _made(near: "_Element", name: str, space: str) -> "_Element":
    return near.makeelement(f"{{{space}}}{name}", None, None)


def _allowed(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
