"""Retrieval among many claims: milliseconds, memory, disk, and how often the right article is found.

    python benchmarks/retrieval.py GOLD.jsonl … [--sizes 1000 10000] [--plot retrieval.png]

The articles of the gold files stand among as many claims as each size says, made from the articles of
``training/statements`` by ``benchmarks/filler.py``. Every way to look is a process of its own, one thread. Asked are
the statements that are not unknown, already analysed; found means among the first eight articles. Beside the retrievers
stand what a user would take instead: plain FTS5 over the text (BM25), RapidFuzz over all sentences, TF-IDF.
"""

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from archives import Analyses, make_store, write_questions
from instead import plain_fts, rapid_fuzz, tf_idf

from claims.store.store import Store
from verifier.retrieval.model import Query, Retriever

FIRST = 8
SERVER = "DAYANAK_BENCHMARK_SERVER"
LARGEST = {"rapidfuzz": 30_000, "tfidf": 100_000}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
COLUMNS = ("claims", "articles", "way", "found", "first", "p50 ms", "p95 ms", "open s", "memory MiB", "disk MiB")

Find = Callable[[dict[str, Any]], Sequence[str]]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    served = [way for way in WAYS if way != "postgres" or SERVER in os.environ]
    parser.add_argument("--ways", nargs="+", default=served, help=f"postgres needs a server's address in {SERVER}.")
    parser.add_argument("--base", type=int, default=10, help="How many articles of each training file are varied.")
    parser.add_argument("--folder", type=Path, help="Keep the stores here, and use those that are there.")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="dayanak-"))
    folder.mkdir(parents=True, exist_ok=True)
    analyses = Analyses()
    questions = folder / "questions.jsonl"
    texts = write_questions(options.gold, questions, analyses)
    measured = []
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS), flush=True)
    for size in options.sizes:
        path = folder / f"{size}.sqlite3"
        if not path.exists():
            make_store(path, size, texts, analyses, options.base)
        for way in options.ways:
            if size <= LARGEST.get(way, size):
                row = _measured(way, path, questions)
                measured.append(row)
                print("| " + " | ".join(_cell(row[column]) for column in COLUMNS) + " |", flush=True)
    if options.plot:
        _draw(measured, options.plot)
    if options.folder is None:
        shutil.rmtree(folder)


def _measured(way: str, path: Path, questions: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", way, str(path), str(questions)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        return dict.fromkeys(COLUMNS) | {"way": way, "claims": int(path.stem)}
    return dict(json.loads(done.stdout))


def one(way: str, path: Path, questions: Path) -> None:
    """Measure one way to look in this process."""
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    before = sum(file.stat().st_size for file in path.parent.rglob("*") if file.is_file())
    start = time.perf_counter()
    find = WAYS[way](path)
    opened = time.perf_counter() - start
    if way in LARGEST:
        asked = asked[:: max(1, len(asked) // 50)]
    for question in asked[:20]:
        find(question)
    taken, found, first = [], 0, 0
    for question in asked:
        start = time.perf_counter()
        names = find(question)
        taken.append(1000 * (time.perf_counter() - start))
        found += question["article"] in names[:FIRST]
        first += question["article"] == names[0] if names else 0
    with sqlite3.connect(path) as connection:
        (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    after = sum(file.stat().st_size for file in path.parent.rglob("*") if file.is_file())
    own = path.stat().st_size if way == "fts" else after - before
    print(
        json.dumps(
            {
                "claims": int(path.stem),
                "articles": articles,
                "way": way,
                "found": found / len(asked),
                "first": first / len(asked),
                "p50 ms": median(taken),
                "p95 ms": sorted(taken)[int(0.95 * (len(taken) - 1))],
                "open s": opened,
                "memory MiB": _peak(),
                "disk MiB": own / (1 << 20),
            }
        )
    )


def _peak() -> float:
    """The most memory that this process has held, in MiB; where the system tells, since its program began."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _retriever(store: Store, retriever: Retriever) -> Find:
    names: dict[int, str] = {}

    def find(question: dict[str, Any]) -> Sequence[str]:
        hits = retriever.find(Query(tuple(map(tuple, question["terms"]))), limit=FIRST)
        return [names.setdefault(hit.article_id, store.article(hit.article_id).name) for hit in hits]

    return find


def _fts(path: Path) -> Find:
    from verifier.retrieval.fts import TermRetriever

    store = Store(path)
    return _retriever(store, TermRetriever(store.lookup()))


def _tantivy(path: Path) -> Find:
    from verifier.retrieval.tantivy import TantivyRetriever

    store = Store(path)
    return _retriever(store, TantivyRetriever(store))


def _postgres(path: Path) -> Find:
    """Asks the server that DAYANAK_BENCHMARK_SERVER names, after everything was copied to it."""
    from claims.store.postgres import PostgresStore
    from verifier.retrieval.fts import TermRetriever

    archive = PostgresStore(os.environ[SERVER], make=True)
    with Store(path) as store:
        archive.mirror(store)
    names: dict[int, str] = {}
    retriever = TermRetriever(archive.lookup())

    def find(question: dict[str, Any]) -> Sequence[str]:
        hits = retriever.find(Query(tuple(map(tuple, question["terms"]))), limit=FIRST)
        return [names.setdefault(hit.article_id, archive.article(hit.article_id).name) for hit in hits]

    return find


WAYS: dict[str, Callable[[Path], Find]] = {
    "fts": _fts,
    "tantivy": _tantivy,
    "postgres": _postgres,
    "plain FTS5": plain_fts,
    "rapidfuzz": rapid_fuzz,
    "tfidf": tf_idf,
}


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}" if value <= 1.0 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _draw(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """The 95th percentile against the number of claims, a line a way to look."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for way in WAYS:
        points = [(row["claims"], row["p95 ms"]) for row in rows if row["way"] == way and row["p95 ms"] is not None]
        if points:
            axes.plot(*zip(*sorted(points), strict=True), marker="o", label=way)
    for bar, label in ((60, "bar, embedded"), (10, "bar, tantivy")):
        axes.axhline(bar, color="0.7", linestyle="--", linewidth=1)
        axes.annotate(label, (1, bar), xycoords=("axes fraction", "data"), ha="right", va="bottom", color="0.4")
    axes.set(xscale="log", yscale="log", xlabel="claims in the store", ylabel="95th percentile of a search, ms")
    axes.legend()
    figure.savefig(path)
    pyplot.close(figure)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
