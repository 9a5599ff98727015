"""How a judged draft is to be shown, and which of its claims."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claims.document import Document
    from claims.reading.source_map import SourceMap
    from verifier.drafts import Checked, DraftReport
    from verifier.model import Verdict

NOTED: "frozenset[Verdict]" = frozenset({"contradicted", "unknown"})
"""The verdicts that are told at the place of the claim, unless others are asked for."""
EVERY: "frozenset[Verdict]" = frozenset({"contradicted", "unknown", "supported"})


class DraftView(NamedTuple):
    """How a judged draft is to be shown.

    ``text`` is the draft's; ``documents`` are the articles by name; ``only`` names the verdicts to show, None stands
    for what the format shows by itself: all of them in a list, those of ``NOTED`` as remarks in the text; ``places``
    tells where the text stands in its document, None where that is the text itself.
    """

    text: str
    documents: "Mapping[str, Document]" = MappingProxyType({})
    lang: str = "en"
    only: "frozenset[Verdict] | None" = None
    colour: bool = False
    width: int = 100
    places: "SourceMap | None" = None

    def listed(self, draft: "DraftReport") -> "tuple[Checked, ...]":
        """The checks that a list shows."""
        return _those(draft, self.only or EVERY)

    def noted(self, draft: "DraftReport") -> "tuple[Checked, ...]":
        """The checks that get a remark in the text."""
        return _those(draft, self.only or NOTED)


def _those(draft: "DraftReport", verdicts: "frozenset[Verdict]") -> "tuple[Checked, ...]":
    return tuple(check for check in draft.checks if check.report.verdict in verdicts)
