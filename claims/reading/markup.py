"""HTML as blocks of running text whose every character can be found again in the markup.

A scanner of its own, because the usual parsers do not tell offsets. It follows the HTML standard as far as text is
concerned: raw text elements, comments, attributes with > in quotation marks, character references, white space that
collapses. It takes time linear in the length of the markup, whatever that holds, and never recurses.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.reading.building import Piece

TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
STOP = re.compile(r""">|=[ \t\n\r\f]*["']""")
REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
RUN = re.compile(rf"(?P<blank>[ \t\n\r\f]+)|(?P<reference>{REFERENCE.pattern})|(?P<plain>[^ \t\n\r\f&]+|&)")
BLANKS = " \t\n\r\f"
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})
UNSEEN = frozenset({"template", "svg", "math", "object", "select", "audio", "video", "canvas"})
FOREIGN = frozenset({"svg", "math"})
FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "button", "menu"})
CELLS = frozenset({"td", "th", "dt", "dd", "li", "option"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NOTE = ("a", "sup")
"""What is in both is the mark of a note, which is no part of the sentence before it."""
BLOCKS = (
    FURNITURE
    | UNSEEN
    | CELLS
    | HEADINGS
    | frozenset({"address", "article", "blockquote", "body", "caption", "center", "details", "dialog", "dir", "div"})
    | frozenset({"dl", "fieldset", "figcaption", "figure", "hgroup", "hr", "html", "legend", "main", "ol", "p", "pre"})
    | frozenset({"search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"})
)


class Token(NamedTuple):
    """A stretch of running text (without a name), or a tag; offsets are half-open code points of the markup."""

    start: int
    end: int
    name: str = ""
    closing: bool = False


class Block(NamedTuple):
    """Running text that nothing breaks.

    ``furniture`` tells that it stands in what surrounds an article, ``linked`` that it is nothing but a link.
    """

    name: str
    pieces: tuple[Piece, ...]
    furniture: bool
    linked: bool = False

    @property
    def text(self) -> str:
        """The text as a reader sees it."""
        return "".join(piece.text for piece in self.pieces)


def blocks(markup: str) -> Iterator[Block]:
    """The blocks of visible text of a page or a fragment, in order."""
    name = ""
    inside: dict[str, int] = dict.fromkeys((*sorted(FURNITURE), *sorted(UNSEEN), *NOTE), 0)
    pieces: list[Piece] = []
    linked = True

    def block() -> Iterator[Block]:
        if trimmed := _trimmed(pieces):
            yield Block(name, trimmed, any(inside[around] for around in FURNITURE), linked)

    for token in tokens(markup):
        if not token.name:
            if not any(inside[unseen] for unseen in UNSEEN) and not all(inside[mark] for mark in NOTE):
                added = tuple(_pieces(markup, token, pieces))
                linked = linked and bool(inside["a"] or not any(piece.text.strip() for piece in added))
                pieces.extend(added)
        elif token.name == "br":
            _break(pieces, token)
        elif token.name in NOTE:
            inside[token.name] = 0 if token.closing else 1
        elif token.name in BLOCKS:
            yield from block()
            pieces.clear()
            name, linked = "" if token.closing else token.name, True
            inside["sup"] = 0
            if token.name in inside and not _closes_itself(markup, token):
                inside[token.name] = max(0, inside[token.name] + (-1 if token.closing else 1))
    yield from block()


def _closes_itself(markup: str, token: Token) -> bool:
    """Whether a drawing or a formula is empty, which only foreign elements can say by a slash."""
    return token.name in FOREIGN and markup.endswith("/>", token.start, token.end)


def tokens(markup: str) -> Iterator[Token]:
    """The stretches of text and the tags of a page; comments, declarations and raw text are passed over."""
    position = begun = 0
    while (opened := markup.find("<", position)) >= 0:
        end, tag = _markup(markup, opened)
        if end == opened:
            position = opened + 1
            continue
        if begun < opened:
            yield Token(begun, opened)
        if tag is not None:
            yield Token(opened, end, tag.name, tag.closing)
            if tag.name in RAW and not tag.closing:
                end = _raw_end(markup, end, tag.name)
        position = begun = end
    if begun < len(markup):
        yield Token(begun, len(markup))


def _markup(markup: str, opened: int) -> tuple[int, Token | None]:
    """Where the markup that begins at < ends, and its tag; the beginning itself where it is but a sign."""
    if markup.startswith("<!--", opened):
        closed = markup.find("-->", opened + 4)
        return (len(markup) if closed < 0 else closed + 3), None
    if markup.startswith(("<!", "<?"), opened):
        closed = markup.find(">", opened)
        return (len(markup) if closed < 0 else closed + 1), None
    tag = TAG.match(markup, opened)
    if tag is None:
        return opened, None
    end = _tag_end(markup, tag.end())
    return end, Token(opened, end, html_name(tag.group(2)), bool(tag.group(1)))


def html_name(name: str) -> str:
    """The name of an element as HTML compares it: ASCII letters alone are folded."""
    return name.translate({ord("A") + number: ord("a") + number for number in range(26)})


def _tag_end(markup: str, position: int) -> int:
    """The offset behind the > of a tag; one in a quoted value is no end, and a value never closed takes the rest."""
    while (stop := STOP.search(markup, position)) is not None:
        if stop.group() == ">":
            return stop.end()
        closed = markup.find(stop.group()[-1], stop.end())
        if closed < 0:
            break
        position = closed + 1
    return len(markup)


def _raw_end(markup: str, position: int, name: str) -> int:
    """Where the closing tag of a raw text element begins."""
    found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE | re.ASCII).search(markup, position)
    return len(markup) if found is None else found.start()


def _pieces(markup: str, token: Token, before: list[Piece]) -> Iterator[Piece]:
    """The pieces of a stretch of text; white space collapses also across the tags of inline elements."""
    blank = not before or before[-1].text in (" ", "\n")
    for run in RUN.finditer(markup, token.start, token.end):
        start, end = run.span()
        text = html.unescape(run.group()) if run.lastgroup == "reference" else run.group()
        if text.strip(BLANKS):
            yield Piece(text, start, end)
        elif not blank:
            yield Piece(" ", start, end)
        blank = not text.strip(BLANKS)


def _break(pieces: list[Piece], token: Token) -> None:
    """A line break where something stands before it; the blanks around it fall away."""
    if pieces and pieces[-1].text == " ":
        pieces.pop()
    if pieces and pieces[-1].text != "\n":
        pieces.append(Piece("\n", token.start, token.end))


def _trimmed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces without white space at the end; nothing where no character can be seen."""
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return tuple(pieces) if any(piece.text.strip() for piece in pieces) else ()
