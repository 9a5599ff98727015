"""A judged draft in several formats: one file a format, each ``render(draft, view)`` that makes pieces of output.

``docx`` is the one that makes bytes, from the document that the draft was read from.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from verifier.formats.drafts import criticmarkup, html, json, jsonl, text
from verifier.formats.drafts.view import DraftView

if TYPE_CHECKING:
    from verifier.drafts import DraftReport

DraftFormat = Callable[["DraftReport", DraftView], Iterator[str]]

DRAFTS: Mapping[str, DraftFormat] = {
    "text": text.render,
    "json": json.render,
    "jsonl": jsonl.render,
    "html": html.render,
    "md": criticmarkup.render,
}
WORD = "docx"
