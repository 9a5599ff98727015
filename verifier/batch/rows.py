"""Row: one line of a batch file as read, and the hash by which a finished row is found again."""

import hashlib
import json
from typing import Any, NamedTuple

from verifier.batch.columns import find

MAX_STATEMENT = 10_000


class Row(NamedTuple):
    """One row as read: its 1-based number, the 1-based line it starts on, its columns, what is wrong where malformed.

    The values of ``columns`` are those of JSON: text, numbers, truth values, None, lists and objects.
    """

    number: int
    line: int
    columns: dict[str, Any]
    error: str = ""

    def given(self, role: str) -> Any:
        """The cell of the column that plays a role (statement, article, id, lang), or None; raises ReadingError."""
        name = find(tuple(self.columns)).get(role)
        return None if name is None else self.columns[name]

    def digest(self) -> str:
        """SHA-256 over the columns as read; neither the number nor the line is part of it."""
        return hashlib.sha256(json.dumps([self.columns, self.error], separators=(",", ":")).encode()).hexdigest()
