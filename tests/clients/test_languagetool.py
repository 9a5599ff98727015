"""LibreOffice's own remote grammar checker, and language-tool-python, underline claims that the sources contradict."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import language_tool_python
import pytest
import uvicorn
from clients.libreoffice import proofread
from fastapi import FastAPI

from claims.document import Lang
from verifier.api import Verifier
from verifier.cli.opening import sample
from verifier.drafts import DraftReport
from verifier.service.proofreading import Proofreader
from verifier.service.routes.languagetool import router

TEXTS = [
    "AT&T ve Şok: %50+ 🚀 Meta, Scale AI'a 15 milyar dolar yatırdı.",
    "Google ve OpenAI, Scale AI ile bağlarını kopardı.",
    "🚀 Scale AI &language=en-US diye 2.000 kişiyi işten çıkardı.",
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A service that judges by the sample article."""
    thread = ThreadPoolExecutor(1)
    verifier = Verifier(cache=False)
    article = thread.submit(lambda: verifier.article(sample().text, name=sample().name)).result()

    async def judge(text: str, lang: Lang | None) -> DraftReport:
        return await asyncio.get_running_loop().run_in_executor(
            thread, lambda: verifier.draft(text, article, lang=lang)
        )

    app = FastAPI()
    app.include_router(router(Proofreader(judge, lambda: "")))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    running = threading.Thread(target=server.run)
    running.start()
    thread.submit(lambda: [verifier.draft(text, article) for text in TEXTS]).result()  # warm
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/v2"
    server.should_exit = True
    running.join()


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
