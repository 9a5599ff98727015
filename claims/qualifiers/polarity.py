"""Polarity: negation by suffix, negative word, "ne … ne", or a governing predicate that denies its complement."""

from claims.languages.grammar import polarity_words
from claims.qualifiers.view import View


def polarity(view: View) -> dict[str, object]:
    """{"polarity": "negative"} where the clause is denied, else nothing."""
    words = polarity_words(view.lang)
    negative = any(token.feats.get("Polarity") == "Neg" for token in view.verbs if token.upos in {"VERB", "AUX"})
    negative = negative or any(
        view.folded(token) in words.negators and token.phrase in (0, token.id) for token in view.verbs
    )
    own = [
        token for verb in (view.clause.head, *view.clause.merged) for token in view.tree.children(view.tree.token(verb))
    ]
    negative = negative or any(
        view.folded(token) in words.negators
        for token in own
        if token.deprel in {"advmod", "cop", "aux", "cc", "cc:preconj", "det"}
    )
    if view.lang == "en":
        negative = negative or _negative_phrase(view, words.negators | words.negative_subjects)
        negative = negative or any(mark in words.negative_adpositions for mark in view.clause.marks)
        negative = negative or _still_open(view, words.pending)
        counter = {view.tree.token(verb).lemma for verb in view.clause.merged[:-1]} & words.counter
        negative = negative != bool(counter)
    elif not negative:
        negative = _paired(view, words.paired)
    return {"polarity": "negative"} if negative else {}


def _still_open(view: View, pending: frozenset[str]) -> bool:
    """Whether "yet" with an infinitive says that it has not happened ("has yet to lose")."""
    around = [
        child for verb in (view.clause.head, *view.clause.merged) for child in view.tree.children(view.tree.token(verb))
    ]
    governor = view.tree.head(view.tree.token(view.clause.head))
    around += view.tree.children(governor, "advmod") if governor else ()
    marks = {view.folded(child) for child in around if child.deprel == "mark"}
    return "to" in marks and any(view.folded(child) in pending for child in around if child.deprel == "advmod")


def _negative_phrase(view: View, negative: frozenset[str]) -> bool:
    """Whether the subject or an object is "no one", "nothing", "no company"."""
    for slot in view.clause.slots:
        if slot.head == view.clause.host:
            continue
        head = view.tree.token(slot.head)
        if (
            slot.role in {"subject", "object"}
            and not slot.clausal
            and (
                view.folded(head) in negative
                or any(view.folded(child) in negative for child in view.tree.children(head, "det", "cc"))
            )
        ):
            return True
    return False


def _paired(view: View, word: str) -> bool:
    """Whether "ne … ne" stands among the words of the clause."""
    pair = {token.id for token in view.tree.sentence.tokens if token.upos == "CCONJ" and view.folded(token) == word}
    return len(pair) > 1 and len(pair.intersection(view.tree.subtree(view.head))) > 1
