"""The tables of the store, step by step: each migration brings a file from one user_version to the next.

The comments inside the SQL stay in the file itself, so that whoever opens it with another tool can read them.
"""

import sqlite3
from pathlib import Path

from claims.errors import StoreError

APPLICATION_ID = 0x44594E4B
"""DYNK in ASCII: marks the file as a store of this program."""

FIRST = """
CREATE TABLE article (
    -- One version of one article. Several versions share a name; one of them is current.
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    name TEXT NOT NULL,                   -- path, address or id, as it was handed in
    version INTEGER NOT NULL,             -- 1, 2, ... as the article was corrected
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    lang TEXT NOT NULL CHECK (lang IN ('tr', 'en')),
    title TEXT,
    source TEXT,
    url TEXT,
    published TEXT,                       -- ISO date, 2026-11-24
    sha256 TEXT NOT NULL,                 -- of the text in UTF-8, hexadecimal
    digest TEXT NOT NULL,                 -- names the models and the code that made its sentences and claims
    text TEXT NOT NULL,                   -- as given; all offsets count its Unicode code points, half-open
    UNIQUE (name, version)
);
CREATE UNIQUE INDEX article_current ON article (name) WHERE current = 1;
CREATE INDEX article_sha256 ON article (sha256);
CREATE INDEX article_published ON article (published);

CREATE TABLE sentence (
    -- The sentences and headings of every version.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- from 0, in the order of the text
    line INTEGER NOT NULL,                -- from 1
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading INTEGER NOT NULL CHECK (heading IN (0, 1)),
    keys TEXT NOT NULL,                   -- what it is found by, with spaces; empty where not current
    UNIQUE (article_id, number)
);

CREATE TABLE claim (
    -- What each clause asserts, slot by slot, for every version.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    sentence_id INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- from 1, in the order of the text
    line INTEGER NOT NULL,                -- from 1
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    predicate TEXT NOT NULL,
    predicate_lemma TEXT NOT NULL,        -- dictionary form
    subject TEXT,
    objects TEXT NOT NULL,                -- JSON list of strings
    "values" TEXT NOT NULL,               -- JSON list of {start, end, text, kind, value, unit, bound}
    polarity TEXT NOT NULL,               -- positive, negative
    modality TEXT NOT NULL,               -- asserted, possible, planned, reported
    attribution TEXT,
    quantifier TEXT,
    checkable INTEGER NOT NULL CHECK (checkable IN (0, 1)),
    rule TEXT NOT NULL,
    UNIQUE (article_id, number)
);
CREATE INDEX claim_sentence ON claim (sentence_id);

CREATE TABLE key_count (
    -- In how many sentences of current versions each key stands.
    key TEXT PRIMARY KEY,
    sentences INTEGER NOT NULL CHECK (sentences > 0)
) WITHOUT ROWID;

CREATE TABLE analysis (
    -- What the models made of a text: JSON, compressed with zlib; digest as in article.
    sha256 TEXT NOT NULL,
    lang TEXT NOT NULL,
    digest TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256, lang)
);

CREATE VIRTUAL TABLE sentence_fts USING fts5 (
    keys, content='sentence', content_rowid='id', detail=none, columnsize=0,
    tokenize="unicode61 remove_diacritics 0 tokenchars ':._-'"
);
CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
    INSERT INTO sentence_fts (rowid, keys) VALUES (new.id, new.keys);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_fts (sentence_fts, rowid, keys) VALUES ('delete', old.id, old.keys);
END;
CREATE TRIGGER sentence_changed AFTER UPDATE OF id, keys ON sentence BEGIN
    INSERT INTO sentence_fts (sentence_fts, rowid, keys) VALUES ('delete', old.id, old.keys);
    INSERT INTO sentence_fts (rowid, keys) VALUES (new.id, new.keys);
END;
"""

MIGRATIONS: tuple[str, ...] = (FIRST,)


def is_new(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing yet."""
    return _number(connection, "application_id") == 0 and not _number(connection, "schema_version")


def verify_kind(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreError where the file is another program's database, or a store of a newer version of this one."""
    if _number(connection, "application_id") != APPLICATION_ID:
        raise StoreError(f"{path} is the database of another program; name another file with --store or DAYANAK_STORE.")
    version = _number(connection, "user_version")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"The store {path} was made by a newer version of dayanak (its format is {version}, the newest known "
            f"here {len(MIGRATIONS)}); update dayanak."
        )


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Whether migrations are still to be applied."""
    return _number(connection, "user_version") < len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the migrations that the file lacks; the caller holds the transaction, so that all or none are applied."""
    done = _number(connection, "user_version")
    for step in MIGRATIONS[done:]:
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {max(done, len(MIGRATIONS))}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _statements(script: str) -> list[str]:
    """The statements of a script one by one, for ``executescript`` would commit the transaction."""
    found, draft = [], ""
    for line in script.splitlines(keepends=True):
        draft += line
        if sqlite3.complete_statement(draft):
            found.append(draft.strip())
            draft = ""
    return found
