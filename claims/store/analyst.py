"""Who analyses what is added: the models, asked only where the cache does not know the text."""

from typing import Protocol

from claims.cache import AnalysisCache
from claims.claim import Analysis
from claims.document import Lang
from claims.parsing import ModelChoice, Parser, model_digest


class Analyser(Protocol):
    """Tells the language of a text and what it asserts."""

    def language(self, text: str) -> Lang:
        """The language that the text is written in."""

    def analyse(self, text: str, lang: Lang) -> Analysis:
        """What the text asserts."""


class Analyst:
    """The analyser with the real models; it reads the cache and leaves keeping to the store."""

    def __init__(self, *, models: ModelChoice = "packaged", cache: AnalysisCache | None = None) -> None:
        self._parser = Parser(models=models)
        self._cache = cache

    def language(self, text: str) -> Lang:
        """The language of a text; Turkish where it cannot be told."""
        return (self._cache.language(text, _detect) if self._cache else _detect(text)) or "tr"

    def analyse(self, text: str, lang: Lang) -> Analysis:
        """What the text asserts; raises ModelError where the models cannot be loaded."""
        known = self._cache.get(text, lang, model_digest(lang, self._parser.models)) if self._cache else None
        if known is None:
            from claims.analysis import analyse  # heavy, and of no use where the analysis is kept

            known = analyse(text, lang, self._parser)
        return known


def _detect(text: str) -> Lang | None:
    from claims.language import detect  # takes the whole lexicon

    return detect(text)
