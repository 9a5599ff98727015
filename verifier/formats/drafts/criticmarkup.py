"""The draft itself with its remarks as CriticMarkup: ``{==claim==}{>>remark<<}``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verifier.formats.drafts.remarks import remark

if TYPE_CHECKING:
    from verifier.drafts import DraftReport
    from verifier.formats.drafts.view import DraftView

JOINER = "\u200b"
"""Parts a mark that a text holds by chance, so that it ends no remark; it cannot be seen."""


def render(draft: "DraftReport", view: "DraftView") -> Iterator[str]:
    """The text as it stands, with marks put around the claims; without the marks it is the text, to the letter."""
    done = 0
    places = [(span.start, span.end, check) for check in view.noted(draft) for span in check.spans]
    for start, end, check in sorted(places, key=lambda place: place[:2]):
        yield view.text[done : max(done, start)]
        inner = view.text[max(done, start) : end]
        told = _safe(" · ".join(remark(check, view).paragraphs))
        # A claim that begins inside another one is told behind it: marks cannot cross.
        yield (f"{{=={inner}==}}" if inner else "") + f"{{>>{told}<<}}"
        done = max(done, end)
    yield view.text[done:]


def _safe(text: str) -> str:
    """A remark on one line that ends where it is meant to."""
    line = " ".join(text.split())
    for mark in ("{>>", "<<}", "{==", "==}", "{++", "++}", "{--", "--}", "{~~", "~~}"):
        line = line.replace(mark, JOINER.join(mark))
    return line
