"""The service as one ASGI application: its parts made, its routes hung up, its guards in front of them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI

from claims.version import VERSION
from verifier.service.archive import Archive
from verifier.service.batches import Batches
from verifier.service.bench import Kit
from verifier.service.guards import guarded
from verifier.service.logs import Log
from verifier.service.metrics import Metrics
from verifier.service.openapi import described
from verifier.service.pool import Pool
from verifier.service.problems import add_handlers
from verifier.service.reviews import Reviews
from verifier.service.routes import ROUTERS
from verifier.service.settings import ServiceSettings
from verifier.service.state import Service


def now() -> str:
    """The time in UTC, to the second (ISO 8601)."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def create_app(settings: ServiceSettings, log: Log) -> FastAPI:
    """The application; its workers start with it and end with it. Raises ClaimsError where its keys cannot be read."""
    service = _made(settings)
    app = FastAPI(
        title="Dayanak",
        version=VERSION,
        lifespan=_lifespan(service),
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.service = service
    for router in ROUTERS:
        app.include_router(router(service))
    add_handlers(app)
    described(app, locked=settings.keys is not None)
    guarded(app, service, log)
    return app


def _made(settings: ServiceSettings) -> Service:
    kit = Kit(
        store=settings.store,
        retriever=settings.retriever,
        articles=settings.articles,
        models=settings.models,
        min_confidence=settings.min_confidence,
        cached=settings.cached,
    )
    metrics = Metrics()
    pool = Pool(kit, settings.workers, queue=settings.queue, seconds=settings.request_seconds, metrics=metrics)
    settings.data.mkdir(parents=True, exist_ok=True)
    return Service(
        settings=settings,
        pool=pool,
        metrics=metrics,
        archive=Archive(settings.store, settings.models),
        reviews=Reviews(settings.data / "reviews.sqlite3", now),
        batches=Batches(settings.data / "batches", pool, kit, metrics, now),
    )


def _lifespan(service: Service) -> Any:
    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        starting = asyncio.create_task(service.pool.start())
        service.batches.start()
        yield
        await service.batches.close()
        starting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await starting
        await service.pool.close()

    return lifespan
