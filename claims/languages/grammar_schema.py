"""Shapes of the grammar files of a language: morphology, polarity, modality, attribution, quantifiers."""

from typing import Literal

from claims.document import Frozen


class FiniteEnding(Frozen):
    """A tense suffix; ``closed`` ones are finite only with a person suffix after them."""

    suffix: str
    tense: str
    negative: bool = False
    closed: bool = False


class NonfiniteEnding(Frozen):
    """A participle, converb or verbal noun suffix; ``nominal`` ones take plural, possessive and case."""

    suffix: str
    form: Literal["participle", "relative", "evident", "converb", "verbal-noun", "infinitive"]
    tense: str = ""
    nominal: bool = False
    owned: bool = False
    without: bool = False


class Voice(Frozen):
    """Voice suffixes on a verb stem."""

    passive: tuple[str, ...]
    other: tuple[str, ...]


class LexicalForms(Frozen):
    """Words whose form misleads, and the parts of light-verb predicates."""

    active: frozenset[str]
    intransitive: frozenset[str]
    wanting: frozenset[str]
    nouns: frozenset[str]
    not_verbs: frozenset[str]
    adjectives: frozenset[str]
    light_verbs: frozenset[str]
    light_nouns: frozenset[str]


class Morphology(Frozen):
    """The verb endings of a language that marks them by suffixes."""

    ability: str
    inability: str
    negation: str
    finite: tuple[FiniteEnding, ...]
    copula: tuple[str, ...]
    person: tuple[str, ...]
    generalising: str
    nonfinite: tuple[NonfiniteEnding, ...]
    plural: str
    possessive: tuple[str, ...]
    cases: dict[str, tuple[str, ...]]
    voice: Voice
    lexical: LexicalForms


class Syntax(Frozen):
    """Function words by which a head-final language is put together; all are folded forms."""

    postpositions: frozenset[str]
    coordinators: frozenset[str]
    clause_coordinators: frozenset[str]
    emphatics: frozenset[str]
    clause_nouns: frozenset[str]
    clause_postpositions: frozenset[str]
    content_nouns: frozenset[str]
    titles: frozenset[str]
    title_endings: tuple[str, ...]
    owned_titles: frozenset[str]
    measures: frozenset[str]
    place_heads: tuple[str, ...]
    nationalities: frozenset[str]
    existence: frozenset[str]
    months: frozenset[str]
    time_nouns: frozenset[str]
    degrees: frozenset[str]
    currencies: frozenset[str]
    ordinals: frozenset[str]
    durations: frozenset[str]
    governing: dict[str, str]


class ClauseWords(Frozen):
    """Words that decide what a clause asserts, where its edges are, and what points back."""

    time_words: frozenset[str]
    time_nouns_inner: frozenset[str]
    edge_adverbs: frozenset[str]
    general_classes: frozenset[str]
    honorifics: frozenset[str]
    empty_participles: frozenset[str]
    vague_heads: frozenset[str]
    content_nouns: frozenset[str]
    cause_nouns: frozenset[str]
    not_facts: frozenset[str]
    factive: frozenset[str]
    modal: frozenset[str]
    wanting: frozenset[str]
    anaphors: frozenset[str]
    anaphor_kinds: dict[str, frozenset[str]]


class AttributionWords(Frozen):
    """Reporting predicates by frame concept, and the adpositions that name a source."""

    source_postpositions: frozenset[str]
    content_clause_nouns: frozenset[str]
    unreported: frozenset[str]
    bare_frames: frozenset[str] = frozenset()
    frames: dict[str, frozenset[str]]

    def frame(self, lemma: str) -> str:
        """The frame concept of a predicate's dictionary form, or ""."""
        return next((name for name, lemmas in self.frames.items() if lemma in lemmas), "")


class ModalityWords(Frozen):
    """Words that make a claim possible, planned or reported."""

    possible_predicates: frozenset[str]
    possible_adverbs: frozenset[str]
    planned_predicates: frozenset[str]
    reported_adverbs: frozenset[str]


class PolarityWords(Frozen):
    """Words that turn a clause negative."""

    negators: frozenset[str]
    paired: str
    negative_adpositions: frozenset[str]
    negative_subjects: frozenset[str]
    counter: frozenset[str]
    pending: frozenset[str] = frozenset()


class QuantifierWords(Frozen):
    """Quantifier words by normal key; phrases have spaces."""

    words: dict[str, tuple[str, ...]]
