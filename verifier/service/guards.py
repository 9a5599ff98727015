"""What stands in front of every route: request ids, the log, hosts, origins, keys, rates, and the limits of bodies."""

import ipaddress
import re
import secrets
import time
import traceback
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claims.errors import ClaimsError
from claims.folding import lower
from verifier.service.keys import KeyRing
from verifier.service.limits import Buckets, read_body, replayed
from verifier.service.logs import Log
from verifier.service.problems import Problem, problem_of
from verifier.service.process import Unexpected
from verifier.service.settings import ServiceSettings
from verifier.service.state import Service

OPEN = ("/", "/favicon.ico")
OPEN_BELOW = "/assets/"
"""The page itself is shown to anybody: it holds no text, and asks for the key."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BATCHES = "/v1/batches"
HEADER_BYTES = 1 << 15
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")


def guarded(app: FastAPI, service: Service, log: Log) -> None:
    """Put the guards in front of an application, the outermost last."""
    settings = service.settings
    app.add_middleware(Bodies, settings=settings)
    app.add_middleware(Gate, settings=settings)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "X-API-Key", "Content-Type", "Idempotency-Key", "If-Match"],
            expose_headers=["ETag", "Link", "Location", "Retry-After", "X-Request-ID"],
        )
    app.add_middleware(Record, service=service, log=log)


def is_loopback(host: str) -> bool:
    """Whether a host that is bound to is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Record:
    """Gives every request an id, counts and logs it, and turns what nobody has caught into a problem detail."""

    def __init__(self, app: ASGIApp, service: Service, log: Log) -> None:
        self._app = app
        self._metrics = service.metrics
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        number = scope["request_id"] = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = number
                headers["X-Content-Type-Options"] = "nosniff"
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        began = time.perf_counter()
        try:
            await self._app(scope, receive, sent)
        except Exception as error:
            if status:
                raise
            problem = problem_of(error)
            if problem.status >= 500:
                scope["failure"] = error
            await problem.response(scope["path"], number)(scope, receive, sent)
        if "failure" in scope:
            self._log.warning("failed", request_id=number, reason=_reason(scope["failure"]))
        seconds = time.perf_counter() - began
        route = getattr(scope.get("route"), "path", "other")
        method = scope["method"] if scope["method"] in (*SAFE, "POST", "PUT", "DELETE") else "other"
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        self._log.info(
            "request",
            request_id=number,
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            caller=scope.get("caller", "-"),
        )


class Gate:
    """Lets through who calls the service by its name, from a page that may, with a key where one is needed, in time."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self._app = app
        self._keys = None if settings.keys is None else KeyRing(settings.keys)
        self._hosts = {*LOOPBACK_NAMES, *settings.hosts} if is_loopback(settings.host) else set(settings.hosts)
        self._origins = frozenset(settings.origins)
        self._buckets = Buckets(settings.rate, settings.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; raises Problem."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if sum(len(name) + len(value) for name, value in headers.raw) > HEADER_BYTES:
                raise Problem(431, f"The headers are larger than {HEADER_BYTES >> 10} KiB; send fewer of them.")
            self._check_host(headers.get("host", ""))
            self._check_origin(scope["method"], headers)
            address = (scope.get("client") or ("-", 0))[0]
            caller = self._owner(headers)
            self._buckets.take(caller or address)
            if self._keys is not None and caller is None and not _is_open(scope["path"]):
                raise Problem(
                    401,
                    "A key is needed; send it as Authorization: Bearer KEY.",
                    headers={"WWW-Authenticate": 'Bearer realm="dayanak"'},
                )
            scope["caller"] = caller or address
        await self._app(scope, receive, send)

    def _check_host(self, host: str) -> None:
        """A page on the web must not reach a service on this machine through a name of its own."""
        name = host.rpartition(":")[0] if re.search(r":\d*$", host) else host
        if self._hosts and lower(name, "en") not in self._hosts:
            raise Problem(
                403, "The service does not go by that name; call it localhost, or start it with --allow-host."
            )

    def _check_origin(self, method: str, headers: Headers) -> None:
        origin = headers.get("origin")
        if origin is None or method in SAFE or origin in self._origins:
            return
        if urlsplit(origin).netloc != headers.get("host"):
            raise Problem(403, "Pages on other hosts may not ask here; start the service with --cors ORIGIN.")

    def _owner(self, headers: Headers) -> str | None:
        if self._keys is None:
            return None
        scheme, _, key = headers.get("authorization", "").partition(" ")
        given = key.strip() if scheme in ("Bearer", "bearer") else headers.get("x-api-key", "")
        return self._keys.owner(given) if given else None


class Bodies:
    """Reads bodies before anything is done with them, within their limits."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body; raises Problem."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            most = self._settings.batch_bytes if scope["path"] == BATCHES else self._settings.body_bytes
            told = Headers(scope=scope).get("content-length", "")
            length = int(told) if told.isascii() and told.isdigit() else None
            body = await read_body(receive, length, most=most, seconds=self._settings.body_seconds)
            receive = replayed(body, receive)
        await self._app(scope, receive, send)


def _reason(error: Exception) -> str:
    """Why a request failed; an error that nobody meant could quote a text, so only its kind and place are told."""
    if isinstance(error, (ClaimsError, Problem, Unexpected)):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_BELOW)
