"""LibreOffice's own remote grammar checker, and language-tool-python, underline claims that the sources contradict."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import language_tool_python
import pytest
from clients.libreoffice import proofread

from verifier.cli.opening import sample

TEXTS = [
    "AT&T ve Şok: %50+ 🚀 Meta, Scale AI'a 15 milyar dolar yatırdı.",
    "Google ve OpenAI, Scale AI ile bağlarını kopardı.",
    "🚀 Scale AI &language=en-US diye 2.000 kişiyi işten çıkardı.",
]


@pytest.fixture(scope="module")
def url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``verify serve`` that judges by the sample article, once it has judged the texts."""
    folder = tmp_path_factory.mktemp("service")
    article = folder / sample().name
    article.write_text(sample().text, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "verifier.cli", "serve", "--port", port, "--workers", "1"]
    places = ["--article", article.name, "--data", "data"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([*command, *places], cwd=folder, env=environment) as service:
        address = f"http://127.0.0.1:{port}/v2"
        for text in TEXTS:
            _known(f"{address}/check", text)
        yield address
        service.terminate()


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
