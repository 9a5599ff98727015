"""The integrity of a store: what SQLite says of the file, and whether the tables agree with each other."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator

from claims.document import Lang
from claims.store.rows import unpacked

SHOWN = 5


def find_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each thing that is wrong; none for a sound store."""
    damaged = [row[0] for row in connection.execute(f"PRAGMA integrity_check({SHOWN})") if row[0] != "ok"]
    yield from (f"The file is damaged: {message}." for message in damaged)
    if damaged:
        return
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(SHOWN):
        yield f"Row {row[1]} of the table {row[0]} belongs to a row of {row[2]} that is not there."
    yield from _versions(connection)
    yield from _texts(connection)
    yield from _spans(connection)
    yield from _counts(connection)
    yield from _analyses(connection)


def count_outdated(connection: sqlite3.Connection, digest: Callable[[Lang], str]) -> int:
    """How many current articles were analysed by other models or another version of the program."""
    return int(
        connection.execute(
            "SELECT count(*) FROM article WHERE current = 1 AND digest <> CASE lang WHEN 'tr' THEN ? ELSE ? END",
            (digest("tr"), digest("en")),
        ).fetchone()[0]
    )


def _versions(connection: sqlite3.Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "SELECT name FROM article GROUP BY name HAVING sum(current) <> 1 OR max(version * current) <> max(version)"
    ).fetchmany(SHOWN):
        yield f"The article {name} has not exactly one current version, the newest."


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("SELECT id, name, sha256, text FROM article"):
        if hashlib.sha256(row["text"].encode("utf-8")).hexdigest() != row["sha256"]:
            yield f"The text of the article {row['name']} (id {row['id']}) is not the one that was added."


def _spans(connection: sqlite3.Connection) -> Iterator[str]:
    for table in ("sentence", "claim"):
        for (number,) in connection.execute(
            f"SELECT t.id FROM {table} t JOIN article a ON a.id = t.article_id "
            f'WHERE substr(a.text, t.start + 1, t."end" - t.start) <> t.text'
        ).fetchmany(SHOWN):
            yield f"Row {number} of the table {table} does not span the text that it gives."


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether the keys of the sentences, their counts and the index say the same."""
    standing: Counter[str] = Counter()
    for (keys,) in connection.execute("SELECT keys FROM sentence WHERE keys <> ''"):
        standing.update(keys.split())
    if standing != dict(connection.execute("SELECT key, sentences FROM key_count").fetchall()):
        yield "The table key_count does not count the keys of the sentences."
    connection.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'sentence_fts', 'row')")
    try:
        if standing != dict(connection.execute("SELECT term, doc FROM temp.indexed").fetchall()):
            yield "The index sentence_fts does not hold the keys of the sentences."
    finally:
        connection.execute("DROP TABLE temp.indexed")


def _analyses(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("SELECT sha256, data FROM analysis"):
        analysis = unpacked(row["data"])
        if analysis is not None and analysis.document.sha256 != row["sha256"]:
            yield f"The analysis kept for the text {row['sha256']} is that of another text."
    for (sha256,) in connection.execute(
        "SELECT sha256 FROM analysis WHERE sha256 NOT IN (SELECT sha256 FROM article)"
    ).fetchmany(SHOWN):
        yield f"An analysis is kept for the text {sha256}, which no article has."
