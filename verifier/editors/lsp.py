"""The language server: open texts are judged while they are written, and what was found is shown where it stands.

Texts are judged one at a time in a thread of their own, so that the editor is always answered; what was judged of a
version that is no longer the newest is dropped.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from claims.errors import ClaimsError
from claims.version import VERSION
from verifier.editors.config import FILE, PROJECT, NoSources
from verifier.editors.desk import Desk, Sheet
from verifier.editors.protocol import NAME, UNITS, Page, complaint

PAUSE = 0.4
WATCHED = (f"**/{FILE}", f"**/{PROJECT}", "**/*.txt", "**/*.md")


class Server:
    """Keeps the newest judged version of every open text; ``pause`` is how many seconds typing must rest."""

    def __init__(self, desk: Desk, *, pause: float = PAUSE) -> None:
        # Whole texts are asked for with every change: pygls applies partial ones by lines of its own counting, which
        # end at more characters than those of the protocol.
        self.lsp = LanguageServer(NAME, VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._desk = desk
        self._pause = pause
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._pages: dict[str, Page] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        for method, handler in (
            (types.INITIALIZED, self._initialized),
            (types.TEXT_DOCUMENT_DID_OPEN, self._opened),
            (types.TEXT_DOCUMENT_DID_CHANGE, self._changed),
            (types.TEXT_DOCUMENT_DID_SAVE, self._sources_changed),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._sources_changed),
            (types.TEXT_DOCUMENT_DID_CLOSE, self._closed),
            (types.TEXT_DOCUMENT_HOVER, self._hover),
        ):
            self.lsp.feature(method)(_function(handler))
        fixes = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
        self.lsp.feature(types.TEXT_DOCUMENT_CODE_ACTION, fixes)(_function(self._fixes))

    def run(self, stdin: BinaryIO, stdout: BinaryIO) -> None:
        """Serve one client until it says that it is done, or is gone."""
        try:
            self.lsp.start_io(stdin, stdout)
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def _initialized(self, _: types.InitializedParams) -> None:
        workspace = self.lsp.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(glob) for glob in WATCHED]
            )
            wanted = types.Registration("sources", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.lsp.client_register_capability(types.RegistrationParams([wanted]))

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._judge_later(params.text_document.uri, 0.0)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        self._judge_later(params.text_document.uri, self._pause)

    def _sources_changed(self, _: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams) -> None:
        """Judge every open text again: what is saved may be a source of another one, or the configuration."""
        for uri in self.lsp.workspace.text_documents:
            self._judge_later(uri, self._pause)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if (task := self._waiting.pop(uri, None)) is not None:
            task.cancel()
        self._pages.pop(uri, None)
        self.lsp.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _hover(self, params: types.HoverParams) -> types.Hover | None:
        page = self._page(params.text_document.uri)
        return None if page is None else page.hover(params.position, marked=self._reads_markdown())

    def _fixes(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        page = self._page(params.text_document.uri)
        return [] if page is None else page.fixes(params.range)

    def _judge_later(self, uri: str, pause: float) -> None:
        """Judge the text once nothing has changed for a while; what waited for it before is given up."""
        if (task := self._waiting.pop(uri, None)) is not None:
            task.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._judge(uri, pause))

    async def _judge(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        path = to_fs_path(uri)
        if path is None:
            return
        document = self.lsp.workspace.get_text_document(uri)
        text, version = document.source, document.version
        loop = asyncio.get_running_loop()
        try:
            sheet = await loop.run_in_executor(self._thread, self._desk.check, Path(path), text)
        except NoSources:
            self._show(uri, version, text, None)
        except ClaimsError as error:
            self._complain(uri, version, str(error))
        except Exception as error:
            self._complain(uri, version, f"Internal error ({type(error).__name__}: {error}); report it.")
        else:
            self._show(uri, version, text, sheet)

    def _complain(self, uri: str, version: int | None, message: str) -> None:
        """Tell at the top of the text why it is not judged."""
        if self._is_newest(uri, version):
            self._pages.pop(uri, None)
            self._publish(uri, version, [complaint(message)])

    def _show(self, uri: str, version: int | None, text: str, sheet: Sheet | None) -> None:
        """Publish what was found, nothing where the text is not to be judged; drop it where the text has changed."""
        if not self._is_newest(uri, version):
            return
        if sheet is None:
            self._pages.pop(uri, None)
            self._publish(uri, version, [])
            return
        unit = UNITS[self.lsp.workspace.position_encoding or types.PositionEncodingKind.Utf16]
        page = self._pages[uri] = Page(uri, version, text, sheet, unit)
        self._publish(uri, version, page.diagnostics())

    def _publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        self.lsp.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def _page(self, uri: str) -> Page | None:
        """The judged page of a text, None while its newest version is being judged."""
        page = self._pages.get(uri)
        return page if page is not None and self._is_newest(uri, page.version) else None

    def _is_newest(self, uri: str, version: int | None) -> bool:
        document = self.lsp.workspace.text_documents.get(uri)
        return document is not None and document.version == version

    def _reads_markdown(self) -> bool:
        asked = self.lsp.client_capabilities.text_document
        formats = asked.hover.content_format if asked and asked.hover else None
        return types.MarkupKind.Markdown in (formats or [])


def _function(handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A handler that pygls can put its marks on; it cannot on a bound method."""

    def handle(params: Any) -> Any:
        return handler(params)

    return handle
