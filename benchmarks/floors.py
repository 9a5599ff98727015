"""Verdicts beside what a user would pick instead, in one run: python benchmarks/floors.py GOLD.jsonl [GOLD.jsonl …]

Two floors choose the line of the article that is most like the statement and call it supported, contradicted where
the numbers or the negation of the two differ, or unknown where the likeness is low: by RapidFuzz ``token_set_ratio``,
and by the cosine of TF-IDF vectors over character n-grams (scikit-learn). Their two thresholds are tuned for macro-F1
on the articles of the other folds, seven folds by article. Dayanak runs as it ships; where the gold file is one that it
was fitted on, the figures of training/decision.py (cross-validated) are the ones to compare with.
"""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from claims.cache import AnalysisCache
from claims.folding import fold
from verifier.batch.articles import Articles
from verifier.batch.kernel import judge
from verifier.batch.rows import Row
from verifier.pipeline import Engine

VERDICTS = ("supported", "contradicted", "unknown")
FOLDS = 7
GRID = tuple(step / 20 for step in range(21))
DIGITS = re.compile(r"\d+")
NEGATION = re.compile(r"\b(?:not?|never|n't|değil|yok|hiç\w*)\b|n't\b|\w+m[ae](?:d[ıi]|y[ae]c\w+|m[ıi]ş|z)\w*\b")


class Case(NamedTuple):
    """A gold row: its article, the article's sentences, and the label."""

    article: str
    lines: tuple[str, ...]
    lang: str
    statement: str
    label: str


class Hit(NamedTuple):
    """How like the statement the most similar sentence is (0 to 1), and whether its numbers or negation differ."""

    likeness: float
    differs: bool


def main() -> None:
    """Print one table over all gold files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    options = parser.parse_args()
    print("| statements | engine | macro-F1 | tr | en | contradicted called supported | the reverse |")
    print("|---|---|---|---|---|---|---|")
    for path in options.gold:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n") if line.strip()]
        cases = [_case(row, path) for row in rows]
        gold = [case.label for case in cases]
        engines: tuple[tuple[str, Callable[[], list[str]]], ...] = (
            ("Dayanak", lambda path=path, rows=rows: _dayanak(rows, path)),  # type: ignore[misc]
            ("TF-IDF cosine, tuned", lambda cases=cases: _tuned(cases, _tfidf(cases))),  # type: ignore[misc]
            ("RapidFuzz token_set_ratio, tuned", lambda cases=cases: _tuned(cases, _rapidfuzz(cases))),  # type: ignore[misc]
        )
        for name, run in engines:
            said = run()
            per = [
                _macro(
                    [pair for pair, case in zip(zip(said, gold, strict=True), cases, strict=True) if case.lang == lang]
                )
                for lang in ("tr", "en")
            ]
            pairs = list(zip(said, gold, strict=True))
            grave = pairs.count(("supported", "contradicted")) / max(1, gold.count("contradicted"))
            reverse = pairs.count(("contradicted", "supported")) / max(1, gold.count("supported"))
            print(
                f"| {path.parent.name}/{path.name} ({len(rows)}) | {name} | {_macro(pairs):.3f} | {per[0]:.3f} | "
                f"{per[1]:.3f} | {grave:.3f} | {reverse:.3f} |"
            )


def _case(row: dict[str, Any], path: Path) -> Case:
    text = (path.parent / row["article"]).read_bytes().decode("utf-8")
    lines = tuple(line for line in text.splitlines() if line.strip())
    return Case(row["article"], lines, row["lang"], row["statement"], row["label"])


def _dayanak(rows: Sequence[dict[str, Any]], path: Path) -> list[str]:
    engine = Engine(cache=AnalysisCache())
    given = (Row(number, number, row) for number, row in enumerate(rows, start=1))
    judged = judge(given, engine, Articles(engine, folder=path.parent))
    verdicts = [one.report.verdict for one in judged if one.report]
    if len(verdicts) != len(rows):
        raise SystemExit("a gold row could not be judged")
    return list(verdicts)


def _rapidfuzz(cases: Sequence[Case]) -> list[Hit]:
    return [
        _hit(
            case, [fuzz.token_set_ratio(fold(case.statement, case.lang), fold(line, "tr")) / 100 for line in case.lines]
        )
        for case in cases
    ]


def _tfidf(cases: Sequence[Case]) -> list[Hit]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = []
    for case in cases:
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False)
        lines = vectorizer.fit_transform([fold(line, "tr") for line in case.lines])
        said = vectorizer.transform([fold(case.statement, case.lang)])
        found.append(_hit(case, list((lines @ said.T).toarray()[:, 0])))
    return found


def _hit(case: Case, likeness: Sequence[float]) -> Hit:
    best = max(range(len(likeness)), key=lambda number: likeness[number])
    line = case.lines[best]
    numbers = set(DIGITS.findall(case.statement)) - set(DIGITS.findall(line))
    negated = bool(NEGATION.search(fold(case.statement, case.lang))) != bool(NEGATION.search(fold(line, "tr")))
    return Hit(float(likeness[best]), bool(numbers) or negated)


def _tuned(cases: Sequence[Case], hits: Sequence[Hit]) -> list[str]:
    """The verdicts with the thresholds that were best on the articles of the other folds."""
    articles = sorted({case.article for case in cases})
    folds = [articles.index(case.article) % FOLDS for case in cases]
    said = [""] * len(cases)
    for fold_number in range(FOLDS):
        others = [n for n, own in enumerate(folds) if own != fold_number]
        best = max(
            ((low, high) for low in GRID for high in GRID),
            key=lambda pair: _macro([(_verdict(hits[n], pair), cases[n].label) for n in others]),
        )
        for n, own in enumerate(folds):
            if own == fold_number:
                said[n] = _verdict(hits[n], best)
    return said


def _verdict(hit: Hit, thresholds: tuple[float, float]) -> str:
    """Contradicted from the first threshold on where something differs, else supported from the second on."""
    if hit.differs:
        return "contradicted" if hit.likeness >= thresholds[0] else "unknown"
    return "supported" if hit.likeness >= thresholds[1] else "unknown"


def _macro(pairs: Sequence[tuple[str, str]]) -> float:
    scores = []
    for verdict in VERDICTS:
        hits = pairs.count((verdict, verdict))
        total = sum(said == verdict for said, _ in pairs) + sum(gold == verdict for _, gold in pairs)
        scores.append(2 * hits / max(1, total))
    return sum(scores) / len(scores)


if __name__ == "__main__":
    main()
