"""POST /v1/verify: one statement, one report."""

import json

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from claims.document import Frozen
from verifier.model import Report
from verifier.service import jobs
from verifier.service.problems import documented
from verifier.service.shapes import FEW, Given, Language, Statement, Which, about, sources_of
from verifier.service.state import Service


class VerifyRequest(Frozen):
    """A statement, and what it is judged by: an article's text, articles of the store, else all of the store."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "statement": "Meta invested $15B",
                    "article": "Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı.",
                }
            ]
        }
    )

    statement: Statement
    article: Given | None = Field(None, description="The article itself: its text, or its text with a name.")
    articles: tuple[Which, ...] = Field((), max_length=FEW, description="Articles of the store, by id or name.")
    lang: Language = None
    id: str = Field("1", max_length=200, description="Comes back in the report.")


def router(service: Service) -> APIRouter:
    """The route over the pool."""
    routes = APIRouter(prefix="/v1", tags=["verify"], responses=documented())

    @routes.post("/verify", response_model=Report, summary="Verify a statement")
    async def verify(asked: VerifyRequest) -> Response:
        sources = sources_of(() if asked.article is None else (asked.article,), asked.articles)
        job = jobs.Verify(asked.statement, sources, asked.lang, asked.id)
        answer = await service.pool.ask(job, about=about(sources))
        service.metrics.verdicts.labels(json.loads(answer)["verdict"]).inc()
        return Response(answer, media_type="application/json")

    return routes
