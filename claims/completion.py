"""The subject of a clause by its name, where the clause leaves it out or only points to it."""

from bisect import bisect
from collections.abc import Collection, Sequence
from typing import NamedTuple

from claims.claim import Analysis, Argument, Claim
from claims.document import Span, Token
from claims.layout import blocks
from claims.stems import active_stems


class Completed(NamedTuple):
    """What stands for a clause, and the subject that it names although the clause does not."""

    statement: str
    subject: str | None = None


class Completion:
    """Names the subjects of the clauses of one text; who says wrongly who did it does worse than who says nothing."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._text = analysis.document.text
        self._names = frozenset(name for entity in analysis.entities for name in (entity.name, *entity.aliases))
        self._paragraphs = [block.start for block in blocks(self._text)]

    def complete(self, head: int, claims: Sequence[Claim], words: Collection[int], span: Span) -> Completed:
        """The clause of a head, by its claims, the ids of its words and its stretch."""
        text = self._text[span.start : span.end]
        claim = next((one for one in claims if one.predicate.head == head or head in one.predicate.tokens), None)
        if claim is None:
            return self._speaker(claims, span) or Completed(text)
        subject = claim.subject
        if subject is None:
            return Completed(text)
        where = Span(start=subject.start, end=subject.end)
        if not subject.overt or not where.overlaps(span):
            name = self._left_out(claim, subject, words, text)
            return Completed(f"{name} {text}", name) if name is not None else Completed(text)
        name = self._pointed_to(subject)
        return self._replaced(span, where, name) if name is not None and span.covers(where) else Completed(text)

    def _left_out(self, claim: Claim, subject: Argument, words: Collection[int], text: str) -> str | None:
        """The subject that a clause shares with one before it.

        Of another sentence it must be a name, in the same paragraph, and nothing in the clause may be the subject
        unrecognised: the name or a part of it, any other name, or a number at the beginning ("400 people lost …").
        """
        head = self._token(subject)
        if subject.sentence != claim.sentence:
            named = head.upos == "PROPN" or (subject.resolved or subject.text) in self._names
            if not named or text[0].isdecimal() or self._is_told(claim):
                return None
            name = (subject.resolved or subject.text).split(",")[0]
            unnamed = set(name.split()).isdisjoint(text.replace(",", " ").split())
            near = self._same_paragraph(subject.start, claim.start)
            return name if near and unnamed and not self._bare_name(claim.sentence, words) else None
        if head.upos != "PROPN" and text[0].isdecimal():
            return None
        shown = subject.resolved if subject.resolved and head.upos == "PRON" else subject.text
        return shown.split(",")[0]

    def _is_told(self, claim: Claim) -> bool:
        """Whether the clause is a passive whose subject is what stands below it ("it was seen that …")."""
        tokens = self._analysis.document.sentences[claim.sentence].tokens
        passive = claim.predicate.passive or any(active_stems(tokens[claim.predicate.head - 1].lemma))
        return passive and any(one.head == claim.predicate.head and one.deprel in ("ccomp", "csubj") for one in tokens)

    def _bare_name(self, sentence: int, words: Collection[int]) -> bool:
        """Whether a name without a suffix is among the words."""
        return any(
            one.sentence == sentence and one.text == one.name and not set(one.tokens).isdisjoint(words)
            for one in self._analysis.mentions
        )

    def _same_paragraph(self, first: int, second: int) -> bool:
        return bisect(self._paragraphs, first) == bisect(self._paragraphs, second)

    def _pointed_to(self, subject: Argument) -> str | None:
        """The name behind "it" or "the company"; None behind "that", which may mean all that was said."""
        head = self._token(subject)
        named = head.upos == "PROPN" or subject.text in self._names
        if subject.case or named or head.feats.get("PronType") == "Dem":
            return None
        if head.upos != "PRON" and not self._named_before(subject):
            return None
        return subject.resolved if subject.resolved in self._names else None

    def _named_before(self, subject: Argument) -> bool:
        """Whether the paragraph has named what a noun points to: a board need not be the last one that acted."""
        names = {one.index for one in self._analysis.entities if subject.resolved in (one.name, *one.aliases)}
        before = [one.start for one in self._analysis.mentions if one.entity in names and one.start < subject.start]
        return any(self._same_paragraph(start, subject.start) for start in before)

    def _speaker(self, claims: Sequence[Claim], span: Span) -> Completed | None:
        """The same for a clause that does nothing but report: who speaks is told by the claims that it reports."""
        told = next((one.attribution for one in claims if one.attribution is not None and one.attribution.text), None)
        if told is None or told.resolved not in self._names:
            return None
        where = Span(start=told.start, end=told.end)
        pronoun = any(
            one.span == where and one.upos == "PRON" and one.feats.get("PronType") != "Dem"
            for sentence in self._analysis.document.sentences
            if sentence.span.covers(where)
            for one in sentence.tokens
        )
        return self._replaced(span, where, told.resolved) if pronoun and span.covers(where) else None

    def _replaced(self, span: Span, where: Span, name: str | None) -> Completed:
        return Completed(f"{self._text[span.start : where.start]}{name}{self._text[where.end : span.end]}", name)

    def _token(self, argument: Argument) -> Token:
        return self._analysis.document.sentences[argument.sentence].tokens[argument.head - 1]
