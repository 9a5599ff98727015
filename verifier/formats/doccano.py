"""doccano's JSON Lines for sequence labelling: a text a line with triples of start, end and label; code points."""

from collections.abc import Iterable, Iterator

from verifier.formats.escaping import as_json
from verifier.formats.marks import Mark, by_page


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """One text a line; a stretch that is marked alike more than once is labelled once."""
    for page, places in by_page(marks):
        labels = list(dict.fromkeys((place.start, place.end, mark.report.verdict) for place, mark in places))
        yield as_json({"text": page.text, "label": labels, "source": page.name}) + "\n"
