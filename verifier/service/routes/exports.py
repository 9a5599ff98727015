"""POST /v1/exports/{form}: reports as a file in one of the formats of ``verify --format``."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from claims.document import Document, Frozen
from verifier.formats import FORMATS, View, write
from verifier.formats.review import Judged, Shown, article_part, item_part
from verifier.formats.shell import whole_page
from verifier.model import Evidence, Report, Side
from verifier.service.bodies import described, parsed
from verifier.service.problems import Problem, documented
from verifier.service.shapes import Written
from verifier.service.state import Service

MANY = 10_000
NEED_MORE = ("claimreview", "text")
"""Formats that ask for more than reports, or are for terminals."""
EXPORTS = tuple(name for name in FORMATS if name not in NEED_MORE)
TYPES = {"html": "text/html", "md": "text/markdown", "csv": "text/csv", "json": "application/json"}


class ShownText(Shown):
    """An article, as the page shows it."""

    text: Written


class ExportRequest(Frozen):
    """Reports as the service gave them, with the articles that their evidence stands in."""

    articles: tuple[ShownText, ...] = Field((), max_length=MANY)
    items: tuple[Judged, ...] = Field((), max_length=MANY)


def router(service: Service) -> APIRouter:
    """The route; it asks nobody, since everything is in the request."""
    routes = APIRouter(prefix="/v1", tags=["exports"], responses=documented(409))

    @routes.post(
        "/exports/{form}",
        summary="Reports as a file",
        response_class=Response,
        responses={200: {"content": {"*/*": {"schema": {}}}}},
        openapi_extra=described(ExportRequest),
    )
    async def export(
        request: Request, form: Annotated[str, Path(json_schema_extra={"enum": list(EXPORTS)})]
    ) -> Response:
        if form not in EXPORTS:
            raise Problem(404, f"There is no such format; the formats are {', '.join(EXPORTS)}.")
        asked = parsed(ExportRequest, await request.body())
        texts = {article.name: article.text for article in asked.articles}
        for judged in asked.items:
            _check(judged.report, texts)
        content = await run_in_threadpool("".join, _written(form, asked))
        headers = {"Content-Disposition": f'attachment; filename="dayanak-{form}"'}
        return Response(content, media_type=TYPES.get(form, "text/plain"), headers=headers)

    return routes


def _written(form: str, asked: ExportRequest) -> Iterator[str]:
    if form == "html":
        return whole_page(chain(map(article_part, asked.articles), map(item_part, asked.items)))
    documents = {
        article.name: Document(text=article.text, lang=_lang(article.lang), sentences=()) for article in asked.articles
    }
    return write(form, (judged.report for judged in asked.items), View(documents=documents, many=True))


def _lang(lang: str) -> Literal["tr", "en"]:
    return "en" if lang == "en" else "tr"


def _check(report: Report, texts: dict[str, str]) -> None:
    """Raises Problem where a report does not fit its own statement or the articles that came with it."""
    places: list[tuple[Side | Evidence, str]] = [
        *((one.statement, report.statement) for one in report.comparisons if one.statement is not None),
        *((one, texts[one.article]) for one in report.evidence if one.article in texts),
    ]
    for place, text in places:
        if not 0 <= place.start <= place.end or text[place.start : place.end] != place.text:
            raise Problem(
                409, f"{place.text[:80]!r} does not stand where the report says; send its texts as they were."
            )
    if not 0 <= report.confidence <= 1:
        raise Problem(409, "A confidence is between 0 and 1; send the reports as they were.")
