"""JSON for programs: one object, or a list of them where many statements were asked."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verifier.formats.escaping import escaped

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Report


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """Indented JSON of the published contract."""
    if not view.many:
        for report in reports:
            yield escaped(report.model_dump_json(indent=2)) + "\n"
        return
    opened = False
    for report in reports:
        yield (",\n" if opened else "[\n") + escaped(report.model_dump_json(indent=2))
        opened = True
    yield "\n]\n" if opened else "[]\n"
