"""A copy of a store on a PostgreSQL server, for a newsroom that shares one: filled by ``claims mirror``, read by all.

It holds the current versions with their analyses and keys. Keys are folded when they are made (claims/folding.py), so
the server compares bytes and needs no rules of any language; names that are spelt differently are found by pg_trgm.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from claims.claim import Analysis
from claims.errors import StoreError
from claims.parsing import ModelChoice
from claims.store.freshness import content_digest
from claims.store.lookup import LAST, KeyRow
from claims.store.queries import ID
from claims.store.records import Filter, StoredArticle
from claims.store.rows import unpacked
from claims.store.store import EVERYTHING, Store

NEAR = 60
TABLES = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE SCHEMA IF NOT EXISTS dayanak;
CREATE TABLE IF NOT EXISTS dayanak.article (
    id bigint PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE, source text COLLATE "C",
    published text COLLATE "C", digest text NOT NULL, record text NOT NULL, text text NOT NULL, analysis bytea
);
CREATE TABLE IF NOT EXISTS dayanak.sentence (
    id bigint PRIMARY KEY, article_id bigint NOT NULL REFERENCES dayanak.article ON DELETE CASCADE,
    number integer NOT NULL, heading boolean NOT NULL, keys text[] COLLATE "C" NOT NULL
);
CREATE INDEX IF NOT EXISTS sentence_article ON dayanak.sentence (article_id);
CREATE INDEX IF NOT EXISTS sentence_keys ON dayanak.sentence USING gin (keys);
CREATE TABLE IF NOT EXISTS dayanak.key_count (key text COLLATE "C" PRIMARY KEY, sentences integer NOT NULL);
CREATE INDEX IF NOT EXISTS key_names ON dayanak.key_count USING gin (key gin_trgm_ops) WHERE strpos(key, ':') = 0;
"""


