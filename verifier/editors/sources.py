"""The articles that a configuration names, read again only when one of them has changed."""

import glob
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from claims.reading import read
from verifier.api import Verifier
from verifier.editors.config import ConfigError
from verifier.pipeline import Source

WILD = frozenset("*?[")


class Stamp(NamedTuple):
    """What tells that a file has changed."""

    path: Path
    modified: int
    size: int


class Named(NamedTuple):
    """Articles with the files that they stand in, by the name that findings show."""

    sources: tuple[Source, ...] = ()
    files: tuple[tuple[str, Path], ...] = ()

    @property
    def paths(self) -> frozenset[Path]:
        """All their files."""
        return frozenset(path for _, path in self.files)

    def file(self, name: str) -> Path | None:
        """The file of the article of that name, None where it came from elsewhere."""
        return dict(self.files).get(name)


class Shelves:
    """Reads articles for a verifier and keeps those of the latest configuration.

    They are shown by their names as seen from ``base``, or where there is none from the configuration's folder.
    """

    def __init__(self, verifier: Verifier, base: Path | None = None) -> None:
        self._verifier = verifier
        self._base = base
        self._stamps: tuple[Stamp, ...] = ()
        self._named = Named()

    def named(self, patterns: Iterable[str], folder: Path) -> Named:
        """The articles that fit the patterns, which count from the folder; raises ConfigError and ReadingError."""
        stamps = tuple(map(_stamp, _fitting(patterns, folder)))
        if stamps != self._stamps:
            files = [(_shown(stamp.path, self._base or folder), stamp.path) for stamp in stamps]
            self._named = Named(tuple(self._source(name, path) for name, path in files), tuple(files))
            self._stamps = stamps
        return self._named

    def _source(self, name: str, path: Path) -> Source:
        return self._verifier.article(read(str(path)).text, name=name)


def _fitting(patterns: Iterable[str], folder: Path) -> tuple[Path, ...]:
    """The files that fit, each once, in the order of the patterns and by name within one."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        if WILD & set(pattern):
            hits = sorted(glob.glob(pattern, root_dir=folder, recursive=True))
        else:
            hits = [pattern] if (folder / pattern).is_file() else []
        files = [folder / hit for hit in hits if (folder / hit).is_file()]
        if not files:
            raise ConfigError(f"No file fits {pattern} in {folder}; correct the articles of the configuration.")
        found.update(dict.fromkeys(path.resolve() for path in files))
    return tuple(found)


def _stamp(path: Path) -> Stamp:
    state = path.stat()
    return Stamp(path, state.st_mtime_ns, state.st_size)


def _shown(path: Path, folder: Path) -> str:
    """The file's name as seen from the folder, with slashes on every system."""
    home = folder.resolve()
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else str(path)
