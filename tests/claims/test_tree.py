"""Trees: children, subtrees and conjuncts of a sentence, and spans that cover them."""

import pytest

from claims.document import Sentence, Token
from claims.tree import Tree

WORDS = (("Ayşe", 4, "nsubj"), ("ve", 3, "cc"), ("Ali", 1, "conj"), ("geldi", 0, "root"))


def sentence() -> Sentence:
    """ "Ayşe ve Ali geldi" as a tree, from offset 10."""
    tokens, at = [], 10
    for number, (word, head, relation) in enumerate(WORDS, start=1):
        tokens.append(
            Token(id=number, start=at, end=at + len(word), text=word, lemma=word, upos="X", head=head, deprel=relation)
        )
        at += len(word) + 1
    return Sentence(index=0, start=10, end=at - 1, tokens=tuple(tokens))


def test_children_and_heads() -> None:
    """A word knows its dependents by relation and its chain of heads."""
    tree = Tree(sentence())
    assert [child.text for child in tree.children(tree.token(4))] == ["Ayşe"]
    assert tree.child(tree.token(4), "obj") is None
    assert [above.text for above in tree.ancestors(tree.token(2))] == ["Ali", "Ayşe", "geldi"]
    assert tree.head(tree.token(4)) is None


def test_subtree_leaves_out_what_it_is_told() -> None:
    """A subtree is in order and stops at the words left out."""
    tree = Tree(sentence())
    assert tree.subtree(tree.token(1)) == (1, 2, 3)
    assert tree.subtree(tree.token(1), without=frozenset({3})) == (1,)


def test_conjuncts_and_span() -> None:
    """Coordinated words come in order; a span covers exactly its words."""
    tree = Tree(sentence())
    assert [member.text for member in tree.conjuncts(tree.token(1))] == ["Ayşe", "Ali"]
    span = tree.span((1, 3))
    assert (span.start, span.end) == (10, 21)
    with pytest.raises(ValueError, match="empty"):
        tree.span(())


def test_a_loop_ends() -> None:
    """A parse whose heads run in a circle is read without end."""
    broken = sentence()
    looped = broken.tokens[0].model_copy(update={"head": 3})
    tree = Tree(broken.model_copy(update={"tokens": (looped, *broken.tokens[1:])}))
    assert len(list(tree.ancestors(tree.token(1)))) <= len(WORDS)
    assert tree.subtree(tree.token(3)) == (1, 2, 3)
