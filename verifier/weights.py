"""The weights of the decision, read once from weights.toml: data with its provenance, signs checked on load."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import Field, model_validator

from claims.document import Frozen
from verifier.features import CLASHING, HARMFUL, HELPFUL, Features


class Weights(Frozen):
    """Linear weights over verifier/features.py for support and for contradiction, each against leaving it open.

    What is borne out never lowers support, what is missing and what clashes never raises it; what clashes never lowers
    contradiction. The factors say how much likelier than the other verdicts one must be: below 1 is caution.
    """

    support_bias: float
    conflict_bias: float
    support_factor: float = Field(gt=0.0)
    conflict_factor: float = Field(gt=0.0)
    support: dict[str, float]
    conflict: dict[str, float]

    @model_validator(mode="after")
    def _monotone(self) -> "Weights":
        for name in (*self.support, *self.conflict):
            if name not in Features._fields:
                raise ValueError(f"weight {name} is of no known feature")
        for name, weight in self.support.items():
            if (weight > 0 and name in HARMFUL | CLASHING) or (weight < 0 and name in HELPFUL):
                raise ValueError(f"weight {name} has the wrong sign for support")
        for name, weight in self.conflict.items():
            if weight < 0 and name in CLASHING:
                raise ValueError(f"weight {name} has the wrong sign for contradiction")
        return self


@cache
def weights() -> Weights:
    """The shipped weights."""
    return Weights.model_validate(tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8")))
