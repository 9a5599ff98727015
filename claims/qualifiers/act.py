"""Act and checkability: headings, questions and commands assert nothing that can be checked."""

from claims.languages import act_words
from claims.qualifiers.view import View


def act(view: View) -> dict[str, object]:
    """{"act": …, "checkable": False} for what is no checkable statement."""
    last = view.tree.sentence.tokens[-1]
    opinions, particles = act_words(view.lang)
    words = f" {' '.join(view.folded(token) for token in view.tree.sentence.tokens)} "
    if not view.quoted and any(f" {phrase} " in words for phrase in opinions):
        return {"act": "opinion", "checkable": False}
    if view.heading:
        return {"act": "fragment" if view.head.upos != "VERB" else "statement", "checkable": False}
    question = any(view.folded(token) in particles for token in view.tree.children(view.head))
    if question or ("?" in last.text and view.clause.kind in {"finite", "nominal"}):
        return {"act": "question", "checkable": False}
    if (
        view.clause.kind == "finite"
        and view.head.feats.get("Mood") == "Imp"
        and view.clause.subject is None
        and view.lang == "en"
    ):
        return {"act": "command", "checkable": False}
    if view.lang == "tr" and view.head.feats.get("Tense") == "Imp":
        return {"act": "command", "checkable": False}
    if view.quoted and view.head.feats.get("Tense") in {"Nec", "Imp"}:
        return {"act": "opinion", "checkable": False}
    return {}
