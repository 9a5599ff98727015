"""Web pages: trafilatura tells which blocks are the article, the markup itself gives their text and places."""

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from claims.errors import ReadingError
from claims.reading.building import Builder
from claims.reading.days import day_of
from claims.reading.decoding import too_large
from claims.reading.markup import HEADINGS, Block, blocks
from claims.reading.page_encoding import decode_page
from claims.reading.records import Article, Raw

if TYPE_CHECKING:
    from trafilatura.settings import Document

TELLING = 24
"""A block of so many letters and digits that reads like the article is no coincidence."""
SHARE = 0.5
NEAR = 20_000
"""How far from the last block found the next is looked for, so that no page takes longer than its length."""
NO_CLOCK = "2999-12-31"
"""No day of publication is too late, so that the same page tells the same whenever it is read."""
PARTS = re.compile(r"\n|(?<=[.!?…]) ")
MAX_MARKUP = 4_000_000


def read(raw: Raw) -> Article:
    """The article of a page, its blocks separated by empty lines; raises ReadingError where there is none."""
    markup = decode_page(raw)
    if len(markup) > MAX_MARKUP:
        raise too_large(raw.name)
    found = tuple(blocks(markup))
    extracted = _extracted(markup)
    chosen = _article(found, extracted) or _seen(found)
    if not chosen:
        raise ReadingError(f"{raw.name} is a web page without text; save what you see of it as plain text (.txt).")
    builder = Builder()
    for block in chosen:
        builder.add_block(block.pieces)
    article = Article(raw.name, builder.text, builder.places, url=raw.url)
    return article if extracted is None else _with_particulars(article, extracted)


def _extracted(markup: str) -> "Document | None":
    """What trafilatura makes of the page; None where it finds nothing, or chokes on what no browser would read."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            markup,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": NO_CLOCK},
        )
    except Exception:
        return None
    return found if isinstance(found, Document) else None


def _with_particulars(article: Article, extracted: "Document") -> Article:
    return article._replace(
        title=extracted.title or None,
        source=extracted.sitename or None,
        published=day_of(extracted.date),
        url=article.url or extracted.url or None,
    )


def _article(found: Sequence[Block], extracted: "Document | None") -> tuple[Block, ...]:
    """The blocks that the extracted text holds, under their headline; nothing where it holds none of some length.

    A short block ("Share", a name of a section) counts only among longer ones or beside them, and not in what surrounds
    the article.
    """
    if extracted is None:
        return ()
    lines = [_key(part) for line in (extracted.text or "").splitlines() for part in (line, *line.split("|"))]
    keys = [_key(block.text) for block in found]
    kept = set(_telling(found, keys, [line for line in lines if len(line) >= TELLING]))
    if not kept:
        return ()
    known = frozenset(filter(None, lines))
    short = [key in known and not block.furniture for key, block in zip(keys, found, strict=True)]
    first, last = min(kept), max(kept)
    kept.update(takewhile(short.__getitem__, range(last + 1, len(found))))
    kept.update(takewhile(short.__getitem__, range(first - 1, -1, -1)))
    kept.update(number for number in range(first, last) if short[number] or _is_point(found[number]))
    kept.update(_headline(found, keys, min(kept), known | {_key(extracted.title or "")}))
    return tuple(found[number] for number in sorted(kept))


def _is_point(block: Block) -> bool:
    """Whether a block is a point of a list that says something, such as the extracted text may lack."""
    return block.name == "li" and not block.linked and not block.furniture and len(_key(block.text)) >= TELLING


def _telling(found: Sequence[Block], keys: Sequence[str], lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the blocks of some length that stand in the extracted lines, whole or with most of their words."""
    joined, offset = "\n".join(lines), 0
    positions: dict[str, int] = {}
    for line in lines:
        positions.setdefault(line, offset)
        offset += len(line) + 1
    at = 0
    for number, key in enumerate(keys):
        if len(key) < TELLING:
            continue
        near = joined[max(0, at - NEAR) : at + NEAR]
        if key in positions:
            at = positions[key]
        elif key not in near and _share(found[number], near) < SHARE * len(key):
            continue
        yield number


def _share(block: Block, near: str) -> int:
    """How many letters and digits of a block stand in sentences that the extracted text holds."""
    keys = (_key(part) for part in PARTS.split(block.text))
    return sum(len(key) for key in keys if len(key) >= TELLING and key in near)


def _headline(found: Sequence[Block], keys: Sequence[str], first: int, titles: frozenset[str]) -> Iterator[int]:
    """The numbers of the main heading above the article, where the page calls itself that; a site's name is none.

    With it go the headings below it that are long enough to be its summary.
    """
    above = (number for number in range(first - 1, -1, -1) if found[number].name == "h1" and keys[number] in titles)
    for headline in islice(above, 1):
        yield headline
        between = range(headline + 1, first)
        yield from (one for one in between if found[one].name in HEADINGS and len(keys[one]) >= TELLING)


def _seen(found: Sequence[Block]) -> tuple[Block, ...]:
    """All that is no furniture, or where there is nothing else all that can be seen."""
    return tuple(block for block in found if not block.furniture) or tuple(found)


def _key(text: str) -> str:
    """What of a text stays the same however it is marked, spaced and punctuated: its letters and digits."""
    return "".join(filter(str.isalnum, text))
