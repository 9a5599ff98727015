"""Match, Comparison, Verdict and Report: what is decided about a statement, and why."""

from collections.abc import Iterator
from typing import Literal

from claims.document import Frozen

Verdict = Literal["supported", "contradicted", "unknown"]
Outcome = Literal["agree", "conflict", "silent"]
Relation = Literal["supports", "contradicts", "related"]
Aspect = Literal[
    "predicate",
    "participant",
    "role",
    "polarity",
    "quantity",
    "date",
    "order",
    "modality",
    "attribution",
    "quantifier",
    "content",
    "meaning",
]


class Side(Frozen):
    """One side of a comparison: the surface with its offsets in its own text, and its normal form."""

    start: int
    end: int
    text: str
    value: str


class Comparison(Frozen):
    """One aspect of the statement held against the article: AGREE, CONFLICT or SILENT, with a reason code.

    ``comparator`` names the member of verifier/comparators that made it; ``weight`` is how much of the statement's
    content it speaks for, ``strength`` (0 to 1) how surely both sides speak of the same.
    """

    aspect: Aspect
    outcome: Outcome
    statement: Side | None = None
    article: Side | None = None
    reason: str = ""
    comparator: str = ""
    weight: float = 0.0
    strength: float = 0.0


class Evidence(Frozen):
    """A stretch of an article that bears on the statement; ``line`` is 1-based, offsets are code points.

    ``place`` is where it stands in the document that was read, such as "page 3", and empty where the line says as much.
    """

    article: str
    start: int
    end: int
    text: str
    line: int
    relation: Relation
    place: str = ""


class Note(Frozen):
    """Advice beside the verdict, such as a statement whose dollar amount the shell has eaten."""

    code: str
    message: str
    data: dict[str, str] = {}


class Report(Frozen):
    """The published answer for one statement; fixtures/report.schema.json is its JSON schema."""

    id: str
    statement: str
    lang: str
    verdict: Verdict
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    notes: tuple[Note, ...] = ()
    article_sha256: tuple[str, ...] = ()
    engine: str
    models: dict[str, str] = {}

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """What a reader of a terminal wants to see; ``model_dump`` has the rest."""
        yield "verdict", self.verdict
        yield "confidence", self.confidence
        yield "reason", self.reason
        yield "statement", self.statement
        yield "evidence", [f"{one.article}:{one.line} {one.text}" for one in self.evidence]
