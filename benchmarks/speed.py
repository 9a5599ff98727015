"""The speed bars, measured side by side in one run on one thread: python benchmarks/speed.py [--runs 5]

What is compared with what:
split     all claims of an article, against Stanza's own pipeline with the same models on the same text
cold      a ``verify`` process whose article is cached and whose statement is new, against a process that imports
          Stanza, loads the pipeline of the statement's language and parses the statement
match     matching, reading, comparing and deciding for one analysed and encoded statement and article of 30 sentences
encode    the vectors of one statement (they belong to the analysis, as its parse does), against parsing it
lexicon   loading the lexicon and the meaning groups in a fresh process
memory    peak resident memory of the cold process
help      a ``verify --help`` process
cached    a ``verify`` process whose article and statement are both cached
Every figure is the median of the runs; pairs alternate, so that a busy machine slows both sides.
"""

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from verifier.pipeline import Engine

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "fixtures" / "tr" / "articles"
SENTENCES = 30
THREADS = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
STATEMENT = "Meta invested 14.3 billion dollars in Scale AI in {} rounds."
STANZA = """
import logging, sys, warnings
warnings.simplefilter("ignore")
import stanza, torch
torch.set_num_threads(1)
logging.getLogger("stanza").setLevel(logging.CRITICAL)
folder, text = sys.argv[1:]
names = ("tokenize", "mwt", "pos", "lemma", "depparse")
paths = {f"{name}_model_path": f"{folder}/en/{name}.pt" for name in names}
stanza.Pipeline("en", dir=folder, processors=",".join(names), download_method=None, allow_unknown_language=True,
                use_gpu=False, verbose=False, **paths)(text)
"""


class Process(NamedTuple):
    """Wall-clock seconds and peak resident memory in MiB of one process."""

    seconds: float
    memory: float


class Bar(NamedTuple):
    """One line of the table; the bar is met where ``value`` is at most ``limit``."""

    name: str
    ours: str
    theirs: str
    value: float
    limit: float
    unit: str


