"""Who says so: what the article only reports is not borne out as fact; what both ascribe to the same source is."""

from verifier.model import Comparison, Side
from verifier.pairing import Pair, predicate_claim


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """SILENT with the reason ``reported`` where the article ascribes to a source what the statement states as fact."""
    found = []
    for term, _, link in pair.links():
        if link is None:
            continue
        said, given = predicate_claim(pair.statement, term), predicate_claim(pair.article, link.article)
        if said is None or given is None or given.attribution is None:
            continue
        source = given.attribution
        alike = said.attribution is not None
        found.append(
            Comparison(
                aspect="attribution",
                outcome="agree" if alike else "silent",
                statement=Side(
                    start=said.start,
                    end=said.end,
                    text=said.text,
                    value=said.attribution.text if said.attribution else "fact",
                ),
                article=Side(
                    start=source.start, end=source.end, text=source.text, value=source.resolved or source.text
                ),
                reason="same-attribution" if alike else "reported",
                comparator="attribution",
                strength=1.0,
            )
        )
    return tuple(found[:1])
