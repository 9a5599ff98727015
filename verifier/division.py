"""Names that run together in a statement ("Ruben Mayer Meta'dan ayrıldı") and what the article tells of where one ends.

Turkish puts no comma between a subject and the name that follows it, so that only knowledge of the names can part them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.claim import Argument, Claim
from claims.document import Token
from claims.names import strip_suffix
from verifier.index import Index
from verifier.matching import capitalised, name_score
from verifier.terms import Term

WHOLE = 0.88
PARTLY = 0.7
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


class _Cut(NamedTuple):
    """A name in two, and how surely the article knows each half (0 to 1)."""

    halves: tuple[Term, Term]
    scores: tuple[float, float]


def divide_names(statement: Index, article: Index) -> Index:
    """The statement with runs of capitals divided into the names that they are by what the article names."""
    halves: dict[Term, tuple[Term, ...]] = {}
    for term in statement.names:
        parts = _divided(term, statement, article)
        if len(parts) > 1:
            halves[term] = parts
    if not halves:
        return statement
    sentences = tuple(tuple(part for term in one for part in halves.get(term, (term,))) for one in statement.sentences)
    claims = statement.analysis.claims
    for term, (front, tail) in halves.items():
        if _holds_the_doer(term, statement):
            claims = tuple(_with_doer(claim, term, front, tail) for claim in claims)
    return Index(statement.analysis.model_copy(update={"claims": claims}), sentences)


def _with_doer(claim: Claim, term: Term, front: Term, tail: Term) -> Claim:
    """The claim with the front of the name as its subject, and the tail as the participant that the whole was."""
    found: list[Argument] = []
    for one in claim.arguments:
        if one.start == term.start and claim.sentence == term.sentence:
            place = {"start": front.start, "end": front.end, "text": front.text, "head": front.head}
            found.append(one.model_copy(update={**place, "role": "subject", "tokens": front.tokens, "case": ""}))
            left = tuple(token for token in one.tokens if token not in front.tokens)
            one = one.model_copy(
                update={"start": tail.start, "text": one.text[tail.start - one.start :], "tokens": left}
            )
        found.append(one)
    return claim.model_copy(update={"arguments": tuple(found)})


def _divided(term: Term, statement: Index, article: Index) -> tuple[Term, ...]:
    """The term, or its halves: both named by the article, or one of them where the statement lacks a doer otherwise."""
    words = _words(term, statement)
    if term.whole or len(term.parts) < 2 or len(term.parts) != len(words):
        return (term,)
    if any(name_score(term, name, article) >= WHOLE for name in article.names):
        return (term,)
    cuts = list(_cuts(term, words, statement, article))
    both = [cut for cut in cuts if min(cut.scores) >= PARTLY and max(cut.scores) >= WHOLE]
    if both:
        return max(both, key=lambda cut: sum(cut.scores)).halves
    if not _holds_the_doer(term, statement):
        return (term,)
    tails = [cut for cut in cuts if cut.scores[1] >= WHOLE]
    fronts = [cut for cut in cuts if cut.scores[0] >= WHOLE]
    return tails[0].halves if tails else fronts[-1].halves if fronts else (term,)


def _cuts(term: Term, words: Sequence[Token], statement: Index, article: Index) -> Iterator[_Cut]:
    """Every way to cut a name in two, the shortest front first; halves that are one thing of the article are no two."""
    for at in range(1, len(words)):
        halves = _half(term, words, 0, at, statement), _half(term, words, at, len(words), statement)
        (front, first), (tail, second) = (_known(half, article) for half in halves)
        if not (first and second and front == tail):
            yield _Cut(halves, (first, second))


def _known(half: Term, article: Index) -> tuple[int | None, float]:
    """The thing of the article that half a name stands for best, and how surely."""
    if any(capitalised(half, article)):
        return None, 1.0
    scored = ((name.entity, name_score(half, name, article)) for name in article.names)
    return max(scored, key=lambda pair: pair[1], default=(None, 0.0))


def _holds_the_doer(term: Term, statement: Index) -> bool:
    """Whether a name with a case suffix or postposition begins with the doer: no clause of its sentence shows another.

    Nothing but times and adverbs stands before it, which could be the doer too ("Başkan Mark Zuckerberg'i aradı").
    """
    tokens = statement.analysis.document.sentences[term.sentence].tokens
    last = next(token for token in reversed(tokens) if token.id in term.tokens)
    marked = strip_suffix(last.text) != last.text or any(one.head == last.id and one.deprel == "case" for one in tokens)
    others = (one for one in statement.sentences[term.sentence] if one.end <= term.start)
    if not marked or any(one.kind != "value" and one.upos in NOMINAL for one in others):
        return False
    claims = [claim for claim in statement.analysis.claims if claim.sentence == term.sentence]
    return bool(claims) and not any(map(_has_doer, claims))


def _has_doer(claim: Claim) -> bool:
    """Whether a claim names its subject, or is a passive that needs none."""
    roles = {argument.role for argument in claim.arguments if argument.overt}
    return "subject" in roles or (claim.predicate.passive and "object" not in roles)


def _words(term: Term, statement: Index) -> list[Token]:
    """The tokens of a term that are words, no dash or dot between them."""
    sentence = statement.analysis.document.sentences[term.sentence]
    return [token for token in sentence.tokens if token.id in term.tokens and any(map(str.isalnum, token.text))]


def _half(term: Term, words: Sequence[Token], first: int, last: int, statement: Index) -> Term:
    """The words from ``first`` to ``last`` of a name as a name of their own."""
    tokens = words[first:last]
    start, end = tokens[0].start, tokens[-1].end
    return term.model_copy(
        update={
            "start": start,
            "end": end,
            "text": statement.analysis.document.text[start:end],
            "head": tokens[0].id,
            "tokens": tuple(token.id for token in tokens),
            "parts": term.parts[first:last],
            "lemma": " ".join(strip_suffix(token.text) for token in tokens),
            "whole": (),
            "concepts": tuple(dict.fromkeys(key for part in term.parts[first:last] for key in part.concepts)),
        }
    )
