"""A running service for tests: ``verify serve`` as a process of its own, on a free port of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90.0


class Running(NamedTuple):
    """A service that answers: where it is, its process, and its folder."""

    address: str
    port: int
    process: "subprocess.Popen[bytes]"
    folder: Path

    @property
    def log(self) -> str:
        """What it has logged so far."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def workers(self) -> list[int]:
        """The processes that it has started and that live."""
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
                command = (path.parent / "cmdline").read_bytes()
            except OSError:
                continue
            if int(fields[1]) == self.process.pid and b"spawn_main" in command:
                found.append(int(path.parent.name))
        return found

    def memory(self) -> int:
        """Bytes that it and its workers hold in memory."""
        pages = (Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in (self.process.pid, *self.workers()))
        return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(
    folder: Path, *options: str, env: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """A service with its store and data in ``folder``, handed out when all its workers are ready."""
    port = free_port()
    arguments = ["serve", "--port", str(port), "--store", str(folder / "store.sqlite3"), "--data", str(folder / "data")]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "verifier.cli", *arguments, *options],
            stdout=log,
            stderr=log,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
        )
    service = Running(f"http://127.0.0.1:{port}", port, process, folder)
    try:
        _wait(service, dict(headers or {}), options[options.index("--workers") + 1])
        yield service
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(service: Running, headers: Mapping[str, str], workers: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            break
        try:
            if f"dayanak_workers_ready {workers}.0" in httpx.get(f"{service.address}/metrics", headers=headers).text:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"The service does not get ready:\n{service.log}")
