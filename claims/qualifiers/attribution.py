"""Attribution: whose word a claim is – a reporting predicate above it, "X'e göre", or a direct quotation."""

from dataclasses import dataclass

from claims.claim import Attribution
from claims.clauses import Clause, Slot
from claims.document import Document, Span, Token
from claims.edges import is_source
from claims.facts import carries_content
from claims.folding import fold
from claims.languages.grammar import attribution_words
from claims.qualifiers.modality import hearsay
from claims.qualifiers.view import View
from claims.references import References

OPENING, CLOSING, PLAIN = "“«„", "”»", '"'
OWN_VOICE = frozenset({"title", "class", "age", "apposition", "participle"})


@dataclass(frozen=True)
class Speech:
    """The last speaker met, for quotes that run on."""

    speaker: str | None = None


def quoted_sentences(document: Document) -> list[Span | None]:
    """For each sentence the stretch of it that stands in direct quotation marks and holds a whole clause, or None."""
    found: list[Span | None] = []
    open_since: int | None = None
    for sentence in document.sentences:
        start = sentence.start if open_since is not None else None
        stretch: Span | None = None
        for offset in range(sentence.start, sentence.end):
            char = document.text[offset]
            if char in OPENING or (char == PLAIN and open_since is None):
                open_since, start = offset, offset
            elif char in CLOSING or char == PLAIN:
                if start is not None and (stretch is None or offset - start > stretch.end - stretch.start):
                    stretch = Span(start=start, end=offset + 1)
                open_since, start = None, None
        if start is not None:
            stretch = Span(start=start, end=sentence.end)
        if (
            document.text[sentence.end : sentence.end + 1] == "\n"
            and open_since is not None
            and "\n" in document.text[sentence.end : sentence.end + 2]
        ):
            open_since = open_since if _closes_later(document.text, sentence.end) else None
        found.append(stretch)
    return found


def _closes_later(text: str, start: int) -> bool:
    return any(mark in text[start : start + 1000] for mark in CLOSING + PLAIN)


def attribute(view: View, document: Document, references: References, speech: Speech, rule: str) -> Attribution | None:
    """The claim's source, or None where the text speaks for itself."""
    words = attribution_words(view.lang)
    inner = view.clause
    for clause in (inner, *_above(view)):
        outer = _frame_over(view, clause)
        if outer is not None and (rule not in OWN_VOICE):
            if outer.lemma in words.unreported:
                continue
            return _from_frame(view, document, references, outer, words.frame(outer.lemma), speech)
    if rule in OWN_VOICE:
        return None
    for clause in (inner, *_above(view)):
        for verb in clause.merged or (clause.head,):
            for child in view.tree.children(view.tree.token(verb), "obl", "nmod"):
                if is_source(view.tree, child, view.lang):
                    return _source(view, document, references, child)
    if view.quoted:
        return _quoted(view, document, references, speech)
    if hearsay(view):
        start = view.tree.span(view.clause.predicate).start
        return Attribution(start=start, end=start, text="", hearsay=True)
    return None


def _quoted(view: View, document: Document, references: References, speech: Speech) -> Attribution | None:
    """The speaker of a direct quote that no reporting predicate governs: named outside the marks or before."""
    for clause in view.clauses.values():
        outside = view.quote is not None and not view.quote.overlaps(view.tree.span((clause.head,)))
        if (
            outside
            and clause.kind in {"finite", "nominal"}
            and clause.subject is not None
            and not clause.subject.clausal
        ):
            return _named(
                view, document, references, clause.subject.tokens, view.tree.token(clause.subject.head), ("say",)
            )
    for token in view.tree.sentence.tokens:
        if token.deprel == "dep" and token.upos == "PROPN" and view.quote is not None and token.end <= view.quote.start:
            return _named(view, document, references, view.tree.subtree(token), token, ("say",))
    if speech.speaker is None:
        return None
    start = view.tree.span(view.clause.predicate).start
    return Attribution(start=start, end=start, text="", resolved=speech.speaker, frame=("say",))


def _above(view: View) -> tuple[Clause, ...]:
    return tuple(view.clauses[token.id] for token in view.tree.ancestors(view.head) if token.id in view.clauses)


def _frame_over(view: View, clause: Clause) -> Clause | None:
    """The reporting clause whose content the clause is; a conjunct follows its first member."""
    words = attribution_words(view.lang)
    token = view.tree.token(clause.head)
    while token.deprel == "conj" and view.tree.head(token) is not None:
        token = view.tree.head(token) or token
    first = view.clauses.get(token.id, clause)
    for outer in _ancestors(view, token):
        frame = words.frame(outer.lemma)
        if frame and carries_content(view.tree, first, outer, frame, view.lang):
            return outer
    return None


def _ancestors(view: View, token: Token) -> list[Clause]:
    return [view.clauses[above.id] for above in view.tree.ancestors(token) if above.id in view.clauses]


def _from_frame(
    view: View, document: Document, references: References, outer: Clause, frame: str, speech: Speech
) -> Attribution:
    slot = next((slot for slot in outer.slots if slot.role == "agent"), None) if outer.passive else outer.subject
    if slot is None and not outer.passive:
        slot = _inherited(view, outer)
    if slot is None or slot.clausal:
        for clause in (
            outer,
            *(
                view.clauses[above.id]
                for above in view.tree.ancestors(view.tree.token(outer.head))
                if above.id in view.clauses
            ),
        ):
            for child in view.tree.children(view.tree.token(clause.head), "obl", "nmod"):
                if is_source(view.tree, child, view.lang):
                    return _source(view, document, references, child)
        start = view.tree.span((outer.head,)).start
        speaker = None if outer.passive else references.last_subject(document.sentences[view.tree.sentence.index].index)
        return Attribution(start=start, end=start, text="", resolved=speaker, frame=(frame,))
    return _named(view, document, references, slot.tokens, view.tree.token(slot.head), (frame,))


def _inherited(view: View, outer: Clause) -> Slot | None:
    token = view.tree.token(outer.head)
    for above in _ancestors(view, token):
        if above.subject is not None:
            return above.subject
    return None


def _source(view: View, document: Document, references: References, child: Token) -> Attribution:
    marks = {mark.id for mark in view.tree.children(child, "case", "punct", "fixed")}
    tokens = tuple(identity for identity in view.tree.subtree(child, without=frozenset(marks)) if identity not in marks)
    return _named(view, document, references, tokens, child, ())


def _named(
    view: View, document: Document, references: References, tokens: tuple[int, ...], head: Token, frame: tuple[str, ...]
) -> Attribution:
    kept = [
        identity
        for identity in tokens
        if view.tree.token(identity).upos != "PUNCT" or identity not in (tokens[0], tokens[-1])
    ]
    span = view.tree.span(kept or tokens)
    text = document.text[span.start : span.end]
    resolved = references.resolve(view.tree.sentence.index, span, head, "subject")
    return Attribution(
        start=span.start, end=span.end, text=text, resolved=resolved or fold(text, view.lang) and text, frame=frame
    )
