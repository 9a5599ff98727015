"""A text cut into what it asserts: stretches that can each be judged by themselves.

Clauses that are joined as equals are one assertion each, for one verdict on "A happened and B did not" would hide half
of the truth. What is subordinate, quoted or reported stays with the clause above it, so that nobody's words are taken
for bare fact. Every sentence comes out: as assertions, or as one that was passed over with the reason.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from claims.claim import Analysis, Claim
from claims.completion import Completion
from claims.document import Document, Frozen, Sentence, Span, Token
from claims.languages.grammar import attribution_words
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
    completion = Completion(analysis)
    quotes = quoted_sentences(analysis.document)
    return tuple(
        one
        for sentence, quote in zip(analysis.document.sentences, quotes, strict=True)
        for one in _parts(analysis, Tree(sentence), quote, completion)
    )


def _parts(
    analysis: Analysis, tree: Tree, quote: Span | None, completion: Completion
) -> Iterator[Assertion | PassedOver]:
    document, sentence = analysis.document, tree.sentence
    claims = [claim for claim in analysis.claims if claim.sentence == sentence.index and _tells(analysis, tree, claim)]
    groups = _groups(document, tree, claims)
    for head, held in sorted(groups.items(), key=lambda item: min(_territory(tree, item[0], groups), default=0)):
        words = _territory(tree, head, groups)
        span = _span(document, tree, words)
        if span is None:
            continue
        reason = _reason(held, sentence, quote)
        if reason is not None:
            yield PassedOver(start=span.start, end=span.end, reason=reason)
            continue
        statement, subject = completion.complete(head, held, words, span)
        yield Assertion(start=span.start, end=span.end, statement=statement, completed=subject)
    if not groups and (whole := _span(document, tree, [token.id for token in sentence.tokens])):
        asked = "?" in document.text[whole.end : sentence.end]
        yield PassedOver(start=whole.start, end=whole.end, reason="question" if asked else "fragment")


def _tells(analysis: Analysis, tree: Tree, claim: Claim) -> bool:
    """Whether a claim says something of something: not a list of names, a bare noun, a credit ("Editing by J. Doe").

    What has no subject says something where it gives a number: it may be a sentence that was misread.
    """
    subject = claim.subject
    if claim.rule not in STANDING or claim.act in ("question", "opinion", "command"):
        return True
    if subject is None:
        head = tree.token(claim.predicate.head)
        credit = analysis.document.lang == "en" and head.feats.get("VerbForm") in ("Ger", "Part")
        return bool(claim.values) or (claim.rule == "finite" and (not credit or bool(tree.children(head, "aux"))))
    named = {one for found in analysis.mentions if found.sentence == claim.sentence for one in found.tokens}
    names = {subject.head, *claim.predicate.tokens} <= named
    return claim.rule == "finite" or not subject.overt or not names


# -- which clauses stand by themselves ----------------------------------------------------------------------------


def _groups(document: Document, tree: Tree, claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    """The claims of a sentence by the clause that they are judged with, told by the id of its head."""
    frames = {claim.predicate.head for claim in claims if _only_frames(document, tree, claim, claims)}
    own = {claim.predicate.head for claim in claims if claim.rule in STANDING and _is_own(tree, claim)} - frames
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_above(tree, claim.predicate.head, own), []).append(claim)
    return groups


def _is_own(tree: Tree, claim: Claim) -> bool:
    """Whether a clause is joined to the main clause as an equal, and is not told by the source that the other names."""
    token = tree.token(claim.predicate.head)
    while token.deprel.split(":")[0] in JOINED and (above := tree.head(token)) is not None:
        token = above
    if token.head != 0 or token.id == claim.predicate.head or _is_bare_participle(tree, claim.predicate.head):
        return False
    attribution = claim.attribution
    if attribution is None or attribution.hearsay:
        return True
    below = tree.span(tree.subtree(tree.token(claim.predicate.head)))
    return below.start <= attribution.start < below.end


def _is_bare_participle(tree: Tree, head: int) -> bool:
    """Whether a clause hangs on by a participle alone (", compared with a profit of …")."""
    token = tree.token(head)
    return token.feats.get("VerbForm") in ("Ger", "Part") and not tree.children(token, "aux", "cc", "nsubj", "csubj")


def _only_frames(document: Document, tree: Tree, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a clause only tells who says the one beside it ("… by March, the trust announced")."""
    token = tree.token(claim.predicate.head)
    if token.deprel.split(":")[0] != "parataxis" or not attribution_words(document.lang).frame(claim.predicate.lemma):
        return False
    below = tree.span(tree.subtree(token))
    told = (one.attribution for one in claims if one.attribution is not None)
    return not any(below.start <= one.start < below.end for one in told)


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


# -- what cannot be checked -----------------------------------------------------------------------------------------


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
    return quote is not None and (quote.covers(claim.span) or _goes_on(claim, sentence, quote))


def _goes_on(claim: Claim, sentence: Sentence, quote: Span) -> bool:
    """Whether a quotation of the sentences before ends here, and no subject outside of it tells whose it is."""
    subject = claim.subject
    outside = subject is not None and subject.overt and subject.start >= quote.end
    return quote.start == sentence.start and sentence.tokens[0].text[0] not in OPENING and not outside
