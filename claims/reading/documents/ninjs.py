"""IPTC ninjs: news as JSON, versions 1.x (body_text, body_html … by pattern) and 2.x (bodies, headlines)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from claims.errors import ReadingError
from claims.reading.building import Builder, Piece
from claims.reading.days import day_of
from claims.reading.markup import blocks
from claims.reading.records import Article, Raw

MAIN = ("main", "text", "body", "default", "")
"""The roles of what is the news itself, best first."""
PLAIN, MARKED = ("text/plain",), ("text/html", "application/xhtml+xml", "text/xml")
DAYS = ("versioncreated", "contentcreated", "firstcreated")


class Field(NamedTuple):
    """A text of the item, where it is (a JSON pointer), what it is for, and whether it is marked up."""

    pointer: str
    role: str
    text: str
    marked: bool


def read(raw: Raw) -> Article:
    """The headline and the body of a news item, each with the JSON pointer of its field; raises ReadingError."""
    item = _item(raw)
    bodies = _best(tuple(_bodies(item)))
    headlines = _best(tuple(_headlines(item)))
    if bodies is None:
        raise ReadingError(
            f"{raw.name} is no news item with a text; give ninjs with body_text, body_html or bodies, or plain text."
        )
    builder = Builder()
    for field in (headlines, bodies):
        if field is not None:
            _add(builder, field)
    if not builder.text:
        raise ReadingError(f"{raw.name} holds an empty text; give a news item whose body holds the text of an article.")
    return Article(
        raw.name,
        builder.text,
        builder.places,
        title=headlines.text.strip() if headlines and not headlines.marked else None,
        source=_source(item),
        published=next((day for name in DAYS if (day := day_of(item.get(name)))), None),
        url=raw.url or _string(item.get("uri"), "http"),
    )


def _item(raw: Raw) -> Mapping[str, Any]:
    try:
        item = json.loads(raw.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadingError(f"{raw.name} is not UTF-8; convert it with iconv and try again.") from error
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{raw.name} is no sound JSON; check what made it, or give plain text (.txt).") from error
    if not isinstance(item, dict):
        raise ReadingError(f"{raw.name} is no news item; give one ninjs object a file, or articles as .jsonl.")
    return item


def _bodies(item: Mapping[str, Any]) -> Iterator[Field]:
    for name, value in item.items():
        if name.startswith("body_") and isinstance(value, str) and value.strip():
            form = name.split("_")[1]
            yield Field(f"/{name}", "_".join(name.split("_")[2:]), value, form in ("html", "xhtml", "xml"))
    yield from _several(item, "bodies")


def _headlines(item: Mapping[str, Any]) -> Iterator[Field]:
    for name, value in item.items():
        if (name == "headline" or name.startswith("headline_")) and isinstance(value, str) and value.strip():
            yield Field(f"/{name}", name.partition("_")[2], value, False)
    yield from _several(item, "headlines")


def _several(item: Mapping[str, Any], name: str) -> Iterator[Field]:
    """The texts of a list of version 2: objects with value, role and contenttype."""
    rows = item.get(name)
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        value = row.get("value") if isinstance(row, dict) else None
        if isinstance(value, str) and value.strip():
            form = _string(row.get("contenttype")) or PLAIN[0]
            yield Field(f"/{name}/{number}/value", _string(row.get("role")) or "", value, form.startswith(MARKED))


def _best(fields: tuple[Field, ...]) -> Field | None:
    """The main text, plain rather than marked up; the first where none says what it is."""
    ranks = {role: rank for rank, role in enumerate(MAIN)}
    return min(fields, key=lambda field: (ranks.get(field.role, len(MAIN)), field.marked), default=None)


def _add(builder: Builder, field: Field) -> None:
    if field.marked:
        for block in blocks(field.text):
            builder.add_block(block.pieces, part=field.pointer)
    else:
        text = field.text.rstrip()
        builder.add_block((Piece(text, 0, len(text)),), part=field.pointer)


def _source(item: Mapping[str, Any]) -> str | None:
    """Who gave the news: the agency of either version."""
    rows = item.get("infosources")
    named = [row.get("name") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return next((found for value in (item.get("source"), *named) if (found := _string(value))), None)


def _string(value: object, beginning: str = "") -> str | None:
    return value.strip() or None if isinstance(value, str) and value.startswith(beginning) else None
