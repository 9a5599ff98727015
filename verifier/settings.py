"""Thresholds and tolerances of matching, comparing and deciding: frozen, passed by hand, never global."""

from claims.document import Frozen


class Settings(Frozen):
    """What may be tuned; the defaults are what the published figures were measured with.

    ``candidates`` are sentences of one article, ``articles`` those of a store that a statement is judged by at most,
    each holding at least ``article_share`` of what the best one holds.
    """

    min_confidence: float = 0.0
    about: float = 0.10
    candidates: int = 8
    articles: int = 8
    article_share: float = 0.6
