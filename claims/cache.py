"""The analysis cache: what a text was found to assert, kept between runs so that no question parses it twice.

One SQLite file in the user's cache folder. An entry is found again only for the same text, language, models and
analysing code, so a stale answer cannot be served; a file grown beyond 256 MiB starts anew. The cache is a
convenience: whatever is wrong with it, one warning is given and the work goes on without it.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from claims.claim import Analysis
from claims.compiled import folder
from claims.document import Lang
from claims.version import VERSION

FILE = "analyses.sqlite3"
SCHEMA = "CREATE TABLE IF NOT EXISTS analysis (key BLOB PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
BUSY_SECONDS = 5.0
MAX_BYTES = 256 * 1024 * 1024
CODE = Path(__file__).parent
CODE_SUFFIXES = frozenset({".py", ".toml", ".tsv"})
NO_ANALYSIS = frozenset({"cli", "drawing.py", "models", "offsets.py", "reading", "store"})

Warn = Callable[[str], None]


@cache
def code_digest() -> str:
    """SHA-256 of the code and language data that make an analysis, so that a changed rule never meets an old result."""
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(CODE.rglob("*")):
        relative = path.relative_to(CODE)
        if path.suffix in CODE_SUFFIXES and relative.parts[0] not in NO_ANALYSIS:
            digest.update(str(relative).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


class AnalysisCache:
    """Analyses kept between runs; ``warn`` is told once, in one sentence, when the cache cannot be used."""

    def __init__(self, *, path: Path | None = None, warn: Warn | None = None) -> None:
        self.path = path or folder() / FILE
        self._warn = warn
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(self, text: str, lang: Lang, models: str) -> Analysis | None:
        """The kept analysis of this very text, or None."""
        try:
            row = (
                self._open().execute("SELECT data FROM analysis WHERE key = ?", (_key(text, lang, models),)).fetchone()
            )
            if row is None:
                return None
            analysis = Analysis.model_validate_json(zlib.decompress(row[0]))
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None
        except (ValidationError, zlib.error, ValueError):
            return None
        return analysis if analysis.document.text == text else None

    def put(self, text: str, lang: Lang, models: str, analysis: Analysis) -> None:
        """Keep an analysis; silently does nothing once the cache has proved unusable."""
        data = zlib.compress(analysis.model_dump_json(exclude_defaults=True).encode("utf-8", "surrogatepass"), 3)
        try:
            with self._open() as connection:
                connection.execute("INSERT OR REPLACE INTO analysis VALUES (?, ?)", (_key(text, lang, models), data))
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def language(self, text: str, detect: Callable[[str], Lang | None]) -> Lang | None:
        """The language of a text as ``detect`` tells it, asked once for each text; None where it cannot be told."""
        key = _key(text, "", "language")
        try:
            row = self._open().execute("SELECT data FROM analysis WHERE key = ?", (key,)).fetchone()
            if row is not None and row[0] in (b"tr", b"en"):
                return "tr" if row[0] == b"tr" else "en"
            found = detect(text)
            if found is not None:
                with self._open() as connection:
                    connection.execute("INSERT OR REPLACE INTO analysis VALUES (?, ?)", (key, found.encode()))
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return detect(text)
        return found

    def vectors(self, sentence: str, encoder: str) -> bytes | None:
        """The kept vectors of this very sentence by that encoder, or None."""
        try:
            row = self._open().execute("SELECT data FROM analysis WHERE key = ?", (_vector_key(sentence, encoder),))
            found = row.fetchone()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None
        return None if found is None else bytes(found[0])

    def keep_vectors(self, kept: Mapping[str, bytes], encoder: str) -> None:
        """Keep the vectors of sentences; silently does nothing once the cache has proved unusable."""
        rows = [(_vector_key(sentence, encoder), data) for sentence, data in kept.items()]
        try:
            with self._open() as connection:
                connection.executemany("INSERT OR REPLACE INTO analysis VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._broken:
            raise sqlite3.Error
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(SCHEMA)
            if self.path.stat().st_size > MAX_BYTES:
                self._connection.execute("DELETE FROM analysis")
                self._connection.commit()
                self._connection.execute("VACUUM")
        return self._connection

    def _give_up(self, error: Exception) -> None:
        if not self._broken and self._warn is not None:
            reason = getattr(error, "strerror", None) or str(error)
            self._warn(
                f"The analysis cache {self.path} cannot be used ({reason}); going on without it. "
                "Delete that file, or set DAYANAK_CACHE to a folder that can be written."
            )
        self._broken = True
        self.close()


def _vector_key(sentence: str, encoder: str) -> bytes:
    return hashlib.sha256(f"vectors\n{encoder}\n{sentence}".encode("utf-8", "surrogatepass")).digest()


def _key(text: str, lang: str, models: str) -> bytes:
    parts = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), lang, models, code_digest())
    return hashlib.sha256("\n".join(parts).encode()).digest()
