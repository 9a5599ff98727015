"""A statement held against one sentence of an article: what every comparator is given, and the questions it may ask."""

from collections.abc import Iterator
from typing import NamedTuple

from claims.claim import Argument, Claim
from claims.document import Token
from claims.languages.lexicon import meanings
from claims.values.model import Value
from verifier.index import Index
from verifier.matching import FAR_VALUE, Link, Match
from verifier.model import Aspect, Comparison, Side
from verifier.reader import Reading
from verifier.settings import Settings
from verifier.terms import Term, claim_of

REVERSING = frozenset({"prevents", "denies"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "obj", "csubj", "acl"})
OBLIQUE = frozenset({"advcl", "obl"})
SUBJECTS = frozenset({"nsubj", "csubj"})
MAX_GOVERNORS = 3
ABSENT = 0.75
NEIGHBOURS = 3
REACH = 8
LIGHTEST = 0.3


class Pair(NamedTuple):
    """One statement and one matched sentence of one article; ``reading`` is what the reader makes of its passages."""

    statement: Index
    article: Index
    match: Match
    settings: Settings
    reading: Reading | None = None

    def links(self) -> Iterator[tuple[Term, Link | None, Link | None]]:
        """Each statement term with its best link near the sentence and its link inside the sentence."""
        yield from zip(self.statement.all, self.match.links, self.match.local, strict=True)

    def is_far(self, link: Link) -> bool:
        """Whether a link leads to neither the sentence nor one beside it."""
        return abs(link.article.sentence - self.match.sentence) > 1

    def clashes(self, kinship: str) -> Iterator[Link]:
        """Links of the sentence that stand for an opposite meaning or a different value."""
        return (link for link in self.match.clashes if link.kinship == kinship)

    def context(self, link: Link) -> float:
        """The share of the terms around the statement's term whose counterparts stand around the article's."""
        here = self.statement.all.index(link.statement)
        around = [
            (term, local)
            for position, (term, _, local) in enumerate(self.links())
            if position != here and abs(position - here) <= NEIGHBOURS and term.weight >= LIGHTEST
        ]
        if not around:
            return 0.5
        close = sum(
            term.weight
            for term, local in around
            if local is not None and abs(local.article.head - link.article.head) <= REACH
        )
        return close / sum(term.weight for term, _ in around)

    def linked(self, statement: Term, article: Term) -> bool:
        """Whether a term of the statement has the given term of the article as its counterpart in the sentence."""
        return any(
            term is statement
            and local is not None
            and (local.article.start, local.article.end) == (article.start, article.end)
            for term, _, local in self.links()
        )

    def sureness(self, link: Link) -> float:
        """How surely a clash is about the same thing: more where the words around both sides agree.

        Much less where the sentence lacks a name of the statement: "left Meta" does not speak of joining OpenAI.
        """
        absent = any(term.kind == "name" and local is None for term, _, local in self.links())
        return (0.35 + 0.65 * self.context(link)) * (ABSENT if absent else 1.0)


def side(index: Index, term: Term, value: str | None = None) -> Side:
    """A term as one side of a comparison; its normal form is its concept or lemma unless given."""
    return Side(start=term.start, end=term.end, text=term.text, value=value if value is not None else normal(term))


def normal(term: Term) -> str:
    """The language-neutral normal form of a term."""
    if term.kind == "name":
        return term.lemma
    if term.value is not None:
        return value_form(term.value)
    return term.concepts[0].partition(":")[2] if term.concepts else term.lemma


def value_form(value: Value) -> str:
    """A value with grouped digits and its unit: ``14 300 000 000 USD``."""
    if isinstance(value.value, tuple):
        shown = "..".join("" if bound is None else number_form(bound) for bound in value.value)
    elif isinstance(value.value, str):
        shown = value.value
    elif value.kind == "duration" and value.count is not None:
        shown = number_form(value.count)
    else:
        shown = number_form(float(value.value))
    unit = "%" if value.kind == "percent" else value.unit or ""
    return f"{shown} {unit}".strip()


def number_form(number: float) -> str:
    """A number with its digits grouped by spaces, without needless decimals."""
    return f"{number:,.10g}".replace(",", " ") if abs(number) < 1e10 else f"{number:,.0f}".replace(",", " ")


def predicate_claim(index: Index, term: Term) -> Claim | None:
    """The claim whose predicate the term is."""
    return claim_of(term, index.analysis)


