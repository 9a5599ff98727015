"""Documents as LibreOffice and pandoc write them, from files and over HTTP, and places as Chromium shows them."""

import functools
import http.server
import shutil
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from claims.errors import ReadingError
from claims.reading import Access, Article, fetching, read

PRIVATE = Access(private=True)
SOURCE = Path(__file__).resolve().parents[2] / "fixtures/documents/rapor.fodt"
RUNNING = ("Durgunsu Belediyesi, Kasım 2026", "Sayfa 1")
"""Head and foot of the pages, which a web page has once and shows as text like any other."""
MARKED = """---
title: Liman raporu
---

# Limanda yük azaldı

Kıyıköy Limanı'nda bu yıl **2,4 milyon ton** yük elleçlendi; geçen yıl bu rakam 2,9 milyon tondu 🚢.
Liman müdürü İpek Şen, düşüşü [fırtınalı kışa](https://example.org/kis) bağladı.[^1]

| Ay    | Yük      |
|-------|----------|
| Ocak  | 120 bin  |
| Şubat | 95 bin   |

[^1]: Kış, son kırk yılın en sert kışıydı.
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the report as LibreOffice writes it: ODT, PDF and HTML."""
    folder = tmp_path_factory.mktemp("office")
    for form in ("odt", "pdf", "html"):
        _office(folder, form, SOURCE)
    return folder


def _office(folder: Path, form: str, source: Path) -> None:
    """Converts by LibreOffice; its first start on a fresh profile ends with status 81 and has to be repeated."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: run python tests/clients/prepare.py"
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form]
    for _ in range(2):
        done = subprocess.run([*command, "--outdir", str(folder), str(source)], capture_output=True, timeout=180)
        if (folder / f"{source.stem}.{form}").exists():
            return
    raise AssertionError(f"LibreOffice wrote no {form}: {done.stderr.decode(errors='replace')}")


def _blocks(article: Article) -> list[str]:
    return [block for block in article.text.split("\n\n") if block not in RUNNING]


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


@pytest.fixture(scope="module")
def site(written: Path) -> Iterator[str]:
    """The folder over HTTP on this machine."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(written))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_one_document_reads_alike_however_libreoffice_writes_it(written: Path) -> None:
    """The same paragraphs, headings and cells in the same order from ODT, PDF and HTML."""
    texts = {form: _blocks(read(str(written / f"rapor.{form}"))) for form in ("odt", "pdf", "html")}
    assert len(texts["odt"]) == 11
    assert texts["pdf"] == texts["odt"]
    assert texts["html"] == texts["odt"]


def test_over_http_a_document_reads_as_from_its_file(written: Path, site: str) -> None:
    """Page, PDF and OpenDocument, told apart by the content type of the server."""
    for form in ("odt", "pdf", "html"):
        fetched = read(f"{site}/rapor.{form}", PRIVATE)
        assert (fetched.text, fetched.places) == read(str(written / f"rapor.{form}"))[1:3]


@pytest.fixture
def secured(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of the folder over HTTPS, with a certificate of OpenSSL's for localhost that this process trusts."""
    program = shutil.which("openssl")
    assert program, "openssl is missing: run python tests/clients/prepare.py"
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *named], check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    handler = functools.partial(Slow, directory=str(written))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    yield server.server_port
    server.shutdown()
    server.server_close()


class Slow(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, and one answer that takes ten seconds."""

    def do_GET(self) -> None:
        """A file, or a byte now and then."""
        if self.path != "/slow.html":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.1)


def test_over_https_the_certificate_counts_and_so_does_the_deadline(
    written: Path, secured: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is verified although the connection goes to an address; a dripping answer is cut off under TLS too."""
    fetched = read(f"https://localhost:{secured}/rapor.pdf", PRIVATE)
    assert fetched.text == read(str(written / "rapor.pdf")).text
    with pytest.raises(ReadingError, match="certificate"):
        read(f"https://127.0.0.1:{secured}/rapor.pdf", PRIVATE)
    monkeypatch.setattr(fetching, "SECONDS", 1.0)
    begun = time.monotonic()
    with pytest.raises(ReadingError, match="did not answer within"):
        read(f"https://localhost:{secured}/slow.html", PRIVATE)
    assert time.monotonic() - begun < 4


def test_pandoc_reads_the_same_words_of_an_odt_that_it_wrote(tmp_path: Path) -> None:
    """Title, paragraphs, link, table and note; the head of the table is what pandoc's own reader loses."""
    program = shutil.which("pandoc")
    assert program, "pandoc is missing: run python tests/clients/prepare.py"
    (tmp_path / "liman.md").write_text(MARKED, encoding="utf-8")
    subprocess.run([program, "liman.md", "-o", "liman.odt"], cwd=tmp_path, check=True, timeout=60)
    article = read(str(tmp_path / "liman.odt"))
    assert article.title == "Liman raporu"
    assert "bu yıl 2,4 milyon ton yük elleçlendi; geçen yıl bu rakam 2,9 milyon tondu 🚢." in article.text
    subprocess.run(
        [program, "liman.odt", "-t", "plain", "--wrap=none", "-o", "x.txt"], cwd=tmp_path, check=True, timeout=60
    )
    plain = (tmp_path / "x.txt").read_text(encoding="utf-8").replace("[1]", "")
    assert Counter(_words(article.text)) - Counter(_words(plain)) == Counter(["Ay", "Yük"])
    assert not Counter(_words(plain)) - Counter(_words(article.text))


def test_places_in_a_page_are_those_of_the_browser(written: Path) -> None:
    """What Chromium shows of the stretch of markup under a span is the span."""
    from clients.browser import chromium
    from playwright.sync_api import sync_playwright

    markup = (written / "rapor.html").read_text(encoding="utf-8")
    article = read(str(written / "rapor.html"))
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page()
        for words in (
            "yüzde 12 azaldığını",
            "yayımladığı raporda harcamanın",
            "210 kilometre",
            "Işıldar bu eleştiriyi",
        ):
            start = article.text.index(words)
            found = [place.source for place in article.places.locate(start, start + len(words)) if place.source]
            page.set_content(f"<p>{markup[found[0][0] : found[-1][1]]}</p>")
            assert " ".join(page.inner_text("p").split()) == words
        browser.close()
