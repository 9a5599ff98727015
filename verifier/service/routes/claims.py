"""POST /v1/claims: what a text asserts."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field

from claims.document import Frozen, Lang
from verifier.service import jobs
from verifier.service.problems import documented
from verifier.service.shapes import GivenText, about
from verifier.service.state import Service


class ClaimRecord(Frozen):
    """One claim, with the fields of ``claims split --format jsonl``; offsets are half-open code points of the text."""

    article: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    predicate: str
    predicate_lemma: str
    subject: str | None
    objects: tuple[str, ...]
    quantities: tuple[dict[str, Any], ...]
    dates: tuple[dict[str, Any], ...]
    polarity: str
    modality: str
    attribution: str | None
    checkable: bool
    rule: str


class ClaimsAnswer(Frozen):
    """The claims of a text in its order, its hash and its language."""

    article: str
    sha256: Annotated[str, Field(description="SHA-256 of the text in UTF-8, as reports name it.")]
    lang: Lang
    claims: tuple[ClaimRecord, ...]


def router(service: Service) -> APIRouter:
    """The route over the pool."""
    routes = APIRouter(prefix="/v1", tags=["claims"], responses=documented())

    @routes.post("/claims", response_model=ClaimsAnswer, summary="The claims of a text")
    async def claims(asked: GivenText) -> Response:
        text = asked.sent()
        answer = await service.pool.ask(jobs.Split(text), about=about(jobs.Sources((text,))))
        return Response(answer, media_type="application/json")

    return routes
