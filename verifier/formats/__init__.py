"""Reports as text: one file a format, each a function from reports to pieces of output."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from verifier.formats import json, jsonl, text

if TYPE_CHECKING:
    from claims.document import Document
    from verifier.model import Report


class View(NamedTuple):
    """How reports are to be shown.

    ``documents`` are the articles of the report that is shown, by name, ``published`` their days where known (ISO
    dates), ``width`` is in terminal columns, ``explain`` asks for the chain of comparisons, ``many`` tells that more
    than one report may come.
    """

    documents: "Mapping[str, Document]"
    colour: bool = False
    width: int = 100
    explain: bool = False
    many: bool = False
    published: "Mapping[str, str]" = MappingProxyType({})


Format = Callable[[Iterable["Report"], View], Iterator[str]]

FORMATS: Mapping[str, Format] = {
    "text": text.render,
    "json": json.render,
    "jsonl": jsonl.render,
}


def write(name: str, reports: "Iterable[Report]", view: View) -> Iterator[str]:
    """The reports in the named format, piece by piece as they come."""
    return FORMATS[name](reports, view)
