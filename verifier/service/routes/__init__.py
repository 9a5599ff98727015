"""The routes of the HTTP service: one file a router, each ``router(service) -> APIRouter``, in the order of ROUTERS."""

from collections.abc import Callable

from fastapi import APIRouter

from verifier.service.routes import (
    articles,
    batches,
    claims,
    documents,
    drafts,
    exports,
    health,
    languagetool,
    page,
    reviews,
    search,
    verify,
)
from verifier.service.state import Service

ROUTERS: tuple[Callable[[Service], APIRouter], ...] = (
    verify.router,
    claims.router,
    documents.router,
    drafts.router,
    batches.router,
    articles.router,
    search.router,
    reviews.router,
    languagetool.router,
    exports.router,
    page.router,
    health.router,
)
