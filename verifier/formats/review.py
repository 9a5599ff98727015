"""What the review page is given: reports with the editor's own judgement, and the articles that they point into."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from claims.document import Frozen, Span
from verifier.formats.shell import part
from verifier.formats.view import View
from verifier.model import Report, Verdict


class Shown(Frozen):
    """An article as the page shows it; claims are spans of code points of its text."""

    name: str
    text: str
    lang: str = ""
    claims: tuple[Span, ...] = ()
    published: str | None = None


class Judgement(Frozen):
    """What an editor made of a verdict: the same or another one; ``time`` is ISO 8601, ``tag`` names the version."""

    id: str = ""
    verdict: Verdict
    note: str = ""
    reviewer: str = ""
    time: str = ""
    tag: str = ""


class Judged(Frozen):
    """A report, and the judgement on it where there is one."""

    report: Report
    review: Annotated[Judgement | None, Field(description="What an editor made of it.")] = None


def parts(reports: Iterable[Report], view: View) -> Iterator[str]:
    """The parts of a page, each report followed by the articles that it is the first to point into."""
    known: set[str] = set()
    for report in reports:
        yield item_part(Judged(report=report))
        for name in _needed(report, view):
            if name not in known:
                known.add(name)
                yield article_part(_shown(name, view))


def item_part(judged: Judged) -> str:
    """A report as a part of the page."""
    return part("item", judged.model_dump(mode="json"))


def article_part(article: Shown) -> str:
    """An article as a part of the page."""
    return part("article", article.model_dump(mode="json", exclude_none=True))


def _needed(report: Report, view: View) -> Iterator[str]:
    """The articles of its evidence; where there is none, the only article that there is."""
    found = [one.article for one in report.evidence if one.article in view.documents]
    yield from dict.fromkeys(found or (tuple(view.documents) if len(view.documents) == 1 else ()))


def _shown(name: str, view: View) -> Shown:
    document = view.documents[name]
    return Shown(
        name=name,
        text=document.text,
        lang=document.lang,
        claims=tuple(claim.span for claim in view.claims.get(name, ())),
        published=view.published.get(name),
    )
