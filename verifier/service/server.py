"""uvicorn around the application: slow or broken beginnings of requests, and a stop that loses nothing."""

import asyncio
from http import HTTPStatus
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from verifier.service.app import create_app
from verifier.service.logs import Log
from verifier.service.problems import MEDIA_TYPE, Problem
from verifier.service.settings import ServiceSettings

KEEP_ALIVE = 15
HEADER_BYTES = 1 << 17


def protocol(seconds: float) -> type[H11Protocol]:
    """The protocol of a connection that waits so long for the head of a request, and refuses in problem details."""

    class Patient(H11Protocol):
        """One connection; its patience runs from its opening, or the first byte of a request, to the last header."""

        _patience: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            """Begin to wait."""
            super().connection_made(transport)
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            """Nothing is waited for."""
            self._rest()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            """Wait for the rest of a head; once it is there the limits of bodies count."""
            self._wait()
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._rest()

        def send_400_response(self, msg: str) -> None:
            """What is no HTTP."""
            self._refuse(Problem(400, "This is no HTTP request that can be read; check the client."))

        def _wait(self) -> None:
            if self._patience is None:
                self._patience = self.loop.call_later(seconds, self._hang_up)

        def _rest(self) -> None:
            if self._patience is not None:
                self._patience.cancel()
                self._patience = None

        def _hang_up(self) -> None:
            if self.cycle is None or self.cycle.response_complete:
                self._refuse(Problem(408, f"The request was not there within {seconds:g} seconds; send it faster."))

        def _refuse(self, problem: Problem) -> None:
            response = problem.response("", None)
            head = (
                f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}",
                f"content-type: {MEDIA_TYPE}",
                f"content-length: {len(response.body)}",
                "connection: close",
            )
            self.transport.write("\r\n".join(head).encode() + b"\r\n\r\n" + bytes(response.body))
            self.transport.close()

    return Patient


def make_server(settings: ServiceSettings, log: Log) -> uvicorn.Server:
    """A server that is ready to run."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(settings, log),
            host=settings.host,
            port=settings.port,
            http=protocol(settings.body_seconds),
            ws="none",
            lifespan="on",
            loop="asyncio",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
            h11_max_incomplete_event_size=HEADER_BYTES,
            timeout_graceful_shutdown=int(settings.stop_seconds),
        )
    )
