"""The speed of batches, side by side in one run: python benchmarks/batch.py [--rows 10000] [--size 64]

Distinct Turkish and English statements, each about one of 30 articles, are judged by ``verify batch`` with one worker
and with two, and parsed by the bare Stanza pipeline with the same models, in batches of the same size, on one thread.
What happens once – loading the models, analysing the articles – is measured by a short run and taken off, on all
sides. Statements are new to the engine: its cache holds the articles alone.

With ``--read N`` instead: the peak memory of reading and writing a batch file of N rows, above that of one row.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 30
SCALING, SHARE, MEMORY = 1.8, 0.85, 300
STANZA = """
import json, logging, sys, time, warnings
warnings.simplefilter("ignore")
import stanza, torch
torch.set_num_threads(1)
logging.getLogger("stanza").setLevel(logging.CRITICAL)
folder, path, size = sys.argv[1:]
names = ("tokenize", "mwt", "pos", "lemma", "depparse")
texts = {"tr": [], "en": []}
for line in open(path, encoding="utf-8"):
    row = json.loads(line)
    texts[row["lang"]].append(row["statement"])
seconds = 0.0
for lang, group in texts.items():
    paths = {f"{name}_model_path": f"{folder}/{lang}/{name}.pt" for name in names}
    pipeline = stanza.Pipeline(lang, dir=folder, processors=",".join(names), download_method=None, use_gpu=False,
                               allow_unknown_language=True, tokenize_no_ssplit=True, verbose=False, **paths)
    pipeline("warm")
    began = time.perf_counter()
    for at in range(0, len(group), int(size)):
        pipeline("\\n\\n".join(group[at : at + int(size)]))
    seconds += time.perf_counter() - began
print(seconds)
"""
READING = """
import resource, sys
from pathlib import Path
from verifier.batch.conductor import conduct
from verifier.batch.ledger import Ledger
from verifier.batch.output import Live
from verifier.batch.records import Finished
from verifier.batch.survey import survey
from verifier.batch.tables import by_suffix, read_rows
import openpyxl, pyarrow.parquet
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
report = {"verdict": "supported", "confidence": 0.5, "reason": "r", "evidence": [], "comparisons": [], "notes": []}
def execute(chunks):
    for chunk in chunks:
        yield chunk, [Finished(row.number, row.line, row.columns, report) for row in chunk.missing]
known = survey(read_rows(path))
ledger = Ledger(folder / "ledger")
with (folder / "out.csv").open("wb") as stream:
    live = Live(stream, by_suffix(Path("a.csv")), known.columns)
    for row, _ in conduct(read_rows(path), execute, ledger=ledger):
        live.add(row)
ledger.remove()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, known.rows)
"""


def main() -> int:
    """Measure, print a table, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000, help="how many statements (default 10000)")
    parser.add_argument("--size", type=int, default=64, help="how many statements Stanza parses at once (default 64)")
    parser.add_argument("--read", type=int, metavar="N", help="measure the memory of N rows instead")
    options = parser.parse_args()
    os.environ.update({"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"})
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DAYANAK_CACHE"] = f"{folder}/cache"
        if options.read:
            return reading(Path(folder), options.read)
        return speed(Path(folder), options.rows, options.size)


def speed(folder: Path, rows: int, size: int) -> int:
    """Statements a second of both numbers of workers and of Stanza."""
    from claims.parsing import MODELS

    few, many = write_rows(folder, ARTICLES, "few"), write_rows(folder, rows, "many")
    _batch(few, folder, 1)
    shutil.copytree(folder / "cache", folder / "articles-only")
    rates = {}
    for workers in (1, 2):
        once = _fresh(few, folder, workers)
        rates[workers] = (rows - ARTICLES) / (_fresh(many, folder, workers) - once)
    command = [sys.executable, "-c", STANZA, str(MODELS), str(many), str(size)]
    stanza = rows / float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    scaling, share = rates[2] / rates[1], rates[1] / stanza
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {rows:,} statements, {ARTICLES} articles\n")
    print("| what | measured | limit | met |\n|---|---|---|---|")
    print(f"| one worker | {rates[1]:.1f} statements/s | – | – |")
    print(f"| two workers | {rates[2]:.1f} statements/s | – | – |")
    print(f"| Stanza alone, {size} at once | {stanza:.1f} statements/s | – | – |")
    print(f"| two workers against one | {scaling:.2f}× | {SCALING}× | {'yes' if scaling >= SCALING else '**no**'} |")
    print(f"| a core against Stanza | {share:.2f}× | {SHARE}× | {'yes' if share >= SHARE else '**no**'} |")
    return int(scaling < SCALING or share < SHARE)


def reading(folder: Path, rows: int) -> int:
    """Peak memory of the way of rows through tables, ledger and output, without any model."""
    from verifier.batch.tables import FORMATS
    from verifier.batch.tables.cells import Column

    print("| format | rows | above one row | limit | met | seconds |\n|---|---|---|---|---|---|")
    missed = False
    columns = (Column("statement"), Column("article"), Column("n", "integer"))
    for form in FORMATS:
        peaks = []
        for count in (1, rows):
            path = folder / f"rows{form.SUFFIXES[0]}"
            with path.open("wb") as stream:
                writer = form.writer(stream, columns)
                for number in range(count):
                    text = f"Şirket {number} milyon dolar yatırdı ve {number % 977} kişiyi işe aldı."
                    writer.add({"statement": text, "article": f"{number % 30}.txt", "n": number})
                writer.close()
            began = time.monotonic()
            command = [sys.executable, "-c", READING, str(path), str(folder)]
            peak, read = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
            seconds = time.monotonic() - began
            peaks.append(float(peak))
            path.unlink()
        above = peaks[1] - peaks[0]
        missed = missed or above > MEMORY
        met = "yes" if above <= MEMORY else "**no**"
        print(f"| {form.NAME} | {int(read):,} | {above:.0f} MiB | {MEMORY} MiB | {met} | {seconds:.0f} |", flush=True)
    return int(missed)


def write_rows(folder: Path, count: int, name: str) -> Path:
    """A batch file of distinct statements, each made from one of the fixtures and about one of 30 articles."""
    fixtures = ROOT / "fixtures"
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures.glob("*/articles/*"))]
    for number, text in enumerate(islice(cycle(texts), ARTICLES)):
        (folder / f"{number}.txt").write_text(f"{text.rstrip()}\n\nHaber {number}.\n", encoding="utf-8")
    said = [
        (row["lang"], row["statement"])
        for path in (fixtures / "tr" / "statements.jsonl", fixtures / "unseen" / "open.jsonl")
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number, (lang, text) in enumerate(islice(cycle(said), count)):
            times = f"{name} {number} " + ("defa" if lang == "tr" else "times")
            row = {"statement": f"{text.rstrip('.')} {times}.", "lang": lang, "article": f"{number % ARTICLES}.txt"}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _fresh(path: Path, folder: Path, workers: int) -> float:
    """Seconds of one run whose cache holds the articles and nothing else."""
    shutil.rmtree(folder / "cache")
    shutil.copytree(folder / "articles-only", folder / "cache")
    return _batch(path, folder, workers)


def _batch(path: Path, folder: Path, workers: int) -> float:
    began = time.perf_counter()
    command: Sequence[str] = (sys.executable, "-m", "verifier.cli", "batch", str(path), "-o", str(folder / "out.jsonl"))
    subprocess.run(
        (*command, "--workers", str(workers), "--force", "--quiet"), check=True, cwd=ROOT, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
