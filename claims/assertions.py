"""A text cut into what it asserts: stretches that can each be judged by themselves.

Clauses that are joined as equals are one assertion each, for one verdict on "A happened and B did not" would hide half
of the truth. What is subordinate, quoted or reported stays with the clause above it, so that nobody's words are taken
for bare fact. Every sentence comes out: as assertions, or as one that was passed over with the reason.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from claims.claim import Analysis, Argument, Claim
from claims.document import Document, Frozen, Sentence, Span, Token
from claims.qualifiers.attribution import quoted_sentences
from claims.tree import Tree

Reason = Literal["question", "opinion", "command", "quote", "fragment"]

ENDS = ".!?…;:,–— \t\r\n"
OPENING, CLOSING = frozenset("\"'“‘«„("), frozenset("\"'”’»“)%")
NAMING = frozenset({"title", "class", "age", "apposition", "participle"})
"""The rules of claims that a mere label makes too ("Analyst Ayşe Kaya" under a picture)."""
JOINED = frozenset({"conj", "parataxis"})
STANDING = frozenset({"finite", "nominal"})


class Assertion(Frozen):
    """A stretch of a text with the statement that stands for it; offsets are code points of the text.

    ``completed`` is the subject that the statement names although the stretch leaves it out or only points to it.
    """

    start: int
    end: int
    statement: str
    completed: str | None = None


class PassedOver(Frozen):
    """A stretch that asserts nothing that can be checked, and why."""

    start: int
    end: int
    reason: Reason


def assertions(analysis: Analysis) -> tuple[Assertion | PassedOver, ...]:
    """All of a text in its order: what can be checked, and what was passed over."""
    quotes = quoted_sentences(analysis.document)
    return tuple(one for sentence in analysis.document.sentences for one in _parts(analysis, sentence, quotes))


def _parts(analysis: Analysis, sentence: Sentence, quotes: Sequence[Span | None]) -> Iterator[Assertion | PassedOver]:
    claims = [claim for claim in analysis.claims if claim.sentence == sentence.index]
    tree = Tree(sentence)
    groups = _groups(tree, claims)
    for head, held in sorted(groups.items(), key=lambda item: min(_territory(tree, item[0], groups), default=0)):
        span = _span(analysis.document, tree, _territory(tree, head, groups))
        if span is None:
            continue
        reason = _reason(held, sentence, quotes[sentence.index])
        if reason is not None:
            yield PassedOver(start=span.start, end=span.end, reason=reason)
        else:
            yield _assertion(analysis, tree, head, held, span)
    if not groups and (whole := _span(analysis.document, tree, tuple(token.id for token in sentence.tokens))):
        asked = "?" in analysis.document.text[whole.end : sentence.end]
        yield PassedOver(start=whole.start, end=whole.end, reason="question" if asked else "fragment")


# -- which clauses stand by themselves ----------------------------------------------------------------------------


def _groups(tree: Tree, claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    """The claims of a sentence by the clause that they are judged with, told by the id of its head."""
    own = {claim.predicate.head for claim in claims if claim.rule in STANDING and _is_own(tree, claim)}
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_above(tree, claim.predicate.head, own), []).append(claim)
    return groups


def _is_own(tree: Tree, claim: Claim) -> bool:
    """Whether a clause is joined to the main clause as an equal, and is not told by the source that the other names."""
    token = tree.token(claim.predicate.head)
    while token.deprel.split(":")[0] in JOINED and (above := tree.head(token)) is not None:
        token = above
    if token.head != 0 or token.id == claim.predicate.head:
        return False
    attribution = claim.attribution
    if attribution is None or attribution.hearsay:
        return True
    below = tree.span(tree.subtree(tree.token(claim.predicate.head)))
    return below.start <= attribution.start < below.end


def _above(tree: Tree, head: int, own: set[int]) -> int:
    """The nearest clause above, or the clause itself, that stands by itself; else the root."""
    token: Token | None = tree.token(head)
    while token is not None and token.id not in own and token.head != 0:
        token = tree.head(token)
    return token.id if token is not None else head


def _territory(tree: Tree, head: int, groups: Mapping[int, object]) -> tuple[int, ...]:
    """The ids of the words of a clause with all below it that stands not by itself."""
    words = set(tree.subtree(tree.token(head)))
    for other in groups:
        if other != head and other in words:
            words -= set(tree.subtree(tree.token(other)))
    return tuple(sorted(words))


def _span(document: Document, tree: Tree, words: Sequence[int]) -> Span | None:
    """The stretch from the first to the last word, without conjunctions and marks at its edges."""
    kept = [tree.token(one) for one in words]
    while kept and _at_edge(kept[0], OPENING, first=kept[0].id == 1):
        kept.pop(0)
    while kept and _at_edge(kept[-1], CLOSING, first=False):
        kept.pop()
    if not kept:
        return None
    start, end = min(one.start for one in kept), max(one.end for one in kept)
    end = start + len(document.text[start:end].rstrip(ENDS))
    return Span(start=start, end=end) if end > start else None


def _at_edge(token: Token, marks: frozenset[str], *, first: bool) -> bool:
    """Whether a word at the edge of a clause is none of it: a conjunction that does not open its sentence, a sign."""
    if token.text[:1] in marks or unicodedata.category(token.text[0]) == "Sc":
        return False
    return (token.deprel == "cc" and not first) or not any(map(str.isalnum, token.text))


# -- what is judged for a clause ----------------------------------------------------------------------------------


def _reason(claims: Sequence[Claim], sentence: Sentence, quote: Span | None) -> Reason | None:
    """Why a clause cannot be checked, None where it can."""
    telling = [claim for claim in claims if claim.rule not in NAMING]
    for claim in telling:
        if claim.act in ("question", "opinion", "command"):
            return claim.act
    if not any(claim.act == "statement" and (claim.checkable or sentence.heading) for claim in telling):
        return "fragment"
    return "quote" if all(_only_quoted(claim, sentence, quote) for claim in telling) else None


def _only_quoted(claim: Claim, sentence: Sentence, quote: Span | None) -> bool:
    """Whether a claim is speech whose speaker its sentence does not name, so that it would pass for bare fact."""
    told = claim.attribution
    if told is not None and told.text:
        return not sentence.start <= told.start < sentence.end
    return quote is not None and quote.covers(claim.span)


def _assertion(analysis: Analysis, tree: Tree, head: int, claims: Sequence[Claim], span: Span) -> Assertion:
    """The clause with its subject named, where it leaves it out or points back with a pronoun or a common noun."""
    document = analysis.document
    text = document.surface(span)
    claim = next((one for one in claims if one.predicate.head == head or head in one.predicate.tokens), None)
    subject = claim.subject if claim is not None else None
    if subject is None:
        return Assertion(start=span.start, end=span.end, statement=text)
    where = Span(start=subject.start, end=subject.end)
    if not subject.overt or not where.overlaps(span):
        name = _left_out(analysis, subject, tree.sentence, text)
        if name is not None:
            return Assertion(start=span.start, end=span.end, statement=f"{name} {text}", completed=name)
    elif (name := _pointed_to(analysis, subject)) is not None and span.covers(where):
        statement = document.text[span.start : subject.start] + name + document.text[subject.end : span.end]
        return Assertion(start=span.start, end=span.end, statement=statement, completed=name)
    return Assertion(start=span.start, end=span.end, statement=text)


def _left_out(analysis: Analysis, subject: Argument, sentence: Sentence, text: str) -> str | None:
    """The subject that a clause shares with one before it.

    Only a name is taken from another sentence, and before a clause that begins with a number: there the subject is
    often one that was not recognised ("400 people lost their work").
    """
    named = _head(analysis, subject).upos == "PROPN" or _is_name(analysis, subject.resolved or subject.text)
    if not named and (subject.sentence != sentence.index or text[0].isdecimal()):
        return None
    shown = subject.resolved if subject.resolved and _head(analysis, subject).upos == "PRON" else subject.text
    return (shown if subject.sentence == sentence.index else subject.resolved or subject.text).split(",")[0]


def _pointed_to(analysis: Analysis, subject: Argument) -> str | None:
    """The name behind "it" or "the company", None where the subject is no such word or what it means is no name."""
    head = _head(analysis, subject)
    if subject.resolved is None or subject.case or head.upos == "PROPN":
        return None
    return subject.resolved if _is_name(analysis, subject.resolved) else None


def _is_name(analysis: Analysis, text: str) -> bool:
    return any(text in (entity.name, *entity.aliases) for entity in analysis.entities)


def _head(analysis: Analysis, argument: Argument) -> Token:
    return analysis.document.sentences[argument.sentence].tokens[argument.head - 1]
