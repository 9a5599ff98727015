"""A text cut into paragraphs that are judged each by itself, so that a changed one costs no other one anything."""

from typing import NamedTuple

from claims.layout import blocks
from verifier.findings import Finding

ENDS = str.maketrans("\r\n", "  ")


class Paragraph(NamedTuple):
    """A paragraph, heading or cell on one line; ``start`` is its code point in the text, ``line`` its 1-based line."""

    start: int
    line: int
    text: str

    def move(self, finding: Finding) -> Finding:
        """A finding of the paragraph alone as one of the text that it stands in."""
        check = finding.check
        moved = check.model_copy(
            update={"start": check.start + self.start, "end": check.end + self.start, "line": self.line}
        )
        return finding.model_copy(
            update={"check": moved, "start": finding.start + self.start, "end": finding.end + self.start}
        )


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; wrapped lines are joined by spaces, so that no offset moves."""
    return tuple(
        Paragraph(block.start, text.count("\n", 0, block.start) + 1, text[block.start : block.end].translate(ENDS))
        for block in blocks(text)
    )
