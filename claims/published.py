"""Claims and values as plain JSON values, in the fields that are published."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.claim import Analysis, Claim
    from claims.values.model import Value

FIELDS = {"start", "end", "text", "kind", "value", "unit", "bound"}


def value_record(value: "Value") -> dict[str, Any]:
    """One value; offsets are half-open code points of its text."""
    return value.model_dump(mode="json", include=FIELDS)


def claim_record(article: str, analysis: "Analysis", claim: "Claim") -> dict[str, Any]:
    """One claim as plain JSON values; offsets are half-open code points of the article."""
    sentence = analysis.document.sentences[claim.sentence]
    subject = claim.subject
    return {
        "article": article,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "sentence": [sentence.start, sentence.end],
        "predicate": claim.predicate.text,
        "predicate_lemma": claim.predicate.lemma,
        "subject": None if subject is None else subject.text if subject.overt else subject.resolved or subject.text,
        "objects": [argument.text for argument in claim.arguments if argument.role == "object"],
        "quantities": [value_record(value) for value in claim.quantities],
        "dates": [value_record(value) for value in claim.dates],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": None if claim.attribution is None else claim.attribution.text,
        "checkable": claim.checkable,
        "rule": claim.rule,
    }