def main() -> int:
    """Measure everything, print the table, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement (default 5)")
    runs = parser.parse_args().runs
    os.environ.update(THREADS)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["DAYANAK_CACHE"] = cache
        os.environ["DAYANAK_STORE"] = f"{cache}/none"
        bars = [*processes(runs), *in_process(runs)]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, 1 thread, median of {runs} runs\n")
    print("| bar | ours | against | measured | limit | met |")
    print("|---|---|---|---|---|---|")
    for bar in bars:
        met = "yes" if bar.value <= bar.limit else "**no**"
        print(
            f"| {bar.name} | {bar.ours} | {bar.theirs} | {bar.value:.2f}{bar.unit} | {bar.limit:g}{bar.unit} | {met} |"
        )
    return int(any(bar.value > bar.limit for bar in bars))


def processes(runs: int) -> list[Bar]:
    """The bars of whole processes: cold, memory, help, cached."""
    from claims.parsing import MODELS

    verify = [sys.executable, "-m", "verifier.cli"]
    _process([*verify, STATEMENT.format(0)])
    cold, stanza, light, cached = [], [], [], []
    for number in range(1, runs + 1):
        said = STATEMENT.format(number)
        cold.append(_process([*verify, said]))
        stanza.append(_process([sys.executable, "-c", STANZA, str(MODELS), said]))
        cached.append(_process([*verify, said]))
        light.append(_process([*verify, "--help"]))
    ours, theirs = _median(cold), _median(stanza)
    memory = max(process.memory for process in cold)
    return [
        Bar("cold question, article cached", f"{ours:.2f} s", f"Stanza alone {theirs:.2f} s", ours / theirs, 1.2, "×"),
        Bar("peak memory of it", f"{memory:.0f} MiB", "–", memory, 1024, " MiB"),
        Bar("known question", f"{_median(cached):.2f} s", "–", _median(cached), 0.7, " s"),
        Bar("verify --help", f"{_median(light):.2f} s", "–", _median(light), 0.5, " s"),
    ]


def in_process(runs: int) -> list[Bar]:
    """The bars inside one process: split and match."""
    from claims.claim import Analysis
    from claims.document import Lang
    from claims.parsing import MODELS, PROCESSORS
    from verifier.pipeline import Engine, Source

    class Memory:
        """Analyses kept in this process."""

        def __init__(self) -> None:
            self.kept: dict[tuple[str, Lang], Analysis] = {}

        def get(self, text: str, lang: Lang, models: str) -> Analysis | None:
            """The kept analysis, or None."""
            return self.kept.get((text, lang))

        def put(self, text: str, lang: Lang, models: str, analysis: Analysis) -> None:
            """Keep an analysis."""
            self.kept[text, lang] = analysis

    engine, remembering = Engine(), Engine(cache=Memory())
    text = _article()
    import stanza

    paths = {f"{name}_model_path": str(MODELS / "tr" / f"{name}.pt") for name in PROCESSORS}
    raw = stanza.Pipeline(
        "tr",
        dir=str(MODELS),
        processors=",".join(PROCESSORS),
        download_method=None,
        allow_unknown_language=True,
        use_gpu=False,
        verbose=False,
        **paths,
    )
    ours, theirs = _alternate(lambda: engine.analyse(text, lang="tr"), lambda: raw(text), runs)
    source = Source(name="a", analysis=remembering.analyse(text, lang="tr"))
    statements = [STATEMENT.format(number) for number in range(10)]
    for statement in statements:
        remembering.verify(statement, (source,), lang="en")
    each = [
        _seconds(lambda: [remembering.verify(statement, (source,), lang="en") for statement in statements])
        / len(statements)
        for _ in range(runs)
    ]
    match = 1000 * statistics.median(each)
    words = len(text.split())
    return [
        Bar(f"splitting {words} words", f"{ours:.2f} s", f"Stanza alone {theirs:.2f} s", ours / theirs, 1.15, "×"),
        Bar(
            f"judging against {len(source.analysis.document.sentences)} sentences",
            f"{match:.1f} ms",
            "–",
            match,
            15,
            " ms",
        ),
        _encoding(engine, statements, runs),
        _lexicon(runs),
    ]


def _encoding(engine: "Engine", statements: Sequence[str], runs: int) -> Bar:
    """Encoding a statement against parsing it; no limit is set, the ratio is what matters to who runs many."""
    from claims.encoding import encode

    ours, theirs = _alternate(
        lambda: [encode(statement) for statement in statements],
        lambda: [engine.parser.parse(statement, "en") for statement in statements],
        runs,
    )
    count = len(statements)
    return Bar(
        "encoding a statement",
        f"{1000 * ours / count:.1f} ms",
        f"parsing it {1000 * theirs / count:.1f} ms",
        ours / theirs,
        math.inf,
        "×",
    )


def _lexicon(runs: int) -> Bar:
    code = (
        "import time; from claims.languages.lexicon import lexicon, meanings; began = time.perf_counter(); "
        "lexicon('tr'), lexicon('en'), meanings(); print(1000 * (time.perf_counter() - began))"
    )
    taken = [
        float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True).stdout)
        for _ in range(runs + 1)
    ]
    spent = statistics.median(taken[1:])
    return Bar("loading the lexicon", f"{spent:.0f} ms", "–", spent, 80, " ms")


def _article() -> str:
    """The first 30 sentences of the fixture articles, one after the other."""
    from claims.languages import abbreviations
    from claims.layout import blocks, sentences

    text = "\n\n".join(path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    ends = [end for block in blocks(text) for _, end in sentences(text, block, abbreviations("tr"))]
    return text[: ends[SENTENCES - 1]]


def _alternate(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median seconds of two calls that take turns, after one unmeasured turn each."""
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _process(command: Sequence[str]) -> Process:
    start = time.perf_counter()
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    seconds = time.perf_counter() - start
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode not in (0, 1, 3):
        raise SystemExit(f"{command} failed with status {started.returncode}")
    return Process(seconds, usage.ru_maxrss / 1024)


def _median(processes: Sequence[Process]) -> float:
    return statistics.median(process.seconds for process in processes)


if __name__ == "__main__":
    raise SystemExit(main())
