"""API keys: who may ask. The file holds a name and a hash for each key, never the key."""

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

from claims.document import Frozen
from claims.errors import ClaimsError

PREFIX = "dayanak_"
ENTROPY = 32


class KeysError(ClaimsError):
    """The file of keys cannot be used."""


class Entry(Frozen):
    """A key as it is kept: 256 random bits need no slow hash."""

    name: str
    sha256: str


class KeyRing:
    """The keys in a file, read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._entries: tuple[Entry, ...] = ()
        self.owner("")

    def owner(self, key: str) -> str | None:
        """The name that a key was given out to, None for what is no key; takes as long for either."""
        digest = _digest(key)
        found = None
        for entry in self._read():
            if hmac.compare_digest(entry.sha256, digest):
                found = entry.name
        return found

    def _read(self) -> tuple[Entry, ...]:
        try:
            state = self._path.stat()
            if (state.st_mtime_ns, state.st_size) != self._stamp:
                self._entries = _entries(self._path)
                self._stamp = (state.st_mtime_ns, state.st_size)
        except OSError as error:
            raise KeysError(
                f"The keys in {self._path} cannot be read ({error.strerror}); make one with --new-key NAME."
            ) from error
        return self._entries


def new_key(path: Path, name: str) -> str:
    """A new key for whoever that is; it is told this once, and its hash is added to the file. Raises KeysError."""
    key = PREFIX + secrets.token_urlsafe(ENTROPY)
    known = _entries(path) if path.exists() else ()
    if any(entry.name == name for entry in known):
        raise KeysError(f"{path} holds a key for {name} already; delete that line first, or choose another name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as stream:
            stream.write(Entry(name=name, sha256=_digest(key)).model_dump_json() + "\n")
    except OSError as error:
        raise KeysError(f"{path} cannot be written ({error.strerror}); name another file with --keys.") from error
    return key


def _entries(path: Path) -> tuple[Entry, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(Entry.model_validate(json.loads(line)) for line in lines if line.strip())
    except ValueError as error:
        raise KeysError(f"{path} is no file of keys; name another one with --keys.") from error


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
