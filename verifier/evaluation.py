"""Gold cases against the engine: confusion matrix, figures per verdict, language and phenomenon, grave errors."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, get_args

from claims.document import Frozen
from claims.errors import ReadingError
from verifier.batch import Judged, Row
from verifier.model import Report, Verdict

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Case(NamedTuple):
    """One gold row with the report it got; ``lines`` are the 0-based article lines that settle it."""

    id: str
    lang: str
    gold: Verdict
    lines: frozenset[int]
    phenomena: tuple[str, ...]
    report: Report

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


class Evaluation(Frozen):
    """All figures of one run; every share is between 0 and 1.

    ``confusion`` is gold verdict, then given verdict, then count. ``contradicted_as_supported`` is the share of gold
    contradicted that was called supported, ``supported_as_contradicted`` the reverse. ``evidence_on_gold_lines`` is,
    of the rightly supported and contradicted rows with gold lines, the share whose first evidence touches one (None
    where there is no such row).
    """

    rows: int
    accuracy: float
    macro_f1: float
    verdicts: dict[str, Figures]
    confusion: dict[str, dict[str, int]]
    contradicted_as_supported: float
    supported_as_contradicted: float
    evidence_on_gold_lines: float | None
    languages: dict[str, Group]
    phenomena: dict[str, Group]
    engine: str
    models: dict[str, str]


def case(judged: Judged) -> Case:
    """The gold case of a judged row; raises ReadingError, naming the line, where the row is no gold case."""
    row = judged.row
    if judged.report is None:
        raise ReadingError(f"The gold file cannot be judged: {judged.error}.")
    label = row.columns.get("label")
    if label not in VERDICTS:
        raise _malformed(row, f"label is {label!r}, it must be one of {', '.join(VERDICTS)}")
    lines, phenomena = row.columns.get("evidence_lines") or [], row.columns.get("phenomena") or []
    if not isinstance(lines, list) or not all(isinstance(line, int) for line in lines):
        raise _malformed(row, "evidence_lines must be a list of line numbers, counted from 0")
    if not isinstance(phenomena, list) or not all(isinstance(name, str) for name in phenomena):
        raise _malformed(row, "phenomena must be a list of words")
    report = judged.report
    return Case(report.id, report.lang, label, frozenset(lines), tuple(phenomena), report)


def evaluate(cases: Sequence[Case]) -> Evaluation:
    """The figures of the cases; raises ReadingError where there are none."""
    if not cases:
        raise ReadingError(
            "The gold file holds no case; write one JSON object a line with statement, article and label."
        )
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
        languages=_groups(cases, lambda one: (one.lang,)),
        phenomena=_groups(cases, lambda one: one.phenomena),
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
