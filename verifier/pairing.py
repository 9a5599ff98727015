"""A statement held against one sentence of an article: what every comparator is given, and the questions it may ask."""

from collections.abc import Iterator
from typing import NamedTuple

from claims.claim import Argument, Claim
from verifier.matching import Index, Link, Match
from verifier.model import Side
from verifier.settings import Settings
from verifier.terms import Term, claim_of


class Pair(NamedTuple):
    """One statement and one matched sentence of one article."""

    statement: Index
    article: Index
    match: Match
    settings: Settings

    def links(self) -> Iterator[tuple[Term, Link | None, Link | None]]:
        """Each statement term with its best link near the sentence and its link inside the sentence."""
        yield from zip(self.statement.all, self.match.links, self.match.local, strict=True)

    def clashes(self, kinship: str) -> Iterator[Link]:
        """Links of the sentence that stand for an opposite meaning or a different value."""
        return (link for link in self.match.clashes if link.kinship == kinship)


def side(index: Index, term: Term, value: str | None = None) -> Side:
    """A term as one side of a comparison; its normal form is its concept or lemma unless given."""
    return Side(start=term.start, end=term.end, text=term.text, value=value if value is not None else normal(term))


def normal(term: Term) -> str:
    """The language-neutral normal form of a term."""
    if term.kind == "name":
        return term.lemma
    if term.value is not None:
        return value_form(term)
    return term.concepts[0].partition(":")[2] if term.concepts else term.lemma


def value_form(term: Term) -> str:
    """A value with grouped digits and its unit: ``14 300 000 000 USD``."""
    value = term.value
    if value is None:
        return term.text
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
    """Whether what the term says is negated: by its claim, or by the word itself."""
    claim = predicate_claim(index, term)
    if claim is not None:
        return claim.polarity == "negative"
    sentence = index.analysis.document.sentences[term.sentence]
    return any(token.id in term.tokens and token.feats.get("Polarity") == "Neg" for token in sentence.tokens)


def claims_at(index: Index, sentence: int) -> tuple[tuple[int, Claim], ...]:
    """The claims of a sentence with their indexes."""
    return tuple((number, claim) for number, claim in enumerate(index.analysis.claims) if claim.sentence == sentence)


def argument_terms(index: Index, argument: Argument) -> tuple[Term, ...]:
    """The terms inside an argument's surface."""
    return tuple(
        term for term in index.sentences[argument.sentence] if argument.start <= term.start and term.end <= argument.end
    )
