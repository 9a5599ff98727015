"""/v1/articles: the store over HTTP."""

import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BeforeValidator, ConfigDict, Field

from claims.document import Frozen
from claims.reading.records import Incoming
from claims.store.records import Addition, StoredArticle, StoredClaim
from verifier.service import jobs
from verifier.service.paging import DEFAULT, Cursor, Limit, link
from verifier.service.problems import documented
from verifier.service.shapes import Language, Name, Written
from verifier.service.state import Service

Number = Annotated[int, Path(ge=1, le=2**53, description="The id of the article.")]


def _written(day: object) -> object:
    if not isinstance(day, str):
        raise ValueError("write the day as 2026-11-24")
    return day


Day = Annotated[datetime.date, BeforeValidator(_written)]


class ArticleRequest(Frozen):
    """An article for the store; a text under a name that is known becomes its next version."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "sel.txt",
                    "text": "Bakan, sel bölgesinde 1.200 konutun boşaltıldığını açıkladı.",
                    "source": "AA",
                    "published": "2026-11-24",
                }
            ]
        }
    )

    name: Name
    text: Written
    title: Annotated[str | None, Field(max_length=1000)] = None
    source: Annotated[str | None, Field(max_length=200)] = None
    published: Annotated[Day | None, Field(description="The day it was published.")] = None
    url: Annotated[str | None, Field(max_length=2000, description="Where it stands; it is never fetched.")] = None
    lang: Language = None

    def incoming(self) -> Incoming:
        """As the store takes it."""
        told = self.model_dump(exclude={"lang", "published"})
        return Incoming(**told, published=self.published and self.published.isoformat())


class ArticleAnswer(StoredArticle):
    """An article of the store with its text."""

    text: str


def router(service: Service) -> APIRouter:
    """The routes over the store; what is added is analysed by the pool."""
    routes = APIRouter(prefix="/v1/articles", tags=["articles"], responses=documented())
    archive = service.archive

    @routes.get("", summary="Articles, in the order in which they were added")
    async def page(
        request: Request,
        response: Response,
        name: Annotated[str | None, Query(max_length=1000, description="Only the one of that name.")] = None,
        limit: Limit = DEFAULT,
        cursor: Cursor = "0",
    ) -> list[StoredArticle]:
        found = await run_in_threadpool(archive.page, int(cursor), limit + 1, name)
        if len(found) > limit:
            link(request, response, found[limit - 1].id)
        return found[:limit]

    @routes.post("", status_code=201, response_model=Addition, summary="Add an article")
    async def add(asked: ArticleRequest) -> Response:
        answer = await service.pool.ask(jobs.Add(asked.incoming(), asked.lang))
        added = Addition.model_validate_json(answer)
        headers = {"Location": f"/v1/articles/{added.id}"}
        return Response(answer, 201, headers=headers, media_type="application/json")

    @routes.get("/{number}/claims", summary="Its claims")
    async def claims(number: Number) -> list[StoredClaim]:
        return list(await run_in_threadpool(archive.claims, number))

    @routes.get("/{number}", summary="One article with its text")
    async def get(number: Number) -> ArticleAnswer:
        article, text = await run_in_threadpool(archive.article, number)
        return ArticleAnswer(**article.model_dump(), text=text)

    @routes.delete("/{number}", status_code=204, summary="Remove an article with all its versions")
    async def remove(number: Number) -> None:
        await run_in_threadpool(archive.remove, number)

    return routes
