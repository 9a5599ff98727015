"""Gold cases against the engine: confusion matrix, figures per verdict and group, grave errors, calibration."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, get_args

from claims.document import Frozen
from claims.errors import ReadingError
from verifier.batch.kernel import Judged
from verifier.batch.rows import Row
from verifier.model import Report, Verdict

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
BINS = 10


class Case(NamedTuple):
    """One gold row with the report it got; ``lines`` are the 0-based article lines that settle it."""

    id: str
    lang: str
    gold: Verdict
    lines: frozenset[int]
    phenomena: tuple[str, ...]
    report: Report
    article: str = ""

    @property
    def right(self) -> bool:
        """Whether the verdict is the gold one."""
        return self.report.verdict == self.gold


class Figures(Frozen):
    """Precision, recall and F1 of one verdict, with how many gold rows have it."""

    precision: float
    recall: float
    f1: float
    rows: int


class Group(Frozen):
    """Figures of a part of the rows: how many, share of right verdicts, macro-F1 over the verdicts that occur in it."""

    rows: int
    accuracy: float
    macro_f1: float


class Bin(Frozen):
    """The rows whose confidence lies from ``low`` to ``high``: how many, how sure on average, how often right."""

    low: float
    high: float
    rows: int
    confidence: float
    accuracy: float


class Change(Frozen):
    """A row that got another verdict than before; ``before`` is None where the row is new."""

    id: str
    gold: Verdict
    before: str | None
    now: Verdict
    statement: str


class Evaluation(Frozen):
    """All figures of one run; every share is between 0 and 1.

    ``confusion`` is gold verdict, then given verdict, then count. ``contradicted_as_supported`` is the share of gold
    contradicted that was called supported, ``supported_as_contradicted`` the reverse. ``evidence_on_gold_lines`` is,
    of the rightly supported and contradicted rows with gold lines, the share whose first evidence touches one (None
    where there is no such row). ``calibration_error`` is the mean distance of confidence from accuracy over the bins of
    ``reliability``, weighted by rows (expected calibration error).
    """

    rows: int
    accuracy: float
    macro_f1: float
    verdicts: dict[str, Figures]
    confusion: dict[str, dict[str, int]]
    contradicted_as_supported: float
    supported_as_contradicted: float
    evidence_on_gold_lines: float | None
    calibration_error: float
    reliability: tuple[Bin, ...]
    languages: dict[str, Group]
    phenomena: dict[str, Group]
    articles: dict[str, Group]
    engine: str
    models: dict[str, str]


def case(judged: Judged) -> Case:
    """The gold case of a judged row; raises ReadingError, naming the line, where the row is no gold case."""
    row = judged.row
    if judged.report is None:
        raise ReadingError(f"The gold file cannot be judged: line {row.line}: {judged.error}.")
    label = row.columns.get("label")
    if label not in VERDICTS:
        raise _malformed(row, f"label is {label!r}, it must be one of {', '.join(VERDICTS)}")
    lines, phenomena = row.columns.get("evidence_lines") or [], row.columns.get("phenomena") or []
    if not isinstance(lines, list) or not all(isinstance(line, int) for line in lines):
        raise _malformed(row, "evidence_lines must be a list of line numbers, counted from 0")
    if not isinstance(phenomena, list) or not all(isinstance(name, str) for name in phenomena):
        raise _malformed(row, "phenomena must be a list of words")
    report = judged.report
    article = row.columns.get("article")
    return Case(report.id, report.lang, label, frozenset(lines), tuple(phenomena), report, article if article else "")


def evaluate(cases: Sequence[Case]) -> Evaluation:
    """The figures of the cases; raises ReadingError where there are none."""
    if not cases:
        raise ReadingError(
            "The gold file holds no case; write one JSON object a line with statement, article and label."
        )
    reliability = _bins(cases)
    located = [one for one in cases if one.right and one.gold != "unknown" and one.lines and one.report.evidence]
    return Evaluation(
        rows=len(cases),
        accuracy=_accuracy(cases),
        macro_f1=_macro(cases, VERDICTS),
        verdicts={verdict: _figures(cases, verdict) for verdict in VERDICTS},
        confusion={gold: {given: _count(cases, gold, given) for given in VERDICTS} for gold in VERDICTS},
        contradicted_as_supported=_share(
            _count(cases, "contradicted", "supported"), sum(one.gold == "contradicted" for one in cases)
        ),
        supported_as_contradicted=_share(
            _count(cases, "supported", "contradicted"), sum(one.gold == "supported" for one in cases)
        ),
        evidence_on_gold_lines=_share(sum(map(_touches, located)), len(located)) if located else None,
        calibration_error=sum(one.rows * abs(one.confidence - one.accuracy) for one in reliability) / len(cases),
        reliability=reliability,
        languages=_groups(cases, lambda one: (one.lang,)),
        phenomena=_groups(cases, lambda one: one.phenomena),
        articles=_groups(cases, lambda one: (one.article,) if one.article else ()),
        engine=cases[0].report.engine,
        models={lang: model for one in cases for lang, model in sorted(one.report.models.items())},
    )


def _malformed(row: Row, what: str) -> ReadingError:
    return ReadingError(f"The gold file is malformed: line {row.line}: {what}.")


def _figures(cases: Sequence[Case], verdict: Verdict) -> Figures:
    hits = _count(cases, verdict, verdict)
    precision = _share(hits, sum(one.report.verdict == verdict for one in cases))
    recall = _share(hits, sum(one.gold == verdict for one in cases))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Figures(precision=precision, recall=recall, f1=f1, rows=sum(one.gold == verdict for one in cases))


def _macro(cases: Sequence[Case], verdicts: Iterable[Verdict]) -> float:
    scores = [_figures(cases, verdict).f1 for verdict in verdicts]
    return sum(scores) / len(scores)


def _groups(cases: Sequence[Case], key: Callable[[Case], Iterable[str]]) -> dict[str, Group]:
    sizes = Counter(name for one in cases for name in key(one))
    groups = {}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        members = [one for one in cases if name in key(one)]
        present = [verdict for verdict in VERDICTS if any(one.gold == verdict for one in members)]
        groups[name] = Group(rows=len(members), accuracy=_accuracy(members), macro_f1=_macro(members, present))
    return groups


def _bins(cases: Sequence[Case]) -> tuple[Bin, ...]:
    """The cases by confidence, in ten bins of equal width; empty bins are left out."""
    found = []
    for number in range(BINS):
        members = [one for one in cases if min(BINS - 1, int(one.report.confidence * BINS)) == number]
        if members:
            confidence = sum(one.report.confidence for one in members) / len(members)
            found.append(
                Bin(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    rows=len(members),
                    confidence=confidence,
                    accuracy=_accuracy(members),
                )
            )
    return tuple(found)


def verdict_rows(cases: Iterable[Case]) -> Iterator[dict[str, Any]]:
    """One record a case, as kept for a later comparison: article, id, statement, gold, verdict, confidence, reason."""
    for one in cases:
        yield {
            "article": one.article,
            "id": one.id,
            "lang": one.lang,
            "statement": one.report.statement,
            "label": one.gold,
            "verdict": one.report.verdict,
            "confidence": one.report.confidence,
            "reason": one.report.reason,
        }


def changes(cases: Sequence[Case], before: Iterable[dict[str, Any]]) -> tuple[Change, ...]:
    """The rows whose verdict is not what it was in an earlier run; rows are told by article, id and statement."""
    known = {(row.get("article"), row.get("id"), row.get("statement")): row.get("verdict") for row in before}
    found = []
    for one in cases:
        old = known.get((one.article, one.id, one.report.statement))
        if old != one.report.verdict:
            found.append(
                Change(id=one.id, gold=one.gold, before=old, now=one.report.verdict, statement=one.report.statement)
            )
    return tuple(found)


def _touches(one: Case) -> bool:
    first = one.report.evidence[0]
    return any(first.line - 1 + line in one.lines for line in range(first.text.count("\n") + 1))


def _accuracy(cases: Sequence[Case]) -> float:
    return _share(sum(one.right for one in cases), len(cases))


def _count(cases: Sequence[Case], gold: Verdict, given: Verdict) -> int:
    return sum(one.gold == gold and one.report.verdict == given for one in cases)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as plain JSON values, shares rounded to four digits."""
    return _rounded(evaluation.model_dump(mode="json"))  # type: ignore[no-any-return]


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return round(value, 4) if isinstance(value, float) else value
