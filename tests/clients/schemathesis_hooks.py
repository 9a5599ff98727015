"""How schemathesis writes the bodies that are no JSON: as the text that the OpenAPI document says they are."""

from typing import Any

import schemathesis


@schemathesis.serializer("text/csv", "application/x-ndjson")
def plain(ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    """The text itself; what is no text, as a careless client would write it."""
    return str(value).encode("utf-8", "replace")
