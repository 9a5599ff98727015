"""Document formats that users will try and that cannot be read: named, with the way round."""

from pathlib import Path

from claims.errors import ReadingError
from claims.folding import lower
from claims.reading.access import Access
from claims.reading.records import Raw

CONVERTED = "convert it with: libreoffice --headless --convert-to {kind} '{target}', and name what that makes"
KINDS = {
    ".doc": ("an old Word document", CONVERTED.replace("{kind}", "odt")),
    ".rtf": ("a rich text document", CONVERTED.replace("{kind}", "odt")),
    ".epub": ("an e-book", "convert it with: pandoc '{target}' -o book.html, and name that"),
}


def read(target: str, access: Access) -> Raw | None:
    """Raises ReadingError for a document format that is known but not supported; None for anything else."""
    known = KINDS.get(lower(Path(target).suffix, "en"))
    if known is None:
        return None
    if not Path(target).exists():
        raise ReadingError(f"There is no file {target}; check the name and the folder.")
    kind, way_out = known
    raise ReadingError(f"{target} is {kind}, which is not supported; {way_out.format(target=target)}.")
