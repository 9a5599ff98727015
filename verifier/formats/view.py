"""What a format needs to know beside the reports."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claims.document import Document


class View(NamedTuple):
    """How reports are to be shown.

    ``documents`` are the articles of the report that is shown, by name, ``published`` their days where known (ISO
    dates), ``width`` is in terminal columns, ``explain`` asks for the chain of comparisons, ``many`` tells that more
    than one report may come; ``reviewer`` answers for what is published, on the page at ``url``.
    """

    documents: "Mapping[str, Document]"
    colour: bool = False
    width: int = 100
    explain: bool = False
    many: bool = False
    published: "Mapping[str, str]" = MappingProxyType({})
    reviewer: str = ""
    url: str = ""
