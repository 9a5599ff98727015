"""JSON Lines for programs: one checked claim a line, in the order of the draft."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.drafts import DraftReport
    from verifier.formats.drafts.view import DraftView


def render(draft: "DraftReport", view: "DraftView") -> Iterator[str]:
    """One compact JSON object a line."""
    for check in view.listed(draft):
        yield check.model_dump_json() + "\n"
