"""From the bytes of a document to its article: one file a format, each ``read(raw) -> Article``.

Every reader answers a text whose stretches can be found again in the source (``Article.places``), and raises
ReadingError with one sentence for whatever cannot be read.
"""

import re
from collections.abc import Callable, Mapping

from claims.errors import ReadingError
from claims.reading.decoding import MAX_CHARACTERS, too_large
from claims.reading.documents import docx, html, mail, ninjs, odt, pdf, text
from claims.reading.records import Article, Raw

WAY_OUT = "save it as plain text (.txt) or Markdown (.md)"
TEXTS = frozenset({"", ".txt", ".text", ".md", ".markdown"})
"""The suffixes of what is text already."""

NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")

DocumentReader = Callable[[Raw], Article]

DOCUMENTS: Mapping[str, DocumentReader] = {
    ".docx": docx.read,
    ".eml": mail.read,
    ".htm": html.read,
    ".html": html.read,
    ".json": ninjs.read,
    ".odt": odt.read,
    ".pdf": pdf.read,
    ".xhtml": html.read,
    **dict.fromkeys(sorted(TEXTS), text.read),
}
"""The readers by the suffix of their files."""


def read_document(raw: Raw) -> Article:
    """The article in a document; raises ReadingError with what to do."""
    reader = DOCUMENTS.get(raw.kind)
    if reader is None:
        raise ReadingError(f"{raw.name} is of a format that is not known; {WAY_OUT}.")
    article = reader(raw)
    if len(article.text) > MAX_CHARACTERS:
        raise too_large(raw.name)
    if any(NO_CHARACTER.search(told) for told in article if isinstance(told, str) and told != raw.name):
        raise ReadingError(f"{raw.name} holds a zero or half of a surrogate pair, which is no character; mend it.")
    return article
