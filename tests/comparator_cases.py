"""Rows of fixtures/cases, and engines that have analysed all their texts beforehand.

Rows that test how analyses are compared use recorded parses, so that another model cannot change what they test;
``python tests/comparator_cases.py`` records them anew (needs the language models).
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from claims.analysis import analyse_all, interpret
from claims.claim import Analysis
from claims.conllu import dump, load
from claims.document import Lang
from verifier.pipeline import Engine, Source

CASES = Path(__file__).parents[1] / "fixtures" / "cases"
PARSES = Path(__file__).parent / "verifier" / "data" / "parses.jsonl"
MARKED = re.compile("⟦(.*?)⟧")
Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a file of cases, by its name without the ending."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


class Prepared:
    """Analyses made beforehand, many texts in one pass through the models; an Analyses."""

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
    kept = Prepared()
    wanted = tuple(dict.fromkeys(texts))
    for lang in sorted({lang for _, lang in wanted}):
        own = [text for text, language in wanted if language == lang]
        for text, analysis in zip(own, analyse_all(own, lang, engine.parser), strict=True):
            kept.put(text, lang, "", analysis)
    mine = Engine(settings=engine.settings, cache=kept)
    mine.parser = engine.parser
    return mine


def source(engine: Engine, text: str, lang: Lang = "tr") -> Source:
    """A text as an article."""
    return Source(name="article", analysis=engine.analyse(text, lang=lang))


def plain(text: str) -> str:
    """A sentence without the marks around its name."""
    return MARKED.sub(r"\1", text)


def recorded_texts() -> tuple[tuple[str, Lang], ...]:
    """The texts of the rows of comparators and names, with their languages."""
    texts: list[tuple[str, Lang]] = []
    for row in rows("comparators"):
        texts += [(row["article"], "tr"), (row["statement"], row["lang"])]
    for row in rows("names"):
        texts += [(plain(row[side]), row[f"{side}_lang"]) for side in ("said", "given")]
    return tuple(dict.fromkeys(texts))


def recorded(engine: Engine) -> Engine:
    """An engine with the analyses of ``recorded_texts``, made from recorded parses."""
    kept = Prepared()
    for line in PARSES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kept.put(row["text"], row["lang"], "", interpret(load(row["conllu"])))
    missing = [text for text in recorded_texts() if text not in kept.known]
    assert not missing, f"Record the parses anew with: python tests/comparator_cases.py ({missing[0]})"
    mine = Engine(settings=engine.settings, cache=kept)
    mine.parser = engine.parser
    return mine


def record() -> None:
    """Parses the texts and writes the recorded parses."""
    parser = Engine().parser
    lines = []
    for lang in ("tr", "en"):
        own = [text for text, language in recorded_texts() if language == lang]
        for text, document in zip(own, parser.parse_all(own, lang), strict=True):
            lines.append(json.dumps({"text": text, "lang": lang, "conllu": dump(document)}, ensure_ascii=False) + "\n")
    PARSES.parent.mkdir(exist_ok=True)
    PARSES.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    record()
