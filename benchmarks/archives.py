"""What the benchmark of retrieval asks and is asked of: statements with their terms, and stores of any size."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from filler import bases, fill

from claims.cache import AnalysisCache
from claims.claim import Analysis
from claims.document import Lang
from claims.parsing import model_digest
from claims.reading.records import Incoming
from claims.store.analyst import Analyst
from claims.store.keys import terms
from claims.store.store import Store

ROOT = Path(__file__).resolve().parent.parent


class Analyses:
    """Analyses by the real models, each made once and kept in the cache."""

    def __init__(self) -> None:
        self._cache = AnalysisCache()
        self._analyst = Analyst(cache=self._cache)

    def language(self, text: str) -> Lang:
        """The language of a text."""
        return self._analyst.language(text)

    def analyse(self, text: str, lang: Lang) -> Analysis:
        """What a text asserts."""
        digest = model_digest(lang, "packaged")
        known = self._cache.get(text, lang, digest)
        if known is None:
            known = self._analyst.analyse(text, lang)
            self._cache.put(text, lang, digest, known)
        return known


def write_questions(gold: Sequence[Path], target: Path, analyses: Analyses) -> dict[str, str]:
    """The statements to ask, written down with their terms; answers the texts of their articles by name."""
    texts = {}
    with target.open("w", encoding="utf-8") as stream:
        for path in gold:
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                article = path.parent / row["article"]
                texts[article.name] = article.read_bytes().decode("utf-8")
                if row["label"] != "unknown":
                    wanted = terms(analyses.analyse(row["statement"], row["lang"]))
                    asked = {"statement": row["statement"], "article": article.name, "terms": wanted}
                    stream.write(json.dumps(asked, ensure_ascii=False) + "\n")
    return texts


def make_store(path: Path, size: int, texts: dict[str, str], analyses: Analyses, base: int) -> None:
    """A store at ``path`` with these articles among so many claims; ``base`` articles of each training file vary."""
    draft = path.with_suffix(".draft")
    with Store(draft, write=True) as store:
        for name, text in texts.items():
            store.add(Incoming(name=name, text=text, published="2026-11-24"), analyses)
    rows = [
        row
        for file in sorted(ROOT.glob("training/statements/*.jsonl"))
        for row in list(map(json.loads, file.read_text(encoding="utf-8").splitlines()))[:base]
    ]
    real = ["\n".join(row["lines"]) for row in rows]
    fill(draft, bases([analyses.analyse(text, analyses.language(text)) for text in real]), size)
    os.replace(draft, path)
