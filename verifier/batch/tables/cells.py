"""Cells: what a column holds, the guard against formulas, and the values of JSON as one cell."""

import datetime
import json
import math
import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

Kind = Literal["text", "integer", "number", "boolean"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
LONE = re.compile("[\ud800-\udfff]")
INTEGERS = range(-(1 << 63), 1 << 63)


class Column(NamedTuple):
    """The name of a column and the kind of its values."""

    name: str
    kind: Kind = "text"


def guarded(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula: = + - @, tab and CR get an apostrophe, numbers stay."""
    return GUARD + text if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text


def sound(text: str) -> str:
    """A text that UTF-8 can hold: halves of surrogate pairs become replacement characters."""
    return LONE.sub("\N{REPLACEMENT CHARACTER}", text)


def cell(value: Any) -> str | int | float | bool | None:
    """A value of JSON as one cell: lists and objects as JSON text, numbers that are none as text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return sound(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def plain(value: Any) -> Any:
    """A value of a spreadsheet or a column store as one of JSON: dates in ISO 8601, what is no number as None."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.hex() if isinstance(value, bytes) else str(value)


def kind_of(value: Any) -> Kind | None:
    """The kind of one value, or None where it has none."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if value in INTEGERS else "text"
    return "number" if isinstance(value, float) and math.isfinite(value) else "text"


def common(kinds: Iterable[Kind]) -> Kind:
    """The kind that all values of a column can be kept as."""
    found = set(kinds)
    if len(found) == 1:
        return found.pop()
    return "number" if found == {"integer", "number"} else "text"


def titles(names: Iterable[Any]) -> tuple[str, ...]:
    """The names of a header, each once: an empty one is named by its place, a second one of a name gets a number."""
    found: list[str] = []
    for place, name in enumerate(names, start=1):
        title = str(name).strip() if name is not None else ""
        title = title or f"column {place}"
        unique, again = title, 2
        while unique in found:
            unique, again = f"{title} ({again})", again + 1
        found.append(unique)
    return tuple(found)
