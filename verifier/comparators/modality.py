"""Possible or planned in the article, fact in the statement: not borne out, yet not denied."""

from verifier.model import Comparison, Side
from verifier.pairing import Pair, predicate_claim

WEAKER = frozenset({"possible", "planned"})


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """SILENT for a predicate that the article only holds possible or plans, AGREE where both say so alike."""
    found = []
    for term, _, link in pair.links():
        if link is None:
            continue
        said, given = predicate_claim(pair.statement, term), predicate_claim(pair.article, link.article)
        if said is None or given is None or given.modality not in WEAKER:
            continue
        alike = said.modality in WEAKER
        found.append(
            Comparison(
                aspect="modality",
                outcome="agree" if alike else "silent",
                statement=Side(start=said.start, end=said.end, text=said.text, value=said.modality),
                article=Side(start=given.start, end=given.end, text=given.text, value=given.modality),
                reason="same-modality" if alike else f"{given.modality}-only",
                comparator="modality",
                strength=1.0,
            )
        )
    return tuple(found[:1])
