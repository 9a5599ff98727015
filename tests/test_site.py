"""The documentation as a site: it builds, its links and anchors lead somewhere, and it loads nothing from outside."""

import logging
import re
from pathlib import Path
from typing import get_args

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parent.parent
LOADED = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)=[\"'](?:https?:)?//", re.IGNORECASE)
VARIABLE = re.compile(r"(?:environ(?:\.get\(|\[)|envvar=|VARIABLE = )\"(DAYANAK_[A-Z_]+)\"")
IMPORTED = re.compile(r"url\([\"']?(?:https?:)?//|@import", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning of MkDocs, such as a dead link or a page that is not in the navigation, fails."""
    folder = tmp_path_factory.mktemp("site")
    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    finally:
        logger.removeHandler(handler)
    assert not warnings
    return folder


def test_nothing_is_loaded_from_outside(site: Path) -> None:
    """No style, script, font or picture of another host."""
    pages = list(site.rglob("*.html"))
    assert len(pages) >= 15
    assert not [page for page in pages if LOADED.search(page.read_text(encoding="utf-8"))]
    sheets = list(site.rglob("*.css"))
    assert sheets
    assert not [sheet for sheet in sheets if IMPORTED.search(sheet.read_text(encoding="utf-8"))]


def test_the_reference_is_made_from_the_code(site: Path) -> None:
    """Every command, and the methods of the API, are there."""
    from claims.cli import COMMANDS as CLAIMS
    from verifier.cli import COMMANDS as VERIFY

    told = (site / "reference/commands/index.html").read_text(encoding="utf-8")
    for prefix, members in (("verify", VERIFY), ("claims", CLAIMS)):
        assert all(f"{prefix} {member.name}</h2>" in told for member in members)
    assert "verify_all" in (site / "reference/python/index.html").read_text(encoding="utf-8")


def test_every_variable_and_route_is_told(site: Path) -> None:
    """Each variable that the sources name is among the settings, each route that docs/service.md names on its page."""
    settings = (site / "reference/settings/index.html").read_text(encoding="utf-8")
    sources = [*(ROOT / "claims").rglob("*.py"), *(ROOT / "verifier").rglob("*.py")]
    named = {name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert {name for name in named if f"<code>{name}</code>" not in settings} == set()
    routes = (site / "reference/service/index.html").read_text(encoding="utf-8")
    told = (ROOT / "docs/service.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"(/v[12]/[a-z]+)", told))
    assert len(paths) > 8
    assert {path for path in paths if not re.search(rf"<code>[A-Z]+ {path}\b", routes)} == set()


def test_pictures_are_small_told_and_shown() -> None:
    """Each picture is less than 200 kB, stands on a page, and is told in words to whoever does not see it."""
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    shown = {path: words for words, path in re.findall(r"!\[([^\]]*)\]\(images/([^)]+)\)", pages)}
    pictures = {picture.name: picture.stat().st_size for picture in (ROOT / "docs/images").iterdir()}
    assert shown.keys() == pictures.keys()
    assert max(pictures.values()) < 200_000
    assert all(len(words.split()) >= 5 for words in shown.values())


def test_every_reason_is_told_with_an_example() -> None:
    """docs/verdicts.md shows each reason at work, or says why it does not."""
    from verifier.formats.words import REASONS
    from verifier.model import Aspect

    page = (ROOT / "docs/verdicts.md").read_text(encoding="utf-8")
    codes = {*REASONS, *(f"{aspect}-conflict" for aspect in get_args(Aspect))}
    listed = set(re.findall(r",([a-z-]+)$|`([a-z-]+)`", page, re.MULTILINE))
    told = {code for pair in listed for code in pair} | {
        code for code, words in REASONS.items() if f"  {words} ·" in page
    }
    assert codes <= told


def test_integrations_are_joined(site: Path) -> None:
    """Each file of docs/integrations is part of one page, and names its test and the day."""
    page = (site / "integrations/index.html").read_text(encoding="utf-8")
    files = list((ROOT / "docs/integrations").glob("*.md"))
    assert page.count("<h2") >= len(files) > 0
    for text in (file.read_text(encoding="utf-8") for file in files):
        assert "tests/clients/test_" in text
        assert re.search(r"\b20\d\d-\d\d-\d\d\b", text)
