"""Many articles: files, folders, patterns, JSON Lines and addresses come as one stream, and nothing stops it."""

import http.server
import io
import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.access import Access
from claims.reading.days import published_day
from claims.reading.gathering import count, gather
from claims.reading.records import Incoming, Unread

PAGES = {
    "/haber.txt": ("text/plain; charset=utf-8", "Şehirde sel oldu.".encode()),
    "/haber.md": ("text/markdown", "# Başlık".encode()),
    "/page": ("text/html", b"<h1>Sel</h1><p>Evler y&#305;k&#305;ld&#305;.</p>"),
    "/picture": ("image/png", b"x"),
    "/latin": ("text/plain", "Türkiye'de ılık bir gün".encode("cp1254")),
    "/long": ("text/plain", b"a" * (10 * 1024 * 1024 + 1)),
}


PRIVATE = Access(private=True)


class Pages(http.server.BaseHTTPRequestHandler):
    """A tiny site."""

    def do_GET(self) -> None:
        """A page, a redirection, or nothing."""
        if self.path in ("/away", "/local"):
            self.send_response(302)
            self.send_header("Location", "/haber.txt" if self.path == "/away" else "file:///etc/hostname")
            self.end_headers()
            return
        kind, body = PAGES.get(self.path, ("text/plain", b""))
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on standard error."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _names(*targets: object) -> list[str]:
    return [one.name for one in gather(map(str, targets)) if isinstance(one, Incoming)]


def _reasons(*targets: object) -> list[str]:
    return [one.reason for one in gather(map(str, targets)) if isinstance(one, Unread)]


def test_folders_are_read_with_all_folders_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts alone, sorted, nothing hidden; names are paths as given, without needless parts."""
    for name in (
        "b.txt",
        "a.md",
        "c.TXT",
        "x.png",
        "x.json",
        ".hidden.txt",
        "sub/d.txt",
        ".git/e.txt",
        "sub/İki.markdown",
    ):
        path = tmp_path / "haber" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Metin", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    expected = ["haber/a.md", "haber/b.txt", "haber/c.TXT", "haber/sub/d.txt", "haber/sub/İki.markdown"]
    assert _names("haber") == _names("./haber/") == expected
    assert _names("haber/*.txt") == ["haber/b.txt"]
    assert _names("haber/**/*.txt") == ["haber/b.txt", "haber/sub/d.txt"]
    assert count(["haber", "haber/*.txt", "missing"]) == 7


def test_a_name_with_the_marks_of_a_pattern_is_a_file_first(tmp_path: Path) -> None:
    """haber[1].txt is read, not searched for."""
    path = tmp_path / "haber[1].txt"
    path.write_text("Metin", encoding="utf-8")
    assert _names(path) == [path.as_posix()]


def test_what_cannot_be_read_is_told_and_the_rest_follows(tmp_path: Path) -> None:
    """Missing, empty, binary, unknown, an empty folder, a pattern that fits nothing."""
    (tmp_path / "good.txt").write_text("Metin", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "folder").mkdir()
    targets = [
        *(tmp_path / name for name in ("missing.txt", "empty.txt", "binary.txt", "folder", "*.none", "x.pdf")),
        tmp_path / "good.txt",
    ]
    reasons = _reasons(*targets)
    words = ("There is no file", "is empty", "binary", "holds no article", "No file fits", "There is no file")
    assert len(reasons) == len(words)
    assert all(word in reason for word, reason in zip(words, reasons, strict=True))
    assert _names(*targets) == [(tmp_path / "good.txt").as_posix()]


def test_names_that_are_no_text_can_be_kept_and_told(tmp_path: Path) -> None:
    """A file name with bytes that are no UTF-8 gets a replacement character, in names as in reasons."""
    for name, text in ((b"haber\xff.txt", "Metin"), (b"empty\xff.txt", "")):
        (tmp_path / os.fsdecode(name)).write_text(text, encoding="utf-8")
    found = list(gather([str(tmp_path), str(tmp_path / os.fsdecode(b"missing\xff.txt"))]))
    assert [type(one) for one in found] == [Unread, Incoming, Unread]
    assert found[1].name.endswith("haber\N{REPLACEMENT CHARACTER}.txt")
    assert all(one.model_dump_json() for one in found)


def test_standard_input_is_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named so."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Metin geldi")))
    assert list(gather(["-"])) == [Incoming(name="standard input", text="Metin geldi")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "is empty" in _reasons("-")[0]


def test_json_lines_with_bom_and_crlf(tmp_path: Path) -> None:
    """Both names of each field, numbers as ids, times as days; fields that are not known are passed over."""
    path = tmp_path / "haberler.jsonl"
    rows = [
        {"text": "Bir\r\niki", "name": "a", "title": "T", "source": "AA", "published": "2026-11-24T10:00:00+03:00"},
        {"body": "İki 😀", "id": 7, "url": "https://example.org/x", "extra": [1]},
        {"text": "Üç", "url": "https://example.org/y", "title": "", "source": None},
        {"text": "Dört"},
    ]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n\r\n".join(map(json.dumps, rows)).encode())
    assert list(gather([str(path)])) == [
        Incoming(name="a", text="Bir\r\niki", title="T", source="AA", published="2026-11-24"),
        Incoming(name="7", text="İki 😀", url="https://example.org/x"),
        Incoming(name="https://example.org/y", text="Üç", url="https://example.org/y"),
        Incoming(name=f"{path.as_posix()}:7", text="Dört"),
    ]
    assert count([str(path)]) == 4


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{broken", "is no JSON object"),
        (b"[1]", "is no JSON object"),
        (b'{"name": "a"}', "has no text"),
        (b'{"text": 5}', "has no text"),
        (b'{"text": "  "}', "an empty text"),
        (b'{"text": "a\\u0000b"}', "zero character"),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "a", "title": "\\udfff"}', "surrogate"),
        (b'{"text": "a", "title": 5}', "title that is no string"),
        (b'{"text": "a", "published": "yesterday"}', "no date such as 2026-11-24"),
        (b'{"text": "\xfe\xff"}', "not UTF-8"),
        (b"[" * 100_000, "is no JSON object"),
        (b'{"text": "' + b"a" * 1_000_001 + b'"}', "more than 1,000,000 characters"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_follows(tmp_path: Path, line: bytes, message: str) -> None:
    """By file and line, one sentence."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "Bir"}\n' + line + b'\n{"text": "Son"}')
    first, bad, last = gather([str(path)])
    assert isinstance(bad, Unread)
    assert message in bad.reason
    assert f"{path.as_posix()}, line 2" in bad.reason
    assert [one.text for one in (first, last) if isinstance(one, Incoming)] == ["Bir", "Son"]


