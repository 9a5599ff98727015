"""JSON for programs: the whole draft as one object (``verify schema draft``)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.drafts import DraftReport
    from verifier.formats.drafts.view import DraftView


def render(draft: "DraftReport", view: "DraftView") -> Iterator[str]:
    """Indented JSON; with ``only`` the other checks are left out."""
    yield draft.model_copy(update={"checks": view.listed(draft)}).model_dump_json(indent=2) + "\n"
