"""Word documents made for tests from a seed: the same text in ever other dress – runs, tables, links, revisions.

Every sentence is cut into runs at random; what tracked changes delete, what is hidden and what instructs a field is
written with words of its own, so that a reader that takes it for text is caught.
"""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from claims.reading.records import Raw

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>{{more}}</Types>'
)
RELATIONS = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{{more}}</Relationships>'
SENTENCES = (
    "Meta, haziran ayında Scale AI'a 15 milyar dolar yatırdı.",
    "Google ve OpenAI 🚀 şirketle bağlarını kopardı.",
    "Scale AI, 2.000 çalışanını işten çıkardı!",
    "Ruben Mayer ‘iki ay’ sonra İstanbul'dan ayrıldı & Meta'ya döndü.",
    "Meta invested <$14.3> billion in Scale AI 👩‍💻 in June.",
    "ABD Ordusu ile 99 milyon dolarlık sözleşme imzalandı.",
    "Çığ, ığdır ve şûra: ÖĞÜT verildi.",
)
PROPERTIES = (
    "",
    "<w:rPr><w:b/></w:rPr>",
    '<w:rPr><w:i/><w:color w:val="C00000"/></w:rPr>',
    "<w:rPr><w:u w:val='single'/></w:rPr>",
)


def package(body: str, **parts: str) -> bytes:
    """A .docx with this body; other parts by name ("comments", "footnotes") with the XML inside of their root."""
    links = (
        f'<Relationship Id="rIdLink" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )
    kept = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{name}+xml"/>' for name in parts)
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    inner = "".join(f'<Relationship Id="rId{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    files: dict[str, str] = {
        "[Content_Types].xml": kept["[Content_Types].xml"].format(more=types),
        "_rels/.rels": RELATIONS.format(more=main),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELATIONS.format(more=links + inner),
    }
    for name, xml in parts.items():
        files[f"word/{name}.xml"] = f"{HEAD}<w:{name} {NAMESPACES}>{xml}</w:{name}>"
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 30, 9, 0, 0)), content)
    return out.getvalue()


def raw(data: bytes) -> Raw:
    """The document as a reader is given it."""
    return Raw("draft.docx", data, ".docx")


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{properties}{''.join(inner)}</w:p>"


def generated(seed: int) -> bytes:
    """A document of some ten paragraphs and tables, the same for the same seed."""
    chance = random.Random(seed)
    blocks = [_block(chance) for _ in range(chance.randint(5, 9))]
    comments = ""
    if seed % 3 == 0:
        blocks.insert(0, _commented(chance))
        comments = '<w:comment w:id="7" w:author="Ece"><w:p><w:r><w:t>Kaynak?</w:t></w:r></w:p></w:comment>'
    return package("".join(blocks), **({"comments": comments} if comments else {}))


def _commented(chance: random.Random) -> str:
    """A paragraph with a comment that an editor has left."""
    inner = _runs(chance, chance.choice(SENTENCES))
    reference = '<w:r><w:commentReference w:id="7"/></w:r>'
    return paragraph('<w:commentRangeStart w:id="7"/>', inner, '<w:commentRangeEnd w:id="7"/>', reference)


def _block(chance: random.Random) -> str:
    if chance.random() < 0.25:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{_paragraph(chance)}{_paragraph(chance)}</w:tc>'
            for _ in range(2)
        )
        grid = '<w:gridCol w:w="4500"/>' * 2
        head = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        return f"<w:tbl>{head}<w:tr>{cells}</w:tr></w:tbl>{paragraph()}"
    return _paragraph(chance)


def _paragraph(chance: random.Random) -> str:
    sentences = chance.sample(SENTENCES, chance.randint(1, 3))
    return paragraph(run(" ").join(_dressed(chance, sentence) for sentence in sentences))


def _dressed(chance: random.Random, sentence: str) -> str:
    """A sentence in pieces, each in some dress."""
    return "".join(chance.choice(DRESSES)(chance, piece) for piece in _cut(chance, sentence, 3))


def _cut(chance: random.Random, text: str, most: int) -> list[str]:
    edges = sorted({0, len(text), *(chance.randint(0, len(text)) for _ in range(chance.randint(0, most)))})
    return [text[start:end] for start, end in zip(edges, edges[1:], strict=False)]


def _runs(chance: random.Random, text: str) -> str:
    return "".join(run(piece, chance.choice(PROPERTIES)) for piece in _cut(chance, text, 2))


def _link(chance: random.Random, text: str) -> str:
    return f'<w:hyperlink r:id="rIdLink">{_runs(chance, text)}</w:hyperlink>'


def _inserted(chance: random.Random, text: str) -> str:
    return f'<w:ins w:id="90" w:author="Ece" w:date="2026-11-01T10:00:00Z">{_runs(chance, text)}</w:ins>'


def _replaced(chance: random.Random, text: str) -> str:
    gone = '<w:r><w:delText xml:space="preserve">SİLİNDİ</w:delText></w:r>'
    return f'<w:del w:id="91" w:author="Ece" w:date="2026-11-01T10:00:00Z">{gone}</w:del>{_inserted(chance, text)}'


def _field(chance: random.Random, text: str) -> str:
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/" </w:instrText></w:r>'
    return code.format("begin") + instruction + code.format("separate") + _runs(chance, text) + code.format("end")


def _content(chance: random.Random, text: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{_runs(chance, text)}</w:sdtContent></w:sdt>"


DRESSES: tuple[Callable[[random.Random, str], str], ...] = (
    _runs,
    _runs,
    _runs,
    _link,
    _inserted,
    _replaced,
    _field,
    _content,
)
