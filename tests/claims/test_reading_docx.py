"""Word documents: what is text and what is not, in the order in which a person reads it."""

import pytest
from word_documents import TYPES, package, paragraph, raw, run, zipped

from claims.errors import ReadingError
from claims.reading.documents import docx, read_document

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><x xmlns="urn:x"><w:txbxContent>{}</w:txbxContent></x></w:drawing>'
    "</mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
DELETED = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("a"), run("b", "<w:rPr><w:b/></w:rPr>")) + paragraph() + paragraph(run("c")), "ab\n\nc"),
        (paragraph(run("İ🚀")), "İ🚀"),
        (TABLE.format(paragraph(run("a")), paragraph(run("b")) + paragraph(run("c"))), "a\n\nb\n\nc"),
        (paragraph("<w:hyperlink>", run("a"), "</w:hyperlink>", "<w:smartTag>", run("b"), "</w:smartTag>"), "ab"),
        (paragraph("<w:ins>", run("new"), "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"), "new"),
        (paragraph("<w:moveFrom>", run("there"), "</w:moveFrom><w:moveTo>", run("here"), "</w:moveTo>"), "here"),
        (paragraph(run("a"), properties=DELETED) + paragraph(run("b")), "ab"),
        ("<w:sdt><w:sdtContent>" + paragraph(run("a")) + "</w:sdtContent></w:sdt>", "a"),
        (paragraph(run("a", "<w:rPr><w:vanish/></w:rPr>"), run("b", '<w:rPr><w:vanish w:val="0"/></w:rPr>')), "b"),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (paragraph("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"), "a\u2011\u00ad"),
        (paragraph('<w:r><w:sym w:char="00E7"/><w:sym w:char="?"/></w:r>'), "ç\ufffc"),
        (
            paragraph(FIELD.format("begin"), run("code"), FIELD.format("separate"), run("a"), FIELD.format("end")),
            "a",
        ),
        (paragraph(run("a"), BOX.format(paragraph(run("box")), paragraph(run("box"))), run("b")), "ab\n\nbox"),
        (
            paragraph("<w:r><w:ruby><w:rt>", run("x"), "</w:rt><w:rubyBase>", run("a"), "</w:rubyBase></w:ruby></w:r>"),
            "a",
        ),
        (paragraph(run("a"), "<!-- x --><?x y?>", run("b")), "ab"),
    ],
)
def test_what_is_text(body: str, text: str) -> None:
    """Paragraphs, tables, links, insertions, boxes and the results of fields; no deletions, codes or hidden words."""
    assert docx.read(raw(package(body))).text == text


def test_notes_follow_the_body() -> None:
    """In the order in which the body refers to them, each a paragraph of its part; separators are none of the text."""
    body = paragraph(run("a"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("b"))
    notes = '<w:footnote w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>'
    article = docx.read(raw(package(body, footnotes=notes.format(paragraph(run("—")), paragraph(run("note"))))))
    assert article.text == "a\n\nb\n\nnote"
    assert [(place.part, place.paragraph) for place in article.places.stretches] == [
        ("word/document.xml", 1),
        ("word/document.xml", 2),
        ("word/footnotes.xml", 3),
    ]


def test_a_place_is_told_by_its_paragraph() -> None:
    """Paragraphs without words do not count."""
    article = docx.read(raw(package(paragraph(run("a")) + paragraph() + paragraph(run("bc")))))
    assert article.places.told(article.text.index("c"), len(article.text)) == "paragraph 2"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no zip",
        zipped({"word/document.xml": "<w/>"}),
        zipped({"[Content_Types].xml": TYPES, "_rels/.rels": "<Relationships/>"}),
        package("").replace(b"w:document", b"w:documenz"),
        package("<w:p>&undefined;</w:p>"),
        package(""),
        package(paragraph(run("  "))),
    ],
)
def test_what_is_no_document(data: bytes) -> None:
    """One sentence, whatever is wrong."""
    with pytest.raises(ReadingError, match=r"draft\.docx is"):
        read_document(raw(data))


def test_entities_are_not_read() -> None:
    """Neither from the disk nor unfolded."""
    data = zipped(
        {
            "_rels/.rels": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        }
    )
    with pytest.raises(ReadingError):
        read_document(raw(data))
