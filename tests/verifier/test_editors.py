"""Configurations, the desk that follows them, verify lint, and the engine that remembers."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from claims.document import Lang
from claims.errors import ReadingError
from claims.parsing import Parser
from claims.reading import Article
from verifier.editors.config import Config, ConfigError, NoSources, find_config, read_config
from verifier.editors.desk import Desk, Given
from verifier.editors.memory import Remembering
from verifier.editors.paragraphs import paragraphs
from verifier.model import Report
from verifier.pipeline import Engine, Source

DRAFT = "# Taslak\n\n🚀 Meta, Scale AI'a 15 milyar dolar yatırdı.\n\nMicrosoft, Apple ile bağlarını kopardı.\n"
CLASH = "Kaynakla çelişiyor: burada “15 milyar dolar”, kaynakta “14,3 milyar dolar” (kaynak/meta.txt, satır 2)."
BROKEN = [
    ("articles = [", ".dayanak.toml cannot be read"),
    ("article = ['a.txt']", "article is no setting; the settings are articles, store, show, lang."),
    ("articles = 'a.txt'", "articles is wrong"),
    ("articles = ['https://example.com/a.txt']", "is no pattern of files"),
    ("store = 'postgresql://desk@archive/newsroom'", "give an address as --store"),
    ("show = ['wrong']", "show.0 is wrong"),
    ("lang = 'de'", "lang is wrong"),
]


@pytest.fixture
def folder(tmp_path: Path, article: Article) -> Path:
    """A folder with a source, a configuration, and a draft below."""
    (tmp_path / "kaynak").mkdir()
    (tmp_path / "kaynak/meta.txt").write_text(article.text, encoding="utf-8")
    (tmp_path / ".dayanak.toml").write_text('articles = ["kaynak/*.txt"]', encoding="utf-8")
    (tmp_path / "taslak").mkdir()
    (tmp_path / "taslak/meta.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_the_nearest_configuration_counts(folder: Path) -> None:
    """Upward from the text; a pyproject.toml only where it has a table of ours, and beside .dayanak.toml not at all."""
    draft = folder / "taslak/meta.md"
    assert find_config(draft).path == folder / ".dayanak.toml"
    (folder / "pyproject.toml").write_text("[tool.dayanak]\nlang = 'en'", encoding="utf-8")
    (folder / "taslak/pyproject.toml").write_text("[tool.other]", encoding="utf-8")
    assert find_config(draft).config == Config(articles=("kaynak/*.txt",))
    (folder / "taslak/pyproject.toml").write_text("[tool.dayanak]\nshow = ['contradicted']", encoding="utf-8")
    assert find_config(draft).config == Config(show=frozenset({"contradicted"}))
    (folder / "taslak/pyproject.toml").write_text("[tool.", encoding="utf-8")
    assert find_config(draft).path == folder / ".dayanak.toml"


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_a_broken_configuration_is_told_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    """It names the file, what is wrong, and what may stand there."""
    path = tmp_path / ".dayanak.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert str(path) in str(error.value)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_the_desk_follows_its_files(engine: Engine, folder: Path) -> None:
    """A changed source and a changed configuration count from the next text on."""
    desk, draft = Desk(engine), folder / "taslak/meta.md"
    sheet = desk.check(draft, DRAFT)
    assert sheet is not None
    assert [finding.verdict for finding in sheet.shown] == ["contradicted", "unknown"]
    (folder / "kaynak/meta.txt").write_text("Meta, Scale AI'a 15 milyar dolar yatırdı.\n", encoding="utf-8")
    (folder / ".dayanak.toml").write_text("articles = ['kaynak/*']\nshow = ['supported']", encoding="utf-8")
    sheet = desk.check(draft, DRAFT)
    assert sheet is not None
    assert [DRAFT[finding.start : finding.end] for finding in sheet.shown] == [
        "Meta, Scale AI'a 15 milyar dolar yatırdı"
    ]
    assert desk.check(folder / "kaynak/meta.txt", "Meta gitti.") is None


def test_two_configurations_may_share_a_source(engine: Engine, folder: Path) -> None:
    """Each names it as seen from its own folder."""
    (folder / "taslak/.dayanak.toml").write_text("articles = ['../kaynak/meta.txt']", encoding="utf-8")
    desk = Desk(engine)
    first, second = desk.check(folder / "meta.md", DRAFT), desk.check(folder / "taslak/meta.md", DRAFT)
    assert first is not None
    assert second is not None
    assert "(kaynak/meta.txt, satır 2)" in first.findings[0].message
    assert f"({(folder / 'kaynak/meta.txt').resolve()}, satır 2)" in second.findings[0].message


def test_the_desk_says_what_it_lacks(engine: Engine, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No configuration, none that names a source, a pattern that nothing fits, a source that is no text."""
    desk, draft = Desk(engine), folder / "taslak/meta.md"
    with pytest.raises(NoSources, match="write .dayanak.toml above it, or give --article"):
        desk.check(tmp_path_factory.mktemp("leer") / "a.md", DRAFT)
    config = folder / ".dayanak.toml"
    for text, told in (("", "names no articles and no store"), ("articles = ['x/*.txt']", "No file fits x/")):
        config.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match=told):
            desk.check(draft, DRAFT)
    config.write_text("articles = ['kaynak/*']", encoding="utf-8")
    with pytest.raises(ReadingError, match="is longer than 200,000 characters"):
        desk.check(draft, "Meta gitti. " * 20_000)
    (folder / "kaynak/meta.txt").write_bytes(b"\x00\x01")
    with pytest.raises(ReadingError, match=r"meta\.txt"):
        desk.check(draft, DRAFT)


