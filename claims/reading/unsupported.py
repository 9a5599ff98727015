"""Document formats that users will try and that cannot be read yet: named, with the way round."""

from pathlib import Path

from claims.errors import ReadingError
from claims.folding import lower

KINDS = {
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".epub": "an e-book",
    ".htm": "a web page",
    ".html": "a web page",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF",
    ".rtf": "a rich text document",
}


def read(target: str) -> bytes | None:
    """Raises ReadingError for a document format that is known but not supported; None for anything else."""
    kind = KINDS.get(lower(Path(target).suffix, "en"))
    if kind is None:
        return None
    if not Path(target).exists():
        raise ReadingError(f"There is no file {target}; check the name and the folder.")
    raise ReadingError(f"{target} is {kind}, which is not supported yet; save it as plain text (.txt) and name that.")
