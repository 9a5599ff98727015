"""SARIF 2.1.0, the interchange format of checking tools: one log with one run; columns count code points."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claims.version import VERSION
from verifier.formats.escaping import as_json
from verifier.formats.marks import Fix, Mark, Place

if TYPE_CHECKING:
    from verifier.model import Verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RULES: tuple[tuple["Verdict", str, str], ...] = (
    ("contradicted", "DYK1001", "error"),
    ("unknown", "DYK1002", "note"),
    ("supported", "DYK1003", "none"),
)
"""The verdicts as rules: id and level, most pressing first."""


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """The log, one result a line; the results come last, so that they can be written as they are found."""
    run = {
        "tool": {"driver": {"name": "Dayanak", "version": VERSION, "rules": list(_rules())}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }
    opened = as_json(run).removesuffix("}")
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0",\n"runs": [{opened},\n"results": ['
    lead = "\n"
    for mark in marks:
        yield lead + as_json(_result(mark))
        lead = ",\n"
    yield "\n]}]}\n"


def _rules() -> Iterator[dict[str, Any]]:
    from verifier.phrases import phrases  # validates its data, too slow for --help

    words = phrases("en")
    for verdict, id, level in RULES:
        yield {
            "id": id,
            "name": verdict.capitalize(),
            "shortDescription": {"text": f"{words.short[verdict]}."},
            "fullDescription": {"text": f"{words.description[verdict]}."},
            "defaultConfiguration": {"level": level},
        }


def _result(mark: Mark) -> dict[str, Any]:
    index = next(index for index, rule in enumerate(RULES) if rule[0] == mark.report.verdict)
    _, id, level = RULES[index]
    elsewhere = (*mark.places[1:], *mark.related)
    result: dict[str, Any] = {
        "ruleId": id,
        "ruleIndex": index,
        "level": level,
        "kind": "pass" if mark.report.verdict == "supported" else "fail",
        "message": {"text": mark.message},
        "locations": [_location(place) for place in mark.places[:1]],
        "partialFingerprints": {"claim/v1": _fingerprint(mark)},
        "rank": round(100 * mark.report.confidence, 1),
        "properties": {"verdict": mark.report.verdict, "reason": mark.report.reason},
    }
    if elsewhere:
        result["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": place.text}}
            for number, place in enumerate(elsewhere, start=1)
        ]
    if mark.fix is not None:
        result["fixes"] = [_fix(mark.fix)]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = _region(place) | {"snippet": {"text": place.text}}
    return {"physicalLocation": {"artifactLocation": {"uri": place.page.uri}, "region": region}}


def _region(place: Place) -> dict[str, Any]:
    start, end = (place.page.offsets.position(offset) for offset in (place.start, place.end))
    return {
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": fix.told},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": fix.place.page.uri},
                "replacements": [{"deletedRegion": _region(fix.place), "insertedContent": {"text": fix.text}}],
            }
        ],
    }


def _fingerprint(mark: Mark) -> str:
    """What makes a result the same in the next run: the statement and the text it was marked in, not where."""
    name = mark.places[0].page.name if mark.places else ""
    return hashlib.sha256(f"{name}\0{mark.report.statement}".encode()).hexdigest()[:32]
