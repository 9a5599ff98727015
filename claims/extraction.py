"""Document to claims: clause by clause, slot by slot; pure and deterministic."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from claims.attachment import reattach
from claims.claim import Argument, Claim, Entity, Mention, Predicate
from claims.clauses import Clause, Slot, find_clauses
from claims.document import Document, Lang, Sentence, Span, Token
from claims.edges import clause_words_of, is_source, is_time
from claims.facts import rule_of
from claims.folding import fold
from claims.mending import mend
from claims.nominals import nominal_facts
from claims.qualifiers import qualify
from claims.qualifiers.attribution import Speech, attribute, quoted_sentences
from claims.qualifiers.view import View
from claims.references import References
from claims.tree import Tree
from claims.values.model import Value

NOMINAL_RULES = frozenset({"title", "class", "age", "apposition"})


def extract(
    document: Document, values: tuple[Value, ...], entities: tuple[Entity, ...], mentions: tuple[Mention, ...]
) -> tuple[Claim, ...]:
    """All claims of the document in the order of the text; every span indexes ``document.text``."""
    references = References(document, entities, mentions)
    quotes = quoted_sentences(document)
    claims: list[Claim] = []
    speech = Speech()
    for sentence in document.sentences:
        reader = _Reader(
            document, _prepared(sentence, document.lang), values, references, speech, quotes[sentence.index]
        )
        claims.extend(reader.claims(len(claims)))
        speech = reader.speech
    return tuple(claims)


def _prepared(sentence: Sentence, lang: Lang) -> Sentence:
    return reattach(sentence) if lang == "tr" else mend(sentence)


@dataclass
class _Draft:
    """A claim in the making: its words, clause, the conjunct chosen in each slot, and what the edges gave up."""

    clause: Clause
    rule: str
    words: tuple[int, ...]
    cut: tuple[int, ...] = ()
    slots: tuple[Slot, ...] = ()
    start: int | None = None
    fields: dict[str, object] = field(default_factory=dict)


class _Reader:
    """Reads one sentence."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        values: Sequence[Value],
        references: References,
        speech: Speech,
        quote: Span | None,
    ) -> None:
        self.document, self.sentence, self.references = document, sentence, references
        self.values = [value for value in values if sentence.start <= value.start and value.end <= sentence.end]
        self.lang = document.lang
        self.tree = Tree(sentence)
        found = find_clauses(self.tree, self.lang) if sentence.tokens else ()
        self.clauses: Mapping[int, Clause] = {clause.head: clause for clause in found}
        self.quote = quote if quote is not None and self._holds_clause(quote) else None
        self.speech = speech

    def _holds_clause(self, quote: Span) -> bool:
        """Whether the stretch in quotation marks holds a finite predicate, and so is speech and no mere wording."""
        return any(
            clause.kind in {"finite", "nominal"} and quote.covers(self.tree.span((clause.head,)))
            for clause in self.clauses.values()
        )

    def claims(self, first: int) -> Iterator[Claim]:
        """The sentence's claims; ``first`` is the index that the first of them gets in the document."""
        drafts = [draft for clause in self.clauses.values() for draft in self._drafts(clause)]
        drafts.extend(self._nominal_drafts())
        drafts.sort(key=lambda draft: (min(draft.words), -max(draft.words), draft.clause.head))
        heads = [draft.clause.head for draft in drafts]
        built = []
        for draft in drafts:
            parent = next(
                (
                    heads.index(above.id) + first
                    for above in self.tree.ancestors(self.tree.token(draft.clause.head))
                    if above.id in heads
                ),
                None,
            )
            built.append(self._claim(draft, parent))
        self._remember()
        speaker = next(
            (
                claim.attribution.resolved
                for claim in built
                if claim.attribution is not None and claim.attribution.frame and claim.attribution.resolved
            ),
            None,
        )
        if speaker is not None:
            self.speech = Speech(speaker)
        yield from built

    def _drafts(self, clause: Clause) -> Iterator[_Draft]:
        rule = rule_of(self.tree, clause, self.clauses, self.lang)
        if rule is None or (self.sentence.heading and rule == "nominal" and clause.subject is None):
            return
        words, cut = clause_words_of(self.tree, clause, self.lang)
        if not words:
            return
        slots = self._shared(clause)
        for chosen, start in self._split(slots, words, clause.host):
            yield _Draft(clause, rule, words, cut, chosen, start)

    def _nominal_drafts(self) -> Iterator[_Draft]:
        for fact in nominal_facts(self.tree, self.lang):
            clause = Clause(
                head=fact.head,
                kind="nominal",
                predicate=fact.predicate,
                lemma=fact.lemma,
                passive=False,
                slots=fact.slots,
                relation=self.tree.token(fact.head).deprel,
                parent=self.tree.token(fact.head).head,
            )
            yield _Draft(clause, fact.rule, tuple(sorted(fact.words)), (), fact.slots)

    # -- slots ----------------------------------------------------------------------------------------------------

    def _shared(self, clause: Clause) -> tuple[Slot, ...]:
        """The clause's slots, with the subject that it shares with a clause before, above or below it."""
        if clause.subject is not None or self._impersonal(clause):
            return clause.slots
        shared = self._subject_of(clause, set())
        return (shared, *clause.slots) if shared is not None else clause.slots

    def _impersonal(self, clause: Clause) -> bool:
        token = self.tree.token(clause.head)
        return token.feats.get("Person") in {"1", "2"} and self.lang == "tr" or token.feats.get("Person[psor]") == "1"

    def _subject_of(self, clause: Clause, seen: set[int]) -> Slot | None:
        if clause.head in seen:
            return None
        seen.add(clause.head)
        if clause.subject is not None:
            return clause.subject
        if clause.host:
            return None
        above = self.clauses.get(clause.parent)
        below = self._lent_subject(clause) if clause.kind in {"finite", "nominal"} else None
        if below is not None and self.lang == "tr":
            return below
        return self._subject_of(above, seen) if above is not None and clause.relation != "parataxis" else None

    def _lent_subject(self, clause: Clause) -> Slot | None:
        """The subject of an adverbial clause below, which a finite clause without its own shares with it."""
        for inner in self.clauses.values():
            if inner.parent not in {clause.head, *clause.merged} or inner.relation == "conj":
                continue
            if inner.kind in {"converb", "condition", "infinitive"} or (
                inner.kind in {"content", "verbal-noun"} and inner.relation == "advcl"
            ):
                found = inner.subject or self._lent_subject(inner)
                if found is not None and found.case != "Gen":
                    return found
        return None

    def _split(
        self, slots: tuple[Slot, ...], words: tuple[int, ...], host: int
    ) -> Iterator[tuple[tuple[Slot, ...], int | None]]:
        """The slots once for each member of the first coordinated slot; a later member at the edge starts the span."""
        for role in ("subject", "object", "oblique"):
            for index, slot in enumerate(slots):
                members = self._members(slot) if slot.role == role and slot.head != host else ()
                if len(members) < 2:
                    continue
                for number, member in enumerate(members):
                    start = (
                        min(member.tokens)
                        if number and min(slot.tokens) <= min(words) and min(slot.tokens) in words
                        else None
                    )
                    yield (*slots[:index], member, *slots[index + 1 :]), start
                return
        yield slots, None

    def _members(self, slot: Slot) -> tuple[Slot, ...]:
        """The coordinated members of a slot, or those of "A ve B gibi N"; () where the slot is one thing."""
        head = self.tree.token(slot.head)
        example = self._examples(head)
        if example is not None:
            head = example
        elif slot.clausal:
            return ()
        members = self.tree.conjuncts(head)
        if len(members) < 2 or fold(members[-1].text, self.lang).startswith("arası"):
            return ()
        found = []
        ids = frozenset(member.id for member in members)
        for member in members:
            own = self.tree.subtree(member, without=ids - {member.id})
            tokens = tuple(
                identity for identity in own if self.tree.token(identity).deprel not in {"cc", "case", "punct"}
            )
            if tokens:
                found.append(replace(slot, head=member.id, tokens=tokens))
        return tuple(found)

    def _examples(self, head: Token) -> Token | None:
        todo = [head]
        for token in todo:
            for child in self.tree.children(token, "nmod", "flat"):
                if any(fold(mark.text, self.lang) == "gibi" for mark in self.tree.children(child, "case")):
                    return child
                if child.id < token.id:
                    todo.append(child)
        return None

    # -- the finished claim ---------------------------------------------------------------------------------------

    def _claim(self, draft: _Draft, parent: int | None) -> Claim:
        clause, text = draft.clause, self.document.text
        words = [identity for identity in draft.words if draft.start is None or identity >= draft.start]
        words = words or list(draft.words)
        span = _trimmed(text, self.tree.span(words))
        inside = self.quote is not None and self.quote.covers(self.tree.span((clause.head,)))
        view = View(
            self.tree,
            clause,
            self.clauses,
            self.lang,
            heading=self.sentence.heading or self._headline(),
            quoted=inside,
            quote=self.quote,
        )
        fields: dict[str, Any] = {"checkable": False} if view.heading else {}
        if draft.rule not in NOMINAL_RULES:
            fields = qualify(view)
        attribution = attribute(view, self.document, self.references, self.speech, draft.rule)
        if attribution is not None and fields.get("modality") in {None, "asserted"}:
            fields["modality"] = "reported"
        predicate = self.tree.span(clause.predicate)
        loose = [self.tree.span((identity,)) for identity in (*draft.cut, *self._outer_times(clause))]
        return Claim(
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            sentence=self.sentence.index,
            predicate=Predicate(
                start=predicate.start,
                end=predicate.end,
                text=text[predicate.start : predicate.end],
                lemma=clause.lemma,
                head=clause.head,
                tokens=clause.predicate,
                concepts=tuple(
                    dict.fromkeys(key for identity in clause.predicate for key in self.tree.token(identity).concepts)
                ),
                passive=clause.passive,
            ),
            arguments=self._arguments(draft, span),
            values=tuple(
                value
                for value in self.values
                if span.covers(value.span)
                or (value.kind in {"date", "duration"} and any(value.span.overlaps(other) for other in loose))
            ),
            attribution=attribution,
            rule=draft.rule,
            parent=parent,
            **fields,
        )

    def _headline(self) -> bool:
        return False

    def _outer_times(self, clause: Clause) -> tuple[int, ...]:
        """Words of time phrases of the clauses above, which hold for this one too."""
        found: list[int] = []
        for above in self.tree.ancestors(self.tree.token(clause.head)):
            for child in self.tree.children(above, "obl", "advmod"):
                if child.id < clause.head and is_time(self.tree, child, self.lang):
                    found.extend(self.tree.subtree(child))
        return tuple(found)

    def _arguments(self, draft: _Draft, span: Span) -> tuple[Argument, ...]:
        found = []
        for slot in draft.slots:
            if not is_source(self.tree, self.tree.token(slot.head), self.lang):
                found.append(self._argument(slot, draft))
        if not any(argument.role == "subject" for argument in found) and draft.rule not in {"title", "class"}:
            dropped = self.references.dropped(
                self.sentence.index, self.tree.token(draft.clause.head), self.speech.speaker
            )
            if dropped is not None:
                found.insert(0, dropped)
        return tuple(found)

    def _argument(self, slot: Slot, draft: _Draft) -> Argument:
        tokens = self._bare(slot)
        span = _trimmed(self.document.text, self.tree.span(tokens))
        overt = slot.head in draft.words
        resolved = self.references.resolve(self.sentence.index, span, self.tree.token(slot.head), slot.role)
        return Argument(
            role=slot.role,
            start=span.start,
            end=span.end,
            text=self.document.text[span.start : span.end],
            sentence=self.sentence.index,
            head=slot.head,
            tokens=tokens,
            case=slot.case,
            resolved=resolved,
            overt=overt,
        )

    def _bare(self, slot: Slot) -> tuple[int, ...]:
        """The slot's words without its adposition, particles and, for a name, without titles and clauses before it."""
        head = self.tree.token(slot.head)
        loose = frozenset(
            child.id
            for child in self.tree.children(head)
            if child.deprel in {"case", "advmod:emph", "punct", "cc"}
            or (head.upos == "PROPN" and child.deprel in {"nmod:title", "acl", "acl:relcl", "appos", "parataxis"})
        )
        below = set(self.tree.subtree(head, without=loose)) & set(slot.tokens)
        kept = tuple(
            identity for identity in slot.tokens if identity in below and self.tree.token(identity).upos != "PUNCT"
        )
        return kept or (slot.head,)

    def _remember(self) -> None:
        """Tells later sentences who was spoken of last as a subject."""
        finite = [clause for clause in self.clauses.values() if clause.kind in {"finite", "nominal"}]
        for clause in finite:
            subject = self._subject_of(clause, set())
            if subject is None or subject.clausal:
                continue
            tokens = self._bare(subject)
            span = _trimmed(self.document.text, self.tree.span(tokens))
            self.references.note_subject(self.sentence.index, span, self.tree.token(subject.head), tokens)


def _trimmed(text: str, span: Span) -> Span:
    """The span without quotation marks, brackets, commas and white space at its edges."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:.!?…-–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.!?…"):
        end -= 1
    return Span(start=start, end=end)
