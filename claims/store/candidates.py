"""Which sentences share keys with what is looked for: the rarest keys propose, and rare keys weigh more."""

import math
import sqlite3
from collections.abc import Iterable

from claims.folding import indexed
from claims.store.keys import is_specific
from claims.store.records import Candidate

RAREST = 6
SPECIFIC = 12
COMMON = 20_000
"""A key of more sentences than this proposes nothing once rarer keys have proposed."""
HEADING = 0.8
PLACE = """
SELECT s.article_id, s.number, s.heading FROM sentence s JOIN article a ON a.id = s.article_id WHERE s.id = ?
"""
MATCH = "SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ?"


def find_candidates(
    connection: sqlite3.Connection, keys: Iterable[str], *, limit: int, clause: str, values: list[str]
) -> tuple[Candidate, ...]:
    """The best sentences of the articles that the clause selects, best first; ties in the order of the store."""
    total = int(connection.execute("SELECT count(*) FROM sentence").fetchone()[0])
    matched: dict[int, list[str]] = {}
    scores: dict[int, float] = {}
    for key, sentences in _telling(connection, keys):
        if sentences > COMMON and matched:
            continue
        weight = math.log1p(total / sentences)
        for (sentence,) in connection.execute(MATCH, (f'"{key}"',)):
            matched.setdefault(sentence, []).append(key)
            scores[sentence] = scores.get(sentence, 0.0) + weight
    ranked = sorted(matched, key=lambda sentence: (-scores[sentence], sentence))
    found = []
    for sentence in ranked:
        row = connection.execute(f"{PLACE} AND {clause}", (sentence, *values)).fetchone()
        if row is None:
            continue
        found.append(
            Candidate(
                sentence_id=sentence,
                article_id=row["article_id"],
                number=row["number"],
                keys=tuple(matched[sentence]),
                score=round(scores[sentence] * (HEADING if row["heading"] else 1.0), 6),
            )
        )
        if len(found) >= 2 * limit:  # headings yield to running text, so more are looked at than are asked for
            break
    found.sort(key=lambda candidate: (-candidate.score, candidate.sentence_id))
    return tuple(found[:limit])


def _telling(connection: sqlite3.Connection, keys: Iterable[str]) -> list[tuple[str, int]]:
    """The keys worth looking up, rarest first, each with the number of its sentences: names, values and a few more."""
    known = []
    for key in dict.fromkeys(map(indexed, keys)):
        row = connection.execute("SELECT sentences FROM key_count WHERE key = ?", (key,)).fetchone()
        if row is not None:
            known.append((key, int(row[0])))
    known.sort(key=lambda pair: (pair[1], pair[0]))
    specific = [pair for pair in known if is_specific(pair[0])][:SPECIFIC]
    rarest = [pair for pair in known if not is_specific(pair[0])][:RAREST]
    return sorted((*specific, *rarest), key=lambda pair: (pair[1], pair[0]))
