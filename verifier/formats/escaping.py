"""JSON that steers no terminal and keeps to its line, wherever a reader breaks lines."""

import json
import re
from typing import Any

ODD = re.compile("[\x7f-\x9f\u2028\u2029]")
"""Controls and line ends that JSON lets stand in a string as they are."""


def as_json(value: Any, *, indent: int | None = None) -> str:
    """The value as JSON, its letters as they are."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def escaped(written: str) -> str:
    r"""JSON with the odd characters of its strings as \u escapes; what it means stays the same."""
    return ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
