"""Questions to the tables: which articles are meant, and what they hold."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from claims.errors import UnknownArticle
from claims.store.records import Filter, StoredArticle, StoredClaim
from claims.store.rows import stored_article, stored_claim

ID = "id:"
EVERY = -1
ARTICLE = """
SELECT a.id, a.name, a.version, a.current, a.lang, a.title, a.source, a.url, a.published, a.sha256, a.digest,
    length(a.text) AS characters, substr(a.text, 1, 200) AS opening,
    (SELECT count(*) FROM sentence WHERE article_id = a.id) AS sentences,
    (SELECT count(*) FROM claim WHERE article_id = a.id) AS claims
FROM article a
"""
CLAIM = """
SELECT c.id, c.article_id, a.name AS article, c.number, c.line, c.start, c."end", c.text, c.predicate,
    c.predicate_lemma, c.subject, c.objects, c."values", c.polarity, c.modality, c.attribution, c.quantifier,
    c.checkable, c.rule, s.start AS sentence_start, s."end" AS sentence_end
FROM claim c JOIN article a ON a.id = c.article_id JOIN sentence s ON s.id = c.sentence_id
"""


def find_article(connection: sqlite3.Connection, path: Path, which: str | int, version: int | None) -> StoredArticle:
    """The article that a name, the last part of a path, or an id ("7", "id:7") means; raises UnknownArticle."""
    if isinstance(which, str):
        which = keepable(which)
    found = _by_name(connection, which, version) if isinstance(which, str) else None
    numbered = _by_id(connection, which, version)
    if found and numbered and found.name != numbered.name:
        raise UnknownArticle(
            f"{which} is the name of one article and the number of another; write {ID}{which} for the one numbered so, "
            f"or {ID}{found.id} for the one named so."
        )
    found = found or numbered
    if found is None:
        wanted = f"{which} in version {version}" if version is not None else str(which)
        raise UnknownArticle(f"The store {path} holds no article {wanted}; claims list shows what it holds.")
    return found


def articles(
    connection: sqlite3.Connection, clause: str, values: list[str], *, limit: int = EVERY
) -> Iterator[StoredArticle]:
    """The articles that a clause selects, in the order in which they were added, at most ``limit``."""
    for row in connection.execute(f"{ARTICLE} WHERE {clause} ORDER BY a.id LIMIT {int(limit)}", values):
        yield stored_article(row)


def claims(connection: sqlite3.Connection, clause: str, values: list[str]) -> Iterator[StoredClaim]:
    """The claims of the articles that a clause selects, in the order of articles and text."""
    for row in connection.execute(f"{CLAIM} WHERE {clause} ORDER BY a.id, c.number", values):
        yield stored_claim(row)


def claims_of_sentence(connection: sqlite3.Connection, sentence: int) -> tuple[StoredClaim, ...]:
    """The claims of one sentence, in the order of the text."""
    rows = connection.execute(f"{CLAIM} WHERE c.sentence_id = ? ORDER BY c.number", (sentence,))
    return tuple(map(stored_claim, rows))


def selected(connection: sqlite3.Connection, path: Path, chosen: Filter) -> tuple[str, list[str]]:
    """The clause over ``article a`` that a filter means, with its values; only current versions are ever meant."""
    clause, values = ["a.current = 1"], []
    if chosen.articles:
        names = {find_article(connection, path, which, None).name for which in chosen.articles}
        clause.append("a.name IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(names)))
    for condition, value in (
        ("a.published >= ?", chosen.since),
        ("a.published <= ?", chosen.until),
        ("a.source = ?", chosen.source and keepable(chosen.source)),
    ):
        if value is not None:
            clause.append(condition)
            values.append(value)
    return " AND ".join(clause), values


def keepable(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which an argument of a command may hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _by_name(connection: sqlite3.Connection, name: str, version: int | None) -> StoredArticle | None:
    """By the whole name, else by the end of exactly one path."""
    wanted, values = ("a.current = 1", []) if version is None else ("a.version = ?", [version])
    for named in ("a.name = ?", "substr(a.name, -length(?1) - 1) = '/' || ?1"):
        rows = connection.execute(f"{ARTICLE} WHERE {named} AND {wanted} LIMIT 2", (name, *values)).fetchall()
        if len(rows) == 1:
            return stored_article(rows[0])
    return None


def _by_id(connection: sqlite3.Connection, which: str | int, version: int | None) -> StoredArticle | None:
    number = str(which).removeprefix(ID)
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    row = connection.execute(f"{ARTICLE} WHERE a.id = ?", (int(number),)).fetchone()
    if row is None or version is None:
        return None if row is None else stored_article(row)
    return _by_name(connection, row["name"], version)
