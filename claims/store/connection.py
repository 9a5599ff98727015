"""Opening the file, transactions, and SQLite's errors as sentences that say what to do."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from claims.errors import StoreError
from claims.store import schema

BUSY_SECONDS = 30.0
PAUSE = 0.05
SMALLEST_FREE = 1 << 16
READING = ("mode=rw", "mode=ro", "mode=ro&immutable=1")
"""Ways to open for reading, tried in turn: a write-ahead log wants to be written beside even by readers, and where
neither file nor folder can be written, only a file that nobody changes can be read."""


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection to the store, made and migrated where needed; raises StoreError with what to do."""
    _refuse_folder(path)
    with told(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder {path.parent} cannot be made ({error.strerror}); name another place with --store or "
                "DAYANAK_STORE."
            ) from error
        connection = _connect(path, "mode=rwc")
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection to a store that exists, also on a medium that cannot be written; raises StoreError."""
    _refuse_folder(path)
    if not path.exists():
        raise StoreError(f"There is no store at {path}; make one with: claims add FILE …")
    with told(path):
        for number, mode in enumerate(READING, start=1):
            connection = None
            try:
                connection = _connect(path, mode)
                if not schema.is_new(connection):
                    schema.verify_kind(connection, path)
                    if schema.is_outdated(connection):
                        return _migrated(connection, path)
                    return connection
                connection.close()
                raise StoreError(f"The store {path} is empty; fill it with: claims add FILE …")
            except sqlite3.OperationalError as error:
                if connection is not None:
                    connection.close()
                if number == len(READING) or _name(error).startswith("SQLITE_BUSY"):
                    raise
            except BaseException:
                if connection is not None:
                    connection.close()
                raise
    raise AssertionError("unreachable")


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file in it with --store or DAYANAK_STORE.")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and no other writer in between."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors become one StoreError that says what is wrong and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_sentence(error, path)) from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(path.absolute()))}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Tables, migrations and the write-ahead log; a foreign file is told before anything in it is changed."""
    if not schema.is_new(connection):
        schema.verify_kind(connection, path)
    _log_ahead(connection)
    if schema.is_new(connection) or schema.is_outdated(connection):
        _apply(connection, path)


def _migrated(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    _apply(connection, path)
    return connection


def _apply(connection: sqlite3.Connection, path: Path) -> None:
    with transaction(connection):
        if not schema.is_new(connection):
            schema.verify_kind(connection, path)
        schema.migrate(connection)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait for others by itself while it does that."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not _name(error).startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", "") or "")


def _sentence(error: sqlite3.Error, path: Path) -> str:
    name = _name(error)
    if name.startswith("SQLITE_FULL") or (name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _is_full(path)):
        return f"The disk that holds the store {path} is full; the store is as it was: free some space and go on."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"Another process has been writing to the store {path} for {BUSY_SECONDS:.0f} seconds; try again later."
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or (
        name.startswith("SQLITE_CANTOPEN") and _is_read_only(path)
    ):
        return f"The store {path} cannot be written, it is read-only; copy it, and name the copy with --store."
    if name.startswith("SQLITE_NOTADB"):
        return f"{path} is not a store, nor any SQLite file; name another file with --store or DAYANAK_STORE."
    if name.startswith("SQLITE_CORRUPT"):
        return f"The store {path} is damaged ({error}); restore it from a backup, or add its articles to a new one."
    if name.startswith("SQLITE_CANTOPEN"):
        return f"The store {path} cannot be opened; check that it is a file and that its folder can be written."
    return f"The store {path} cannot be used ({error}); run claims check, or name another store with --store."


def _is_read_only(path: Path) -> bool:
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < SMALLEST_FREE
    except OSError:
        return False
