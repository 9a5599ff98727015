"""A small client of the Language Server Protocol for tests: messages over two streams, read in a thread."""

import json
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

PATIENCE = 60.0


class LspClient:
    """Sends requests and notifications, and keeps what the server tells of its own accord."""

    def __init__(self, to_server: BinaryIO, from_server: BinaryIO) -> None:
        self._out, self._in = to_server, from_server
        self._number = 0
        self._met: queue.Queue[dict[str, Any]] = queue.Queue()
        self._kept: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def start(self, capabilities: dict[str, Any] | None = None) -> dict[str, Any]:
        """Introduce ourselves; the server's capabilities."""
        asked = {"processId": None, "rootUri": None, "capabilities": capabilities or {}}
        result: dict[str, Any] = self.request("initialize", asked)["capabilities"]
        self.notify("initialized", {})
        return result

    def stop(self) -> None:
        """Say good-bye as the protocol wants it."""
        self.request("shutdown", None)
        self.notify("exit", None)

    def open(self, path: Path, text: str, *, version: int = 1) -> str:
        """Open a text in the editor; its URI."""
        uri = path.as_uri()
        self.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "markdown", "version": version, "text": text}},
        )
        return uri

    def change(self, uri: str, text: str, *, version: int) -> None:
        """Replace the text in the editor."""
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]},
        )

    def diagnostics(self, uri: str, *, version: int | None = None) -> list[dict[str, Any]]:
        """The next diagnostics of a text, of that version where one is asked for."""
        found = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
                and version in (None, message["params"].get("version"))
            )
        )
        diagnostics: list[dict[str, Any]] = found["params"]["diagnostics"]
        return diagnostics

    def request(self, method: str, params: Any) -> Any:
        """The result of a request; raises AssertionError where the server answers with an error."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": params})

    def wait(self, wanted: Callable[[dict[str, Any]], bool], *, patience: float = PATIENCE) -> dict[str, Any]:
        """The next message that is wanted, others kept for later; raises queue.Empty when none comes in time."""
        for number, message in enumerate(self._kept):
            if wanted(message):
                return self._kept.pop(number)
        while True:
            message = self._met.get(timeout=patience)
            if wanted(message):
                return message
            self._kept.append(message)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._out.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._out.flush()

    def _read(self) -> None:
        while line := self._in.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.strip() == b"Content-Length" else length
                line = self._in.readline()
            self._met.put(json.loads(self._in.read(length)))
