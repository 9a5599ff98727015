"""Lists in pages: a cursor is an opaque name of the last thing seen, and the next page stands in a Link header."""

import base64
import binascii
from typing import Annotated

from fastapi import Query, Request, Response

from verifier.service.problems import Problem

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=64, description="Where to go on, from the Link header of a page.")]
DEFAULT = 50


def after(cursor: str | None) -> int:
    """The id that a cursor names, 0 for none; raises Problem for what is no cursor."""
    if not cursor:
        return 0
    try:
        kind, _, number = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        if kind == "after" and number.isascii() and number.isdigit() and len(number) < 19:
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise Problem(422, "The cursor is none that was given out here; begin without one.")


def link(request: Request, response: Response, last: int) -> None:
    """Tell where the next page is."""
    cursor = base64.urlsafe_b64encode(f"after:{last}".encode()).decode()
    path = str(request.url.include_query_params(cursor=cursor)).partition(request.url.netloc)[2]
    response.headers["Link"] = f'<{path}>; rel="next"'
