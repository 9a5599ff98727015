"""What a clause says beside predicate and arguments: each qualifier reads a View and returns fields of Claim."""

from claims.qualifiers.act import act
from claims.qualifiers.modality import modality
from claims.qualifiers.polarity import polarity
from claims.qualifiers.quantifier import quantifier
from claims.qualifiers.view import View

QUALIFIERS = (polarity, modality, quantifier, act)


def qualify(view: View) -> dict[str, object]:
    """The fields of Claim that the qualifiers set; later ones win."""
    fields: dict[str, object] = {}
    for qualifier in QUALIFIERS:
        fields |= qualifier(view)
    return fields
