"""JSON Lines of articles: one object a line, its text and what is known of it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.access import Access
from claims.reading.days import published_day
from claims.reading.decoding import MAX_BYTES, MAX_CHARACTERS, too_large
from claims.reading.places import shown
from claims.reading.records import Incoming, Unread

SUFFIXES = frozenset({".jsonl", ".ndjson"})
LONGEST = 6 * MAX_BYTES
"""No line of an article that may be added is longer, even where every character is escaped."""
TEXT, NAME = ("text", "body"), ("name", "id")
MARK = b"\xef\xbb\xbf"


def articles(target: str, access: Access) -> Iterator[Incoming | Unread] | None:
    """The articles of a .jsonl or .ndjson file, line by line; None for anything else."""
    return _articles(target) if are_named(target) else None


def are_named(target: str) -> bool:
    """Whether the target is a file of rows."""
    path = Path(target)
    return lower(path.suffix, "en") in SUFFIXES and not path.is_dir()


def lines(target: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not empty, with their numbers from 1; a line that is too long comes cut off."""
    with open(target, "rb") as stream:
        number = 0
        while line := stream.readline(LONGEST + 1):
            number += 1
            rest = line
            while len(rest) > LONGEST and not rest.endswith(b"\n"):
                rest = stream.readline(LONGEST + 1)
            if number == 1:
                line = line.removeprefix(MARK)
            if line.strip():
                yield number, line


def _articles(target: str) -> Iterator[Incoming | Unread]:
    file = shown(target)
    try:
        empty = True
        for number, line in lines(target):
            empty = False
            place = f"{file}, line {number}"
            try:
                yield _article(line, place, f"{file}:{number}")
            except ReadingError as error:
                yield Unread(name=place, reason=str(error))
        if empty:
            yield Unread(name=file, reason=f"{file} is empty; give a file with one JSON object a line.")
    except FileNotFoundError:
        yield Unread(name=file, reason=f"There is no file {file}; check the name and the folder.")
    except OSError as error:
        yield Unread(name=file, reason=f"{file} cannot be read ({error.strerror}); check its permissions.")


def _article(line: bytes, place: str, default: str) -> Incoming:
    if len(line) > LONGEST:
        raise too_large(place)
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{place} is not UTF-8; convert the file with iconv and try again.") from error
    except (ValueError, RecursionError) as error:
        raise ReadingError(f'{place} is no JSON object; write one article a line, such as {{"text": …}}.') from error
    if not isinstance(row, dict):
        raise ReadingError(f'{place} is no JSON object; write one article a line, such as {{"text": …}}.')
    text = _text(row, place)
    url = _told(row, ("url",), place)
    return Incoming(
        name=_told(row, NAME, place) or url or default,
        text=text,
        title=_told(row, ("title",), place),
        source=_told(row, ("source",), place),
        published=_published(row, place),
        url=url,
    )


def _text(row: Mapping[str, Any], place: str) -> str:
    text = next((row[field] for field in TEXT if row.get(field) is not None), None)
    if not isinstance(text, str):
        raise ReadingError(f"{place} has no text; give the article's text as the field text (or body).")
    _encoded(text, place)
    if len(text) > MAX_CHARACTERS:
        raise too_large(place)
    if "\x00" in text:
        raise ReadingError(f"{place} holds a text with a zero character, which is no text; mend that line.")
    if not text.strip():
        raise ReadingError(f"{place} holds an empty text; give the article's text as the field text (or body).")
    return text


def _told(row: Mapping[str, Any], fields: tuple[str, ...], place: str) -> str | None:
    """The first of the fields that is told, as a string; None for none."""
    for field in fields:
        value = row.get(field)
        if isinstance(value, int) and not isinstance(value, bool) and field in NAME:
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise ReadingError(f"{place} gives a {field} that is no string; put it in quotation marks.")
        if value and value.strip():
            _encoded(value, place)
            return value.strip()
    return None


def _published(row: Mapping[str, Any], place: str) -> str | None:
    told = _told(row, ("published",), place)
    try:
        return None if told is None else published_day(told)
    except ValueError as error:
        raise ReadingError(f"{place} was published on {told!r}, which is no date such as 2026-11-24.") from error


def _encoded(text: str, place: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadingError(f"{place} holds half of a surrogate pair, which is no character; mend that line.") from error
