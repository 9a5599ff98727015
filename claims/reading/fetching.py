"""One GET over HTTP: each address checked before it is reached, and every step within limits of size and time."""

import http.client
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from claims.errors import ReadingError
from claims.reading.addresses import resolve
from claims.version import VERSION

SCHEMES = {"http": 80, "https": 443}
SECONDS = 20.0
MAX_BYTES = 10 << 20
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 1 << 16
KEPT = "/%:@!$&'()*+,;=~-._"


class Answer(NamedTuple):
    """What an address gave in the end: its bytes, their type and charset, and where a redirection led."""

    data: bytes
    content_type: str
    charset: str | None
    url: str


class Target(NamedTuple):
    """The parts of one address, in ASCII as requests want them."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as a whole."""
        place = f"[{self.host}]" if ":" in self.host else self.host
        place = place if self.port == SCHEMES[self.scheme] else f"{place}:{self.port}"
        return f"{self.scheme}://{place}{self.path}"


def fetch(address: str, accept: str, *, private: bool) -> Answer:
    """What an http or https address answers; raises ReadingError with what to do."""
    deadline = time.monotonic() + SECONDS
    url = address
    try:
        for _ in range(MAX_REDIRECTS + 1):
            target = _target(url)
            with _connected(target, deadline, private) as connection:
                answer = _asked(connection, target, accept)
                if answer.status not in REDIRECTS:
                    return _checked(answer, address, target, deadline)
                url = urljoin(target.url, answer.headers.get("Location", ""))
        raise ReadingError(f"{address} leads from one address to the next; name the one where the text is.")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() > deadline:
            raise _too_slow(address) from error
        raise ReadingError(f"{address} cannot be reached ({error}); check the address and the network.") from error


def _target(url: str) -> Target:
    """The parts of an address; raises ValueError where it is none that can be fetched."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError(f"it leads to {parts.scheme or 'no'} address")
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    path = urlunsplit(("", "", quote(parts.path, safe=KEPT) or "/", quote(parts.query, safe=KEPT + "?"), ""))
    return Target(parts.scheme, host, parts.port or SCHEMES[parts.scheme], path)


@contextmanager
def _connected(target: Target, deadline: float, private: bool) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address of the host, or to the user's proxy, cut off at the deadline."""
    proxy = _proxy(target)
    try:
        hosts = [str(found) for found in resolve(target.host, target.port, private=private)]
    except socket.gaierror:
        if proxy is None:
            raise
    stream = _stream(hosts, target.port, deadline) if proxy is None else _stream([proxy.host], proxy.port, deadline)
    connection = http.client.HTTPConnection(target.host, target.port)
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [stream])
    watch.daemon = True
    watch.start()
    try:
        connection.sock = stream
        if proxy is not None and target.scheme == "https":
            _open_tunnel(stream, target)
        if target.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(stream, server_hostname=target.host)
        yield connection
    finally:
        watch.cancel()
        connection.close()
        stream.close()


def _proxy(target: Target) -> Target | None:
    """The proxy that the environment names for this address; it resolves names anew, and those unknown here too."""
    found = urllib.request.getproxies().get(target.scheme)
    if not found or urllib.request.proxy_bypass(target.host):
        return None
    return _target(found if "://" in found else f"http://{found}")


def _stream(hosts: list[str], port: int, deadline: float) -> socket.socket:
    refused: OSError | None = None
    for host in hosts:
        try:
            return socket.create_connection((host, port), timeout=max(0.01, deadline - time.monotonic()))
        except OSError as error:
            refused = error
    raise refused or OSError("the name has no address")


def _open_tunnel(stream: socket.socket, target: Target) -> None:
    place = f"[{target.host}]:{target.port}" if ":" in target.host else f"{target.host}:{target.port}"
    stream.sendall(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode("ascii"))
    answer = http.client.HTTPResponse(stream, method="CONNECT")
    answer.begin()
    if answer.status != 200:
        raise OSError(f"the proxy answers {answer.status} {answer.reason}")


def _cut(stream: socket.socket) -> None:
    """Ends a connection however slowly the other side goes on talking."""
    try:
        stream.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _asked(connection: http.client.HTTPConnection, target: Target, accept: str) -> http.client.HTTPResponse:
    through = _proxy(target) is not None and target.scheme == "http"
    headers = {
        "User-Agent": f"dayanak/{VERSION}",
        "Accept": accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", target.url if through else target.path, headers=headers)
    return connection.getresponse()


def _checked(answer: http.client.HTTPResponse, address: str, target: Target, deadline: float) -> Answer:
    if not 200 <= answer.status < 300:
        raise ReadingError(f"{address} answers {answer.status} {answer.reason}; check the address.")
    if answer.headers.get("Content-Encoding", "identity").strip() not in ("", "identity"):
        raise ReadingError(f"{address} answers in a packed form that was not asked for; save its text to a file.")
    kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
    return Answer(_body(answer, address, deadline), kind, charset, target.url)


def _body(answer: http.client.HTTPResponse, address: str, deadline: float) -> bytes:
    body = bytearray()
    while chunk := answer.read1(CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            raise ReadingError(f"{address} holds more than {MAX_BYTES >> 20} MiB; save what you need of it to a file.")
    if time.monotonic() > deadline:
        raise _too_slow(address)
    return bytes(body)


def _too_slow(address: str) -> ReadingError:
    return ReadingError(f"{address} did not answer within {SECONDS:.0f} seconds; try again, or save its text.")
