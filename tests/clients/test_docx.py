"""Word comments as LibreOffice and pandoc read them: each stands on the very words of its claim, and no text changes.

36 documents are generated from seeds, their claims are found by the engine, and two programs that share no code with
this one read the documents back.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree
from word_documents import generated, raw

from claims.assertions import Assertion, assertions
from claims.reading.documents import docx
from verifier.formats.word.comments import Comment
from verifier.formats.word.saving import commented
from verifier.pipeline import Engine

SEEDS = range(36)
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MARK = "Dayanak "
MARKS = frozenset(f"{OFFICE}annotation {OFFICE}annotation-end {TEXT}change-start {TEXT}change-end".split())


class Case(NamedTuple):
    """A generated document: its text, the stretches commented on by their number, and both files."""

    text: str
    spans: tuple[tuple[int, int], ...]
    before: Path
    after: Path

    @property
    def words(self) -> dict[int, str]:
        """What each comment is on."""
        return {number: self.text[start:end] for number, (start, end) in enumerate(self.spans)}


@pytest.fixture(scope="module")
def cases(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """The documents, with and without comments."""
    folder = tmp_path_factory.mktemp("word")
    found = []
    for seed in SEEDS:
        data = generated(seed)
        text = docx.read(raw(data)).text
        spans = tuple(_spans(engine, text))
        before, after = folder / f"plain{seed}.docx", folder / f"noted{seed}.docx"
        before.write_bytes(data)
        comments = [Comment(*span, (f"{MARK}{number}", "“Kaynak” & <neden>")) for number, span in enumerate(spans)]
        after.write_bytes(commented(raw(data), comments))
        found.append(Case(text, spans, before, after))
    return found


@pytest.fixture(scope="module")
def office(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which LibreOffice has written each of the documents as a flat OpenDocument text."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run python tests/clients/prepare.py"
    folder = tmp_path_factory.mktemp("office")
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "fodt"]
    files = [str(path) for case in cases for path in (case.before, case.after)]
    for _ in range(2):  # the first start on a fresh profile ends with status 81
        subprocess.run([*command, "--outdir", str(folder), *files], capture_output=True, timeout=600, check=False)
        if len(list(folder.glob("*.fodt"))) == len(files):
            return folder
    raise AssertionError(f"LibreOffice wrote {len(list(folder.glob('*.fodt')))} of {len(files)} documents")


def test_enough_is_tried(cases: list[Case]) -> None:
    """More than thirty documents with several comments each, and each dress that a text can wear among them."""
    assert len(cases) > 30
    assert sum(len(case.spans) for case in cases) > 300
    written = "".join(docx_xml(case.before) for case in cases)
    for dress in ("w:hyperlink", "w:ins ", "w:del ", "w:tbl>", "w:sdt>", "w:fldChar", "<w:b/>", "w:commentRangeStart"):
        assert dress in written
    assert "🚀" in written


def test_libreoffice_reads_every_anchor(cases: list[Case], office: Path) -> None:
    """Between annotation and annotation-end stand the words of the claim."""
    for case in cases:
        assert _anchors(_fodt(office, case.after)) == case.words, case.after.name


def test_libreoffice_reads_the_same_text(cases: list[Case], office: Path) -> None:
    """With comments or without, tracked changes neither taken nor refused."""
    for case in cases:
        assert _told(_fodt(office, case.after)) == _told(_fodt(office, case.before)), case.after.name


def test_pandoc_reads_every_anchor(cases: list[Case]) -> None:
    """Between comment-start and comment-end stand the words of the claim."""
    for case in cases:
        found: dict[str, list[str]] = {}
        numbers: dict[str, int] = {}
        _collect(_pandoc(case.after, "all")["blocks"], {}, found, numbers)
        assert {numbers[key]: "".join(words) for key, words in found.items() if key in numbers} == case.words


def test_pandoc_reads_the_same_text(cases: list[Case]) -> None:
    """Accepting or rejecting the tracked changes gives the same text with comments as without."""
    for case in cases[::4]:
        for choice in ("accept", "reject"):
            after, before = (_plain(_pandoc(path, choice)["blocks"]) for path in (case.after, case.before))
            assert after == before, case.after.name


def docx_xml(path: Path) -> str:
    """The body of a document as XML."""
    done = subprocess.run(["unzip", "-p", str(path), "word/document.xml"], capture_output=True, check=True)
    return done.stdout.decode()


def _spans(engine: Engine, text: str) -> Iterator[tuple[int, int]]:
    """The claims of a text, and for each third of them a part of it, so that comments lie in one another."""
    found = [one for one in assertions(engine.analyse(text)) if isinstance(one, Assertion)]
    for number, one in enumerate(found):
        yield one.start, one.end
        if number % 3 == 0 and one.end - one.start > 20:
            yield one.start + 5, one.end - 5


def _fodt(folder: Path, path: Path) -> Any:
    root = etree.parse(folder / f"{path.stem}.fodt", etree.XMLParser(huge_tree=True)).getroot()
    return root.find(f"{OFFICE}body/{OFFICE}text")


def _pieces(body: Any) -> Iterator[Any]:
    """The characters and annotations of a text in its order, without what tracked changes delete."""
    deletions = {
        one.get(f"{TEXT}id") for one in body.iter(f"{TEXT}changed-region") if one.find(f"{TEXT}deletion") is not None
    }
    hidden = False
    for piece in _nodes(body, inside=False):
        if not isinstance(piece, str) and piece.tag in (f"{TEXT}change-start", f"{TEXT}change-end"):
            hidden = piece.tag.endswith("start") if piece.get(f"{TEXT}change-id") in deletions else hidden
        elif not isinstance(piece, str) or not hidden:
            yield piece


def _nodes(element: Any, *, inside: bool) -> Iterator[Any]:
    """Characters and marks in order; white space between paragraphs only lays out the file."""
    for node in element:
        paragraph = inside or node.tag in (f"{TEXT}p", f"{TEXT}h")
        if node.tag in MARKS:
            yield node
        elif node.tag == f"{TEXT}s":
            yield " " * int(node.get(f"{TEXT}c", "1"))
        elif isinstance(node.tag, str) and node.tag != f"{TEXT}tracked-changes":
            yield (node.text or "") if paragraph else ""
            yield from _nodes(node, inside=paragraph)
        yield (node.tail or "") if inside else ""


def _anchors(body: Any) -> dict[int, str]:
    """The words between the marks of each comment of ours, by its number."""
    opened: dict[str, list[str]] = {}
    names: dict[str, int] = {}
    closed: dict[int, str] = {}
    for piece in _pieces(body):
        if isinstance(piece, str):
            for words in opened.values():
                words.append(piece)
            continue
        name = piece.get(f"{OFFICE}name")
        if piece.tag == f"{OFFICE}annotation":
            told = "".join(piece.itertext(f"{TEXT}p", f"{TEXT}span"))
            if MARK in told:
                names[name] = int(told.split(MARK)[1].split("“")[0])
                opened[name] = []
        elif name in opened:
            closed[names[name]] = "".join(opened.pop(name))
    return closed


def _told(body: Any) -> str:
    return "".join(piece for piece in _pieces(body) if isinstance(piece, str))


def _pandoc(path: Path, changes: str) -> Any:
    done = subprocess.run(
        ["pandoc", "-f", "docx", "-t", "json", f"--track-changes={changes}", str(path)], capture_output=True, check=True
    )
    return json.loads(done.stdout)


def _collect(node: Any, opened: dict[str, list[str]], found: dict[str, list[str]], numbers: dict[str, int]) -> None:
    """Hand the words of a document of pandoc to every comment that is open where they stand."""
    if isinstance(node, list):
        for inner in node:
            _collect(inner, opened, found, numbers)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind == "Span":
        (_, classes, attributes), inner = content
        identity = dict(attributes).get("id", "")
        if "comment-start" in classes:
            told = _plain(inner)
            if MARK in told:
                numbers[identity] = int(told.split(MARK)[1].split()[0])
                found[identity] = opened[identity] = []
            return
        if "comment-end" in classes:
            opened.pop(identity, None)
        elif "deletion" not in classes:
            _collect(inner, opened, found, numbers)
    elif kind in ("Str", "Space", "SoftBreak", "LineBreak"):
        for words in opened.values():
            words.append(content if kind == "Str" else " ")
    else:
        _collect(content, opened, found, numbers)


def _plain(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_plain, node))
    if not isinstance(node, dict):
        return ""
    if node.get("t") == "Str":
        return str(node["c"])
    return " " if node.get("t") in ("Space", "SoftBreak", "LineBreak") else _plain(node.get("c"))
