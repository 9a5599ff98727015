"""/v1/reviews: what people say of verdicts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from verifier.service.paging import DEFAULT, Cursor, Limit, after, link
from verifier.service.problems import Problem, documented
from verifier.service.reviews import Changed, NoReview, Opinion, Review
from verifier.service.shapes import FEW, Statement
from verifier.service.state import Service

SHA256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]
Number = Annotated[int, Path(ge=1, le=2**53)]
Tag = Annotated[str | None, Header(alias="If-Match", description="The ETag of the review that is meant.")]
MISSING = "There is no such review; GET /v1/reviews lists them."


class ReviewRequest(Opinion):
    """A word on a verdict: ``reviewed`` is the same as ``verdict`` where it is accepted."""

    statement: Statement
    article_sha256: tuple[SHA256, ...] = Field((), max_length=FEW)
    note: str = Field("", max_length=10_000)
    reviewer: str = Field("", max_length=200)


def router(service: Service) -> APIRouter:
    """The routes over the reviews."""
    routes = APIRouter(prefix="/v1/reviews", tags=["reviews"], responses=documented(412, 428))
    reviews = service.reviews

    @routes.post("", status_code=201, summary="Add a review")
    async def add(asked: ReviewRequest, response: Response) -> Review:
        review = await run_in_threadpool(reviews.add, asked)
        response.headers["Location"] = f"/v1/reviews/{review.id}"
        return _tagged(response, review)

    @routes.get("", summary="Reviews, oldest first")
    async def page(
        request: Request,
        response: Response,
        statement: Annotated[str | None, Query(max_length=10_000)] = None,
        article_sha256: Annotated[str | None, Query(pattern=r"^[0-9a-f]{64}$")] = None,
        limit: Limit = DEFAULT,
        cursor: Cursor = None,
    ) -> list[Review]:
        found = await run_in_threadpool(
            reviews.page, after(cursor), limit + 1, statement=statement, article_sha256=article_sha256
        )
        if len(found) > limit:
            link(request, response, found[limit - 1].id)
        return found[:limit]

    @routes.get("/{number}", summary="One review")
    async def get(number: Number, response: Response) -> Review:
        with _told():
            return _tagged(response, await run_in_threadpool(reviews.get, number))

    @routes.put("/{number}", summary="Change a review")
    async def change(number: Number, asked: ReviewRequest, response: Response, tag: Tag = None) -> Review:
        with _told():
            await run_in_threadpool(reviews.get, number)
            version = _version(tag)
            return _tagged(response, await run_in_threadpool(reviews.change, number, asked, version=version))

    @routes.delete("/{number}", status_code=204, summary="Remove a review")
    async def remove(number: Number, tag: Tag = None) -> None:
        with _told():
            await run_in_threadpool(reviews.get, number)
            await run_in_threadpool(reviews.remove, number, version=_version(tag))

    return routes


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except NoReview:
        raise Problem(404, MISSING) from None
    except Changed:
        raise Problem(412, "Somebody has changed the review meanwhile; read it again.") from None


def _tagged(response: Response, review: Review) -> Review:
    response.headers["ETag"] = f'"{review.version}"'
    return review


def _version(tag: str | None) -> int:
    """The version that an ETag names; raises Problem where there is none, or where it cannot be one given out here."""
    if tag is None:
        raise Problem(428, "Say which review is meant: send its ETag as If-Match.")
    number = tag.strip().removeprefix('"').removesuffix('"')
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Problem(412, "The review has another ETag; read it again.")
    return int(number)
