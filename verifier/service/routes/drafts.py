"""POST /v1/drafts: every checkable claim of a draft against its sources, as a report or as comments in the draft."""

import base64

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from claims.document import Frozen
from verifier.drafts import DraftReport
from verifier.service import jobs
from verifier.service.problems import Problem, documented
from verifier.service.shapes import FEW, Given, Language, Name, Which, about, sources_of, text_of
from verifier.service.state import Service

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


class WordRequest(Frozen):
    """A draft as a Word document, and its sources; it comes back with comments, its own text and marks untouched."""

    document: str = Field(min_length=1, description="The .docx in base64.", json_schema_extra={"format": "byte"})
    name: Name = "draft.docx"
    sources: tuple[Given, ...] = Field((), max_length=FEW, description="The sources themselves, as texts.")
    articles: tuple[Which, ...] = Field((), max_length=FEW, description="Articles of the store, by id or name.")
    lang: Language = None
    supported: bool = Field(False, strict=True, description="Comments on supported claims too.")

    def data(self) -> bytes:
        """The bytes of the document; raises Problem."""
        try:
            return base64.b64decode(self.document, validate=True)
        except ValueError as error:
            raise Problem(422, "The document is no base64; encode the bytes of the .docx.") from error


def router(service: Service) -> APIRouter:
    """The route over the pool."""
    routes = APIRouter(prefix="/v1", tags=["drafts"], responses=documented())

    @routes.post("/drafts", response_model=DraftReport, summary="Verify a draft")
    async def drafts(asked: DraftRequest) -> Response:
        sources = sources_of(asked.sources, asked.articles)
        answer = await service.pool.ask(jobs.Draft(text_of(asked.draft, "draft"), sources), about=about(sources))
        return Response(answer, media_type="application/json")

    @routes.post(
        "/drafts/word",
        summary="Comment a Word document",
        response_class=Response,
        responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
    )
    async def word(asked: WordRequest) -> Response:
        sources = sources_of(asked.sources, asked.articles)
        job = jobs.Comment(asked.name, asked.data(), sources, asked.lang, asked.supported)
        return Response(await service.pool.ask(job, about=about(sources)), media_type=WORD)

    return routes
