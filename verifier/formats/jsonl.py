"""JSON Lines for programs: one report a line, as soon as it is there."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verifier.formats.escaping import escaped

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Report


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """One compact JSON object a line."""
    for report in reports:
        yield escaped(report.model_dump_json()) + "\n"
