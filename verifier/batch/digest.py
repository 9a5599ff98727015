"""A short name for everything but the row itself that a finished row depends on."""

import hashlib
import json
from functools import cache
from pathlib import Path

from claims.cache import code_digest
from claims.encoding import encoder_digest
from claims.languages import LANGUAGES
from claims.parsing import model_digest
from verifier.batch.kernel import Setup

CODE = Path(__file__).parent.parent
SUFFIXES = frozenset({".py", ".toml", ".npz"})
ASIDE = frozenset({"cli", "formats", "sample"})


def engine_digest(setup: Setup) -> str:
    """Changes with the code, the models, the weights, the settings, the language and the default articles."""
    parts = {
        "claims": code_digest(),
        "verifier": _code(),
        "models": {lang: model_digest(lang, setup.models) for lang in LANGUAGES} | {"encoder": encoder_digest()},
        "settings": setup.settings.model_dump(mode="json"),
        "lang": setup.lang,
        "default": setup.default,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def _code() -> str:
    """SHA-256 of the code and weights that turn analyses into verdicts."""
    digest = hashlib.sha256()
    for path in sorted(CODE.rglob("*")):
        relative = path.relative_to(CODE)
        if path.suffix in SUFFIXES and relative.parts[0] not in ASIDE:
            digest.update(str(relative).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
