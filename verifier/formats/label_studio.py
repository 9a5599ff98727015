"""Label Studio: one task a text, its verdicts as predictions to be accepted or corrected; offsets in code points.

``CONFIG`` is the labeling configuration that the project must have; ``verify schema label-studio`` prints it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.version import VERSION
from verifier.formats.escaping import as_json
from verifier.formats.marks import Mark, Page, Place, by_page

LABELS, TEXT, DECISION, COMMENT = "verdict", "text", "decision", "comment"
CONFIG = f"""\
<View>
  <Labels name="{LABELS}" toName="{TEXT}">
    <Label value="supported" background="#2e7d32"/>
    <Label value="contradicted" background="#c62828"/>
    <Label value="unknown" background="#8a6d00"/>
  </Labels>
  <Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>
  <Choices name="{DECISION}" toName="{TEXT}" perRegion="true" choice="single">
    <Choice value="accepted"/>
    <Choice value="rejected"/>
  </Choices>
  <TextArea name="{COMMENT}" toName="{TEXT}" perRegion="true" editable="true"/>
</View>
"""


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """The list of tasks, one a line."""
    yield "["
    lead = "\n"
    for page, places in by_page(marks):
        yield lead + as_json(_task(page, places))
        lead = ",\n"
    yield "\n]\n"


def _task(page: Page, places: list[tuple[Place, Mark]]) -> dict[str, Any]:
    """A task scored by its least sure verdict, so that what needs a look can be sorted first."""
    result: list[dict[str, Any]] = []
    for number, (place, mark) in enumerate(places, start=1):
        result += _region(f"region-{number}", place, mark)
    return {
        "data": {TEXT: page.text, "name": page.name},
        "predictions": [
            {
                "model_version": f"dayanak-{VERSION}",
                "score": min(mark.report.confidence for _, mark in places),
                "result": result,
            }
        ],
    }


def _region(id: str, place: Place, mark: Mark) -> Iterator[dict[str, Any]]:
    """The marked stretch, and in a text area of the same id what is said of it."""
    span = {"start": place.start, "end": place.end}
    shared = {"id": id, "to_name": TEXT, "origin": "prediction"}
    yield shared | {
        "from_name": LABELS,
        "type": "labels",
        "score": mark.report.confidence,
        "value": span | {"text": place.text, "labels": [mark.report.verdict]},
    }
    yield shared | {"from_name": COMMENT, "type": "textarea", "value": span | {"text": [mark.message]}}
