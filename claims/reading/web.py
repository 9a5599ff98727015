"""Plain text and Markdown from an address of the web."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.decoding import decode
from claims.reading.records import Incoming, Unread
from claims.version import VERSION

SCHEMES = ("http://", "https://")
KINDS = frozenset({"text/plain", "text/markdown"})
SECONDS = 20.0
MAX_BYTES = 10 * 1024 * 1024
CHUNK = 1 << 16
KEPT = "/%:@!$&'()*+,;=~-._"
HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPErrorProcessor,
    urllib.request.UnknownHandler,
)
"""What urllib offers without files and FTP, so that no redirection leads there."""


def articles(target: str) -> Iterator[Incoming | Unread] | None:
    """The article at an http or https address; None for anything else."""
    if not lower(target, "en").startswith(SCHEMES):
        return None
    return _articles(target)


def _articles(target: str) -> Iterator[Incoming | Unread]:
    try:
        yield Incoming(name=target, text=decode(fetch(target), target), url=target)
    except ReadingError as error:
        yield Unread(name=target, reason=str(error))


def fetch(address: str) -> bytes:
    """The bytes of a plain text at an address; raises ReadingError with what to do."""
    opener = urllib.request.OpenerDirector()
    for handler in HANDLERS:
        opener.add_handler(handler())
    headers = {"User-Agent": f"dayanak/{VERSION}", "Accept": ", ".join(sorted(KINDS))}
    deadline = time.monotonic() + SECONDS
    try:
        with opener.open(urllib.request.Request(_plain(address), headers=headers), timeout=SECONDS) as answer:
            kind = lower(answer.headers.get_content_type(), "en")
            if kind not in KINDS:
                raise ReadingError(
                    f"{address} is {kind}, and only plain text and Markdown can be fetched yet; save the page's text "
                    "to a .txt file and name that."
                )
            return _body(answer, address, deadline)
    except urllib.error.HTTPError as error:
        raise ReadingError(f"{address} answers {error.code} {error.reason}; check the address.") from error
    except TimeoutError as error:
        raise _too_slow(address) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _too_slow(address) from error
        reason = getattr(error, "reason", None) or error
        raise ReadingError(f"{address} cannot be reached ({reason}); check the address and the network.") from error


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


def _plain(address: str) -> str:
    """The address in ASCII, as requests want it."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    place = f"[{host}]" if ":" in host else host
    if parts.port is not None:
        place = f"{place}:{parts.port}"
    return urlunsplit((parts.scheme, place, quote(parts.path, safe=KEPT), quote(parts.query, safe=KEPT + "?"), ""))
