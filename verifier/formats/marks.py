"""Marks: verdicts tied to the stretches of texts that they are about, from which all formats with places are made.

For a statement what is marked is its evidence in the articles; for a draft it is the claim, and the evidence is related
to it. A format that points into texts is a function from marks to pieces of output and knows nothing of either.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from claims.offsets import Offsets

if TYPE_CHECKING:
    from verifier.drafts import DraftReport
    from verifier.findings import Finding
    from verifier.formats.view import View
    from verifier.model import Evidence, Report

ADDRESSES = ("http://", "https://")
UNTOUCHED = "/-._~"
UNTOUCHED_IN_ADDRESSES = UNTOUCHED + ":?#[]@!$&'()*+,;=%"


class Page:
    """A text as it stands in its file, with the name or path that it is shown by."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def offsets(self) -> Offsets:
        """The converter of the text's offsets, made once."""
        return Offsets(self.text)

    @property
    def uri(self) -> str:
        """The name as a URI: an address as it is, an absolute path with ``file://``, anything else relative."""
        if self.name.startswith(ADDRESSES):
            return quote(self.name, safe=UNTOUCHED_IN_ADDRESSES)
        return ("file://" if self.name.startswith("/") else "") + quote(self.name, safe=UNTOUCHED)


class Place(NamedTuple):
    """A stretch of a page; half-open offsets in code points."""

    page: Page
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters that stand there."""
        return self.page.text[self.start : self.end]


class Fix(NamedTuple):
    """Words that could stand at a place instead of what stands there; ``told`` offers them to people."""

    place: Place
    text: str
    told: str


class Mark(NamedTuple):
    """One verdict with what it is tied to: ``places`` are marked, ``related`` bear on them from elsewhere.

    ``id`` is unique among the marks that are made together and holds no character that needs escaping anywhere.
    ``title`` and ``message`` are for people, in the language of the statement; the message quotes texts as they stand.
    A statement that nothing speaks of has no place.
    """

    id: str
    report: "Report"
    title: str
    message: str
    places: tuple[Place, ...]
    related: tuple[Place, ...] = ()
    fix: Fix | None = None


def from_reports(reports: "Iterable[Report]", view: "View") -> Iterator[Mark]:
    """A mark a statement, on its evidence in the articles of the view."""
    from verifier.findings import explained  # the engine's modules, too slow for --help
    from verifier.phrases import phrases

    pages: dict[str, Page] = {}
    for number, report in enumerate(reports, start=1):
        pages = {name: _page(name, document.text, pages) for name, document in view.documents.items()}
        title = phrases(report.lang).short[report.verdict]
        message = f"{report.statement} – {explained(report)}"
        yield Mark(f"claim-{number}", report, title, message, _evidence(report.evidence, pages))


def from_draft(draft: "DraftReport", text: str, sources: Mapping[str, str]) -> Iterator[Mark]:
    """A mark a claim of the draft, on the whole claim; ``sources`` are the texts of the articles by name."""
    from verifier.findings import find

    page, pages = Page(draft.draft, text), _pages(sources)
    for number, finding in enumerate(find(draft), start=1):
        yield _mark(f"claim-{number}", finding, Place(page, finding.check.start, finding.check.end), pages)


def from_findings(findings: "Iterable[Finding]", page: Page, sources: Mapping[str, str]) -> Iterator[Mark]:
    """A mark a finding, on the words that are underlined in an editor; ``sources`` as for a draft."""
    pages = _pages(sources)
    for number, finding in enumerate(findings, start=1):
        yield _mark(f"claim-{number}", finding, Place(page, finding.start, finding.end), pages)


def by_page(marks: Iterable[Mark]) -> list[tuple[Page, list[tuple[Place, Mark]]]]:
    """The marked places of each text in its order, the texts in the order in which they are first met."""
    found: dict[tuple[str, str], tuple[Page, list[tuple[Place, Mark]]]] = {}
    for mark in marks:
        for place in mark.places:
            key = (place.page.name, place.page.text)
            found.setdefault(key, (place.page, []))[1].append((place, mark))
    return [(page, sorted(places, key=lambda one: one[0][1:])) for page, places in found.values()]


def numbered(mark: Mark) -> Iterator[tuple[str, Place]]:
    """The places of a mark, each with an id of its own: that of the mark, then with a number after it."""
    for number, place in enumerate(mark.places, start=1):
        yield (mark.id if number == 1 else f"{mark.id}-{number}"), place


def _mark(id: str, finding: "Finding", place: Place, pages: Mapping[str, Page]) -> Mark:
    from verifier.phrases import phrases

    fix = None
    if finding.replacement is not None:
        told = phrases(finding.report.lang).replace.format(theirs=finding.replacement)
        fix = Fix(Place(place.page, finding.start, finding.end), finding.replacement, told)
    related = _evidence(finding.report.evidence, pages)
    return Mark(id, finding.report, finding.short, finding.message, (place,), related, fix)


def _evidence(evidence: "Iterable[Evidence]", pages: Mapping[str, Page]) -> tuple[Place, ...]:
    """Where the evidence stands; what the pages do not hold where it is said to stand is left out."""
    return tuple(
        Place(page, one.start, one.end)
        for one in evidence
        if (page := pages.get(one.article)) is not None and page.text[one.start : one.end] == one.text
    )


def _page(name: str, text: str, known: Mapping[str, Page]) -> Page:
    """The page of a text, the known one where it is there, so that its tables are made once."""
    page = known.get(name)
    return page if page is not None and page.text == text else Page(name, text)


def _pages(sources: Mapping[str, str]) -> dict[str, Page]:
    return {name: Page(name, text) for name, text in sources.items()}