def test_the_command_line_stands_above_the_configuration(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles given count from the current folder, and verdicts to show replace those configured."""
    monkeypatch.chdir(folder / "kaynak")
    desk = Desk(engine, Given(articles=("meta.txt",), show=frozenset({"unknown"})))
    sheet = desk.check(folder / "taslak/meta.md", DRAFT)
    assert sheet is not None
    assert [finding.verdict for finding in sheet.shown] == ["unknown"]
    assert sheet.sources.file("meta.txt") == (folder / "kaynak/meta.txt").resolve()


def test_lint_prints_a_line_a_finding(verify: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File, line and column as compilers write them; exit status 1 for a contradiction; sources are passed over."""
    monkeypatch.chdir(folder)
    draft, source = "taslak/meta.md", "kaynak/meta.txt"
    outcome = verify("lint", draft, source)
    assert outcome.status == 1
    assert outcome.out.splitlines() == [
        f"{draft}:3:20: contradicted: {CLASH}",
        f"{draft}:5:1: unknown: Kaynakla doğrulanamadı: kaynakta adı geçmeyen birinden veya bir şeyden söz ediyor.",
    ]
    assert verify("lint", draft, "--show", "unknown", "--fail-on", "unknown").status == 3
    assert verify("lint", source).status == 0


def test_lint_judges_by_a_store(
    verify: Command, claims: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store that the configuration names, from its folder, finds the articles; one given stands above it."""
    monkeypatch.chdir(folder)
    assert claims("add", "kaynak/meta.txt", "--store", "arsiv.sqlite3").status == 0
    (folder / ".dayanak.toml").write_text("store = 'arsiv.sqlite3'", encoding="utf-8")
    monkeypatch.chdir(folder / "taslak")
    outcome = verify("lint", "meta.md", "--show", "contradicted")
    assert outcome.out == f"meta.md:3:20: contradicted: {CLASH}\n"
    (folder / ".dayanak.toml").unlink()
    assert verify("lint", "meta.md", "--store", "../arsiv.sqlite3", "--show", "contradicted").out == outcome.out
    missing = verify("lint", "meta.md", "--store", "nirgends.sqlite3")
    assert missing.status == 2
    assert "nirgends.sqlite3" in missing.err


def test_lint_speaks_the_languages_of_other_tools(
    verify: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several files one SARIF log, one rdjson, GitHub's commands; evidence by its path from the current folder."""
    monkeypatch.chdir(folder / "taslak")
    (folder / "taslak/zwei.md").write_text("Meta 16 milyar dolar yatırdı.", encoding="utf-8")
    files = ("meta.md", "zwei.md")
    log = json.loads(verify("lint", *files, "--format", "sarif").out)
    results = log["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert [place["artifactLocation"]["uri"] for place in places] == ["meta.md", "meta.md", "zwei.md"]
    assert places[0]["region"]["snippet"]["text"] == "15 milyar dolar"
    related = results[0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert related == (folder / "kaynak/meta.txt").resolve().as_uri()
    assert len(json.loads(verify("lint", *files, "--format", "rdjson").out)["diagnostics"]) == 3
    commands = verify("lint", *files, "--format", "github").out.splitlines()
    assert [command.split(" ")[0] for command in commands] == ["::error", "::notice", "::error"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nirgends.md",), "There is no file nirgends.md"),
        (("taslak.md", "--show", "falsch"), "'falsch' is none of contradicted, unknown, supported"),
        (("taslak.md", "--config", "nirgends.toml"), "There is no file nirgends.toml"),
        ((), "Missing argument"),
    ],
)
def test_lint_tells_errors_in_one_sentence(
    verify: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """Exit status 2, nothing on standard output."""
    monkeypatch.chdir(tmp_path)
    outcome = verify("lint", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err


def test_what_was_judged_is_not_judged_again(engine: Engine, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine for texts being written gives the same reports, and judges only what is new."""
    remembering = Remembering()
    remembering.parser = engine.parser
    judged: list[str] = []
    honest = Engine.verify

    def counting(self: Engine, statement: str, *arguments: object, **options: object) -> Report:
        judged.append(statement)
        return honest(self, statement, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "verify", counting)
    statements = ("Meta 15 milyar dolar yatırdı.", "Ruben Mayer ayrıldı.", "Meta 15 milyar dolar yatırdı.")
    reports = [
        remembering.verify(statement, (source,), lang="tr", id=str(number))
        for number, statement in enumerate(statements)
    ]
    assert judged == list(statements[:2])
    assert [report.id for report in reports] == ["0", "1", "2"]
    monkeypatch.undo()
    assert reports == [
        engine.verify(statement, (source,), lang="tr", id=str(number)) for number, statement in enumerate(statements)
    ]
    remembering.verify(statements[0], (source.model_copy(update={"name": "anders"}),), lang="tr")
    assert len(remembering._verdicts) == 3


def test_what_was_parsed_is_not_parsed_again(engine: Engine, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed text is parsed as from nothing, but only its new sentences are; the oldest are forgotten."""
    parser = Parser(remembered=40)
    parser._pipelines = engine.parser._pipelines
    changed = article.text.replace("14,3 milyar", "15 milyar") + "\nMeta, Scale AI'a 15 milyar dolar yatırdı.\n"
    parsed: list[str] = []
    honest = Parser._run

    def counting(self: Parser, plain: list[str], lang: Lang) -> list[list[Any]]:
        parsed.extend(plain)
        return honest(self, plain, lang)

    monkeypatch.setattr(Parser, "_run", counting)
    assert len(parser.parse(article.text, "tr").sentences) == len(parsed)
    parsed.clear()
    found = parser.parse(changed, "tr")
    assert len(parsed) == 2
    monkeypatch.undo()
    assert found == engine.parser.parse(changed, "tr")
    for number in range(45):
        parser.parse(f"Meta {number} kişiyi işten çıkardı.", "tr")
    assert len(parser._known) == 40


def test_paragraphs_keep_every_offset() -> None:
    """Each on one line, at its place; front matter and code are none."""
    text = (
        "---\ntitle: x\n---\n\n# Baş 🚀\r\n\r\n"
        + "Uzun bir satır, bir satır daha, ve sonu yok\r\n" * 3
        + "\n```\nx\n```\n"
    )
    found = paragraphs(text)
    assert [part.text.split()[0] for part in found] == ["Baş", "Uzun"]
    for part in found:
        assert text[part.start : part.start + len(part.text)].split() == part.text.split()
        assert not set(part.text) & set("\r\n")
        assert text.count("\n", 0, part.start) + 1 == part.line


def test_the_configuration_of_the_documentation_is_one(tmp_path: Path, root: Path) -> None:
    """Every setting that docs/editors.md shows is read, and none is left out of it."""
    text = (root / "docs/editors.md").read_text(encoding="utf-8")
    path = tmp_path / ".dayanak.toml"
    path.write_text(text.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert read_config(path).config.model_fields_set == set(Config.model_fields)
