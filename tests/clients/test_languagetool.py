"""LibreOffice's own remote grammar checker, and language-tool-python, underline claims that the sources contradict."""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import language_tool_python
import pytest
from clients.libreoffice import proofread

from verifier.cli.opening import sample
from verifier.service.logs import make_log
from verifier.service.server import make_server
from verifier.service.settings import ServiceSettings

TEXTS = [
    "AT&T ve Şok: %50+ 🚀 Meta, Scale AI'a 15 milyar dolar yatırdı.",
    "Google ve OpenAI, Scale AI ile bağlarını kopardı.",
    "🚀 Scale AI &language=en-US diye 2.000 kişiyi işten çıkardı.",
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service that judges by the sample article, once it has judged the texts and knows them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    articles = ((sample().name, sample().text),)
    settings = ServiceSettings(data=tmp_path_factory.mktemp("data"), port=port, articles=articles, workers=1)
    server = make_server(settings, make_log("console", sys.stderr))
    running = threading.Thread(target=server.run)
    running.start()
    address = f"http://127.0.0.1:{port}/v2"
    for text in TEXTS:
        _known(f"{address}/check", text)
    yield address
    server.should_exit = True
    running.join()


def _known(check: str, text: str) -> None:
    """Ask until the answer is complete, as somebody who goes on writing does."""
    for _ in range(120):
        try:
            answer = httpx.post(check, data={"text": text, "language": "tr-TR"}).json()
        except httpx.TransportError:
            answer = {}
        if answer.get("warnings") == {"incompleteResults": False}:
            return
        time.sleep(0.5)
    raise AssertionError(f"{text} was never judged to the end: {answer}")


def test_libreoffice_underlines_the_clashing_words(url: str, tmp_path: Path) -> None:
    """Its checker takes Turkish, and marks exactly those words, whatever signs stand before them."""
    speaks, errors = proofread(TEXTS, url, tmp_path)
    assert speaks
    assert [(number, words, suggested) for number, words, _, suggested in errors] == [
        ("1", "15 milyar dolar", "14,3 milyar dolar"),
        ("3", "2.000 kişiyi", "200 kişiyi"),
    ]
    assert "kaynakta “14,3 milyar dolar” (meta-scale-ai.txt, satır 2)" in errors[0][2]


def test_language_tool_python_reads_the_matches(url: str) -> None:
    """The offsets that it hands to Python count code points, and its correction writes the source's value."""
    tool = language_tool_python.LanguageTool("tr-TR", remote_server=url.removesuffix("/v2"))
    matches = tool.check(TEXTS[0])
    assert [
        (TEXTS[0][one.offset : one.offset + one.error_length], one.replacements, one.rule_id) for one in matches
    ] == [("15 milyar dolar", ["14,3 milyar dolar"], "DAYANAK_CONTRADICTED")]
    assert tool.correct(TEXTS[0]) == TEXTS[0].replace("15 milyar", "14,3 milyar")
