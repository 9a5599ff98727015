"""Every error as a problem detail (RFC 9457), whoever raised it, and how the OpenAPI document tells of them."""

import http
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from claims.document import Frozen
from claims.errors import ClaimsError, ModelError, ReadingError, StoreError, UnknownArticle

MEDIA_TYPE = "application/problem+json"


class Fault(Frozen):
    """One thing that is wrong with a request: ``pointer`` is a JSON pointer into the body, or names a parameter."""

    pointer: str
    detail: str


class ProblemDetail(Frozen):
    """The body of every answer that is an error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str | None = None
    request_id: str | None = None
    errors: tuple[Fault, ...] = ()


class Problem(Exception):
    """An answer other than success; ``detail`` is one sentence that says what is wrong and what to do."""

    def __init__(
        self, status: int, detail: str, *, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})

    def response(self, path: str, request_id: str | None) -> Response:
        """The answer to a request for that path."""
        detail = ProblemDetail(
            title=http.HTTPStatus(self.status).phrase,
            status=self.status,
            detail=self.detail,
            instance=path,
            request_id=request_id,
            errors=self.faults,
        )
        content = detail.model_dump_json(exclude_none=True)
        return Response(content, self.status, headers=self.headers, media_type=MEDIA_TYPE)


def problem_of(error: Exception) -> Problem:
    """The problem that an error is to whoever asked; what is nobody's fault outside tells no more than that."""
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            return Problem(error.status_code, _told(error), headers=error.headers)
        case UnknownArticle() | ReadingError():
            return Problem(422, str(error))
        case StoreError() | ModelError():
            return Problem(503, str(error))
        case ClaimsError():
            return Problem(422, str(error))
        case _:
            return Problem(500, "The service has failed on this request; report it with the request id.")


def add_handlers(app: FastAPI) -> None:
    """Make every error that a route raises a problem detail, those of the framework included."""

    async def answered(request: Request, error: Exception) -> Response:
        return problem_of(error).response(request.url.path, request.scope.get("request_id"))

    for kind in (Problem, RequestValidationError, HTTPException, ClaimsError):
        app.add_exception_handler(kind, answered)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer, for its ``responses``; those that any route may answer are among them."""
    everywhere = (400, 401, 403, 404, 405, 408, 413, 415, 422, 429, 500, 503, 504)
    schema = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetail"}}}
    return {
        status: {"description": http.HTTPStatus(status).phrase, "content": schema}
        for status in sorted({*everywhere, *statuses})
    }


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return Problem(400, "The body is no JSON; send one JSON object.")
    faults = [Fault(pointer=_pointer(one["loc"]), detail=_sentence(one)) for one in found[:20]]
    first = faults[0] if faults else Fault(pointer="", detail="the request is not what was expected")
    return Problem(422, f"The request is wrong at {first.pointer or '/'}: {first.detail}.", faults=faults)


def _pointer(place: Sequence[int | str]) -> str:
    """A JSON pointer for a part of the body; query, path and header parameters are told by kind and name."""
    kind, *rest = place or ("body",)
    escaped = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in rest)
    return escaped if kind == "body" else f"{kind}{escaped}"


def _sentence(found: Mapping[str, Any]) -> str:
    return str(found["msg"]).removeprefix("Value error, ").rstrip(".")


def _told(error: HTTPException) -> str:
    known = {
        404: "There is nothing here; GET /openapi.json lists what there is.",
        405: "That method is not allowed here; GET /openapi.json lists which are.",
    }
    if error.status_code == 400 and "parsing the body" in str(error.detail):
        return "The body cannot be read; send JSON in UTF-8."
    phrase = http.HTTPStatus(error.status_code).phrase
    return known.get(error.status_code, str(error.detail)) if error.detail == phrase else str(error.detail)
