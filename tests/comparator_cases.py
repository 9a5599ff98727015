"""Rows of fixtures/cases, and an engine that has analysed all their texts in one pass."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from claims.analysis import analyse_all
from claims.claim import Analysis
from claims.document import Lang
from verifier.pipeline import Engine, Source

CASES = Path(__file__).parents[1] / "fixtures" / "cases"
Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a file of cases, by its name without the ending."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


class Prepared:
    """Analyses made beforehand, many texts in one pass through the models; an AnalysisCache."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, Lang], Analysis] = {}

    def get(self, text: str, lang: Lang, models: str) -> Analysis | None:
        """The analysis of the text, whatever the models."""
        return self.known.get((text, lang))

    def put(self, text: str, lang: Lang, models: str, analysis: Analysis) -> None:
        """Keep an analysis."""
        self.known[text, lang] = analysis


def prepared(engine: Engine, texts: Iterable[tuple[str, Lang]]) -> Engine:
    """An engine with the same models that has analysed the given texts."""
    cache = Prepared()
    wanted = tuple(dict.fromkeys(texts))
    for lang in sorted({lang for _, lang in wanted}):
        own = [text for text, language in wanted if language == lang]
        for text, analysis in zip(own, analyse_all(own, lang, engine.parser), strict=True):
            cache.put(text, lang, "", analysis)
    mine = Engine(settings=engine.settings, cache=cache)
    mine.parser = engine.parser
    return mine


def source(engine: Engine, text: str, lang: Lang = "tr") -> Source:
    """A text as an article."""
    return Source(name="article", analysis=engine.analyse(text, lang=lang))
