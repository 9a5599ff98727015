"""HTML for editors: the review page with its reports and articles as one file, which needs nothing else."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Report


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """The page, piece by piece as reports come; articles are written once each."""
    from verifier.formats.review import parts  # pydantic models of the engine, too slow for --help
    from verifier.formats.shell import whole_page

    yield from whole_page(parts(reports, view))
