"""GET /v1/search: what the store holds on words or a statement."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from claims.document import Lang
from claims.store.records import Found
from verifier.batch.rows import MAX_STATEMENT
from verifier.service import jobs
from verifier.service.problems import documented
from verifier.service.state import Service


def router(service: Service) -> APIRouter:
    """The route over the pool."""
    routes = APIRouter(prefix="/v1", tags=["articles"], responses=documented())

    @routes.get("/search", response_model=list[Found], summary="Passages of the store")
    async def search(
        q: Annotated[
            str, Query(min_length=1, max_length=MAX_STATEMENT, pattern=r"[^\s]", examples=["bakan istifa etti"])
        ],
        limit: Annotated[int, Query(ge=1, le=100)] = 10,
        lang: Annotated[Lang | None, Query()] = None,
    ) -> Response:
        answer = await service.pool.ask(jobs.Search(q, limit, lang))
        return Response(answer, media_type="application/json")

    return routes
