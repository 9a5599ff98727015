"""Facts that noun phrases state: titles and kinship before a name, age, appositions, membership in a class."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.clauses import Slot, compound_lemma, nominal_lemma, slot_case
from claims.document import Lang, Token
from claims.folding import fold
from claims.languages.grammar import clause_words
from claims.tree import Tree

LIKE = frozenset({"gibi"})


@dataclass(frozen=True)
class NominalFact:
    """What a noun phrase asserts: its words, the predicate's words and dictionary form, its slots, and the rule."""

    words: tuple[int, ...]
    predicate: tuple[int, ...]
    lemma: str
    head: int
    slots: tuple[Slot, ...]
    rule: str


def nominal_facts(tree: Tree, lang: Lang) -> Iterator[NominalFact]:
    """The facts in the order of the words that state them."""
    for token in tree.sentence.tokens:
        for rule in (_title, _class_membership, _age, _apposition):
            yield from rule(tree, token, lang)


def name_words(tree: Tree, token: Token) -> tuple[int, ...]:
    """The words of a name or bare noun, without its modifiers."""
    parts = {token.id}
    for child in tree.children(token, "flat"):
        parts |= {child.id, *(grand.id for grand in tree.children(child, "flat"))}
    return tuple(sorted(parts))


def _title(tree: Tree, token: Token, lang: Lang) -> Iterator[NominalFact]:
    """ "Scale AI'nin CEO'su Alexandr Wang": Wang is Scale AI's CEO."""
    if token.deprel != "nmod:title" or fold(token.text, lang) in clause_words(lang).honorifics:
        return
    name = tree.head(token)
    if name is None:
        return
    subject = Slot("subject", name.id, name_words(tree, name), slot_case(tree, name, lang))
    members = tree.conjuncts(token)
    last = max(subject.tokens)
    for member in members:
        own = tree.subtree(member, without=frozenset(other.id for other in members if other is not member))
        own = tuple(identity for identity in own if tree.token(identity).deprel != "cc")
        owners = tree.children(member, "nmod:poss")
        slots = [subject]
        predicate = set(own)
        for owner in owners:
            loose = {
                identity
                for child in tree.children(owner, "nmod:title", "acl")
                for identity in tree.subtree(child)
                if owner.upos == "PROPN"
            }
            own = tuple(identity for identity in own if identity not in loose)
            predicate -= loose
            if owner.feats.get("Case") == "Gen" or owner.upos == "PROPN":
                words = tuple(identity for identity in tree.subtree(owner) if identity not in loose)
                slots.append(Slot("possessor", owner.id, words, slot_case(tree, owner, lang)))
                predicate -= set(words)
        for clause in tree.children(member, "acl"):
            predicate -= set(tree.subtree(clause))
            own = tuple(identity for identity in own if identity not in tree.subtree(clause))
        predicate = {identity for identity in predicate if tree.token(identity).upos != "PUNCT"}
        yield NominalFact(
            (*own, *range(max(own), last + 1)),
            tuple(sorted(predicate)),
            compound_lemma(tree, member, lang),
            member.id,
            tuple(slots),
            "title",
        )


def _class_membership(tree: Tree, token: Token, lang: Lang) -> Iterator[NominalFact]:
    """ "Surge AI ve Mercor gibi rakip veri sağlayıcılar": Surge AI and Mercor are rival data providers."""
    if lang != "tr" or not any(fold(child.text, lang) in LIKE for child in tree.children(token, "case")):
        return
    noun = tree.head(token)
    while noun is not None and noun.deprel in {"nmod", "nmod:poss", "flat"} and tree.head(noun) is not None:
        noun = tree.head(noun)
    if (
        noun is None
        or noun.upos not in {"NOUN", "PROPN"}
        or nominal_lemma(noun, lang) in clause_words(lang).general_classes
    ):
        return
    members = tree.conjuncts(token)
    if members[0].upos != "PROPN" and members[-1].upos != "PROPN":
        return
    ends = [child.id for child in tree.children(token, "case")]
    predicate = tuple(range(max(ends) + 1, noun.id + 1))
    for member in members:
        own = tree.subtree(member, without=frozenset(other.id for other in members if other is not member))
        own = tuple(
            identity for identity in own if identity not in ends and tree.token(identity).upos not in {"CCONJ", "PUNCT"}
        )
        yield NominalFact(
            (min(own), *predicate),
            predicate,
            nominal_lemma(noun, lang),
            noun.id,
            (Slot("subject", member.id, own),),
            "class",
        )


def _age(tree: Tree, token: Token, lang: Lang) -> Iterator[NominalFact]:
    """ "29 yaşındaki Palin": Palin is 29 years old."""
    if lang != "tr" or token.lemma != "yaş" or token.deprel != "nmod" or not tree.children(token, "nummod"):
        return
    noun = tree.head(token)
    if noun is not None and noun.id > token.id:
        own = tree.subtree(token)
        yield NominalFact(
            (min(own), noun.id), own, "yaş", token.id, (Slot("subject", noun.id, name_words(tree, noun)),), "age"
        )


def _apposition(tree: Tree, token: Token, lang: Lang) -> Iterator[NominalFact]:
    """ "Alexandr Wang, the CEO of Scale AI, left": Wang is the CEO of Scale AI."""
    noun = tree.head(token)
    if token.deprel != "appos" or noun is None or token.upos not in {"NOUN"}:
        return
    own = tree.subtree(token)
    if not {tree.token(identity).text for identity in range(noun.id + 1, min(own))} & {","}:
        return
    slots = [Slot("subject", noun.id, name_words(tree, noun))]
    for owner in tree.children(token, "nmod"):
        slots.append(Slot("possessor", owner.id, tree.subtree(owner), slot_case(tree, owner, lang)))
    yield NominalFact((noun.id, *own), own, nominal_lemma(token, lang), token.id, tuple(slots), "apposition")
