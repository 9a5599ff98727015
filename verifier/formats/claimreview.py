"""ClaimReview JSON-LD (schema.org) as a draft for the newsroom's own page: what a person must check before it goes out.

Only what is known stands in it. An unknown verdict gives none: a rating of nothing misleads whoever reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claims.errors import ClaimsError
from verifier.formats.escaping import as_json

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Evidence, Report

BEST, WORST = 5, 1
RATINGS: Mapping[str, int] = {"supported": BEST, "contradicted": WORST}
NAMES: Mapping[str, Mapping[str, str]] = {
    "tr": {"supported": "Doğru", "contradicted": "Yanlış"},
    "en": {"supported": "True", "contradicted": "False"},
}


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """One object a settled statement, a list of them where many were asked; raises ClaimsError without a reviewer."""
    demand(view.reviewer, view.url)
    found = (_text(_review(report, view)) for report in reports if report.verdict in RATINGS)
    if not view.many:
        yield from (f"{review}\n" for review in found)
        return
    yield "["
    lead = "\n"
    for review in found:
        yield lead + review
        lead = ",\n"
    yield "\n]\n"


def demand(reviewer: str, url: str) -> None:
    """Raises ClaimsError where no person or newsroom answers for the review, or its page has no address."""
    if not reviewer.strip() or not url:
        raise ClaimsError(
            "A ClaimReview needs a newsroom that answers for it; give --reviewer NAME and --url, the page it is for."
        )
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or any(map(str.isspace, url)):
        raise ClaimsError(f"{url} is no address of a page; give --url https://…, where the review will stand.")


def _review(report: "Report", view: "View") -> dict[str, Any]:
    from verifier.findings import explained  # the engine's modules, too slow for --help

    lang = "tr" if report.lang == "tr" else "en"
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "url": view.url,
        "inLanguage": lang,
        "author": {"@type": "Organization", "name": view.reviewer},
        "claimReviewed": report.statement,
        "itemReviewed": {"@type": "Claim", "text": report.statement, "inLanguage": lang},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[report.verdict],
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": NAMES[lang][report.verdict],
            "ratingExplanation": explained(report),
        },
    }
    return review | ({"citation": list(map(_citation, report.evidence))} if report.evidence else {})


def _citation(evidence: "Evidence") -> dict[str, str]:
    address = {"url": evidence.article} if evidence.article.startswith(("http://", "https://")) else {}
    return {"@type": "CreativeWork", "name": evidence.article, **address, "text": evidence.text}


def _text(review: Mapping[str, Any]) -> str:
    """JSON that can stand in a page's script element as it is: no tag and no comment can be opened or closed in it."""
    written = as_json(review, indent=2)
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
