"""The draft itself as a Word document with comments."""

from typing import TYPE_CHECKING

from verifier.formats.drafts.remarks import remark

if TYPE_CHECKING:
    from claims.reading import Raw
    from verifier.drafts import DraftReport
    from verifier.formats.drafts.view import DraftView


def render(draft: "DraftReport", view: "DraftView", raw: "Raw") -> bytes:
    """The document that the draft was read from, with a comment on every claim to be noted; raises ReadingError."""
    from verifier.formats.word.comments import Comment
    from verifier.formats.word.saving import commented

    comments = [
        Comment(span.start, span.end, remark(check, view).paragraphs)
        for check in view.noted(draft)
        for span in check.spans
    ]
    return commented(raw, sorted(comments))
