"""Files of every format that can be read, told by their suffix."""

from pathlib import Path

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.access import Access
from claims.reading.decoding import MAX_BYTES, too_large
from claims.reading.documents import DOCUMENTS, TEXTS
from claims.reading.records import Raw

MAX_DOCUMENT = 64 << 20


def read(target: str, access: Access) -> Raw | None:
    """A file of a known suffix; raises ReadingError where it is missing, a folder, unreadable or too large."""
    path = Path(target)
    kind = lower(path.suffix, "en")
    try:
        if path.is_dir():
            raise ReadingError(f"{target} is a folder; name one file in it.")
        if not path.exists():
            raise ReadingError(f"There is no file {target}; check the name and the folder.")
        if kind not in DOCUMENTS:
            return None
        limit = MAX_BYTES if kind in TEXTS else MAX_DOCUMENT
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{target} cannot be read ({reason}); check its name and permissions.") from error
    if len(data) <= limit:
        return Raw(target, data, kind)
    if kind in TEXTS:
        raise too_large(target)
    raise ReadingError(f"{target} is larger than {limit >> 20} MiB; split it, or save its text to a .txt file.")
