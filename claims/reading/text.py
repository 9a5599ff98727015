"""Plain text and Markdown files; Markdown keeps its marks, which claims/layout.py passes over."""

from pathlib import Path

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.decoding import MAX_BYTES, too_large

SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})


def read(target: str) -> bytes | None:
    """The bytes of a text file; raises ReadingError where it is missing, a folder, unreadable or too large."""
    path = Path(target)
    try:
        if path.is_dir():
            raise ReadingError(f"{target} is a folder; name one text file in it.")
        if not path.exists():
            raise ReadingError(f"There is no file {target}; check the name and the folder.")
        if lower(path.suffix, "en") not in SUFFIXES:
            return None
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{target} cannot be read ({reason}); check its name and permissions.") from error
    if len(raw) > MAX_BYTES:
        raise too_large(target)
    return raw
