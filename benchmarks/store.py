"""What the store takes apart from the models: articles a second, bytes an article, milliseconds a search.

    python benchmarks/store.py [ARTICLES]

The articles of ``fixtures`` are analysed once; copies of them with a longer end and names of their own stand for many
articles, so that terms are more common than in a real archive of that size.
"""

import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from claims.claim import Analysis
from claims.document import Lang
from claims.reading.records import Incoming
from claims.store.analyst import Analyst
from claims.store.keys import terms
from claims.store.store import Store

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS: tuple[tuple[str, Lang], ...] = (
    ("Meta invested $14.3B in Scale AI", "en"),
    ("Two people died in the flood in Derebağ", "en"),
    ("Belediye meclisi bütçeyi kabul etti", "tr"),
    ("The company laid off its workers", "en"),
    ("Köprü kapatıldı", "tr"),
)


class Known:
    """An analyser that has analysed every article before."""

    def __init__(self, analyses: dict[str, Analysis]) -> None:
        self._analyses = analyses

    def language(self, text: str) -> Lang:
        """The language in which it was analysed."""
        return self._analyses[text.rstrip()].document.lang

    def analyse(self, text: str, lang: Lang) -> Analysis:
        """The known analysis, for the text with its longer end."""
        known = self._analyses[text.rstrip()]
        return known.model_copy(update={"document": known.document.model_copy(update={"text": text})})


def main(count: int) -> None:
    """Print the figures."""
    analyst = Analyst()
    texts = [path.read_text(encoding="utf-8").rstrip() for path in sorted(ROOT.glob("fixtures/**/articles/*"))]
    known = Known({text: analyst.analyse(text, analyst.language(text)) for text in texts})
    asked = [terms(analyst.analyse(text, lang)) for text, lang in QUESTIONS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite3"
        with Store(path, write=True) as store:
            start = time.perf_counter()
            for number, text in enumerate(islice(cycle(texts), count)):
                store.add(Incoming(name=f"{number}.txt", text=text + "\n" * (1 + number // len(texts))), known)
            seconds = time.perf_counter() - start
            print(f"added      {count / seconds:8.1f} articles a second, analyses known")
            start = time.perf_counter()
            for number, text in enumerate(islice(cycle(texts), count)):
                store.add(Incoming(name=f"{number}.txt", text=text + "\n" * (1 + number // len(texts))), known)
            print(f"unchanged  {count / (time.perf_counter() - start):8.1f} articles a second")
            for wanted, (text, _) in zip(asked, QUESTIONS, strict=True):
                taken = []
                for _ in range(7):
                    start = time.perf_counter()
                    store.search_terms(wanted, limit=20)
                    taken.append(1000 * (time.perf_counter() - start))
                print(f"search     {median(taken):8.1f} ms  {text}")
            start = time.perf_counter()
            faults = store.faults()
            print(f"check      {time.perf_counter() - start:8.1f} s, {len(faults)} faults")
        size = path.stat().st_size / count
        print(f"size       {size / 1024:8.1f} KiB an article of {sum(map(len, texts)) // len(texts)} characters")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
