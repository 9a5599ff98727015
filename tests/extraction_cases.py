"""Sentences with the expected claim marked inside the text, and their recorded parses.

``python tests/extraction_cases.py`` records the parses anew (needs the language models).
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.conllu import dump, load
from claims.document import Document, Lang

DATA = Path(__file__).parent / "claims" / "data"
OPEN, CLOSE = "⟦", "⟧"


class Case(NamedTuple):
    """One row: the plain text, the offsets of its last marked span in the document of all rows, and what to expect."""

    text: str
    start: int
    end: int
    want: dict[str, Any]


def texts(lang: Lang) -> tuple[tuple[str, int, int, dict[str, Any]], ...]:
    """For each row its plain text, the offsets of the last marked span in it, and the row."""
    found = []
    for line in (DATA / f"extraction_{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = row["text"]
        at = marked.rindex(OPEN)
        before = marked[:at].replace(OPEN, "").replace(CLOSE, "")
        span = marked[at + 1 : marked.index(CLOSE, at)]
        plain = marked.replace(OPEN, "").replace(CLOSE, "")
        found.append((plain, len(before), len(before) + len(span), row))
    return tuple(found)


@cache
def cases(lang: Lang) -> tuple[Case, ...]:
    """The rows with offsets in the document that holds them all, one a line."""
    found, offset = [], 0
    for plain, start, end, row in texts(lang):
        found.append(Case(plain, offset + start, offset + end, row))
        offset += len(plain) + 1
    return tuple(found)


@cache
def document(lang: Lang) -> Document:
    """The recorded parse of all rows."""
    return load((DATA / f"extraction_{lang}.conllu").read_text(encoding="utf-8"))


def record() -> None:
    """Parses all rows and writes the recorded parses."""
    from claims.parsing import Parser

    parser = Parser()
    for lang in ("tr", "en"):
        parsed = parser.parse("\n".join(row[0] for row in texts(lang)), lang)
        (DATA / f"extraction_{lang}.conllu").write_text(dump(parsed), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(record())
