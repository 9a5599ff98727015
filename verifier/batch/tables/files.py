"""Opening the file of a table: what is wrong with it, said in one sentence, and in which encoding it is."""

from collections.abc import Callable
from pathlib import Path

from claims.errors import ReadingError
from claims.reading.decoding import row_encoding


def encoding(path: Path, warn: Callable[[str], None]) -> str:
    """The encoding of a text file, found in one pass over it; Turkish Windows (cp1254) is read with a warning."""
    check(path)
    with path.open("rb") as stream:
        found = row_encoding(stream, str(path))
    if found == "cp1254":
        warn(f"{path} is not UTF-8; it is read as Turkish Windows text (cp1254).")
    return found


def check(path: Path) -> None:
    """Raises ReadingError where a file cannot be read at all."""
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise ReadingError(f"{path} cannot be read ({error.strerror}); check its name and permissions.") from error
