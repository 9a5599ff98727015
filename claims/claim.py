"""Claim: what one clause of a text asserts, slot by slot, each slot with its source span."""

from typing import Literal

from claims.document import Document, Frozen, Span
from claims.values.model import Value

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "possible", "planned", "reported"]
Role = Literal["subject", "object", "oblique", "agent", "possessor"]
Act = Literal["statement", "question", "opinion", "command", "fragment"]


class Predicate(Frozen):
    """What is said of the subject; ``lemma`` is the dictionary form, ``head`` the id of its token in the sentence.

    ``tokens`` are the ids of all words of the predicate (light verb, particle, auxiliaries, both verbs of "tried to
    hire"), ``concepts`` the keys of all of them;
    ``passive`` tells that the subject is the undergoer and an ``agent`` argument, if any, the doer.
    """

    start: int
    end: int
    text: str
    lemma: str
    head: int
    tokens: tuple[int, ...]
    concepts: tuple[str, ...] = ()
    passive: bool = False


class Argument(Frozen):
    """A participant: its surface, its head token, its case or preposition, and who it really is.

    ``sentence`` is the index of the sentence the surface stands in (a shared or dropped subject may stand elsewhere);
    ``resolved`` is the full name or noun phrase where the surface is short, anaphoric or dropped.
    """

    role: Role
    start: int
    end: int
    text: str
    sentence: int
    head: int
    tokens: tuple[int, ...]
    case: str = ""
    resolved: str | None = None
    overt: bool = True


class Attribution(Frozen):
    """Who the claim is ascribed to: surface and offsets of the source, and the real speaker where known.

    ``frame`` holds the concepts of the reporting predicate ("say", "deny" …), ``hearsay`` is true for bare -mIş.
    """

    start: int
    end: int
    text: str
    resolved: str | None = None
    frame: tuple[str, ...] = ()
    hearsay: bool = False


class Claim(Frozen):
    """One atomic claim: half-open offsets of the article, slots, qualifiers, and the rule that made it."""

    start: int
    end: int
    text: str
    sentence: int
    predicate: Predicate
    arguments: tuple[Argument, ...]
    values: tuple[Value, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: Attribution | None = None
    quantifier: str | None = None
    checkable: bool = True
    act: Act = "statement"
    rule: str = ""
    parent: int | None = None

    @property
    def span(self) -> Span:
        """The claim's span in the document."""
        return Span(start=self.start, end=self.end)

    @property
    def subject(self) -> Argument | None:
        """The subject argument, or None for an impersonal claim."""
        return next((argument for argument in self.arguments if argument.role == "subject"), None)

    @property
    def quantities(self) -> tuple[Value, ...]:
        """The values that are not dates."""
        return tuple(value for value in self.values if value.kind not in ("date",))

    @property
    def dates(self) -> tuple[Value, ...]:
        """The dates and deictic times."""
        return tuple(value for value in self.values if value.kind == "date")


class Mention(Frozen):
    """One occurrence of a name: its span, its tokens and the name without suffixes."""

    start: int
    end: int
    text: str
    sentence: int
    tokens: tuple[int, ...]
    name: str
    entity: int


class Entity(Frozen):
    """All mentions of one named thing; ``name`` is its fullest form, ``aliases`` its short forms and abbreviations."""

    index: int
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""


class Analysis(Frozen):
    """Everything that a text asserts: the parsed document, its values, names and claims."""

    document: Document
    values: tuple[Value, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
