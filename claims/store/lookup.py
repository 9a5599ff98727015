"""What retrieval asks of the tables: each question is one statement over an index, so that it stays fast at a million.

A key stands in many sentences or in few; ``counts`` tells how many before a list is read, and a list that is read is
cut off, newest sentences first.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claims.store import queries
from claims.store.connection import told
from claims.store.records import Filter

LAST = "\U0010ffff"
NAMES, PLAIN = "SELECT key FROM key_count", "instr(key, ':') = 0"


class KeyRow(NamedTuple):
    """A sentence of an article by what it is found by; ``number`` counts from 0, ``keys`` are divided by spaces."""

    sentence_id: int
    article_id: int
    number: int
    heading: bool
    keys: str


class Standing(NamedTuple):
    """A current article by what a second index has to know of it; ``digest`` changes with models and code."""

    article_id: int
    name: str
    digest: str
    source: str | None
    published: str | None


class Content(NamedTuple):
    """The text of an article and its packed analysis, with the digest of what made that; None where none is kept."""

    article_id: int
    text: str
    digest: str | None
    analysis: bytes | None


class Lookup:
    """The questions of retrieval to the store at ``path``; every method raises StoreError with what to do."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def total(self) -> int:
        """About how many sentences there are: the highest id, for counting them takes a walk through them all."""
        return int(self._rows("SELECT coalesce(max(id), 0) FROM sentence")[0][0])

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """In how many sentences each key stands; keys that stand in none are left out."""
        rows = self._rows(
            "SELECT key, sentences FROM key_count WHERE key IN (SELECT value FROM json_each(?))", _list(keys)
        )
        return {key: int(sentences) for key, sentences in rows}

    def sentences(self, groups: Sequence[Sequence[str]], limit: int) -> list[int]:
        """Ids of at most ``limit`` sentences in which a key of each group stands, newest first."""
        match = " AND ".join("(" + " OR ".join(f'"{key}"' for key in group) + ")" for group in groups)
        rows = self._rows(
            "SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ? ORDER BY rowid DESC LIMIT ?", match, limit
        )
        return [number for (number,) in rows]

    def rows_of(self, sentences: Iterable[int], chosen: Filter) -> list[KeyRow]:
        """These sentences, as far as the filter lets their articles through, in the order of articles and text."""
        with told(self._path):
            clause, values = queries.selected(self._connection, self._path, chosen)
        rows = self._rows(
            "SELECT s.id, s.article_id, s.number, s.heading, s.keys "
            "FROM sentence s JOIN article a ON a.id = s.article_id "
            f"WHERE s.id IN (SELECT value FROM json_each(?)) AND {clause} ORDER BY s.article_id, s.number",
            _list(sentences),
            *values,
        )
        return list(map(_key_row, rows))

    def rows(self, articles: Iterable[int]) -> list[KeyRow]:
        """The sentences of these articles, in the order of articles and text."""
        rows = self._rows(
            "SELECT id, article_id, number, heading, keys FROM sentence "
            "WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, number",
            _list(articles),
        )
        return list(map(_key_row, rows))

    def names_like(self, name: str, slips: int, ending: int) -> list[str]:
        """Names and unknown words that may be meant: of the same first letter and about as long, ``slips`` letters more
        or less, or the same but for an ending of so many letters at most.
        """
        stems = [name[:-cut] for cut in range(1, min(ending, len(name) - 1) + 1)]
        rows = self._rows(
            f"{NAMES} WHERE key >= ?1 AND key < ?1 || ?2 AND length(key) BETWEEN ?3 - ?4 AND ?3 + ?4 AND {PLAIN} "
            f"UNION {NAMES} WHERE key >= ?5 AND key < ?5 || ?2 AND length(key) <= ?3 + ?6 AND {PLAIN} "
            f"UNION {NAMES} WHERE key IN (SELECT value FROM json_each(?7)) AND {PLAIN}",
            name[:1],
            LAST,
            len(name),
            slips,
            name,
            ending,
            _list(stems),
        )
        return [key for (key,) in rows]

    def standing(self, articles: Iterable[int] | None = None) -> list[Standing]:
        """All current articles, or these alone, in the order in which they were added."""
        wanted = "current = 1" if articles is None else "id IN (SELECT value FROM json_each(?))"
        sql = f"SELECT id, name, digest, source, published FROM article WHERE {wanted} ORDER BY id"
        return [Standing(*row) for row in self._rows(sql, *(() if articles is None else (_list(articles),)))]

    def contents(self, articles: Iterable[int]) -> list[Content]:
        """Texts and analyses of these articles, in the order in which they were added."""
        rows = self._rows(
            "SELECT a.id, a.text, n.digest, n.data FROM article a "
            "LEFT JOIN analysis n ON n.sha256 = a.sha256 AND n.lang = a.lang "
            "WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id",
            _list(articles),
        )
        return [Content(*row) for row in rows]

    def all_counts(self) -> list[tuple[str, int]]:
        """Every key with the number of its sentences, in the order of the keys."""
        return self._rows("SELECT key, sentences FROM key_count ORDER BY key")

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with told(self._path):
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return cursor.execute(sql, values).fetchall()


def _list(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _key_row(row: tuple[Any, ...]) -> KeyRow:
    return KeyRow(row[0], row[1], row[2], bool(row[3]), row[4])
