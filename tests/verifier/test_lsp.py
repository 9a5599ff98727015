"""The language server, spoken to over pipes: where it underlines, what it says, and that nothing stale is shown."""

import os
import queue
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from lsp_client import LspClient

from claims.claim import Analysis
from claims.document import Lang
from claims.reading import Article
from verifier.editors.card import escaped
from verifier.editors.desk import Desk
from verifier.editors.lsp import Server
from verifier.editors.memory import Remembering
from verifier.pipeline import Engine

DRAFT = """---
title: Meta 99 milyar dolar yatırdı
---

İlk satır: 🚀 Meta, [Scale AI](https://example.com/15-milyar)'a **15 milyar dolar** yatırdı.

```
Meta 20 milyar dolar yatırdı.
```

Google ve OpenAI, Scale AI ile bağlarını kopardı. Microsoft, Apple ile bağlarını kopardı.
"""
UTF8, UTF16, UTF32 = "utf-8", "utf-16", "utf-32"


@pytest.fixture
def folder(tmp_path: Path, article: Article) -> Path:
    """A folder with a source and a configuration."""
    (tmp_path / "kaynak").mkdir()
    (tmp_path / "kaynak/meta.txt").write_text(article.text, encoding="utf-8")
    (tmp_path / ".dayanak.toml").write_text('articles = ["kaynak/*.txt"]', encoding="utf-8")
    return tmp_path


