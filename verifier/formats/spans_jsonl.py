"""Spans in JSON Lines as Prodigy and spaCy projects have them: a text a line; offsets in code points."""

from collections.abc import Iterable, Iterator

from verifier.formats.escaping import as_json
from verifier.formats.marks import Mark, by_page


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """One text a line with its labelled spans; what each span is judged for stands with it."""
    for page, places in by_page(marks):
        spans = [
            {
                "start": place.start,
                "end": place.end,
                "label": mark.report.verdict,
                "statement": mark.report.statement,
                "confidence": mark.report.confidence,
                "message": mark.message,
            }
            for place, mark in places
        ]
        yield as_json({"text": page.text, "spans": spans, "meta": {"source": page.name}}) + "\n"
