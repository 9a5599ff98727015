"""Where each stretch of an article's text stands in the document that it was read from."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple


class Place(NamedTuple):
    """The origin of ``text[start:end]`` of an article, as far as its format can tell it.

    ``part`` is the part of the source: a file of a zipped document, the JSON pointer of a field, a part of a mail;
    empty where the source is one text. ``source`` are half-open code points of that part once it is decoded. ``page``
    and ``paragraph`` are 1-based. ``box`` is left, bottom, right, top in points from the lower left corner of the page.
    """

    start: int
    end: int
    part: str = ""
    source: tuple[int, int] | None = None
    page: int | None = None
    paragraph: int | None = None
    box: tuple[float, float, float, float] | None = None

    @property
    def told(self) -> str:
        """The place in words for people, empty where the line of the text says as much."""
        if self.page is not None:
            return f"page {self.page}"
        return "" if self.paragraph is None else f"paragraph {self.paragraph}"


class SourceMap(NamedTuple):
    """The stretches of one text, in its order and without overlap; what lies between stands nowhere in the source."""

    stretches: tuple[Place, ...] = ()

    @classmethod
    def of(cls, places: Iterable[Place]) -> "SourceMap":
        """The map of places in the order of the text; what goes on in text and source alike becomes one stretch."""
        return cls(tuple(_joined(places)))

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """The places of ``text[start:end]``, clipped to it; what is no literal copy keeps its whole origin."""
        first = max(0, bisect_right(self.stretches, start, key=lambda place: place.start) - 1)
        found = takewhile(lambda place: place.start < end, self.stretches[first:])
        return tuple(_clipped(one, max(start, one.start), min(end, one.end)) for one in found if one.end > start)

    def told(self, start: int, end: int) -> str:
        """Where ``text[start:end]`` begins, in words for people; empty where no place says more than the line."""
        return next((place.told for place in self.locate(start, end) if place.told), "")


NOWHERE = SourceMap()
"""The map of plain text, which is its own source."""


def _joined(places: Iterable[Place]) -> Iterator[Place]:
    last: Place | None = None
    for place in places:
        both = _both(last, place)
        if both is None and last is not None:
            yield last
        last = both or place
    if last is not None:
        yield last


def _both(last: Place | None, place: Place) -> Place | None:
    """Two literal stretches as one, None where the second does not go on where the first ends."""
    if last is None or not (_literal(last) and _literal(place)) or last.source is None or place.source is None:
        return None
    both = last._replace(end=place.end, source=(last.source[0], place.source[1]))
    same = both == place._replace(start=last.start, source=both.source)
    return both if same and (last.end, last.source[1]) == (place.start, place.source[0]) else None


def _literal(place: Place) -> bool:
    """Whether the stretch is a copy of its source, code point by code point; all others have other lengths there."""
    return place.source is not None and place.source[1] - place.source[0] == place.end - place.start


def _clipped(place: Place, start: int, end: int) -> Place:
    if not _literal(place) or place.source is None:
        return place._replace(start=start, end=end)
    shift = place.source[0] - place.start
    return place._replace(start=start, end=end, source=(start + shift, end + shift))
