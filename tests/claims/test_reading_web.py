"""Addresses: public ones alone are reached, whatever name or redirection leads elsewhere, within limits of time."""

import http.server
import ipaddress
import re
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import Command

from claims.errors import ReadingError
from claims.reading import Access, addresses, fetching, read

PRIVATE = Access(private=True)
PAGE = "<title>Sel</title><h1>Kıyıda sel</h1><p>Selde iki ev yıkıldı, kimse ölmedi.</p>".encode()

REFUSED = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
]
REACHED = ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]
SPELLED = [
    "http://localhost:{port}/page",
    "http://127.0.0.1:{port}/page",
    "http://2130706433:{port}/page",
    "http://0x7f.1:{port}/page",
    "http://127.1:{port}/page",
    "http://[::ffff:127.0.0.1]:{port}/page",
    "HTTP://LOCALHOST:{port}/page",
    "http://user:secret@127.0.0.1:{port}/page",
]


class Site(http.server.BaseHTTPRequestHandler):
    """Pages, redirections, and answers that no honest site gives."""

    asked: list[str] = []

    def do_GET(self) -> None:
        """A page, or what its path asks for."""
        self.asked.append(self.path)
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.path == "/slow":
            for _ in range(100):
                self.wfile.write(b"<p>a")
                self.wfile.flush()
                time.sleep(0.1)
        self.wfile.write(PAGE)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on standard error."""


class Dripping(socketserver.BaseRequestHandler):
    """An answer whose header never ends."""

    def handle(self) -> None:
        """One byte now and then."""
        try:
            self.request.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(100):
                self.request.sendall(b"a")
                time.sleep(0.1)
        except OSError:
            return


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a site on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Site.asked.clear()


def _resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Names lead to these addresses, one after the other; the names that were asked for."""
    asked: list[str] = []
    real: Callable[..., Any] = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if re.fullmatch(r"[\d.:a-f]+", host):
            return real(host, port, *rest, **more)
        asked.append(host)
        return real(answers[min(len(asked), len(answers)) - 1], port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public(address: str) -> None:
    """This machine, private networks, metadata services, multicast, documentation; also carried inside another."""
    assert not addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", REACHED)
def test_public_addresses(address: str) -> None:
    """They are reached, also through translation."""
    assert addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", SPELLED)
def test_however_an_address_is_spelled(port: int, address: str) -> None:
    """It is the resolved address that counts; nothing is asked of it."""
    with pytest.raises(ReadingError, match=r"is on a private network .*--allow-private"):
        read(address.format(port=port))
    assert Site.asked == []


def test_a_private_address_is_read_where_the_user_allows_it(port: int) -> None:
    """With what the page tells of itself."""
    article = read(f"http://127.0.0.1:{port}/page", PRIVATE)
    assert article.text == "Kıyıda sel\n\nSelde iki ev yıkıldı, kimse ölmedi."
    assert article.url == article.name == f"http://127.0.0.1:{port}/page"


def test_a_redirection_is_checked_like_an_address(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public site cannot lead to a private one: the second address is resolved and refused before it is asked."""
    _resolving(monkeypatch, "93.184.216.34", "127.0.0.1")
    real = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda address, **more: real(("127.0.0.1", address[1]), **more))
    with pytest.raises(ReadingError, match="inside.example is on a private network"):
        read(f"http://outside.example:{port}/to?http://inside.example:{port}/page")
    assert Site.asked == [f"/to?http://inside.example:{port}/page"]


def test_a_name_is_resolved_once(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked; asked again, the name would lead to this machine."""
    asked = _resolving(monkeypatch, "93.184.216.34", "127.0.0.1")
    reached: list[str] = []

    def refused(address: tuple[str, int], **more: object) -> socket.socket:
        reached.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "create_connection", refused)
    with pytest.raises(ReadingError, match="cannot be reached"):
        read(f"http://rebinding.example:{port}/page")
    assert (asked, reached) == (["rebinding.example"], ["93.184.216.34"])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/to?file:///etc/hostname", "cannot be reached"),
        ("/to?ftp://127.0.0.1/x", "cannot be reached"),
        ("/packed", "packed form"),
    ],
)
def test_answers_that_are_refused(port: int, path: str, message: str) -> None:
    """Other schemes than the web's, and packed answers that nobody asked for."""
    with pytest.raises(ReadingError, match=message):
        read(f"http://127.0.0.1:{port}{path}", PRIVATE)


def test_the_proxy_of_the_environment_is_used(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for names that only it knows, and never for a private address."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "")
    assert read("http://haber.invalid/page").text.startswith("Kıyıda sel")
    assert Site.asked == ["http://haber.invalid/page"]
    with pytest.raises(ReadingError, match="private network"):
        read("http://169.254.169.254/latest/")
    assert len(Site.asked) == 1


def test_redirections_without_end(port: int) -> None:
    """A few are followed."""
    with pytest.raises(ReadingError, match="leads from one address to the next"):
        read(f"http://127.0.0.1:{port}/to?/to?/to?/to?/to?/to?/to?/page", PRIVATE)


def test_slow_answers_end_at_the_deadline(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is the body or the header that comes byte by byte."""
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as dripping:
        dripping.daemon_threads = True
        threading.Thread(target=dripping.serve_forever, daemon=True).start()
        for address in (f"http://127.0.0.1:{port}/slow", f"http://127.0.0.1:{dripping.server_address[1]}/"):
            begun = time.monotonic()
            with pytest.raises(ReadingError, match="did not answer within"):
                read(address, PRIVATE)
            assert time.monotonic() - begun < 3
        dripping.shutdown()


def test_the_commands_refuse_and_allow(verify: Command, claims: Command, port: int) -> None:
    """--allow-private and --offline, in one sentence each, exit status 2."""
    address = f"http://127.0.0.1:{port}/page"
    refused = verify("Selde iki ev yıkıldı", "--article", address)
    assert (refused.status, "is on a private network" in refused.err) == (2, True)
    offline = claims("split", address, "--offline")
    assert (offline.status, "works offline" in offline.err) == (2, True)
    allowed = verify("Selde iki ev yıkıldı", "--article", address, "--allow-private")
    assert (allowed.status, allowed.out.split()[0]) == (0, "SUPPORTED")
