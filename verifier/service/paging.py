"""Lists in pages: a cursor is the id of the last thing seen, and the next page stands in a Link header."""

from typing import Annotated

from fastapi import Query, Request, Response

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[str, Query(pattern=r"^[0-9]{1,18}$", description="Where to go on, from the Link header of a page.")]
DEFAULT = 50


def link(request: Request, response: Response, last: int) -> None:
    """Tell where the page after the thing of that id is."""
    url = request.url.include_query_params(cursor=last)
    response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
