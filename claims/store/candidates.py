"""Which sentences share terms with what is looked for: the rarest terms propose, and rare terms weigh more.

A term is a group of keys that stand for one thing: the concepts of a word, a name with its parts, a value. A word of
many senses counts as one term, so that its synonyms do not outvote all other words.
"""

import math
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.folding import indexed
from claims.store.keys import is_specific
from claims.store.records import Candidate

RAREST = 6
SPECIFIC = 12
COMMON = 20_000
"""A term of more sentences than this proposes nothing once rarer terms have proposed."""
HEADING = 0.8
PLACE = """
SELECT s.article_id, s.number, s.heading FROM sentence s JOIN article a ON a.id = s.article_id WHERE s.id = ?
"""
MATCH = "SELECT rowid FROM sentence_fts WHERE sentence_fts MATCH ?"


class Term(NamedTuple):
    """The keys of a term that the store knows, each with the number of its sentences, rarest first."""

    keys: tuple[tuple[str, int], ...]

    @property
    def specific(self) -> bool:
        """Whether it is a name, an unknown word or a value."""
        return any(is_specific(key) for key, _ in self.keys)

    @property
    def sentences(self) -> int:
        """In how many sentences it stands, at most; for a name or a value, its rarest form."""
        return self.keys[0][1] if self.specific else sum(number for _, number in self.keys)


def find_candidates(
    connection: sqlite3.Connection, terms: Iterable[Sequence[str]], *, limit: int, clause: str, values: list[str]
) -> tuple[Candidate, ...]:
    """The best sentences of the articles that the clause selects, best first; ties in the order of the store."""
    total = int(connection.execute("SELECT count(*) FROM sentence").fetchone()[0])
    matched: dict[int, dict[str, None]] = {}
    scores: dict[int, float] = {}
    for term in _telling(connection, terms):
        if term.sentences > COMMON and matched:
            continue
        for sentence, hits in _sentences(connection, term).items():
            matched.setdefault(sentence, {}).update(dict.fromkeys(hits))
            scores[sentence] = scores.get(sentence, 0.0) + _weight(term, hits, total)
    found = []
    for sentence in sorted(matched, key=lambda sentence: (-scores[sentence], sentence)):
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


def _telling(connection: sqlite3.Connection, terms: Iterable[Sequence[str]]) -> list[Term]:
    """The terms worth looking up, rarest first: names, values, and the rarest of the others."""
    known = []
    for wanted in dict.fromkeys(tuple(map(indexed, keys)) for keys in terms):
        counted = []
        for key in dict.fromkeys(wanted):
            row = connection.execute("SELECT sentences FROM key_count WHERE key = ?", (key,)).fetchone()
            if row is not None:
                counted.append((key, int(row[0])))
        if counted:
            known.append(Term(tuple(sorted(counted, key=lambda pair: (pair[1], pair[0])))))
    known.sort(key=lambda term: (term.sentences, term.keys))
    specific = [term for term in known if term.specific][:SPECIFIC]
    rarest = [term for term in known if not term.specific][:RAREST]
    return sorted((*specific, *rarest), key=lambda term: (term.sentences, term.keys))


def _sentences(connection: sqlite3.Connection, term: Term) -> dict[int, list[str]]:
    """The sentences in which a term stands, with the keys by which it does."""
    found: dict[int, list[str]] = {}
    for key, number in term.keys:
        if number > COMMON and found:
            break
        for (sentence,) in connection.execute(MATCH, (f'"{key}"',)):
            found.setdefault(sentence, []).append(key)
    return found


def _weight(term: Term, hits: Sequence[str], total: int) -> float:
    """A name or a value weighs by its rarest form that is met, a word by all its senses and by how many are met."""
    if term.specific:
        return math.log1p(total / min(number for key, number in term.keys if key in hits))
    return math.log1p(total / min(term.sentences, total)) * (1 + len(hits) / len(term.keys)) / 2
