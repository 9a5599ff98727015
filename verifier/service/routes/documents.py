"""POST /v1/documents: the text of a page, a PDF or a word processor's file, for the other routes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from claims.document import Frozen
from claims.reading.sniffing import TYPES
from verifier.service import jobs
from verifier.service.problems import Problem, documented
from verifier.service.state import Service

UNTOLD = "application/octet-stream"
BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted({*TYPES, UNTOLD})},
    }
}


class Read(Frozen):
    """The article in a document, and what that tells of it; ``published`` is an ISO date."""

    name: str
    text: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None


def router(service: Service) -> APIRouter:
    """The route over the pool: a document that takes too long or too much takes a worker with it, not the service."""
    routes = APIRouter(prefix="/v1", tags=["documents"], responses=documented())

    @routes.post("/documents", response_model=Read, summary="The text of a document", openapi_extra=BODY)
    async def documents(
        request: Request,
        name: Annotated[
            str, Query(min_length=1, max_length=500, description="What the document is called.")
        ] = "document",
    ) -> Response:
        kind = request.headers.get("content-type", UNTOLD).partition(";")[0].strip()
        if kind not in TYPES and kind != UNTOLD:
            raise Problem(415, f"Send a document as {UNTOLD} or one of {', '.join(sorted(TYPES))}.")
        job = jobs.Read(name, await request.body(), TYPES.get(kind))
        return Response(await service.pool.ask(job), media_type="application/json")

    return routes
