"""The picture of the engine in code: statement and articles in, Report out; nothing else calls the steps."""

from collections.abc import Sequence
from typing import Protocol

from claims.analysis import analyse
from claims.claim import Analysis
from claims.document import Frozen, Lang
from claims.parsing import ModelChoice, Parser
from verifier.model import Report
from verifier.settings import Settings


class Source(Frozen):
    """An analysed article and the name it is shown by."""

    name: str
    analysis: Analysis


class AnalysisCache(Protocol):
    """Where analyses are kept between runs, keyed by text, language and models."""

    def get(self, text: str, lang: Lang, models: str) -> Analysis | None: ...

    def put(self, text: str, lang: Lang, models: str, analysis: Analysis) -> None: ...


class Engine:
    """Analyses articles and verifies statements with one set of models and settings."""

    def __init__(
        self,
        *,
        models: ModelChoice = "packaged",
        settings: Settings | None = None,
        cache: AnalysisCache | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.parser = Parser(models=models)
        self.cache = cache

    def analyse(self, text: str, *, lang: Lang | None = None) -> Analysis:
        """The claims, values and names of a text; its language is detected where not given."""
        raise NotImplementedError

    def verify(self, statement: str, sources: Sequence[Source], *, lang: Lang | None = None, id: str = "1") -> Report:
        """The verdict on one statement against the claims of the articles."""
        raise NotImplementedError
