"""Mends obvious faults of an English parse by general rules: torn names, amounts beside their noun, phrases on amounts.

Each rule reads the tokens and returns new ones; ids, texts and spans are untouched.
"""

from collections.abc import Sequence

from claims.document import Sentence, Token
from claims.edges import is_time
from claims.folding import fold
from claims.tree import Tree

NAMELIKE = frozenset({"AUX", "PART", "PUNCT", "X", "ADP", "NOUN", "ADJ", "VERB", "INTJ", "CCONJ", "SCONJ"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "iobj", "root"})
VERB_LEVEL = frozenset({"with"})


def mend(sentence: Sentence) -> Sentence:
    """The sentence after all rules."""
    tokens: Sequence[Token] = sentence.tokens
    for rule in RULES:
        tokens = rule(tokens, sentence)
    return sentence.model_copy(update={"tokens": tuple(tokens)})


def _acronyms(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """ "Scale AI": a word in capitals after a name belongs to the name, whatever the tagger made of it."""
    found = list(tokens)
    for at in range(1, len(found)):
        before, token = found[at - 1], found[at]
        capitals = len(token.text) > 1 and token.text.isalpha() and token.text.isupper()
        if not capitals or before.upos != "PROPN" or token.upos == "PROPN" or token.start != before.end + 1:
            continue
        if before.deprel in {"compound", "nmod:poss"} and before.head == token.id or token.upos not in NAMELIKE:
            found[at] = token.model_copy(update={"upos": "PROPN"})
        else:
            found[at] = token.model_copy(update={"upos": "PROPN", "head": before.id, "deprel": "flat", "feats": {}})
    return _rehung(found, tokens)


def _rehung(found: list[Token], old: Sequence[Token]) -> list[Token]:
    """Dependents of a word that became part of a name hang on the name's first word."""
    moved = {
        new.id: new.head for new, was in zip(found, old, strict=True) if new.deprel == "flat" and was.deprel != "flat"
    }
    return [
        token.model_copy(update={"head": moved[token.head]})
        if token.head in moved and token.id not in moved and moved[token.head] != token.id
        else token
        for token in found
    ]


def _torn_names(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """Two neighbouring capitalised words in the same role under the same verb are one name ("Alexandr" + "Wang")."""
    found = list(tokens)
    for at in range(1, len(found)):
        before, token = found[at - 1], found[at]
        named = token.upos == "PROPN" and token.text[:1].isupper()
        first = before if before.deprel != "flat" else found[before.head - 1]
        if (
            named
            and first.deprel in ARGUMENTS
            and first.deprel == token.deprel
            and first.head == token.head
            and first.upos in {"PROPN", "NOUN"}
        ):
            found[at] = token.model_copy(
                update={"head": first.id, "deprel": "flat" if first.upos == "PROPN" else "appos"}
            )
    return _rehung(found, tokens)


def _leading_names(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """ "Las" + "Vegas police": a name right before a phrase in its own role begins that phrase."""
    found = list(tokens)
    tree = Tree(sentence.model_copy(update={"tokens": tuple(tokens)}))
    for token in tokens:
        if token.upos != "PROPN" or token.deprel not in {"nsubj", "nsubj:pass", "obj"}:
            continue
        own = tree.subtree(token)
        for other in tokens:
            same = other.head == token.head and other.deprel == token.deprel and other.upos == "NOUN"
            near = other.id > token.id and min(tree.subtree(other)) == max(own) + 1
            if same and near and tokens[max(own) - 1].upos == "PROPN":
                found[token.id - 1] = token.model_copy(update={"head": other.id, "deprel": "compound"})
    return found


def _amounts(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """ "a $99 million contract": an amount beside a noun in the same role measures the noun."""
    found = list(tokens)
    for token in tokens:
        if token.upos != "SYM" or token.deprel not in ARGUMENTS:
            continue
        noun = next(
            (
                other
                for other in tokens
                if other.id > token.id
                and other.head == token.head
                and other.deprel == token.deprel
                and other.upos == "NOUN"
            ),
            None,
        )
        if noun is not None and all(tokens[at].upos in {"NUM", "ADJ", "SYM"} for at in range(token.id, noun.id - 1)):
            found[token.id - 1] = token.model_copy(update={"head": noun.id, "deprel": "nummod"})
    return found


def _bare_complements(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """ "cut ties": an xcomp that is no infinitive, participle or gerund is the object."""
    found = list(tokens)
    marked = {token.head for token in tokens if token.deprel == "mark"}
    for token in tokens:
        if (
            token.deprel == "xcomp"
            and token.upos == "VERB"
            and token.id not in marked
            and token.text.endswith("s")
            and token.feats.get("VerbForm") in {None, "Fin"}
        ):
            found[token.id - 1] = token.model_copy(update={"upos": "NOUN", "deprel": "obj", "feats": {}})
    return found


def _loose_phrases(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """ "invested $14.3 billion in Meta": a phrase on an amount, or a time or partner, belongs to the verb."""
    found = list(tokens)
    tree = Tree(sentence.model_copy(update={"tokens": tuple(tokens)}))
    for token in tokens:
        host = tree.head(token)
        if token.deprel != "nmod" or host is None or host.deprel not in {"obj", "obl"}:
            continue
        marks = {fold(child.text, "en") for child in tree.children(token, "case")}
        verb = tree.head(host)
        if verb is None or verb.upos != "VERB" or not marks or "of" in marks:
            continue
        if host.upos in {"SYM", "NUM"} or marks & VERB_LEVEL or (is_time(tree, token, "en") and token.id > host.id):
            found[token.id - 1] = token.model_copy(update={"head": verb.id, "deprel": "obl"})
    return found


def _finite_conjuncts(tokens: Sequence[Token], sentence: Sentence) -> list[Token]:
    """ "tried to sell but failed": a finite verb is coordinated with the finite verb, not with its infinitive."""
    found = list(tokens)
    marked = {token.head for token in tokens if token.deprel == "mark" and fold(token.text, "en") == "to"}
    for token in tokens:
        if token.deprel != "conj" or token.head not in marked or token.feats.get("Tense") != "Past":
            continue
        infinitive = tokens[token.head - 1]
        if token.upos == "VERB" and infinitive.deprel == "xcomp":
            found[token.id - 1] = token.model_copy(update={"head": infinitive.head})
    return found


RULES = (_acronyms, _torn_names, _leading_names, _amounts, _bare_complements, _loose_phrases, _finite_conjuncts)
