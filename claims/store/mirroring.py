"""A store copied to a PostgreSQL server: what is new is written, what is gone removed, in one transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from claims.store.lookup import Lookup
from claims.store.store import Store

if TYPE_CHECKING:
    import psycopg

LOCK = 0x44594E4B
TOGETHER = 500
ARTICLE = "COPY dayanak.article (id, name, source, published, digest, record, text, analysis) FROM STDIN"
SENTENCE = "COPY dayanak.sentence (id, article_id, number, heading, keys) FROM STDIN"
COUNT = "COPY dayanak.key_count (key, sentences) FROM STDIN"


def mirror(store: Store, connection: "psycopg.Connection[Any]") -> tuple[int, int]:
    """Make the copy equal to the store; answers how many articles were written and removed."""
    lookup = store.lookup()
    with store.snapshot(), connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        known: dict[int, str] = dict(connection.execute("SELECT id, record FROM dayanak.article").fetchall())
        records = {article.id: article.model_dump_json() for article in store.articles()}
        gone = [number for number in known if number not in records]
        written = [number for number, record in records.items() if known.get(number) != record]
        connection.execute("DELETE FROM dayanak.article WHERE id = ANY(%s)", [[*gone, *written]])
        for start in range(0, len(written), TOGETHER):
            _write(lookup, connection, written[start : start + TOGETHER], records)
        if gone or written:
            connection.execute("TRUNCATE dayanak.key_count")
            with connection.cursor() as cursor, cursor.copy(COUNT) as copy:
                for row in lookup.all_counts():
                    copy.write_row(row)
            connection.execute("ANALYZE dayanak.sentence, dayanak.key_count")
    return len(written), len(gone)


def _write(
    lookup: Lookup, connection: "psycopg.Connection[Any]", articles: Sequence[int], records: dict[int, str]
) -> None:
    with connection.cursor() as cursor:
        particulars = {one.article_id: one for one in lookup.standing(articles)}
        with cursor.copy(ARTICLE) as copy:
            for one in lookup.contents(articles):
                of = particulars[one.article_id]
                copy.write_row(
                    (
                        one.article_id,
                        of.name,
                        of.source,
                        of.published,
                        one.digest or of.digest,
                        records[one.article_id],
                        one.text,
                        one.analysis,
                    )
                )
        with cursor.copy(SENTENCE) as copy:
            for row in lookup.rows(articles):
                copy.write_row((row.sentence_id, row.article_id, row.number, row.heading, row.keys.split()))
