"""What a text only holds in prospect: planned, hoped for, decided or attempted, and not said to have come about."""

from collections.abc import Iterator
from typing import Literal

from claims.document import Token
from claims.languages.lexicon import meanings
from verifier.index import Index
from verifier.terms import Term

Prospect = Literal["planned", "attempt"]
OPENING: dict[str, Prospect] = {"plans": "planned", "hopes": "planned", "attempt": "attempt"}
UNINFLECTED = frozenset({"Inf", "Vnoun", "Part"})
FACTUAL = frozenset({"Past"})
GOVERNED = frozenset({"ccomp", "xcomp", "obj", "csubj", "acl", "advcl", "nmod", "obl"})
MARKER = "to"
MARKS = frozenset({"mark", "case"})
MAX_GOVERNORS = 2


def prospect(index: Index, term: Term) -> Prospect | None:
    """Whether a verb is named as the object of a plan, wish, decision or attempt; None where nothing leaves it open.

    The lexicon tells such governors by the frame of their meaning, in both languages alike.
    """
    tokens = index.analysis.document.sentences[term.sentence].tokens
    verb = tokens[term.head - 1]
    if verb.feats.get("VerbForm") not in UNINFLECTED or verb.feats.get("Tense") in FACTUAL:
        return None
    for governor in _governors(tokens, verb):
        for frame in _frames(tokens, governor):
            if frame in OPENING:
                return OPENING[frame]
    return None


def opens(term: Term) -> Prospect | None:
    """Whether the word itself means a plan, wish, decision or attempt."""
    return next((OPENING[frame] for frame in _framed(term.concepts) if frame in OPENING), None)


def _governors(tokens: tuple[Token, ...], verb: Token) -> Iterator[Token]:
    """The words around the verb that may leave it open, nearest first: what marks it ("yapmak üzere"), what stands
    before its "to", whatever the parser made of that, then what the tree puts above it.
    """
    yield from (token for token in tokens[verb.id : verb.id + 1] if token.head == verb.id and token.deprel in MARKS)
    if verb.id > 2 and tokens[verb.id - 2].lemma == MARKER:
        yield tokens[verb.id - 3]
    current = verb
    for _ in range(MAX_GOVERNORS):
        if not current.head or current.deprel.split(":")[0] not in GOVERNED:
            return
        current = tokens[current.head - 1]
        yield current
        if current.upos == "VERB":
            return


def _frames(tokens: tuple[Token, ...], governor: Token) -> Iterator[str]:
    """The frames of all that a word may mean, as itself and as a member of its phrase (is *going* to)."""
    own = {governor.id, governor.phrase}
    for token in tokens:
        if token.id in own:
            yield from _framed(token.concepts)


def _framed(concepts: tuple[str, ...]) -> Iterator[str]:
    """The frames of the meanings among some concepts."""
    for key in concepts:
        group = meanings().get(key[2:]) if key.startswith("m:") else None
        if group is not None and group.frame:
            yield group.frame
