"""brat standoff: a .txt with the text as given and an .ann with what is marked in it; offsets in code points.

Standard output takes one text's .ann; ``files`` makes the pairs of files that a brat collection consists of.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from claims.drawing import clean
from claims.errors import ClaimsError
from verifier.formats.marks import Mark, Place, by_page

ODD = re.compile(r"[^\w.-]+")
BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What breaks a line or a field of the .ann as brat reads it, or steers a terminal."""
CONFIG = "[entities]\nsupported\ncontradicted\nunknown\n\n[relations]\n\n[events]\n\n[attributes]\n"


def render(marks: Iterable[Mark]) -> Iterator[str]:
    """The annotations of one text, one a line with a note after it; raises ClaimsError where there is more than one."""
    pages = by_page(marks)
    if len(pages) > 1:
        raise ClaimsError("brat keeps one file a text, and several are marked here; write a folder with -o FOLDER.")
    for _, places in pages:
        yield _annotations(places)


def files(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """The files of a collection, name and content: its configuration, then each text with its annotations."""
    yield "annotation.conf", CONFIG
    taken: set[str] = set()
    for page, places in by_page(marks):
        name = _free(ODD.sub("-", page.name.removesuffix(".txt")).strip(".-") or "text", taken)
        yield f"{name}.txt", page.text
        yield f"{name}.ann", _annotations(places)


def _annotations(places: Iterable[tuple[Place, Mark]]) -> str:
    return "".join(_lines(number, place, mark) for number, (place, mark) in enumerate(places, start=1))


def _lines(number: int, place: Place, mark: Mark) -> str:
    """A stretch over several lines is given in parts, for a line of the .ann must not break."""
    parts = list(_parts(place))
    told = ";".join(f"{start} {end}" for start, end in parts)
    words = " ".join(place.page.text[start:end] for start, end in parts)
    note = f"{clean(mark.message)} (confidence {mark.report.confidence:.2f})"
    return f"T{number}\t{mark.report.verdict} {told}\t{words}\n#{number}\tAnnotatorNotes T{number}\t{note}\n"


def _parts(place: Place) -> Iterator[tuple[int, int]]:
    start = place.start
    for broken in BROKEN.finditer(place.page.text, place.start, place.end):
        if broken.start() > start:
            yield start, broken.start()
        start = broken.end()
    if start < place.end:
        yield start, place.end


def _free(name: str, taken: set[str]) -> str:
    free = next(one for number in count(1) if (one := name if number == 1 else f"{name}-{number}") not in taken)
    taken.add(free)
    return free
