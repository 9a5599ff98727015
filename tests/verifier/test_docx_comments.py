"""Comments in Word documents: on the exact words, with every other thing left as it is."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_documents import generated, package, paragraph, raw, run

from claims.reading.documents import docx
from claims.reading.word.names import WORD, attribute, local
from claims.reading.word.story import KIND, tell
from claims.reading.zipped import Package
from verifier.formats.word.comments import Comment
from verifier.formats.word.saving import commented

TOLD = ("Kaynakla çelişiyor", "“14,3” & <15>")


def _anchors(data: bytes) -> dict[str, str]:
    """The text between the marks of each comment, as the running text has it."""
    story = tell(Package(raw(data), KIND))
    at = {id(piece.node): piece for piece in story.pieces}
    opened: dict[str, tuple[int, int] | None] = {}
    found: dict[str, str] = {}
    for element in story.root.iter():
        name = local(element)
        if name == "commentRangeStart":
            opened[attribute(element, "id")] = None
        elif name == "commentRangeEnd":
            span = opened.pop(attribute(element, "id"))
            found[attribute(element, "id")] = story.text[slice(*span)] if span else ""
        elif id(element) in at:
            piece = at[id(element)]
            for key, span in opened.items():
                opened[key] = (piece.start if span is None else span[0], piece.end)
    assert not opened
    return found


def _part(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def _comments(data: bytes) -> dict[str, list[str]]:
    root = etree.fromstring(_part(data, "word/comments.xml"))
    return {attribute(one, "id"): ["".join(line.itertext()) for line in one if local(line) == "p"] for one in root}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), chosen=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6))
def test_anchors_are_exact_and_the_text_stays(seed: int, chosen: list[tuple[float, float]]) -> None:
    """Wherever spans begin and end: in one another, across runs, links, insertions, cells and paragraphs."""
    before = generated(seed)
    text = docx.read(raw(before)).text
    spans = [(int(min(pair) * (len(text) - 1)), 1 + int(max(pair) * (len(text) - 1))) for pair in chosen]
    spans = [(start, end) for start, end in spans if text[start:end].strip("\n") == text[start:end]]
    after = commented(raw(before), [Comment(start, end, TOLD) for start, end in spans])
    assert docx.read(raw(after)).text == text
    anchors = _anchors(after)
    first = 8 if "7" in anchors else 0
    assert [anchors[str(first + number)] for number in range(len(spans))] == [text[a:b] for a, b in spans]
    assert commented(raw(before), [Comment(start, end, TOLD) for start, end in spans]) == after


def test_formatting_stays() -> None:
    """Both halves of a run that is cut have its properties, and white space at the cut is kept."""
    body = paragraph(run("kırmızı ve yeşil", "<w:rPr><w:b/></w:rPr>"))
    data = commented(raw(package(body)), [Comment(8, 10, TOLD)])
    root = etree.fromstring(_part(data, "word/document.xml"))
    runs = [one for one in root.iter(f"{{{WORD}}}r") if one.find(f"{{{WORD}}}t") is not None]
    assert ["".join(one.itertext()) for one in runs] == ["kırmızı ", "ve", " yeşil"]
    assert all(one.find(f"{{{WORD}}}rPr/{{{WORD}}}b") is not None for one in runs)


def test_a_comment_is_told_in_paragraphs() -> None:
    """With author and initials, as characters and never as markup; without a date, which would be that of no one."""
    data = commented(raw(package(paragraph(run("abc")))), [Comment(0, 3, (*TOLD, "a\x00b"))])
    assert _comments(data) == {"0": [*TOLD, "a b"]}
    comment = etree.fromstring(_part(data, "word/comments.xml"))[0]
    assert (attribute(comment, "author"), attribute(comment, "initials"), attribute(comment, "date")) == (
        "Dayanak",
        "D",
        "",
    )


def test_the_day_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH, in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796029200")
    data = commented(raw(package(paragraph(run("abc")))), [Comment(0, 3, TOLD)])
    assert attribute(etree.fromstring(_part(data, "word/comments.xml"))[0], "date") == "2026-11-30T09:00:00Z"


def test_comments_of_others_stay() -> None:
    """They keep number, author and words; ours go on counting behind them."""
    body = paragraph('<w:commentRangeStart w:id="7"/>', run("abc"), '<w:commentRangeEnd w:id="7"/>')
    theirs = '<w:comment w:id="7" w:author="Ece"><w:p><w:r><w:t>Kaynak?</w:t></w:r></w:p></w:comment>'
    data = commented(raw(package(body, comments=theirs)), [Comment(1, 2, TOLD)])
    assert _comments(data) == {"7": ["Kaynak?"], "8": list(TOLD)}
    assert _anchors(data) == {"7": "abc", "8": "b"}


def test_other_parts_stay_as_they_are() -> None:
    """Byte for byte and in their order; what is new stands behind them."""
    before = package(paragraph(run("abc")), settings="<w:zoom/>")
    after = commented(raw(before), [Comment(0, 3, TOLD)])
    names = zipfile.ZipFile(io.BytesIO(before)).namelist()
    assert zipfile.ZipFile(io.BytesIO(after)).namelist() == [*names, "word/comments.xml"]
    changed = [name for name in names if _part(before, name) != _part(after, name)]
    assert changed == ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"]


def test_a_note_has_its_comment_in_the_body() -> None:
    """Where the note hangs, for Word allows none inside; the comment quotes what it is on."""
    body = paragraph(run("abc"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="2">{paragraph(run("Meta gitti."))}</w:footnote>'
    before = package(body, footnotes=notes)
    text = docx.read(raw(before)).text
    start = text.index("Meta")
    after = commented(raw(before), [Comment(start, start + 10, TOLD)])
    assert _comments(after) == {"0": [TOLD[0], "“Meta gitti”", TOLD[1]]}
    assert _part(before, "word/footnotes.xml") == _part(after, "word/footnotes.xml")
    assert docx.read(raw(after)).text == text


def test_a_document_without_comments_stays_as_it_is() -> None:
    """Byte for byte: no empty part is added."""
    before = package(paragraph(run("abc")))
    assert commented(raw(before), []) == before
