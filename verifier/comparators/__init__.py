"""What a statement says, aspect by aspect, held against a sentence of the article; each member gives comparisons."""

from collections.abc import Callable

from verifier.comparators import (
    attribution,
    comparisons,
    content,
    contrast,
    dates,
    fillers,
    meaning,
    modality,
    order,
    polarity,
    predicate,
    quantifiers,
    quantities,
    roles,
)
from verifier.model import Comparison
from verifier.pairing import Pair

Comparator = Callable[[Pair], tuple[Comparison, ...]]

COMPARATORS: tuple[Comparator, ...] = (
    content.compare,
    quantities.compare,
    dates.compare,
    predicate.compare,
    polarity.compare,
    order.compare,
    roles.compare,
    contrast.compare,
    fillers.compare,
    quantifiers.compare,
    comparisons.compare,
    modality.compare,
    attribution.compare,
    meaning.compare,
)


def compare(pair: Pair) -> tuple[Comparison, ...]:
    """All comparisons of a pair, in the order of the comparators and of the statement's text."""
    return tuple(comparison for comparator in COMPARATORS for comparison in comparator(pair))
