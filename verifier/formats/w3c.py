"""W3C Web Annotation: a page of annotations, each assessing what it marks; offsets in code points, as the standard has.

Browsers count UTF-16 units, and so do the annotation tools that live in them: ``render_dom`` is for those.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.offsets import Unit
from claims.version import VERSION
from verifier.formats.escaping import as_json
from verifier.formats.marks import Mark, Place, numbered

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
START = f'{{\n"@context": "{CONTEXT}",\n"id": "dayanak",\n"type": "AnnotationPage",\n"items": ['
END = "\n]\n}\n"


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """The annotation page with positions in code points, one annotation a line."""
    return _page(marks, "code-points")


def render_dom(marks: Iterable[Mark]) -> Iterator[str]:
    """The same with positions in UTF-16 units, as Recogito and Hypothesis count in a page's text."""
    return _page(marks, "utf-16")


def _page(marks: Iterable[Mark], unit: Unit) -> Iterator[str]:
    yield START
    lead = "\n"
    for mark in marks:
        for id, place in numbered(mark):
            yield lead + as_json(_annotation(id, place, mark, unit))
            lead = ",\n"
    yield END


def _annotation(id: str, place: Place, mark: Mark, unit: Unit) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": id,
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"type": "Software", "name": f"Dayanak {VERSION}"},
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": mark.report.verdict, "format": "text/plain"},
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "value": mark.message,
                "format": "text/plain",
                **({"language": mark.report.lang} if mark.report.lang else {}),
            },
            *({"type": "SpecificResource", "purpose": "linking", **_target(one, unit)} for one in mark.related),
        ],
        "target": _target(place, unit),
    }


def _target(place: Place, unit: Unit) -> dict[str, Any]:
    """The place by its words, which survive an edit, and by its position."""
    text, offsets = place.page.text, place.page.offsets
    return {
        "source": place.page.uri,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": place.text,
                "prefix": text[max(place.start - AROUND, 0) : place.start],
                "suffix": text[place.end : place.end + AROUND],
            },
            {
                "type": "TextPositionSelector",
                "start": offsets.to(unit, place.start),
                "end": offsets.to(unit, place.end),
            },
        ],
    }
