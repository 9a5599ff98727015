"""The terms of one text, ready to be looked up by concept, word stem, surface, name and value."""

from collections import defaultdict
from functools import cached_property

from claims.claim import Analysis
from claims.folding import bare
from claims.names import strip_suffix
from verifier.terms import Term, terms


class Index:
    """The terms of one article, ready to be looked up by concept, name and value."""

    def __init__(self, analysis: Analysis, sentences: tuple[tuple[Term, ...], ...] = ()) -> None:
        self.analysis = analysis
        self.sentences = sentences or terms(analysis)
        self.by_concept: dict[str, list[Term]] = defaultdict(list)
        self.by_stem: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.by_surface: dict[str, list[Term]] = defaultdict(list)
        for term in self.all:
            for key in term.concepts:
                self.by_concept[key].append(term)
            if term.kind == "word" and len(term.lemma) > 3:
                stem = bare(term.lemma)
                self.by_stem[stem[:1]][stem].append(term)
            if term.kind == "word" or len(term.parts) == 1:
                self.by_surface[bare(strip_suffix(term.text))].append(term)

    @cached_property
    def all(self) -> tuple[Term, ...]:
        """Every term in the order of the text."""
        return tuple(term for sentence in self.sentences for term in sentence)

    @cached_property
    def names(self) -> tuple[Term, ...]:
        """The terms that are names."""
        return tuple(term for term in self.all if term.kind == "name")

    @cached_property
    def values(self) -> tuple[Term, ...]:
        """The terms that are values."""
        return tuple(term for term in self.all if term.kind == "value")

    def rarity(self, key: str) -> float:
        """How telling a concept is in this article: 1 for one sentence, less for what stands everywhere."""
        sentences = len({term.sentence for term in self.by_concept.get(key, ())})
        return 1.0 / (1.0 + sentences / 6.0)
