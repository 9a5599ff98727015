"""Language data in the form it is used in, kept between runs: reading it anew takes longer than judging a statement.

``kept`` is a plain convenience: where nothing can be kept, the data is built each time, and nothing is said. Rows stay
text until they are asked for, for a statement needs few of the thousands.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made", covariant=True)
END = "."


def folder() -> Path:
    """The cache folder: DAYANAK_CACHE, else dayanak/ in the user's cache folder of the operating system."""
    chosen = os.environ.get("DAYANAK_CACHE")
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "dayanak"


class Rows(Mapping[str, Made]):
    """Rows by key, each made of its JSON text when it is first asked for: a text needs few of them."""

    def __init__(self, texts: dict[str, str], make: Callable[[Any], Made]) -> None:
        self._texts = texts
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        if key not in self._made:
            self._made[key] = self._make(json.loads(self._texts[key]))
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, key: object) -> bool:
        return key in self._texts


def kept(
    name: str, sources: Iterable[Path], build: Callable[[], Mapping[str, Any]], make: Callable[[Any], Made]
) -> Rows[Made]:
    """What ``build`` makes of the source files, by key, until one of them changes.

    ``build`` gives JSON values, ``make`` turns one into what is used (tuples come as lists); ``sources`` are all files
    that the result depends on, the code of ``build`` among them.
    """
    dated = tuple((source, source.stat().st_mtime_ns) for source in sorted(sources))
    path = folder() / f"{name}-{_digest(dated)[:16]}.rows"
    try:
        return Rows(_read(path), make)
    except (OSError, ValueError):
        rows = {key: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for key, value in build().items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{name}-*"):
            old.unlink(missing_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_text("".join(f"{key}\t{row}\n" for key, row in rows.items()) + END, encoding="utf-8", newline="")
        draft.replace(path)
    except OSError:
        pass
    return Rows(rows, make)


def _read(path: Path) -> dict[str, str]:
    """The rows of a file, each a key, a tab and JSON; raises ValueError where the file is not whole."""
    *lines, end = path.read_text(encoding="utf-8").split("\n")
    if end != END:
        raise ValueError("not the whole file")
    return dict(line.split("\t", 1) for line in lines)


@cache
def _digest(dated: tuple[tuple[Path, int], ...]) -> str:
    """What the files hold; read once for all that is made of the same files while they keep their dates."""
    digest = hashlib.sha256()
    for source, _ in dated:
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
