"""What people say of verdicts: accepted or overridden, with a note; one SQLite file of its own."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from claims.document import Frozen
from claims.errors import StoreError
from verifier.model import Verdict

SCHEMA = """
CREATE TABLE IF NOT EXISTS review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    statement TEXT NOT NULL,
    article_sha256 TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reviewed TEXT NOT NULL,
    note TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS review_statement ON review (statement);
"""
COLUMNS = "id, version, statement, article_sha256, verdict, reviewed, note, reviewer, at"
BUSY_SECONDS = 10.0


class Review(Frozen):
    """One person's word on one verdict.

    ``verdict`` is that of the report, ``reviewed`` the person's: the same where it is accepted. ``article_sha256`` are
    the articles that it was judged by, ``at`` is the time of the last change (ISO 8601, UTC), ``version`` counts them.
    """

    id: int
    version: int
    statement: str
    article_sha256: tuple[str, ...]
    verdict: Verdict
    reviewed: Verdict
    note: str
    reviewer: str
    at: str


class Opinion(Frozen):
    """What is told of a review by whoever makes or changes it."""

    statement: str
    article_sha256: tuple[str, ...]
    verdict: Verdict
    reviewed: Verdict
    note: str = ""
    reviewer: str = ""


class NoReview(Exception):
    """There is no review of that number."""


class Changed(Exception):
    """Somebody else has changed the review meanwhile."""


class Reviews:
    """The reviews in a file; ``clock`` gives the time (ISO 8601, UTC). May be asked from any thread."""

    def __init__(self, path: Path, clock: Callable[[], str]) -> None:
        self._path = path
        self._clock = clock

    def add(self, opinion: Opinion) -> Review:
        """Keep a new review."""
        with self._open() as connection:
            cursor = connection.execute(
                "INSERT INTO review (version, statement, article_sha256, verdict, reviewed, note, reviewer, at) "
                "VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
                self._values(opinion),
            )
            return _found(connection, cursor.lastrowid or 0)

    def page(self, after: int, limit: int, *, statement: str | None, article_sha256: str | None) -> list[Review]:
        """The reviews with ids above ``after``, oldest first, of a statement or an article where one is given."""
        query = (
            f"SELECT {COLUMNS} FROM review WHERE id > ?1 AND (?2 IS NULL OR statement = ?2) AND (?3 IS NULL OR "
            "?3 IN (SELECT value FROM json_each(article_sha256))) ORDER BY id LIMIT ?4"
        )
        with self._open() as connection:
            return [_review(row) for row in connection.execute(query, (after, statement, article_sha256, limit))]

    def get(self, number: int) -> Review:
        """The review of that number; raises NoReview."""
        with self._open() as connection:
            return _found(connection, number)

    def change(self, number: int, opinion: Opinion, *, version: int) -> Review:
        """Put an opinion in place of that version of a review; raises NoReview, or Changed for another version."""
        with self._open() as connection:
            _expect(connection, number, version)
            connection.execute(
                "UPDATE review SET version = version + 1, statement = ?, article_sha256 = ?, verdict = ?, "
                "reviewed = ?, note = ?, reviewer = ?, at = ? WHERE id = ?",
                (*self._values(opinion), number),
            )
            return _found(connection, number)

    def remove(self, number: int, *, version: int) -> None:
        """Remove that version of a review; raises NoReview, or Changed for another version."""
        with self._open() as connection:
            _expect(connection, number, version)
            connection.execute("DELETE FROM review WHERE id = ?", (number,))

    def _values(self, opinion: Opinion) -> tuple[str, ...]:
        return (
            opinion.statement,
            json.dumps(opinion.article_sha256),
            opinion.verdict,
            opinion.reviewed,
            opinion.note,
            opinion.reviewer,
            self._clock(),
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file within one transaction; raises StoreError where it cannot be used."""
        try:
            with closing(sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(SCHEMA)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(
                f"The reviews in {self._path} cannot be used ({error}); free space, or move that file."
            ) from error


def _expect(connection: sqlite3.Connection, number: int, version: int) -> None:
    if _found(connection, number).version != version:
        raise Changed


def _found(connection: sqlite3.Connection, number: int) -> Review:
    row = connection.execute(f"SELECT {COLUMNS} FROM review WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NoReview
    return _review(row)


def _review(row: sqlite3.Row) -> Review:
    return Review(**{**dict(row), "article_sha256": tuple(json.loads(row["article_sha256"]))})
