"""Language data in the form it is used in, kept between runs: reading it anew takes longer than judging a statement.

``kept`` is a plain convenience: where nothing can be kept, the data is built each time, and nothing is said.
"""

import gc
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any


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


def kept(name: str, sources: Iterable[Path], build: Callable[[], Any]) -> Any:
    """What ``build`` makes of the source files, as JSON values (tuples come as lists), until one of them changes.

    ``sources`` are all files that the result depends on, the code of ``build`` among them.
    """
    dated = tuple((source, source.stat().st_mtime_ns) for source in sorted(sources))
    path = folder() / f"{name}-{_digest(dated)[:16]}.json"
    try:
        return _parsed(path.read_bytes())
    except (OSError, ValueError):
        text = json.dumps(build(), ensure_ascii=False, separators=(",", ":"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{name}-*.json"):
            old.unlink(missing_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError:
        pass
    return json.loads(text)


@cache
def _digest(dated: tuple[tuple[Path, int], ...]) -> str:
    """What the files hold; read once for all that is made of the same files while they keep their dates."""
    digest = hashlib.sha256()
    for source, _ in dated:
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def _parsed(text: bytes) -> Any:
    """The JSON values, without a search for garbage while they are made: there is none, and it takes half the time."""
    watched = gc.isenabled()
    gc.disable()
    try:
        return json.loads(text)
    finally:
        if watched:
            gc.enable()
