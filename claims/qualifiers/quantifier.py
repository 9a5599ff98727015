"""Quantifier of the subject, else of an object: a normal key such as all, none, some, most, only."""

import re
from functools import cache

from claims.document import Lang
from claims.languages.grammar import quantifier_words
from claims.qualifiers.view import View

ROLES = ("subject", "object", "oblique")


@cache
def _any_word(lang: Lang) -> re.Pattern[str]:
    words = (word for words in quantifier_words(lang).words.values() for word in words)
    return re.compile(f" (?:{'|'.join(map(re.escape, words))}) ")


def quantifier(view: View) -> dict[str, object]:
    """{"quantifier": key} of the first slot that has one."""
    table = quantifier_words(view.lang).words
    for role in ROLES:
        for slot in view.clause.slots:
            if slot.role != role or slot.clausal:
                continue
            head = view.tree.token(slot.head)
            near = [
                head,
                *view.tree.children(head, "det", "amod", "advmod", "nummod", "nmod"),
                *(grand for child in view.tree.children(head, "amod") for grand in view.tree.children(child, "advmod")),
            ]
            text = " " + " ".join(view.folded(token) for token in sorted(near, key=lambda token: token.id)) + " "
            if _any_word(view.lang).search(text) is None:
                continue
            for key, words in table.items():
                if any(f" {word} " in text for word in words):
                    return {"quantifier": key}
    return {}
