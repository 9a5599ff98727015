"""What a user would take instead of a retriever: plain FTS5 over the text, RapidFuzz over sentences, TF-IDF."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

FIRST = 8
WORD = re.compile(r"\w+")
NAMED = "SELECT s.text, a.name FROM sentence s JOIN article a ON a.id = s.article_id"

Find = Callable[[dict[str, Any]], Sequence[str]]


def plain_fts(path: Path) -> Find:
    """FTS5 over the articles' text as it is, any word of the statement, ranked by BM25."""
    index = path.with_suffix(".plain")
    made = not index.exists()
    connection = sqlite3.connect(index)
    if made:
        connection.execute("ATTACH ? AS store", (str(path),))
        connection.execute("CREATE VIRTUAL TABLE plain USING fts5 (text, article UNINDEXED)")
        connection.execute(
            "INSERT INTO plain SELECT s.text, a.name FROM store.sentence s JOIN store.article a ON a.id = s.article_id"
        )
        connection.commit()

    def find(question: dict[str, Any]) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in WORD.findall(question["statement"]))
        rows = connection.execute("SELECT article FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 40", (words,))
        return list(dict.fromkeys(name for (name,) in rows))[:FIRST]

    return find


def rapid_fuzz(path: Path) -> Find:
    """token_set_ratio against every sentence."""
    from rapidfuzz import fuzz, process, utils

    texts, names = _sentences(path)
    ready = [utils.default_process(text) for text in texts]

    def find(question: dict[str, Any]) -> Sequence[str]:
        asked = utils.default_process(question["statement"])
        best = process.extract(asked, ready, scorer=fuzz.token_set_ratio, processor=None, limit=40)
        return list(dict.fromkeys(names[number] for _, _, number in best))[:FIRST]

    return find


def tf_idf(path: Path) -> Find:
    """Cosine of word and letter features against every sentence."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts, names = _sentences(path)
    features = TfidfVectorizer(sublinear_tf=True)
    matrix = features.fit_transform(texts)

    def find(question: dict[str, Any]) -> Sequence[str]:
        scores = (matrix @ features.transform([question["statement"]]).T).toarray()[:, 0]
        best = np.argsort(-scores, kind="stable")[:40]
        return list(dict.fromkeys(names[number] for number in best))[:FIRST]

    return find


def _sentences(path: Path) -> tuple[list[str], list[str]]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute(NAMED).fetchall()
    return [text for text, _ in rows], [name for _, name in rows]
