"""The running text of one part of a Word document, as a reader who accepts all tracked changes sees it.

Read are paragraphs, tables, links, insertions, content controls, text boxes, the results of fields; passed over are
deletions, the sources of moves, hidden text, the instructions of fields, and whatever is no text.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from claims.reading.word.names import alternative, attribute, local, on

if TYPE_CHECKING:
    from lxml.etree import _Element

BETWEEN = "\n\n"
"""What parts paragraphs in the text: one line end could be taken for a line that was wrapped."""
CARRIERS = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
    | {"ruby", "rubyBase"}
)
BLOCKS = frozenset(
    {"body", "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo"}
    | {"txbxContent", "footnote", "endnote"}
)
FIXED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
UNKNOWN = "\ufffc"


class Piece(NamedTuple):
    """A stretch of the text and the node that holds it; ``run`` is the w:r around the node.

    ``host`` is the run of the body at which a text box or note hangs, None for what stands in the body itself;
    ``paragraph`` counts the paragraphs that hold text, from 1.
    """

    start: int
    end: int
    node: "_Element"
    run: "_Element"
    part: str
    paragraph: int
    host: "_Element | None" = None


class Note(NamedTuple):
    """A footnote or endnote that the text refers to, and the run that does so."""

    kind: str
    id: str
    run: "_Element"


class Walk:
    """Walks parts one after the other and keeps what it met, in order."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[Note] = []
        self._texts: list[str] = []
        self._length = 0
        self._paragraph = 0
        self._gap = False
        self._fields: list[bool] = []
        self._boxes: list[tuple[_Element, _Element]] = []
        self._part = ""
        self._host: _Element | None = None

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._texts)

    def blocks(self, container: "_Element", part: str, host: "_Element | None" = None) -> None:
        """Walk the paragraphs of a body, note or text box, which go on in no paragraph before them."""
        self._gap = True
        self._part, self._host, self._fields = part, host, []
        self._walk(container)

    def _walk(self, container: "_Element") -> None:
        for element in container:
            name = local(element)
            if name == "p":
                self._read(element)
            elif name in BLOCKS:
                self._walk(element)
            elif name == "AlternateContent" and (chosen := alternative(element)) is not None:
                self._walk(chosen)

    def _read(self, paragraph: "_Element") -> None:
        self._inline(paragraph)
        # A paragraph whose end is deleted goes on in the next one.
        self._gap = self._gap or not on(paragraph, "pPr", "rPr", "del")
        boxes, self._boxes = self._boxes, []
        part, host, fields = self._part, self._host, self._fields
        for box, run in boxes:
            self.blocks(box, part, host if host is not None else run)
        self._part, self._host, self._fields = part, host, fields

    def _inline(self, container: "_Element") -> None:
        for element in container:
            name = local(element)
            if name == "r":
                hidden = on(element, "rPr", "vanish")
                for node in element:
                    self._node(node, element, hidden)
            elif name in CARRIERS:
                self._inline(element)
            elif name == "AlternateContent" and (chosen := alternative(element)) is not None:
                self._inline(chosen)

    def _node(self, node: "_Element", run: "_Element", hidden: bool) -> None:
        name = local(node)
        if name == "fldChar":
            self._field(attribute(node, "fldCharType"))
        elif hidden:
            return
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes.append(Note(name.removesuffix("Reference"), attribute(node, "id"), run))
        elif name in ("drawing", "pict", "object"):
            self._boxes.extend((box, run) for box in _boxes(node))
        elif name == "ruby":
            self._inline(node)
        elif name == "AlternateContent" and (chosen := alternative(node)) is not None:
            for inner in chosen:
                self._node(inner, run, hidden)
        elif all(self._fields) and (text := _text(node, name)):
            self._add(text, node, run)

    def _field(self, kind: str) -> None:
        """A field has its instruction between begin and separate, its result between separate and end."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, node: "_Element", run: "_Element") -> None:
        if self._gap or not self.pieces:
            if self.pieces:
                self._texts.append(BETWEEN)
                self._length += len(BETWEEN)
            self._gap = False
            self._paragraph += 1
        end = self._length + len(text)
        self.pieces.append(Piece(self._length, end, node, run, self._part, self._paragraph, self._host))
        self._texts.append(text)
        self._length = end


def _text(node: "_Element", name: str) -> str:
    """What a node of a run puts into the text."""
    if name == "t":
        return node.text or ""
    if name == "sym":
        try:
            return chr(int(attribute(node, "char"), 16))
        except (ValueError, OverflowError):
            return UNKNOWN
    return FIXED.get(name, "")


def _boxes(node: "_Element") -> Iterator["_Element"]:
    """The text boxes in a drawing that lie in no other text box, each once though it may be told in two ways."""
    for element in node:
        if local(element) == "txbxContent":
            yield element
        elif local(element) == "AlternateContent":
            chosen = alternative(element)
            if chosen is not None:
                yield from _boxes(chosen)
        elif isinstance(element.tag, str):
            yield from _boxes(element)