def test_missing_and_empty_json_lines(tmp_path: Path) -> None:
    """Told as any other file."""
    (tmp_path / "empty.jsonl").write_text("\n\n")
    assert "There is no file" in _reasons(tmp_path / "missing.jsonl")[0]
    assert "is empty" in _reasons(tmp_path / "empty.jsonl")[0]


def test_addresses_of_plain_text(site: str) -> None:
    """Text and Markdown are fetched, also after a redirection; the address is name and url."""
    found = list(gather([f"{site}/haber.txt", f"{site}/haber.md", f"{site}/away", f"{site}/page"], PRIVATE))
    assert found[0] == Incoming(name=f"{site}/haber.txt", text="Şehirde sel oldu.", url=f"{site}/haber.txt")
    assert [one.text for one in found[1:] if isinstance(one, Incoming)] == [
        "# Başlık",
        "Şehirde sel oldu.",
        "Sel\n\nEvler yıkıldı.",
    ]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("/picture", "is image/png, which cannot be read"),
        ("/missing", "answers 404"),
        ("/latin", "is not UTF-8"),
        ("/long", "more than"),
        ("/local", "cannot be reached|answers"),
        (":99999/x", "cannot be reached"),
    ],
)
def test_other_addresses_are_told(site: str, page: str, message: str) -> None:
    """One sentence each; no redirection leads to a file."""
    target = f"http://127.0.0.1{page}" if page.startswith(":") else site + page
    (unread,) = gather([target], PRIVATE)
    assert isinstance(unread, Unread)
    assert re.search(message, unread.reason)


@given(st.dates())
def test_days_of_publication(day: object) -> None:
    """ISO dates come back as they are."""
    assert published_day(f" {day} ") == str(day)
