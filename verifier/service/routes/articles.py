"""/v1/articles: the store over HTTP."""

import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ConfigDict, Field

from claims.document import Frozen
from claims.reading.records import Incoming
from claims.store.records import Addition, StoredArticle, StoredClaim
from verifier.service import jobs
from verifier.service.paging import DEFAULT, Cursor, Limit, after, link
from verifier.service.problems import documented
from verifier.service.shapes import Language, Name, Written
from verifier.service.state import Service

Which = Annotated[str, Path(min_length=1, max_length=1000, description="The id of the article, or its name.")]


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
    published: Annotated[datetime.date | None, Field(description="The day it was published.")] = None
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
        request: Request, response: Response, limit: Limit = DEFAULT, cursor: Cursor = None
    ) -> list[StoredArticle]:
        found = await run_in_threadpool(archive.page, after(cursor), limit + 1)
        if len(found) > limit:
            link(request, response, found[limit - 1].id)
        return found[:limit]

    @routes.post("", status_code=201, response_model=Addition, summary="Add an article")
    async def add(asked: ArticleRequest) -> Response:
        answer = await service.pool.ask(jobs.Add(asked.incoming(), asked.lang))
        added = Addition.model_validate_json(answer)
        headers = {"Location": f"/v1/articles/{added.id}"}
        return Response(answer, 201, headers=headers, media_type="application/json")

    @routes.get("/{which:path}/claims", summary="Its claims")
    async def claims(which: Which) -> list[StoredClaim]:
        return list(await run_in_threadpool(archive.claims, which))

    @routes.get("/{which:path}", summary="One article with its text")
    async def get(which: Which) -> ArticleAnswer:
        article, text = await run_in_threadpool(archive.article, which)
        return ArticleAnswer(**article.model_dump(), text=text)

    @routes.delete("/{which:path}", status_code=204, summary="Remove an article with all its versions")
    async def remove(which: Which) -> None:
        await run_in_threadpool(archive.remove, which)

    return routes
