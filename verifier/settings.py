"""Thresholds and tolerances of matching, comparing and deciding: frozen, passed by hand, never global."""

from claims.document import Frozen


class Settings(Frozen):
    """What may be tuned; the defaults are what the published figures were measured with."""

    min_confidence: float = 0.0
    about: float = 0.10
    candidates: int = 8
