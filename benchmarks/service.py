"""The service under load: python benchmarks/service.py [--seconds 60] [--clients 20] [--workers 2]

What is measured, over real connections on this machine, each against ``verify serve`` as a process of its own:
warm     POST /v1/verify by one client with an analysed article of 30 sentences, every statement a new one
load     the same by many clients at once, each with its own statements, some with articles that nobody has seen
memory   what service and workers hold together, after a first tenth of the load and at its end
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "fixtures" / "tr" / "articles"
SENTENCES = 30
UNSEEN = 0.02
BARS = {"warm": 0.120, "load": 2.0}
STATEMENTS = (
    "Meta invested ${} billion in Scale AI",
    "Meta, Scale AI'a {} milyar dolar yatırdı.",
    "Şirket {} kişiyi işten çıkardı.",
    "The company laid off {} people.",
    "{} çalışan şirketten ayrıldı.",
)


class Load(NamedTuple):
    """Seconds of every request, what went wrong, and the memory readings (bytes) in order."""

    seconds: list[float]
    errors: list[str]
    memory: list[int]

    def p(self, share: float) -> float:
        """The seconds within which that share of the requests was answered."""
        return sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


def article(sentences: int = SENTENCES) -> str:
    """A text of so many lines from the fixtures."""
    lines = [line for path in sorted(ARTICLES.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    return "\n".join([line for line in lines if len(line.split()) > 5][:sentences])


async def press(
    address: str, *, clients: int, seconds: float, memory: Callable[[], int], unseen: float = UNSEEN
) -> Load:
    """That many clients, each asking anew as soon as it is answered, for so long; every answer is checked."""
    result = Load([], [], [])
    text = article()
    end = time.monotonic() + seconds

    async def one(number: int) -> None:
        chance = random.Random(number)
        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            while time.monotonic() < end:
                statement = chance.choice(STATEMENTS).format(chance.randint(1, 10_000))
                fresh = chance.random() < unseen
                given = f"{text.splitlines()[0]} {chance.randint(1, 10**9)} kişi geldi." if fresh else text
                asked = {"statement": statement, "article": given, "id": f"{number}"}
                began = time.perf_counter()
                try:
                    answer = await http.post("/v1/verify", json=asked)
                    report = answer.json()
                    if answer.status_code != 200 or (report["id"], report["statement"]) != (f"{number}", statement):
                        result.errors.append(f"{answer.status_code}: {report.get('detail', report)}")
                except httpx.HTTPError as error:
                    result.errors.append(f"{type(error).__name__}: {error}")
                result.seconds.append(time.perf_counter() - began)

    async def watch() -> None:
        while time.monotonic() < end:
            result.memory.append(memory())
            await asyncio.sleep(seconds / 20)

    await asyncio.gather(watch(), *map(one, range(clients)))
    return result


def main() -> None:
    """Measure, print the table, and exit with 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--clients", type=int, default=20)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--requests", type=int, default=300, help="of one client, for the warm figure")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port, process = _start(Path(folder), asked.workers)
        try:
            address = f"http://127.0.0.1:{port}"
            warm = _warm(address, asked.requests)
            load = asyncio.run(
                press(address, clients=asked.clients, seconds=asked.seconds, memory=lambda: memory(process.pid))
            )
        finally:
            process.terminate()
            process.wait()
    settled = load.memory[len(load.memory) // 10 :]
    print(
        f"| what | median | p95 | bar | requests |\n|---|---|---|---|---|\n{_row('warm', warm)}\n{_row('load', load)}"
    )
    print(f"\nerrors: {len(load.errors) + len(warm.errors)}; {len(load.seconds) / asked.seconds:.1f} requests a second")
    print(f"memory: {settled[0] >> 20} MiB after a tenth, {settled[-1] >> 20} MiB at the end")
    missed = load.errors + warm.errors or warm.p(0.95) > BARS["warm"] or load.p(0.95) > BARS["load"]
    sys.exit(1 if missed else 0)


def memory(pid: int) -> int:
    """Bytes that a process and its children hold."""
    children = [child for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]
    pages = (int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (str(pid), *children))
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def _start(folder: Path, workers: int) -> "tuple[int, subprocess.Popen[bytes]]":
    port = 8399
    command = [sys.executable, "-m", "verifier.cli", "serve", "--port", str(port), "--workers", str(workers)]
    places = ["--store", str(folder / "store.sqlite3"), "--data", str(folder / "data"), "--rate", "0"]
    with (folder / "log").open("wb") as log:
        env = {**os.environ, "DAYANAK_CACHE": str(folder)}
        process = subprocess.Popen([*command, *places], cwd=ROOT, stdout=log, stderr=log, env=env)
    for _ in range(600):
        try:
            counters = httpx.get(f"http://127.0.0.1:{port}/metrics").text
            if f"dayanak_workers_ready {workers}.0" in counters:
                return port, process
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    process.kill()
    raise SystemExit(f"The service does not get ready:\n{(folder / 'log').read_text()}")


def _warm(address: str, requests: int) -> Load:
    """One client; the first requests, which read the article, are not counted."""
    result = Load([], [], [])
    text = article()
    with httpx.Client(base_url=address, timeout=60) as http:
        for number in range(requests + 10):
            statement = STATEMENTS[number % len(STATEMENTS)].format(number)
            began = time.perf_counter()
            answer = http.post("/v1/verify", json={"statement": statement, "article": text})
            if answer.status_code != 200:
                result.errors.append(answer.text)
            if number >= 10:
                result.seconds.append(time.perf_counter() - began)
    return result


def _row(name: str, load: Load) -> str:
    median, p95 = statistics.median(load.seconds), load.p(0.95)
    return (
        f"| {name} | {median * 1000:.0f} ms | {p95 * 1000:.0f} ms | {BARS[name] * 1000:.0f} ms | {len(load.seconds)} |"
    )


if __name__ == "__main__":
    main()
