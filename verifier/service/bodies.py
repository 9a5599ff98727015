"""Bodies that routes read by hand, because they come in several formats, or because nothing in them may be coerced."""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from verifier.service.problems import invalid

T = TypeVar("T", bound=BaseModel)


def parsed(shape: type[T], body: bytes) -> T:
    """A body of JSON as that shape, nothing coerced; raises Problem with a pointer to each fault."""
    try:
        return shape.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False), _json(body)) from error


def described(shape: type[BaseModel], **others: Any) -> dict[str, Any]:
    """What the OpenAPI document says of such a body: JSON of that shape, or one of the other media types."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}
    return {"requestBody": {"required": True, "content": content | others}}


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
