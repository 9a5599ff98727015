"""Random kills, and whether the output is the same for it: python benchmarks/kills.py FILE [--kills 50] [--seed 1]

FILE is a batch file. It is run once without a disturbance, then again and again: each time the whole run is killed
(SIGKILL) at a random moment, or one of its workers, of its own or of Dask (extra cluster), and gone on with by
``--resume`` until it completes. The output has to equal that of the undisturbed run, byte for byte, in each format.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("--workers 1", "--workers 2", "--workers 2 --engine dask")
FORMATS = ("jsonl", "csv", "xlsx", "parquet")


def main() -> int:
    """Print one line a kill and return 1 where an output differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--kills", type=int, default=50, help="how many kills in all (default 50)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random moments (default 1)")
    parser.add_argument("--no-cache", action="store_true", help="parse everything anew in every run")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    extra = ["--no-cache"] if options.no_cache else []
    wrong = killed = 0
    with tempfile.TemporaryDirectory() as folder:
        wanted, seconds = _undisturbed(options.file, Path(folder), extra)
        print(f"undisturbed: {seconds:.1f} s", flush=True)
        while killed < options.kills:
            form = chance.choice(FORMATS)
            engine = chance.choice(ENGINES)
            output = Path(folder) / f"killed.{form}"
            kills = killed_run(options.file, output, [*extra, *engine.split()], chance, seconds)
            same = output.read_bytes() == wanted[form]
            wrong += not same
            killed += kills
            print(f"{killed}: {form}, {engine}, {kills} kills, {'same' if same else 'DIFFERENT'}", flush=True)
            output.unlink()
            output.with_name(f"{output.name}.ledger").unlink(missing_ok=True)
    print(f"{killed} kills, {wrong} outputs differ")
    return int(wrong > 0)


def killed_run(file: Path, output: Path, extra: Sequence[str], chance: random.Random, seconds: float) -> int:
    """One batch with a few kills at random moments, gone on with until it is done; returns how many kills struck."""
    command = [sys.executable, "-m", "verifier.cli", "batch", str(file), "-o", str(output), "--quiet", *extra]
    struck, resume = 0, False
    planned = chance.randint(1, 4)
    while True:
        run = subprocess.Popen(
            [*command, *(["--resume"] if resume else [])], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        while struck < planned:
            try:
                run.wait(chance.uniform(0.0, seconds * 0.7))
            except subprocess.TimeoutExpired:
                struck += 1
                children = _children(run.pid)
                if children and chance.random() < 0.5:
                    _kill(chance.choice(children))
                    continue
                run.kill()
            break
        _, said = run.communicate()
        if run.returncode == 0:
            return struck
        if run.returncode != -signal.SIGKILL:
            raise SystemExit(f"status {run.returncode}: {said.decode()}")
        resume = True
        time.sleep(0.05)


def _undisturbed(file: Path, folder: Path, extra: Sequence[str]) -> tuple[dict[str, bytes], float]:
    wanted = {}
    for form in FORMATS:
        output = folder / f"whole.{form}"
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "verifier.cli", "batch", str(file), "-o", str(output), "--quiet", *extra],
            cwd=ROOT,
            check=True,
            stderr=subprocess.DEVNULL,
        )
        seconds = time.monotonic() - began
        wanted[form] = output.read_bytes()
    return wanted, seconds


def _children(pid: int) -> list[int]:
    """The processes that a process started, workers and their resource tracker."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    raise SystemExit(main())
