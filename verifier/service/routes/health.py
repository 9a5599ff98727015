"""/livez, /readyz and /metrics: for whoever looks after the service. They need no key and hold no text."""

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from claims.document import Frozen
from verifier.service.problems import Problem, documented
from verifier.service.state import Service


class Health(Frozen):
    """That all is well."""

    status: str = "ok"


def router(service: Service) -> APIRouter:
    """The three routes."""
    routes = APIRouter(tags=["health"], responses=documented())

    @routes.get("/livez", summary="Is the process alive?")
    async def livez() -> Health:
        return Health()

    @routes.get("/readyz", summary="Are the models warm and is the store open?")
    async def readyz() -> Health:
        if not service.pool.ready:
            failure = service.pool.failure
            raise Problem(503, str(failure) if failure else "The models are being loaded; try again in a moment.")
        await run_in_threadpool(service.archive.check)
        return Health()

    @routes.get(
        "/metrics",
        summary="Counters for Prometheus",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    )
    async def metrics() -> Response:
        return Response(service.metrics.page(), media_type=CONTENT_TYPE_LATEST)

    return routes