class Kept:
    """Analyses kept for the tests of this file."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Analysis] = {}

    def get(self, text: str, lang: Lang, models: str) -> Analysis | None:
        """The kept analysis, or None."""
        return self._kept.get((text, lang, models))

    def put(self, text: str, lang: Lang, models: str, analysis: Analysis) -> None:
        """Keep an analysis."""
        self._kept[text, lang, models] = analysis


@pytest.fixture(scope="module")
def remembering(engine: Engine) -> Remembering:
    """The engine that the command starts, with the models of the other tests."""
    made = Remembering(cache=Kept())
    made.parser = engine.parser
    return made


@pytest.fixture
def client(remembering: Remembering) -> Iterator[LspClient]:
    """A client of a server in a thread of this process."""
    server_reads, client_writes = os.pipe()
    client_reads, server_writes = os.pipe()
    server = Server(Desk(remembering), pause=0.05)

    def run() -> None:
        with os.fdopen(server_reads, "rb") as stdin, os.fdopen(server_writes, "wb") as stdout, suppress(SystemExit):
            server.run(stdin, stdout)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    with os.fdopen(client_writes, "wb") as out, os.fdopen(client_reads, "rb") as into:
        client = LspClient(out, into)
        yield client
        client.stop()
        thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.mark.parametrize(("encoding", "column"), [(UTF8, 70), (UTF16, 66), (UTF32, 65)])
def test_columns_after_an_emoji_count_as_the_client_counts(
    client: LspClient, folder: Path, encoding: str, column: int
) -> None:
    """The clashing words, and nothing of front matter, code, or the address of a link."""
    capabilities = client.start({"general": {"positionEncodings": [encoding]}})
    assert capabilities["positionEncoding"] == encoding
    diagnostics = client.diagnostics(client.open(folder / "taslak.md", DRAFT))
    found = [(one["range"]["start"]["line"], one["severity"], one["code"]) for one in diagnostics]
    assert found == [(4, 2, "quantity-conflict"), (10, 3, "no-such-participant")]
    line = DRAFT.splitlines()[4]
    unit = {UTF8: "utf-8", UTF16: "utf-16-le", UTF32: "utf-32-le"}[encoding]
    width = {UTF8: 1, UTF16: 2, UTF32: 4}[encoding]
    start, end = (diagnostics[0]["range"][edge]["character"] for edge in ("start", "end"))
    assert start == column
    assert line.encode(unit)[start * width : end * width].decode(unit) == "15 milyar dolar"


def test_the_evidence_is_a_place_in_its_file(client: LspClient, folder: Path, article: Article) -> None:
    """The related information of a diagnostic leads to the very words of the source."""
    client.start()
    related = client.diagnostics(client.open(folder / "taslak.md", DRAFT))[0]["relatedInformation"][0]
    assert related["location"]["uri"] == (folder / "kaynak/meta.txt").resolve().as_uri()
    place = related["location"]["range"]
    line = article.text.splitlines()[place["start"]["line"]]
    said = line.encode("utf-16-le")[place["start"]["character"] * 2 : place["end"]["character"] * 2]
    assert "14,3 milyar dolar" in said.decode("utf-16-le")


@pytest.mark.parametrize(
    ("formats", "kind"), [(["markdown"], "markdown"), (["plaintext"], "plaintext"), (None, "plaintext")]
)
def test_a_hover_is_the_card_of_the_claim(
    client: LspClient, folder: Path, formats: list[str] | None, kind: str
) -> None:
    """Verdict, both values, passage and place; in Markdown only for a client that reads it."""
    client.start({"textDocument": {"hover": {"contentFormat": formats} if formats else {}}})
    uri = client.open(folder / "taslak.md", DRAFT)
    client.diagnostics(uri)
    hover = client.request("textDocument/hover", _at(uri, 4, 20))
    assert hover["contents"]["kind"] == kind
    card = hover["contents"]["value"]
    assert ("**Kaynakla çelişiyor**" in card) == (kind == "markdown")
    assert "“15 milyar dolar” (15 000 000 000 USD)" in card
    assert "“14,3 milyar dolar” (14 300 000 000 USD)" in card
    assert "kaynak/meta.txt, satır 2" in card
    assert client.request("textDocument/hover", _at(uri, 1, 3)) is None


def test_what_is_supported_is_told_only_when_asked_for(client: LspClient, folder: Path) -> None:
    """No diagnostic, but a hover; with show in the configuration a hint as well."""
    client.start()
    uri = client.open(folder / "taslak.md", DRAFT)
    assert {one["severity"] for one in client.diagnostics(uri)} == {2, 3}
    assert "Kaynak doğruluyor" in client.request("textDocument/hover", _at(uri, 10, 3))["contents"]["value"]
    (folder / ".dayanak.toml").write_text('articles = ["kaynak/*.txt"]\nshow = ["supported"]', encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert {one["severity"] for one in client.diagnostics(uri)} == {4}


def test_a_fix_writes_the_value_of_the_source(client: LspClient, folder: Path) -> None:
    """The quick fix replaces the clashing words, and the text is right then."""
    client.start()
    text = "Meta, Scale AI'a 15 milyar dolar yatırdı.\n"
    uri = client.open(folder / "taslak.md", text)
    where = client.diagnostics(uri)[0]["range"]
    asked = {"textDocument": {"uri": uri}, "range": where, "context": {"diagnostics": []}}
    (fix,) = client.request("textDocument/codeAction", asked)
    (edit,) = fix["edit"]["changes"][uri]
    assert (edit["range"], edit["newText"], fix["kind"]) == (where, "14,3 milyar dolar", "quickfix")
    start, end = where["start"]["character"], where["end"]["character"]
    client.change(uri, text[:start] + edit["newText"] + text[end:], version=2)
    assert client.diagnostics(uri, version=2) == []


def test_only_the_newest_version_is_shown(client: LspClient, folder: Path) -> None:
    """While somebody types nothing is published for what is no longer there, and no hover speaks of it."""
    client.start()
    uri = client.open(folder / "taslak.md", DRAFT)
    for version in range(2, 8):
        client.change(uri, f"Meta {version + 14} milyar dolar yatırdı.", version=version)
    assert client.request("textDocument/hover", _at(uri, 0, 2)) is None
    assert "21 milyar dolar" in client.diagnostics(uri, version=7)[0]["message"]
    with pytest.raises(queue.Empty):
        client.wait(lambda message: message.get("params", {}).get("version", 1) > 1, patience=0.3)


def test_a_broken_configuration_is_told_in_one_sentence_and_can_be_mended(client: LspClient, folder: Path) -> None:
    """A diagnostic at the top of the text names what is wrong; the text is judged once it is right."""
    client.start()
    (folder / ".dayanak.toml").write_text('article = ["kaynak/*.txt"]', encoding="utf-8")
    uri = client.open(folder / "taslak.md", DRAFT)
    (told,) = client.diagnostics(uri)
    assert told["severity"] == 1
    assert "article is no setting; the settings are articles, store, show, lang." in told["message"]
    (folder / ".dayanak.toml").write_text('articles = ["kaynak/*.txt"]', encoding="utf-8")
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert len(client.diagnostics(uri)) == 2


def test_texts_without_sources_and_sources_themselves_are_left_alone(client: LspClient, folder: Path) -> None:
    """No configuration above a text: nothing is said; an open source is not judged by itself; nor a closed text."""
    client.start()
    elsewhere = folder.parent / "baska.md"
    assert client.diagnostics(client.open(elsewhere, DRAFT)) == []
    source = folder / "kaynak/meta.txt"
    assert client.diagnostics(client.open(source, source.read_text(encoding="utf-8"))) == []
    uri = client.open(folder / "taslak.md", DRAFT)
    assert client.diagnostics(uri) != []
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.diagnostics(uri) == []


def test_a_client_that_can_watch_files_is_asked_to(client: LspClient) -> None:
    """The configuration and the sources are watched where the editor knows how to."""
    client.start({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
    asked = client.wait(lambda message: message.get("method") == "client/registerCapability")
    watchers = asked["params"]["registrations"][0]["registerOptions"]["watchers"]
    assert "**/.dayanak.toml" in [watcher["globPattern"] for watcher in watchers]


@pytest.mark.parametrize(
    "text",
    [
        "[tıkla](https://kötü.example)",
        "<img src=x onerror=alert(1)>",
        "**kalın** `kod` | a_b_",
        "a\x1b[31m\u202ekırmızı",
    ],
)
def test_nothing_in_a_quoted_text_acts_in_a_card(text: str) -> None:
    """Marks, HTML, links and control characters of an article are shown, not obeyed."""
    shown = escaped(text)
    assert not re.search(r"(?<!\\)[\[\]<>*`|_]|https?:(?!\\)|[\x00-\x1f\u202a-\u202e]", shown)


def _at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
