"""From a sentence that was found to the passage that is shown: the claim in it that holds most of the keys."""

import sqlite3
from collections.abc import Sequence

from claims.claim import Analysis
from claims.store import queries
from claims.store.keys import Key, located_keys
from claims.store.records import Candidate, Found, StoredClaim


def passage(connection: sqlite3.Connection, candidate: Candidate, analysis: Analysis | None) -> Found:
    """The passage of a candidate; without the analysis of its article the longest claim of the sentence."""
    row = connection.execute(
        'SELECT s.text, s.line, s.start, s."end", a.name FROM sentence s JOIN article a ON a.id = s.article_id '
        "WHERE s.id = ?",
        (candidate.sentence_id,),
    ).fetchone()
    located = located_keys(analysis)[candidate.number] if analysis is not None else ()
    best = _best(queries.claims_of_sentence(connection, candidate.sentence_id), located, frozenset(candidate.keys))
    return Found(
        article_id=candidate.article_id,
        article=row["name"],
        line=row["line"] if best is None else best.line,
        start=row["start"] if best is None else best.start,
        end=row["end"] if best is None else best.end,
        text=row["text"] if best is None else best.text,
        sentence=(row["start"], row["end"]),
        sentence_text=row["text"],
        claim_id=None if best is None else best.id,
        keys=candidate.keys,
        score=candidate.score,
    )


def _best(claims: Sequence[StoredClaim], located: Sequence[Key], wanted: frozenset[str]) -> StoredClaim | None:
    """The claim that holds most of the wanted keys; of equals the shortest, or the longest where nothing is known."""

    def held(claim: StoredClaim) -> tuple[int, int, int]:
        inside = {key.key for key in located if claim.start <= key.start and key.end <= claim.end}
        length = claim.end - claim.start
        return len(inside & wanted), -length if located else length, -claim.number

    return max(claims, key=held, default=None)
