"""Rows in and out; every function here runs inside a transaction that the caller holds."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from claims.claim import Analysis
from claims.document import Lang
from claims.reading.records import Incoming
from claims.store.rows import ClaimRow, SentenceRow, claim_rows, packed, sentence_rows

SENTENCE = (
    'INSERT INTO sentence (article_id, number, line, start, "end", text, heading, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
)
CLAIM = f"""
INSERT INTO claim (article_id, sentence_id, number, line, start, "end", text, predicate, predicate_lemma, subject,
    objects, "values", polarity, modality, attribution, quantifier, checkable, rule)
VALUES ({", ".join("?" * (len(ClaimRow._fields) + 2))})
"""
MORE = """
INSERT INTO key_count (key, sentences) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET sentences = sentences + excluded.sentences
"""


def insert_article(
    connection: sqlite3.Connection, incoming: Incoming, *, lang: Lang, sha256: str, digest: str, version: int
) -> int:
    """A new current version, without content yet; answers its id."""
    cursor = connection.execute(
        "INSERT INTO article (name, version, current, lang, title, source, url, published, sha256, digest, text) "
        "VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            incoming.name,
            version,
            lang,
            incoming.title,
            incoming.source,
            incoming.url,
            incoming.published,
            sha256,
            digest,
            incoming.text,
        ),
    )
    return int(cursor.lastrowid or 0)


def insert_content(connection: sqlite3.Connection, article: int, analysis: Analysis, *, indexed: bool) -> None:
    """Sentences and claims of a version; where ``indexed`` is false, nothing is found by its keys."""
    ids: dict[int, int] = {}
    counted: Counter[str] = Counter()
    for row in sentence_rows(analysis):
        kept: SentenceRow = row if indexed else row._replace(keys="")
        ids[row.number] = int(connection.execute(SENTENCE, (article, *kept)).lastrowid or 0)
        counted.update(kept.keys.split())
    connection.executemany(CLAIM, ((article, ids[sentence], *claim) for sentence, claim in claim_rows(analysis)))
    connection.executemany(MORE, sorted(counted.items()))


def delete_content(connection: sqlite3.Connection, article: int) -> None:
    """Sentences and claims of a version go."""
    _count_less(connection, article)
    connection.execute("DELETE FROM sentence WHERE article_id = ?", (article,))


def retire(connection: sqlite3.Connection, article: int) -> None:
    """A version is no longer the current one: its text and claims stay, and nothing finds it any more."""
    _count_less(connection, article)
    connection.execute("UPDATE sentence SET keys = '' WHERE article_id = ? AND keys <> ''", (article,))
    connection.execute("UPDATE article SET current = 0 WHERE id = ?", (article,))


def delete_articles(connection: sqlite3.Connection, articles: Iterable[tuple[int, str]]) -> None:
    """Versions, given by id and SHA-256, go with all that hangs on them."""
    for article, sha256 in articles:
        _count_less(connection, article)
        connection.execute("DELETE FROM article WHERE id = ?", (article,))
        connection.execute(
            "DELETE FROM analysis WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE article.sha256 = ?1)",
            (sha256,),
        )


def keep_analysis(connection: sqlite3.Connection, sha256: str, digest: str, analysis: Analysis) -> None:
    """The analysis of a text, in place of one by other models."""
    connection.execute(
        "INSERT OR REPLACE INTO analysis (sha256, lang, digest, data) VALUES (?, ?, ?, ?)",
        (sha256, analysis.document.lang, digest, packed(analysis)),
    )


def _count_less(connection: sqlite3.Connection, article: int) -> None:
    counted: Counter[str] = Counter()
    for (keys,) in connection.execute("SELECT keys FROM sentence WHERE article_id = ?", (article,)):
        counted.update(keys.split())
    rows = [(number, key) for key, number in sorted(counted.items())]
    connection.executemany("DELETE FROM key_count WHERE sentences <= ? AND key = ?", rows)
    connection.executemany("UPDATE key_count SET sentences = sentences - ? WHERE key = ?", rows)
