"""The service among hostile, impatient and many clients: schemathesis, load, kills, stops, strange bytes."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openapi_spec_validator
import pytest
from services import Running, running

from benchmarks.service import article, press
from claims.reading.records import Incoming
from verifier.client import Client
from verifier.service.keys import new_key

HERE = Path(__file__).resolve().parent
SENTENCE = "Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı."
MINUTE = float(os.environ.get("DAYANAK_LOAD_SECONDS", "60"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Iterator[Running]:
    """A service with two workers and no limit of rate."""
    folder = tmp_path_factory.mktemp("service")
    with running(folder, "--workers", "2", "--rate", "0", env={"DAYANAK_CACHE": str(cache_folder)}) as found:
        yield found


def test_schemathesis_finds_nothing(tmp_path: Path, cache_folder: Path) -> None:
    """On the whole OpenAPI document, with keys, in all its phases; the document itself is valid."""
    key = new_key(tmp_path / "keys", "schemathesis")
    headers = {"Authorization": f"Bearer {key}"}
    options = ("--workers", "1", "--rate", "0", "--keys", str(tmp_path / "keys"), "--timeout", "30")
    with running(tmp_path, *options, env={"DAYANAK_CACHE": str(cache_folder)}, headers=headers) as service:
        with Client(service.address, key) as client:
            for number in range(3):
                client.add(Incoming(name=f"{number}.txt", text=SENTENCE))
        document = httpx.get(f"{service.address}/openapi.json", headers=headers).json()
        openapi_spec_validator.validate(document)
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                *("--config-file", str(HERE / "schemathesis.toml"), "run", f"{service.address}/openapi.json"),
                *("--header", f"Authorization: Bearer {key}", "--max-examples", "40", "--seed", "1", "--no-color"),
            ],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)},
        )
        print(done.stdout[-1500:])
        assert done.returncode == 0, done.stdout
        assert "Traceback" not in service.log


def test_a_minute_of_twenty_clients(service: Running) -> None:
    """No error, no lost request, p95 below two seconds, and memory that does not grow."""
    result = asyncio.run(press(service.address, clients=20, seconds=MINUTE, memory=service.memory))
    settled, last = result.memory[len(result.memory) // 4], result.memory[-1]
    print(f"{len(result.seconds)} requests, p50 {result.p(0.5):.3f} s, p95 {result.p(0.95):.3f} s")
    print(f"memory {settled >> 20} MiB after a quarter, {last >> 20} MiB at the end")
    assert result.errors == []
    assert result.p(0.95) < 2
    assert last < 1.1 * settled


def test_killed_workers_cost_nothing_under_load(service: Running) -> None:
    """Whichever is killed, whatever it was at: every request is answered, and the workers are two again.

    A request is tried twice, so the next worker is killed only when those that the last one held are through.
    """

    def kill() -> None:
        for _ in range(4):
            deadline = time.monotonic() + 30
            while _gauge(service, "workers_ready") < 2 and time.monotonic() < deadline:
                time.sleep(0.1)
            time.sleep(1.5)
            os.kill(service.workers()[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    result = asyncio.run(press(service.address, clients=6, seconds=24, memory=service.memory))
    killer.join()
    assert result.errors == []
    deadline = time.monotonic() + 60
    while len(service.workers()) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(service.workers()) == 2


def test_stopping_finishes_what_runs(tmp_path: Path, cache_folder: Path) -> None:
    """SIGTERM amid requests: each that was taken on is answered, and the process ends by itself."""
    with running(tmp_path, "--workers", "1", "--rate", "0", env={"DAYANAK_CACHE": str(cache_folder)}) as service:
        answers: list[httpx.Response] = []

        def ask(number: int) -> None:
            asked = {"statement": f"Meta {number} milyar dolar yatırdı.", "article": article()}
            answers.append(httpx.post(f"{service.address}/v1/verify", json=asked, timeout=60))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        while len(answers) + _gauge(service, "waiting") + _gauge(service, "busy") < len(threads):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert len(answers) < len(threads)
        service.process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        assert service.process.wait(60) == 0
        assert [answer.status_code for answer in answers] == [200] * 8


def _gauge(service: Running, name: str) -> int:
    """How many requests wait, or how many workers are busy."""
    told = re.search(rf"^dayanak_\w*{name} (\d+)", httpx.get(f"{service.address}/metrics").text, re.MULTILINE)
    assert told is not None
    return int(told[1])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_batches_go_on_after_a_restart(tmp_path: Path, cache_folder: Path, how: signal.Signals) -> None:
    """The results are, byte for byte, those of a batch that was not ended."""
    rows = [{"id": str(number), "statement": f"Meta {number} milyar dolar yatırdı."} for number in range(60)]
    source = {"text": article(), "name": "a.txt"}
    env = {"DAYANAK_CACHE": str(cache_folder)}
    with running(tmp_path, "--workers", "1", env=env) as service, Client(service.address) as client:
        begun = client.batch(rows, [source])
        while client.progress(begun.id).done < 10:
            time.sleep(0.02)
        service.process.send_signal(how)
        service.process.wait(60)
    with running(tmp_path, "--workers", "1", env=env) as service, Client(service.address) as client:
        found = list(client.results(begun.id))
        again = client.batch(rows, [source])
        assert found == list(client.results(again.id))
        assert [one["id"] for one in found] == [row["id"] for row in rows]
        assert client.progress(begun.id).done == 60


def test_fifty_megabytes_are_refused(service: Running) -> None:
    """Whether their length is told or not, and the service takes no more memory for it."""
    before = service.memory()
    body = b'{"statement": "' + b"x" * (50 << 20) + b'"}'
    for content in (body, iter([body[: 25 << 20], body[25 << 20 :]])):
        try:
            answer = httpx.post(f"{service.address}/v1/verify", content=content, timeout=60)
            assert answer.status_code == 413
            assert answer.headers["Content-Type"] == "application/problem+json"
        except httpx.WriteError:  # the connection was closed under a client that goes on writing
            pass
    assert service.memory() - before < 64 << 20


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GARBAGE\r\n\r\n", 400),
        (b"GET /v1/articles/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET http://169.254.169.254/latest HTTP/1.1\r\nHost: 169.254.169.254\r\n\r\n", 403),
        (b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n", 408),
        (b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST /v1/verify HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n", 431),
    ],
)
def test_strange_bytes_are_told_as_problems(service: Running, sent: bytes, status: int) -> None:
    """What is no request, leads elsewhere, or never comes to its end; others are answered meanwhile."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=60) as connection:
        connection.sendall(sent)
        assert httpx.get(f"{service.address}/livez").status_code == 200
        answer = b""
        while b"}" not in answer and (part := connection.recv(65536)):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status}".encode()), answer
    problem: dict[str, Any] = json.loads(body)
    assert problem["status"] == status
    assert b"root:" not in answer


def test_examples_of_the_documentation_run(tmp_path: Path, cache_folder: Path) -> None:
    """Every curl command of docs/service.md succeeds, in its order, against a service that is new."""
    text = (HERE.parent.parent / "docs" / "service.md").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) if "curl" in block]
    assert len(blocks) >= 4
    with running(tmp_path, "--workers", "1", env={"DAYANAK_CACHE": str(cache_folder)}) as service:
        for block in blocks:
            script = block.replace("http://127.0.0.1:8377", service.address)
            done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], capture_output=True, text=True)
            assert done.returncode == 0, (script, done.stdout, done.stderr)
            assert done.stdout
