"""/ and /assets/…: the review page, which asks /v1/… for everything that it shows."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse

from verifier.formats.shell import bundle, policy, served_page
from verifier.service.problems import Problem
from verifier.service.routes.exports import EXPORTS
from verifier.service.state import Service

FOREVER = "public, max-age=31536000, immutable"
FRAMES = "; frame-ancestors 'none'"
"""Told in the header alone: a page that says it of itself is not heard."""


def router(service: Service) -> APIRouter:
    """The routes of the page; they are no part of the API."""
    routes = APIRouter(include_in_schema=False)
    made = bundle()
    page = served_page(EXPORTS)
    headers = {
        "Content-Security-Policy": policy(made, served=True) + FRAMES,
        "Cache-Control": "no-cache",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assets = {asset.name: asset for asset in made}

    @routes.get("/")
    async def shell() -> Response:
        return HTMLResponse(page, headers=headers)

    @routes.get("/assets/{name}")
    async def asset(name: Annotated[str, Path(max_length=100)]) -> Response:
        found = assets.get(name)
        if found is None:
            raise Problem(404, "There is no such part of the page; load the page again.")
        return Response(found.content, media_type=found.media_type, headers={"Cache-Control": FOREVER})

    return routes
