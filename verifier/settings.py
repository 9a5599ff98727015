"""Thresholds and tolerances of matching, comparing and deciding: frozen, passed by hand, never global."""

from claims.document import Frozen


class Settings(Frozen):
    """What may be tuned; the defaults are what the published figures were measured with."""

    min_confidence: float = 0.0
    fuzzy_name: float = 86.0
    rounding: float = 0.05
    about: float = 0.10
    candidates: int = 8
    support_coverage: float = 0.72
    conflict_coverage: float = 0.55
