"""/v1/batches: many statements at once, judged behind the requests."""

import hashlib
import json
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import ConfigDict, Field

from claims.document import Frozen, Lang
from verifier.batch.rows import MAX_STATEMENT
from verifier.service.batches import Batch, Given
from verifier.service.bodies import described, parsed
from verifier.service.problems import Problem, documented
from verifier.service.shapes import FEW, Language, Which, sources_of
from verifier.service.shapes import Given as GivenArticle
from verifier.service.state import Service

SUFFIXES = {
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
Number = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
Key = Annotated[
    str, Header(alias="Idempotency-Key", max_length=200, description="Sent again, it makes no second batch.")
]


class RowRequest(Frozen):
    """One row; other fields are carried through to the results."""

    model_config = ConfigDict(extra="allow")

    statement: Annotated[str, Field(max_length=MAX_STATEMENT)]
    article: Annotated[str | None, Field(description="An article of the store, by id or name.")] = None
    id: str | int | None = None
    lang: Lang | None = None


class BatchRequest(Frozen):
    """Rows, and what judges those that name no article: articles given here, of the store, else all of the store."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rows": [{"id": "1", "statement": "Meta invested $15B"}],
                    "sources": ["Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı."],
                }
            ]
        }
    )

    rows: tuple[RowRequest, ...] = Field(min_length=1, max_length=100_000)
    sources: tuple[GivenArticle, ...] = Field((), max_length=FEW)
    articles: tuple[Which, ...] = Field((), max_length=FEW)
    lang: Language = None


PLAIN = {
    "application/x-ndjson": {"schema": {"type": "string"}, "example": '{"statement": "Meta invested $15B"}\n'},
    "text/csv": {"schema": {"type": "string"}, "example": "id,statement\n1,Meta invested $15B\n"},
}
BODY = described(BatchRequest, **PLAIN)


def router(service: Service) -> APIRouter:
    """The routes over the batches."""
    routes = APIRouter(prefix="/v1/batches", tags=["batches"], responses=documented(409))
    batches = service.batches

    @routes.post("", status_code=202, summary="Judge many statements", openapi_extra=BODY)
    async def add(
        request: Request,
        response: Response,
        key: Key = "",
        articles: Annotated[
            list[Which], Query(max_length=FEW, description="For CSV and JSON Lines: articles of the store.")
        ] = [],  # noqa: B006
        lang: Annotated[
            Lang | None, Query(description="For CSV and JSON Lines: the language of the statements.")
        ] = None,
    ) -> Batch:
        body = await request.body()
        content, given = _read(request.headers.get("content-type", ""), body, tuple(articles), lang)
        digest = hashlib.sha256(f"{given.model_dump_json()}\n".encode("utf-8", "surrogatepass") + content).hexdigest()
        batch = batches.same(key, digest)
        if batch is None:
            batch = await batches.add(content, given.model_copy(update={"key": key, "digest": digest}))
        response.headers["Location"] = f"/v1/batches/{batch.id}"
        return batch

    @routes.get("/{number}", summary="How far a batch is")
    async def get(number: Number) -> Batch:
        return batches.get(number)

    @routes.get(
        "/{number}/results",
        summary="The results of a batch that is done: one report a row, in order",
        response_class=Response,
        responses={200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}},
    )
    async def results(number: Number) -> Response:
        return FileResponse(batches.results(number), media_type="application/x-ndjson")

    @routes.delete("/{number}", status_code=204, summary="Cancel a batch and forget it")
    async def remove(number: Number) -> None:
        await batches.remove(number)

    return routes


def _read(kind: str, body: bytes, articles: tuple[str, ...], lang: Lang | None) -> tuple[bytes, Given]:
    """The rows as a file, and what was asked with them; raises Problem."""
    kind = kind.partition(";")[0].strip()
    if kind in SUFFIXES:
        return body, Given(stored=articles, lang=lang, suffix=SUFFIXES[kind])
    if kind != "application/json":
        raise Problem(415, f"Send rows as application/json or one of {', '.join(SUFFIXES)}.")
    asked = parsed(BatchRequest, body)
    lines = (json.dumps(row.model_dump(mode="json", exclude_unset=True)) for row in asked.rows)
    sources = sources_of(asked.sources, (*asked.articles, *articles))
    given = Given(texts=sources.texts, stored=sources.stored, lang=asked.lang or lang)
    return "".join(f"{line}\n" for line in lines).encode(), given
