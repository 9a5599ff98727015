"""The OpenAPI document: what FastAPI finds, with problem details, the bodies that are read by hand, and keys."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from verifier.service.problems import ProblemDetail
from verifier.service.routes.batches import BatchRequest
from verifier.service.routes.exports import ExportRequest

BY_HAND: tuple[type[BaseModel], ...] = (ProblemDetail, BatchRequest, ExportRequest)
REFERENCE = "#/components/schemas/{model}"
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def described(app: FastAPI, *, locked: bool) -> None:
    """Make the application tell of itself; ``locked`` tells that a key is needed."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                description="Checks statements against articles: supported, contradicted or unknown, with evidence.",
                routes=app.routes,
                separate_input_output_schemas=False,
            )
            app.openapi_schema = _completed(schema, locked=locked)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _completed(schema: dict[str, Any], *, locked: bool) -> dict[str, Any]:
    components = schema.setdefault("components", {})
    shapes = components.setdefault("schemas", {})
    for model in BY_HAND:
        described_as = model.model_json_schema(ref_template=REFERENCE)
        shapes.update(described_as.pop("$defs", {}))
        shapes[model.__name__] = described_as
    if locked:
        components["securitySchemes"] = SCHEMES
        schema["security"] = [{name: []} for name in SCHEMES]
    return schema
