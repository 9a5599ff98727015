"""Fit the weights of the decision on labelled statements, article by article, and say how well they do on unseen ones.

Usage: python -m training.decision GOLD.jsonl [GOLD.jsonl …] --out verifier/weights.toml

Two logistic models over verifier.decision.Features: is the statement borne out (no conflict met), and is a conflict that
was met real. Signs are held: what is borne out never lowers support, what is missing never raises it. The figures printed
are of article-wise cross-validation; the weights written are then fitted on all rows. Fully deterministic.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from verifier.decision import Assessment, Decision, Features, assess, featurise, settle
from verifier.model import Comparison
from verifier.pipeline import Engine, Source, force
from verifier.weights import HARMFUL, HELPFUL, Weights

Array = NDArray[np.float64]
VERDICTS = ("supported", "contradicted", "unknown")
ASPECTS = ("quantity", "date", "order", "predicate", "polarity", "role", "participant", "quantifier")
FOLDS = 7
STEPS = 6000
RATE = 0.5
DECAY = 0.0005
SUPPORT_AT, CONTRADICT_AT = 0.45, 0.4
CAUTION = (0.4, 0.5, 0.6, 0.7)


class Row(NamedTuple):
    """One labelled statement with the comparisons of its candidate sentences, best first."""

    source: str
    article: str
    label: str
    findings: tuple[tuple[float, tuple[Comparison, ...]], ...]


def load(paths: Sequence[Path], engine: Engine) -> list[Row]:
    """The rows of the gold files, verified up to the comparisons."""
    rows = []
    sources: dict[Path, Source] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            article = (path.parent / case["article"]).resolve()
            if article not in sources:
                text = article.read_bytes().decode("utf-8")
                sources[article] = Source(name=article.name, analysis=engine.analyse(text, lang=case.get("article_lang")))
            found = engine.examine(case["statement"], sources[article], lang=case["lang"])
            rows.append(
                Row(
                    f"{path.parent.name}/{path.name}",
                    str(article),
                    case["label"],
                    tuple((f.pair.match.rank, f.comparisons) for f in found),
                )
            )
    return rows


def fit(rows: Sequence[Row]) -> Weights:
    """Both models, with thresholds for "more likely than not"; of a named conflict somewhat less is asked."""
    names = list(Features._fields)
    support_x, support_y, conflict_x, conflict_y = [], [], [], []
    for row in rows:
        if not row.findings:
            continue
        comparisons = row.findings[0][1]
        features = featurise(comparisons)
        conflicts = [comparison for comparison in comparisons if comparison.outcome == "conflict"]
        if not conflicts:
            support_x.append(list(features))
            support_y.append(float(row.label == "supported"))
        for comparison in conflicts:
            aspect = [float(comparison.aspect == name) for name in ASPECTS]
            conflict_x.append([*features, comparison.strength, *aspect])
            conflict_y.append(float(row.label == "contradicted"))
    low = [0.0 if name in HELPFUL else -np.inf for name in names]
    high = [0.0 if name in HARMFUL else np.inf for name in names]
    support, support_bias = _logistic(np.array(support_x), np.array(support_y), np.array(low), np.array(high))
    free = len(ASPECTS)
    conflict, conflict_bias = _logistic(
        np.array(conflict_x),
        np.array(conflict_y),
        np.array([0.0 if name in HELPFUL else -np.inf for name in names] + [0.0] * (1 + free)),
        np.array([0.0 if name in HARMFUL else np.inf for name in names] + [np.inf] * (1 + free)),
    )
    return Weights(
        support_bias=support_bias,
        conflict_bias=conflict_bias,
        support_at=SUPPORT_AT,
        contradict_at=CONTRADICT_AT,
        strength=_tidy(conflict[len(names)]),
        support={name: _tidy(weight) for name, weight in zip(names, support, strict=True)},
        conflict={name: _tidy(weight) for name, weight in zip(names, conflict, strict=False)},
        aspect={name: _tidy(weight) for name, weight in zip(ASPECTS, conflict[len(names) + 1 :], strict=True)},
    )


def _logistic(x: Array, y: Array, low: Array, high: Array) -> tuple[Array, float]:
    """Projected gradient descent on the regularised log loss, weights held between low and high."""
    weights, bias = np.zeros(x.shape[1]), 0.0
    for _ in range(STEPS):
        error = 1.0 / (1.0 + np.exp(-(x @ weights + bias))) - y
        weights = np.clip(weights - RATE * (x.T @ error / len(y) + DECAY * weights), low, high)
        bias -= RATE * float(error.mean())
    return weights, _tidy(bias)


def _tidy(value: float) -> float:
    return round(float(value), 3) + 0.0


def assessed(rows: Sequence[Row], table: Weights) -> list[list[tuple[float, Assessment]]]:
    """Every sentence of every row assessed by the weights, thresholds apart."""
    return [[(rank, assess(comparisons, table)) for rank, comparisons in row.findings] for row in rows]


def verdicts(options: Sequence[Sequence[tuple[float, Assessment]]], table: Weights) -> list[str]:
    """The verdicts that the pipeline would give at the thresholds of the table."""
    return [_choose([(rank, settle(found, table)) for rank, found in row]).verdict for row in options]


def _choose(options: Sequence[tuple[float, Decision]]) -> Decision:
    if not options:
        return Decision("unknown", "no-such-participant", 1.0)
    return max(options, key=lambda option: force(*option))[1]


def scores(said: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    """Macro-F1, share of contradicted called supported, share of supported called contradicted."""
    parts = []
    for verdict in VERDICTS:
        hits = sum(a == b == verdict for a, b in zip(said, gold, strict=True))
        parts.append(2 * hits / max(1, said.count(verdict) + list(gold).count(verdict)))
    pairs = list(zip(gold, said, strict=True))
    grave = pairs.count(("contradicted", "supported")) / max(1, list(gold).count("contradicted"))
    reverse = pairs.count(("supported", "contradicted")) / max(1, list(gold).count("supported"))
    return sum(parts) / len(parts), grave, reverse


def cross_validate(rows: Sequence[Row]) -> list[list[tuple[float, Assessment]]]:
    """Every row assessed by weights fitted on the articles of the other folds."""
    articles = sorted({row.article for row in rows})
    fold_of = {article: number % FOLDS for number, article in enumerate(articles)}
    found: list[list[tuple[float, Assessment]]] = [[] for _ in rows]
    for fold in range(FOLDS):
        table = fit([row for row in rows if fold_of[row.article] != fold])
        for number, row in enumerate(rows):
            if fold_of[row.article] == fold:
                found[number] = assessed([row], table)[0]
    return found


def describe(rows: Sequence[Row], table: Weights) -> list[str]:
    """One line a threshold: what more or less caution would have given on articles not fitted on, file by file."""
    found = cross_validate(rows)
    lines = [f"Article-wise cross-validation ({FOLDS} folds), at support_at = macro-F1 / contradicted called supported / the reverse:"]
    for source in dict.fromkeys(row.source for row in rows):
        here = [number for number, row in enumerate(rows) if row.source == source]
        gold = [rows[number].label for number in here]
        parts = []
        for support_at in CAUTION:
            trial = table.model_copy(update={"support_at": support_at})
            macro, grave, reverse = scores(verdicts([found[number] for number in here], trial), gold)
            parts.append(f"{support_at}: {macro:.3f} / {grave:.3f} / {reverse:.3f}")
        lines.append(f"  {source} ({len(here)} statements): " + "; ".join(parts))
    return lines


def write(path: Path, table: Weights, provenance: str) -> None:
    """The weights as TOML with the words of where they come from."""
    lines = [f"# {line}" for line in provenance.splitlines()]
    for name in ("support_bias", "conflict_bias", "support_at", "contradict_at", "strength"):
        lines.append(f"{name} = {getattr(table, name)}")
    for section in ("support", "conflict", "aspect"):
        lines += ["", f"[{section}]", *(f"{name} = {value}" for name, value in getattr(table, section).items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    from claims.store import AnalysisStore

    rows = load(options.gold, Engine(cache=AnalysisStore()))
    table = fit(rows)
    report = describe(rows, table)
    print("\n".join(report))
    head = [
        "Weights of the decision, fitted by training/decision.py; do not edit by hand.",
        f"Rows: {len(rows)} labelled statements about {len({row.article for row in rows})} articles.",
    ]
    write(options.out, table, "\n".join(head + report))


if __name__ == "__main__":
    main()
