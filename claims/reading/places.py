"""Files and folders: which files are meant, and the names that the store will know them by."""

import os
from collections.abc import Iterator
from pathlib import Path

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading import read
from claims.reading.access import Access
from claims.reading.documents import DOCUMENTS
from claims.reading.records import Incoming, Unread

TAKEN = frozenset(DOCUMENTS) - {"", ".json"}
"""The suffixes of files that are articles wherever they lie; others are read where they are named."""


def articles(target: str, access: Access) -> Iterator[Incoming | Unread] | None:
    """The article in a file, or the articles in a folder and all folders below; never None."""
    return (_article(path) if isinstance(path, str) else path for path in files(target))


def files(target: str) -> Iterator[str | Unread]:
    """The file itself, or the articles of a folder in a fixed order, or why there are none."""
    if os.path.isdir(target):
        yield from _in_folder(target)
    else:
        yield target


def shown(path: str) -> str:
    """A path as the store knows it: without needless parts, with / between folders, in characters that can be kept."""
    plain = os.fsencode(os.path.normpath(path)).decode("utf-8", "replace")
    return Path(plain).as_posix()


def _in_folder(folder: str) -> Iterator[str | Unread]:
    refused: list[OSError] = []
    met = False
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and lower(Path(name).suffix, "en") in TAKEN:
                met = True
                yield os.path.join(place, name)
    for error in refused:
        name = shown(str(error.filename or folder))
        yield Unread(name=name, reason=f"The folder {name} cannot be read ({error.strerror}); check its permissions.")
    if not met and not refused:
        reason = f"The folder {shown(folder)} holds no article (.txt, .html, .pdf …); name another one."
        yield Unread(name=shown(folder), reason=reason)


def _article(path: str) -> Incoming | Unread:
    try:
        return Incoming.of(read(path), shown(path))
    except ReadingError as error:
        return Unread(name=shown(path), reason=str(error))
