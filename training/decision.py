"""Fit the weights of the decision on labelled statements, article by article, and say how well they do on unseen ones.

Usage: python -m training.decision ROWS.jsonl --out verifier/weights.toml

``ROWS.jsonl`` is what training/crossfit.py wrote: the comparisons of each labelled statement, made by a reader that had not
seen its article.

One multinomial logistic model over verifier/features.py: support and contradiction, each against unknown. Signs are held:
what is borne out never lowers support, what is missing or clashes never raises it, what clashes never lowers
contradiction. The figures printed are of article-wise cross-validation; the weights written are then fitted on all rows.
Fully deterministic.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from verifier.decision import Decision, decide
from verifier.features import CLASHING, HARMFUL, HELPFUL, Features, featurise
from verifier.model import Comparison
from verifier.weights import Weights

Array = NDArray[np.float64]
VERDICTS = ("supported", "contradicted", "unknown")
FOLDS = 5
STEPS = 4000
RATE = 0.3
DECAY = 0.002
BINS = 10
REAL, LIGHT = "real/statements.jsonl", 0.1
FACTORS = ((1.0, 1.0), (0.8, 0.9), (0.7, 0.9), (0.6, 0.8))


class Row(NamedTuple):
    """One labelled statement with the comparisons of its candidate sentences, best first."""

    source: str
    article: str
    label: str
    findings: tuple[tuple[float, tuple[Comparison, ...]], ...]


def load(path: Path) -> list[Row]:
    """The rows that crossfit wrote."""
    rows = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        found = tuple((rank, tuple(map(Comparison.model_validate, each))) for rank, each in row["findings"])
        rows.append(Row(row["source"], row["article"], row["label"], found))
    return rows


def fit(rows: Sequence[Row]) -> Weights:
    """The weights that make the labels of the rows likeliest, by the comparisons of the best sentence of each.

    Rows of ``REAL`` count a tenth: there are four times as many of them as of others, labelled once.
    """
    names = list(Features._fields)
    used = [row for row in rows if row.findings]
    x = np.array([list(featurise(row.findings[0][1])) for row in used])
    y = np.array([[row.label == verdict for verdict in VERDICTS] for row in used], dtype=np.float64)
    share = np.array([LIGHT if row.source == REAL else 1.0 for row in used])
    share /= share.sum()
    mean = share @ x
    spread = np.sqrt(share @ (x - mean) ** 2) + 1e-6
    scaled = (x - mean) / spread
    low = np.array([[0.0 if name in HELPFUL else -np.inf, 0.0 if name in CLASHING else -np.inf] for name in names])
    high = np.array([[0.0 if name in HARMFUL | CLASHING else np.inf, np.inf] for name in names])
    weights, bias = np.zeros((len(names), 2)), np.zeros(2)
    for _ in range(STEPS):
        scores = np.column_stack([scaled @ weights + bias, np.zeros(len(scaled))])
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (raised / raised.sum(axis=1, keepdims=True) - y)[:, :2]
        weights = np.clip(weights - RATE * (scaled.T @ (error * share[:, None]) + DECAY * weights), low, high)
        bias -= RATE * share @ error
    plain = weights / spread[:, None]
    bias = bias - mean @ plain
    return Weights(
        support_bias=_tidy(bias[0]),
        conflict_bias=_tidy(bias[1]),
        support_factor=1.0,
        conflict_factor=1.0,
        support={name: _tidy(weight) for name, weight in zip(names, plain[:, 0], strict=True)},
        conflict={name: _tidy(weight) for name, weight in zip(names, plain[:, 1], strict=True)},
    )


def _tidy(value: float) -> float:
    return round(float(value), 3) + 0.0


def decided(row: Row, table: Weights) -> Decision:
    """The decision that the pipeline would make for the row by the weights."""
    if not row.findings:
        return Decision("unknown", "no-such-participant", 1.0)
    return decide(row.findings[0][1], table)


def scores(said: Sequence[Decision], gold: Sequence[str]) -> str:
    """Macro-F1, F1 and precision of each verdict, both grave errors and the calibration error, in a line."""
    given = [decision.verdict for decision in said]
    pairs = list(zip(gold, given, strict=True))
    f1, precision = [], []
    for verdict in VERDICTS:
        hits = pairs.count((verdict, verdict))
        f1.append(2 * hits / max(1, given.count(verdict) + list(gold).count(verdict)))
        precision.append(hits / max(1, given.count(verdict)))
    grave = pairs.count(("contradicted", "supported")) / max(1, list(gold).count("contradicted"))
    reverse = pairs.count(("supported", "contradicted")) / max(1, list(gold).count("supported"))
    bins: dict[int, list[tuple[float, bool]]] = {}
    for decision, label in zip(said, gold, strict=True):
        bins.setdefault(min(BINS - 1, int(decision.confidence * BINS)), []).append((decision.confidence, decision.verdict == label))
    calibration = sum(abs(sum(c for c, _ in rows) - sum(right for _, right in rows)) for rows in bins.values()) / len(said)
    return (
        f"macro-F1 {sum(f1) / 3:.3f} ({' '.join(f'{one:.3f}' for one in f1)}), "
        f"precision {' '.join(f'{one:.3f}' for one in precision)}, "
        f"contradicted called supported {grave:.3f}, the reverse {reverse:.3f}, calibration error {calibration:.3f}"
    )


def cross_validate(rows: Sequence[Row], factors: Sequence[tuple[float, float]]) -> list[list[Decision]]:
    """For each pair of factors, every row decided by weights fitted on the articles of the other folds."""
    articles = sorted({row.article for row in rows})
    fold_of = {article: number % FOLDS for number, article in enumerate(articles)}
    found: list[list[Decision]] = [[Decision("unknown", "", 0.0) for _ in rows] for _ in factors]
    for fold in range(FOLDS):
        table = fit([row for row in rows if fold_of[row.article] != fold])
        for which, (support, conflict) in enumerate(factors):
            trial = table.model_copy(update={"support_factor": support, "conflict_factor": conflict})
            for number, row in enumerate(rows):
                if fold_of[row.article] == fold:
                    found[which][number] = decided(row, trial)
    return found


def describe(rows: Sequence[Row], factors: Sequence[tuple[float, float]] = FACTORS) -> list[str]:
    """What more or less caution would have given on articles not fitted on, file by file."""
    found = cross_validate(rows, factors)
    lines = [f"Article-wise cross-validation ({FOLDS} folds), by factors of support and contradiction:"]
    for source in dict.fromkeys(row.source for row in rows):
        here = [number for number, row in enumerate(rows) if row.source == source]
        lines.append(f"  {source} ({len(here)} statements)")
        for which, pair in enumerate(factors):
            gold = [rows[number].label for number in here]
            lines.append(f"    {pair[0]} {pair[1]}: {scores([found[which][number] for number in here], gold)}")
    return lines


def write(path: Path, table: Weights, provenance: str) -> None:
    """The weights as TOML with the words of where they come from."""
    lines = [f"# {line}" for line in provenance.splitlines()]
    for name in ("support_bias", "conflict_bias", "support_factor", "conflict_factor"):
        lines.append(f"{name} = {getattr(table, name)}")
    for section in ("support", "conflict"):
        lines += ["", f"[{section}]", *(f"{name} = {value}" for name, value in getattr(table, section).items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--support-factor", type=float, default=1.0, help="caution before support, 1 for none")
    parser.add_argument("--conflict-factor", type=float, default=1.0, help="caution before contradiction, 1 for none")
    options = parser.parse_args()
    rows = load(options.rows)
    table = fit(rows).model_copy(update={"support_factor": options.support_factor, "conflict_factor": options.conflict_factor})
    report = describe(rows)
    print("\n".join(report))
    head = [
        "Weights of the decision, fitted by training/decision.py; do not edit by hand.",
        f"Rows: {len(rows)} labelled statements about {len({row.article for row in rows})} articles.",
    ]
    write(options.out, table, "\n".join(head + report))


if __name__ == "__main__":
    main()
