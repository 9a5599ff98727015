"""What must have made an analysis and its rows for them to count as up to date."""

import hashlib
from functools import cache
from pathlib import Path

from claims.cache import code_digest
from claims.document import Lang
from claims.parsing import ModelChoice, model_digest
from claims.store import keys, rows


def content_digest(lang: Lang, models: ModelChoice) -> str:
    """A short name for models, code and language data together; it changes whenever one of them does."""
    parts = (model_digest(lang, models), code_digest(), _own_digest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@cache
def _own_digest() -> str:
    """SHA-256 of the code that makes rows and keys of an analysis."""
    digest = hashlib.sha256()
    for file in (keys.__file__, rows.__file__):
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()