def negative(index: Index, term: Term) -> bool:
    """Whether what the term says is negated: by its claim or own form, turned round by a verb that denies it."""
    claim = predicate_claim(index, term) or enclosing_claim(index, term)
    if claim is not None:
        plain = claim.polarity == "negative"
    else:
        sentence = index.analysis.document.sentences[term.sentence]
        plain = any(token.id in term.tokens and token.feats.get("Polarity") == "Neg" for token in sentence.tokens)
    return plain != (len([frame for frame in frames(index, term) if frame in REVERSING]) % 2 == 1)


def governor(index: Index, term: Term) -> Term | None:
    """The content term that the term hangs on: the noun of an adjective, the complement of a postposition."""
    tokens = index.analysis.document.sentences[term.sentence].tokens
    head = next((token.head for token in tokens if token.id == term.head), 0)
    return next((other for other in index.sentences[term.sentence] if head in other.tokens and other is not term), None)


def enclosing_claim(index: Index, term: Term) -> Claim | None:
    """The shortest claim of the sentence that the term stands in."""
    inside = [
        claim
        for claim in index.analysis.claims
        if claim.sentence == term.sentence and claim.start <= term.start and term.end <= claim.end
    ]
    return min(inside, key=lambda claim: claim.end - claim.start, default=None)


def frames(index: Index, term: Term) -> tuple[str, ...]:
    """The frames of the verbs that govern the term as their complement ("refused to open": prevents), nearest first.

    A rumour that is said to be false counts as denied: the noun that carries the content is climbed through.
    """
    tokens = index.analysis.document.sentences[term.sentence].tokens
    by_id = {token.id: token for token in tokens}
    found = []
    token = by_id[term.head]
    through_noun = False
    for _ in range(MAX_GOVERNORS):
        relation = token.deprel.split(":")[0]
        governed = relation in COMPLEMENTS or (relation in OBLIQUE and _given_up(token))
        if token.head not in by_id or not (governed or (through_noun and relation in SUBJECTS)):
            break
        token = by_id[token.head]
        if token.id in term.tokens:
            continue
        through_noun = relation == "acl"
        groups = [meanings()[key[2:]] for key in token.concepts if key.startswith("m:")]
        frame = next((group.frame for group in groups if group.frame), "")
        if relation in SUBJECTS:
            frame = "denies" if _untrue(token, {group.id for group in groups}) else ""
        if frame:
            found.append(frame)
    return tuple(found)


def _given_up(token: Token) -> bool:
    """Whether a Turkish verb stands in the ablative that its governor takes ("almaktan vazgeçti"), no adjunct."""
    return token.feats.get("VerbForm") in {"Inf", "Vnoun"} and token.feats.get("Case") == "Abl"


def _untrue(token: Token, groups: set[str]) -> bool:
    denied = token.feats.get("Polarity") == "Neg"
    return ("false" in groups and not denied) or ("true" in groups and denied)


def claims_at(index: Index, sentence: int) -> tuple[tuple[int, Claim], ...]:
    """The claims of a sentence with their indexes."""
    return tuple((number, claim) for number, claim in enumerate(index.analysis.claims) if claim.sentence == sentence)


def siblings(index: Index, claim: Claim) -> tuple[Claim, ...]:
    """The claims of one predicate: coordinated participants make a claim each (Google cut …, OpenAI cut …)."""
    return tuple(
        other
        for other in index.analysis.claims
        if other.sentence == claim.sentence and other.predicate.tokens == claim.predicate.tokens
    )


def same_thing(a: Term, b: Term) -> bool:
    """Whether two terms of one text are the same occurrence or the same named thing."""
    return (a.start, a.end) == (b.start, b.end) or (a.entity is not None and a.entity == b.entity)


def argument_names(index: Index, argument: Argument) -> tuple[Term, ...]:
    """The names that an argument's surface touches."""
    return tuple(
        term
        for term in index.sentences[argument.sentence]
        if term.kind == "name" and term.start < argument.end and argument.start < term.end
    )


def borne_out(pair: Pair, link: Link, aspect: Aspect, comparator: str) -> Comparison:
    """AGREE for a value that the sentence gives, or one beside it; far off it counts as much as there is to trust."""
    far = pair.is_far(link)
    return Comparison(
        aspect=aspect,
        outcome="agree",
        statement=side(pair.statement, link.statement),
        article=side(pair.article, link.article),
        reason="elsewhere" if far else link.kinship,
        comparator=comparator,
        weight=link.statement.weight,
        strength=link.score * (FAR_VALUE if far else 1.0),
    )
