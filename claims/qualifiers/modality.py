"""Modality: possible, planned, reported or asserted, with Turkish hearsay -mIş."""

from claims.languages.grammar import attribution_words, modality_words
from claims.qualifiers.view import View


def modality(view: View) -> dict[str, object]:
    """{"modality": …} where the clause is not plainly asserted."""
    words = modality_words(view.lang)
    own = [view.tree.token(identity) for identity in view.clause.predicate]
    children = [
        child
        for verb in view.clause.merged or (view.clause.head,)
        for child in view.tree.children(view.tree.token(verb), "aux", "advmod")
    ]
    folded = {view.folded(token) for token in (*own, *children)} | {token.lemma for token in (*own, *children)}
    parent = view.parent
    above = (
        parent.lemma if parent is not None and view.clause.relation.split(":")[0] in {"ccomp", "csubj", "xcomp"} else ""
    )
    possible = any(token.feats.get("Mood") == "Pot" and token.feats.get("Polarity") != "Neg" for token in own)
    if possible or folded & words.possible_adverbs or {view.clause.lemma, above} & words.possible_predicates:
        return {"modality": "possible"}
    future = any(token.feats.get("Tense") == "Fut" for token in own if token.upos in {"VERB", "AUX"})
    if (
        future
        or folded & words.planned_predicates
        or {above} & words.planned_predicates
        or view.clause.lemma.split(" ")[-1] in words.planned_predicates
    ):
        asked = view.clause.lemma.split(" ")[-1] in {"istemek", "want"} and len(view.clause.merged) < 2
        if asked and not future:
            pass
        elif (
            view.lang == "en"
            or future
            or view.clause.lemma.split(" ")[-1] in words.planned_predicates
            or above in words.planned_predicates
        ):
            return {"modality": "planned"}
    if hearsay(view) or folded & words.reported_adverbs:
        return {"modality": "reported"}
    frame = attribution_words(view.lang).frame(above)
    return {"modality": "reported"} if frame and above not in attribution_words(view.lang).unreported else {}


def hearsay(view: View) -> bool:
    """Whether the finite verb is in bare -mIş, the narrator's hearsay (not the past perfect, not a participle)."""
    return view.lang == "tr" and any(token.feats.get("Evident") == "Nfh" for token in view.verbs)