class PostgresStore:
    """The copy at ``address``; ``make`` makes the tables. Every method raises StoreError with what to do."""

    def __init__(self, address: str, *, make: bool = False, models: ModelChoice = "packaged") -> None:
        self.models: ModelChoice = models
        self.shown = _shown(address)
        with _told(self.shown):
            import psycopg

            self._connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
            try:
                if make:
                    self._connection.execute(TABLES)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> "PostgresStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def mirror(self, store: Store) -> tuple[int, int]:
        """Make the copy equal to the store, all at once or not at all; how many articles were written and removed."""
        from claims.store.mirroring import mirror

        with _told(self.shown):
            return mirror(store, self._connection)

    def holds(self, chosen: Filter = EVERYTHING) -> bool:
        """Whether there is any article that the filter lets through."""
        clause, values = self._selected(chosen)
        return bool(self._rows(f"SELECT 1 FROM dayanak.article a WHERE {clause} LIMIT 1", values))

    def states(self) -> Iterator[tuple[str, str, str | None, str | None]]:
        """Of every article its name, the hash of its text, its source and its day, in order of adding."""
        records = self._rows("SELECT record FROM dayanak.article ORDER BY id")
        known = (StoredArticle.model_validate_json(record) for (record,) in records)
        return ((one.name, one.sha256, one.source, one.published) for one in known)

    def article(self, which: str | int) -> StoredArticle:
        """The article of that name, end of exactly one path, or id."""
        number = str(which).removeprefix(ID)
        ways: list[tuple[str, object]] = [("name = %s", which), ("right(name, length(%s) + 1) = '/' || %s", which)]
        if isinstance(which, int):
            ways = []
        if number.isascii() and number.isdigit() and len(number) < 19:
            ways.append(("id = %s", int(number)))
        for clause, value in ways:
            sql = f"SELECT record FROM dayanak.article WHERE {clause} LIMIT 2"
            rows = self._rows(sql, [value] * clause.count("%s"))
            if len(rows) == 1:
                return StoredArticle.model_validate_json(rows[0][0])
        raise StoreError(f"The server {self.shown} holds no article {which}; claims mirror brings it what is new.")

    def text(self, article: int) -> str:
        """The text of an article, character for character."""
        return str(self._one("SELECT text FROM dayanak.article WHERE id = %s", article)[0])

    def analysis_of(self, article: int) -> Analysis | None:
        """The kept analysis; None where other models or other code made it."""
        record, digest, data = self._one("SELECT record, digest, analysis FROM dayanak.article WHERE id = %s", article)
        lang = json.loads(record)["lang"]
        return unpacked(bytes(data)) if data is not None and digest == content_digest(lang, self.models) else None

    def lookup(self) -> "PostgresStore":
        """What retrieval asks: this store itself."""
        return self

    def total(self) -> int:
        """About how many sentences there are."""
        return int(self._rows("SELECT coalesce(max(id), 0) FROM dayanak.sentence")[0][0])

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """In how many sentences each key stands; keys that stand in none are left out."""
        return dict(self._rows("SELECT key, sentences FROM dayanak.key_count WHERE key = ANY(%s)", [list(keys)]))

    def sentences(self, groups: Sequence[Sequence[str]], limit: int) -> list[int]:
        """Ids of at most ``limit`` sentences in which a key of each group stands, newest first."""
        asked = " AND ".join(["keys && %s"] * len(groups))
        rows = self._rows(
            f"WITH found AS MATERIALIZED (SELECT id FROM dayanak.sentence WHERE {asked}) "
            "SELECT id FROM found ORDER BY id DESC LIMIT %s",
            [*map(list, groups), limit],
        )
        return [number for (number,) in rows]

    def rows_of(self, sentences: Iterable[int], chosen: Filter) -> list[KeyRow]:
        """These sentences, as far as the filter lets their articles through, in the order of articles and text."""
        clause, values = self._selected(chosen)
        rows = self._rows(
            "SELECT s.id, s.article_id, s.number, s.heading, array_to_string(s.keys, ' ') FROM dayanak.sentence s "
            "JOIN dayanak.article a ON a.id = s.article_id "
            f"WHERE s.id = ANY(%s) AND {clause} ORDER BY s.article_id, s.number",
            [list(sentences), *values],
        )
        return [KeyRow(*row) for row in rows]

    def rows(self, articles: Iterable[int]) -> list[KeyRow]:
        """The sentences of these articles, in the order of articles and text."""
        rows = self._rows(
            "SELECT id, article_id, number, heading, array_to_string(keys, ' ') FROM dayanak.sentence "
            "WHERE article_id = ANY(%s) ORDER BY article_id, number",
            [list(articles)],
        )
        return [KeyRow(*row) for row in rows]

    def names_like(self, name: str, slips: int, ending: int) -> list[str]:
        """Names and unknown words that may be meant: those that share most letter triples, or that are the same but for
        an ending of so many letters at most.
        """
        rows = self._rows(
            "(SELECT key FROM dayanak.key_count WHERE key %% %s AND strpos(key, ':') = 0 "
            "AND length(key) BETWEEN %s AND %s ORDER BY similarity(key, %s) DESC, key LIMIT %s) "
            "UNION SELECT key FROM dayanak.key_count WHERE strpos(key, ':') = 0 "
            "AND (key >= %s AND key < %s AND length(key) <= %s OR key = ANY(%s))",
            [
                *(name, len(name) - slips, len(name) + slips, name, NEAR),
                *(name, name + LAST, len(name) + ending),
                [name[:-cut] for cut in range(1, min(ending, len(name) - 1) + 1)],
            ],
        )
        return [key for (key,) in rows]

    def _selected(self, chosen: Filter) -> tuple[str, list[object]]:
        clause, values = ["true"], list[object]()
        if chosen.articles:
            clause.append("a.id = ANY(%s)")
            values.append([self.article(which).id for which in chosen.articles])
        for condition, value in (
            ("a.published >= %s", chosen.since),
            ("a.published <= %s", chosen.until),
            ("a.source = %s", chosen.source),
        ):
            if value is not None:
                clause.append(condition)
                values.append(value)
        return " AND ".join(clause), values

    def _one(self, sql: str, article: int) -> Any:
        rows = self._rows(sql, [article])
        if not rows:
            raise StoreError(f"The server {self.shown} no longer holds article {article}; ask again.")
        return rows[0]

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with _told(self.shown):
            rows: list[Any] = self._connection.execute(sql, values).fetchall()
            return rows


def _shown(address: str) -> str:
    """The address without user and password."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"
    except ValueError:
        return "named by --store"


@contextmanager
def _told(shown: str) -> Iterator[None]:
    """The library's errors become one StoreError that says what is wrong and what to do."""
    try:
        import psycopg
    except ImportError as error:
        raise StoreError(
            "A store on PostgreSQL needs the library psycopg; install it with: pip install 'dayanak[postgres]'."
        ) from error
    try:
        yield
    except psycopg.errors.UndefinedTable as error:
        raise StoreError(f"The server {shown} holds no store yet; fill it with: claims mirror ADDRESS.") from error
    except psycopg.Error as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise StoreError(f"The server {shown} cannot be used ({reason}); check its address and your rights.") from error
