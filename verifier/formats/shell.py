"""The review page as HTML around its script: served in parts to browsers, or whole in one file.

Script and style are built from verifier/service/page by Vite and lie in verifier/formats/page.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from claims.version import VERSION

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%231d4f91' "
    "d='M1 1h14v14H1z'/%3E%3Cpath fill='none' stroke='%23fff' stroke-width='2' d='m4 8 3 3 5-6'/%3E%3C/svg%3E"
)
UNSAFE = re.compile("[<\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What must not stand in a script element as it is, steers a terminal, or cannot stand in UTF-8."""
NEEDS_SCRIPT = (
    '<p lang="tr">Bu sayfa betiklerle çalışır; tarayıcınızda betiklere izin verin.</p>'
    '<p lang="en">This page works with scripts; allow them in your browser.</p>'
)


class Asset(NamedTuple):
    """A file that the page consists of; its name holds its hash, so that it may be kept for good."""

    name: str
    content: str
    media_type: str

    @property
    def source(self) -> str:
        """The hash by which a content security policy allows it inline."""
        return f"'sha256-{base64.b64encode(hashlib.sha256(self.content.encode()).digest()).decode()}'"


class Bundle(NamedTuple):
    """The script and the style of the page."""

    script: Asset
    style: Asset


@cache
def bundle() -> Bundle:
    """The script and the style that ship with the package."""
    return Bundle(_asset("js", "text/javascript"), _asset("css", "text/css"))


def policy(bundle: Bundle, *, served: bool) -> str:
    """What the page may load: its own files and answers where it is served, else nothing but what stands in it."""
    script, style, asked = (
        ("'self'", "'self'", "'self'") if served else (bundle.script.source, bundle.style.source, "'none'")
    )
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; connect-src {asked}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def served_page(formats: Iterable[str]) -> str:
    """The page of the service; ``formats`` are those in which it can be asked for a file."""
    script, style = bundle()
    head = f'<link rel="stylesheet" href="/assets/{style.name}">\n<script defer src="/assets/{script.name}"></script>\n'
    return "".join((_head(head), part("setup", _setup("page", formats)), "</body>\n</html>\n"))


def whole_page(parts: Iterable[str]) -> Iterator[str]:
    """One file that needs nothing else, piece by piece; ``parts`` as ``part`` makes them."""
    made = bundle()
    allowed = f'<meta http-equiv="Content-Security-Policy" content="{policy(made, served=False)}">\n'
    yield _head(f"{allowed}<style>{made.style.content}</style>\n")
    yield part("setup", _setup("report", ()))
    yield from parts
    yield f"<script>{made.script.content}</script>\n</body>\n</html>\n"


def part(name: str, value: Any) -> str:
    """A JSON value that the script finds by its name; whatever its texts hold, it ends only where it should."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped = UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return f'<script type="application/json" data-part="{name}">{escaped}</script>\n'


def _head(more: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Dayanak</title>\n'
        f'<link rel="icon" href="{ICON}">\n{more}</head>\n<body>\n'
        f'<div id="page"><noscript>{NEEDS_SCRIPT}</noscript></div>\n'
    )


def _setup(mode: str, formats: Iterable[str]) -> dict[str, Any]:
    from verifier.phrases import phrases  # the engine's modules, too slow for --help

    told = {lang: phrases(lang).model_dump(include={"reasons", "aspects"}) for lang in ("tr", "en")}
    return {"mode": mode, "engine": f"Dayanak {VERSION}", "phrases": told, "formats": list(formats)}


def _asset(ending: str, media_type: str) -> Asset:
    content = resources.files("verifier.formats").joinpath("page", f"review.{ending}").read_text("utf-8")
    digest = hashlib.sha256(content.encode()).hexdigest()[:16]
    return Asset(f"review.{digest}.{ending}", content, media_type)
