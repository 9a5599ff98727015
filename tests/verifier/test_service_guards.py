"""Who may ask, from where, how often and how slowly: decided before a route is reached, and before a worker is."""

import asyncio
import io
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from conftest import Command
from fastapi import FastAPI
from fastapi.testclient import TestClient
from services import free_port
from starlette.types import Message

from verifier.service.app import create_app
from verifier.service.keys import KeyRing, KeysError, new_key
from verifier.service.limits import CALLERS, Buckets, read_body
from verifier.service.logs import make_log
from verifier.service.problems import Problem
from verifier.service.server import protocol
from verifier.service.settings import ServiceSettings


def _client(folder: Path, host: str = "127.0.0.1", **choices: object) -> TestClient:
    """The application without its workers, which none of these requests reaches."""
    settings = ServiceSettings(data=folder, host=host, **choices)  # type: ignore[arg-type]
    app = create_app(settings, make_log("json", io.StringIO()))
    return TestClient(app, base_url="http://localhost:8377")


def test_nothing_is_answered_without_a_key(tmp_path: Path) -> None:
    """Not even whether it is alive; what is no key is no key, and a new one counts without a restart."""
    path = tmp_path / "keys"
    key = new_key(path, "desk")
    client = _client(tmp_path, "0.0.0.0", keys=path)
    for asked in ("/livez", "/readyz", "/metrics", "/openapi.json", "/v1/articles", "/v2/languages", "/nothing"):
        refused = client.get(asked)
        assert refused.status_code == 401, asked
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    for headers in ({"Authorization": f"Bearer {key}"}, {"X-API-Key": key}):
        assert client.get("/livez", headers=headers).status_code == 200
    for wrong in (f"Bearer {key}x", f"Basic {key}", "Bearer", f"Bearer {key[:-1]}", ""):
        assert client.get("/livez", headers={"Authorization": wrong}).status_code == 401
    second = new_key(path, "archive")
    assert client.get("/livez", headers={"X-API-Key": second}).status_code == 200
    document = client.get("/openapi.json", headers={"X-API-Key": key}).json()
    assert document["security"] == [{"bearer": []}, {"key": []}]


def test_keys_are_kept_as_hashes(tmp_path: Path) -> None:
    """In a file that nobody else reads; a name has one key, and what is no file of keys is told."""
    path = tmp_path / "keys"
    key = new_key(path, "desk")
    assert key not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert KeyRing(path).owner(key) == "desk"
    with pytest.raises(KeysError, match="holds a key for desk already"):
        new_key(path, "desk")
    with pytest.raises(KeysError, match="make one with --new-key"):
        KeyRing(tmp_path / "none")
    (tmp_path / "other").write_text("a,b\n")
    with pytest.raises(KeysError, match="is no file of keys"):
        KeyRing(tmp_path / "other")


def test_off_loopback_it_does_not_start_without_keys(verify: Command, tmp_path: Path) -> None:
    """The command says how to make one; it is printed once."""
    refused = verify("serve", "--host", "0.0.0.0")
    assert refused.status == 2
    assert "make a key with --keys FILE --new-key NAME" in refused.err
    path = tmp_path / "keys"
    made = verify("serve", "--new-key", "desk", "--keys", str(path))
    assert KeyRing(path).owner(made.out.strip()) == "desk"
    assert "Name the file" in verify("serve", "--new-key", "desk").err


def test_other_pages_and_names_are_refused(tmp_path: Path) -> None:
    """A name that leads here from the web, and a page of another host, unless they are allowed."""
    client = _client(tmp_path, origins=("https://cms.example",), hosts=("check.example",))
    assert client.get("/livez", headers={"Host": "evil.example"}).status_code == 403
    assert client.get("/livez", headers={"Host": "CHECK.example:80"}).status_code == 200
    assert client.get("/livez", headers={"Host": "[::1]:8377"}).status_code == 200
    body = {"statement": 5}
    for origin, status in (
        ("https://evil.example", 403),
        ("null", 403),
        ("https://cms.example", 422),
        ("http://localhost:8377", 422),
    ):
        assert client.post("/v1/verify", json=body, headers={"Origin": origin}).status_code == status, origin
    asked = {"Origin": "https://cms.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/v1/verify", headers=asked).headers["Access-Control-Allow-Origin"] == "https://cms.example"
    closed = _client(tmp_path)
    assert "Access-Control-Allow-Origin" not in closed.options("/v1/verify", headers=asked).headers


def test_whoever_asks_too_often_waits(tmp_path: Path) -> None:
    """And is told how long; others do not wait for him."""
    client = _client(tmp_path, rate=0.001, burst=2)
    assert [client.get("/livez").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/livez")
    assert refused.json()["detail"] == "Too many requests; ask more slowly."
    assert int(refused.headers["Retry-After"]) > 100
    now = [0.0]
    buckets = Buckets(2.0, 1, lambda: now[0])
    buckets.take("a")
    buckets.take("b")
    with pytest.raises(Problem):
        buckets.take("a")
    now[0] = 0.5
    buckets.take("a")
    for number in range(CALLERS + 1):
        buckets.take(str(number))
    buckets.take("b")


def test_a_body_has_a_size_and_a_time() -> None:
    """What is too long by its own word is not read, what is too slow is not waited for, what ends early is told."""

    async def messages(*parts: Message) -> None:
        waiting = list(parts)

        async def receive() -> Message:
            if not waiting:
                await asyncio.sleep(10)
            return waiting.pop(0)

        for told, status in ((11, 413), (None, 408)):
            with pytest.raises(Problem) as refused:
                await read_body(receive, told, most=10, seconds=0.05)
            assert refused.value.status == status

    more: Message = {"type": "http.request", "body": b"abc", "more_body": True}
    asyncio.run(messages(more, more))

    async def whole(*parts: Message) -> bytes:
        waiting = iter(parts)

        async def receive() -> Message:
            return next(waiting)

        return await read_body(receive, None, most=10, seconds=5)

    assert asyncio.run(whole(more, {"type": "http.request", "body": b"def"})) == b"abcdef"
    for parts, status in (((more,) * 4, 413), ((more, {"type": "http.disconnect"}), 400)):
        with pytest.raises(Problem) as refused:
            asyncio.run(whole(*parts))
        assert refused.value.status == status


@pytest.fixture
def patient() -> Iterator[int]:
    """The port of a small application behind the protocol of the service, which waits a third of a second."""
    app = FastAPI()
    app.get("/")(lambda: {"here": True})
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, http=protocol(0.3), log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield port
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", b"408"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", b"408"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT", b"200"),
        (b"\x16\x03\x01 no http\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", b"400"),
    ],
)
def test_nobody_holds_a_connection_with_half_a_request(patient: int, sent: bytes, status: bytes) -> None:
    """It is closed after a while, with a problem detail for whoever listens."""
    with socket.create_connection(("127.0.0.1", patient), timeout=10) as connection:
        connection.sendall(sent)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 " + status)
    if status != b"200":
        assert b"application/problem+json" in answer


def test_the_log_keeps_to_its_line() -> None:
    """Whatever a caller writes into it."""
    stream = io.StringIO()
    make_log("console", stream).info("request", caller="a\nfake line \x1b[31m")
    assert stream.getvalue().count("\n") == 1
    assert "\x1b" not in stream.getvalue()
