"""PDF: the text of its pages as paragraphs, without what repeats on every page, with the page and box of each line."""

import threading

from claims.errors import ReadingError
from claims.reading.building import Builder
from claims.reading.decoding import MAX_CHARACTERS, too_large
from claims.reading.pdf_lines import Line, lines_of
from claims.reading.pdf_paragraphs import paragraphs
from claims.reading.records import Article, Raw

MAX_PAGES = 2000
LOCK = threading.Lock()
"""PDFium works for one thread at a time."""


def read(raw: Raw) -> Article:
    """The text of a PDF, lines joined into paragraphs and divided words made whole; raises ReadingError."""
    if b"%PDF-" not in raw.data[:1024]:
        raise _broken(raw.name)
    with LOCK:
        pages, title = _pages(raw)
    builder = Builder()
    for paragraph in paragraphs(pages):
        builder.separate()
        for line in paragraph:
            builder.add(line.text, page=line.page, box=line.box)
    if not builder.text.strip():
        raise ReadingError(
            f"{raw.name} holds pictures of pages and no text; run it through text recognition (ocrmypdf -l tur) and "
            "name what that makes."
        )
    if len(builder.text) > MAX_CHARACTERS:
        raise too_large(raw.name)
    return Article(raw.name, builder.text, builder.places, title=title, url=raw.url)


def _pages(raw: Raw) -> tuple[list[tuple[Line, ...]], str | None]:
    """The lines of every page, and the title that the document gives itself."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        with pypdfium2.PdfDocument(raw.data) as document:
            if len(document) > MAX_PAGES:
                raise ReadingError(f"{raw.name} has more than {MAX_PAGES:,} pages; split it, or save what you need.")
            pages: list[tuple[Line, ...]] = []
            left = MAX_CHARACTERS
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                left -= text.count_chars()
                if left < 0:
                    raise too_large(raw.name)
                pages.append(tuple(lines_of(text, number + 1)))
                text.close()
                page.close()
            title = " ".join(document.get_metadata_value("Title").split())
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise ReadingError(f"{raw.name} is protected by a password; save it without one and name that.") from error
        raise _broken(raw.name) from error
    return pages, title or None


def _broken(name: str) -> ReadingError:
    return ReadingError(f"{name} is no sound PDF; open it in a viewer, print it to a new PDF and name that.")
