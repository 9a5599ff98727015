"""POST /v1/drafts: every checkable claim of a draft against its sources."""

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from claims.document import Frozen
from verifier.drafts import DraftReport
from verifier.service import jobs
from verifier.service.problems import documented
from verifier.service.shapes import FEW, Given, Which, about, sources_of, text_of
from verifier.service.state import Service


class DraftRequest(Frozen):
    """A draft and its sources: texts, articles of the store, or both; without any what the service has itself."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "draft": "Meta, Scale AI'a 15 milyar dolar yatırdı.",
                    "sources": ["Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı."],
                }
            ]
        }
    )

    draft: Given
    sources: tuple[Given, ...] = Field((), max_length=FEW, description="The sources themselves, as texts.")
    articles: tuple[Which, ...] = Field((), max_length=FEW, description="Articles of the store, by id or name.")


def router(service: Service) -> APIRouter:
    """The route over the pool."""
    routes = APIRouter(prefix="/v1", tags=["drafts"], responses=documented())

    @routes.post("/drafts", response_model=DraftReport, summary="Verify a draft")
    async def drafts(asked: DraftRequest) -> Response:
        sources = sources_of(asked.sources, asked.articles)
        answer = await service.pool.ask(jobs.Draft(text_of(asked.draft, "draft"), sources), about=about(sources))
        return Response(answer, media_type="application/json")

    return routes
