"""The ledger: what is finished, in one SQLite file beside the output, so that a kill at any moment costs little.

A finished row is found again by its number and its key, the hash of the row, its article and the engine; what has
changed since is judged anew. The output is always written from what the ledger proves.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from claims.errors import ClaimsError
from verifier.batch.records import ERROR, Finished
from verifier.batch.rows import Row

SCHEMA = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS done (number INTEGER PRIMARY KEY, key BLOB NOT NULL, line INTEGER NOT NULL,
    status TEXT NOT NULL, data BLOB NOT NULL);
"""
KIND = "dayanak batch ledger 1"
SUFFIXES = ("", "-wal", "-shm", "-journal")
PATIENCE = 1.0


class LedgerError(ClaimsError):
    """The ledger cannot be used: damaged, of another kind, full disk, or in use by another run."""


class LedgerBusy(LedgerError):
    """Another run has the ledger open."""


class Entry(NamedTuple):
    """A finished row with the key by which it is found again."""

    key: bytes
    row: Finished


def beside(output: Path) -> Path:
    """Where the ledger of an output lies."""
    return output.with_name(output.name + ".ledger")


def key(row: Row, article: str, engine: str) -> bytes:
    """The key of a row: a hash of its columns, of what its article holds, and of the engine."""
    return hashlib.sha256("\n".join((row.digest(), article, engine)).encode("utf-8", "surrogatepass")).digest()


class Ledger:
    """An open ledger; only one process can have it open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(SCHEMA)
            self._connection.execute("INSERT OR IGNORE INTO run VALUES ('kind', ?)", (KIND,))
            ((kind,),) = self._connection.execute("SELECT value FROM run WHERE name = 'kind'")
        except (sqlite3.Error, OSError) as error:
            raise self._refused(error) from error
        if kind != KIND:
            raise LedgerError(f"The ledger {path} is of another version; use --force to judge every row anew.")

    def note(self, header: Mapping[str, str]) -> None:
        """What the run is about, for whoever looks into the file."""
        with self._changed():
            self._connection.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", header.items())

    def known(self, rows: Sequence[Row], keys: Sequence[bytes], *, retry: bool) -> dict[int, Finished]:
        """The rows, of a stretch without gaps, that are finished under these keys; failed ones not with ``retry``."""
        wanted = {row.number: (row.line, key) for row, key in zip(rows, keys, strict=True)}
        found: dict[int, Finished] = {}
        try:
            stretch = self._connection.execute(
                "SELECT number, key, status, data FROM done WHERE number BETWEEN ? AND ?",
                (rows[0].number, rows[-1].number),
            )
            for number, kept, status, data in stretch:
                line, key = wanted[number]
                if kept == key and not (retry and status == ERROR):
                    found[number] = Finished.load(number, line, data)
        except (sqlite3.Error, ValueError, TypeError, KeyError, zlib.error) as error:
            raise self._refused(error) from error
        return found

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep finished rows, all of them or, where the run is killed meanwhile, none."""
        rows = [(one.row.number, one.key, one.row.line, one.row.status, one.row.dump()) for one in entries]
        with self._changed():
            self._connection.executemany("INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?)", rows)

    def cut(self, rows: int) -> None:
        """Forget what lies beyond the last row of the input."""
        with self._changed():
            self._connection.execute("DELETE FROM done WHERE number > ?", (rows,))

    def rows(self, status: str | None = None) -> Iterator[Finished]:
        """All finished rows in order, or those of one status."""
        query = "SELECT number, line, data FROM done WHERE ? IS NULL OR status = ? ORDER BY number"
        try:
            for number, line, data in self._connection.execute(query, (status, status)):
                yield Finished.load(number, line, data)
        except (sqlite3.Error, ValueError, TypeError, zlib.error) as error:
            raise self._refused(error) from error

    def close(self) -> None:
        """Close the file; what is in it stays."""
        self._connection.close()

    def remove(self) -> None:
        """Close the file and delete it."""
        self.close()
        remove(self.path)

    @contextmanager
    def _changed(self) -> Iterator[None]:
        """All changes within, or none."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> LedgerError:
        if "locked" in str(error):
            return LedgerBusy(f"Another run is writing to {self.path}; wait for it, or choose another output.")
        return LedgerError(
            f"The ledger {self.path} cannot be used ({error}); free space on the disk and go on with --resume, "
            "or use --force to judge every row anew."
        )


def remove(path: Path) -> None:
    """Delete a ledger with what SQLite keeps beside it, the ledger itself last."""
    for suffix in reversed(SUFFIXES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
