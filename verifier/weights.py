"""The weights of the decision, read once from weights.toml: data with its provenance, signs checked on load."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import model_validator

from claims.document import Frozen

HELPFUL = frozenset(
    {"coverage", "local", "near", "full", "complete", "predicate", "weakest", "exact", "polarity", "roles"}
)
HARMFUL = frozenset(
    {
        "names_missing",
        "values_missing",
        "words_missing",
        "worst_missing",
        "quantifier_missing",
        "comparison_missing",
        "unsure",
        "reported",
        "other_roles",
    }
)


class Weights(Frozen):
    """Linear weights over the features of verifier/decision.py; more borne out can never lower support."""

    support_bias: float
    conflict_bias: float
    support_at: float
    contradict_at: float
    strength: float
    support: dict[str, float]
    conflict: dict[str, float]
    aspect: dict[str, float]

    @model_validator(mode="after")
    def _monotone(self) -> "Weights":
        for name, weight in self.support.items():
            if (weight > 0 and name in HARMFUL) or (weight < 0 and name in HELPFUL):
                raise ValueError(f"weight {name} has the wrong sign for support")
        return self


@cache
def weights() -> Weights:
    """The shipped weights."""
    return Weights.model_validate(tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8")))
