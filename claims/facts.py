"""Which clauses assert a fact: the rule that makes a claim of a clause, or None for conditions, purposes and frames."""

from collections.abc import Mapping

from claims.clauses import Clause, nominal_lemma
from claims.document import Lang, Token
from claims.folding import fold
from claims.languages.grammar import attribution_words, clause_words
from claims.tree import Tree


def rule_of(tree: Tree, clause: Clause, clauses: Mapping[int, Clause], lang: Lang) -> str | None:
    """The name of the rule by which the clause is a claim, or None."""
    if clause.kind in {"finite", "nominal"}:
        return None if reports_content(tree, clause, clauses, lang) else clause.kind
    if clause.kind in {"relative", "evident"}:
        return _participle(tree, clause, lang)
    marks = set(clause.marks)
    words = clause_words(lang)
    if marks & words.not_facts or reports_content(tree, clause, clauses, lang):
        return None
    if clause.kind == "condition":
        particles = {fold(child.text, lang) for child in tree.children(tree.token(clause.head), "advmod:emph")}
        return "concession" if particles & {"da", "de", "bile"} else None
    if lang == "tr" and _whether(tree, clause):
        return None
    if clause.kind == "converb":
        folded = fold(tree.token(clause.head).text, lang)
        if lang == "tr" and (
            folded.endswith(("madan", "meden", "mazken", "mezken")) or clause.lemma in {"olmak", "dahil olmak"}
        ):
            return None
        return "converb"
    if clause.kind == "content":
        above = clauses.get(clause.parent)
        framed = above is not None and attribution_words(lang).frame(above.lemma)
        return "content" if clause.slots or framed or lang == "en" or clause.relation == "conj" else None
    parent = clauses.get(clause.parent)
    if clause.kind == "verbal-noun":
        if clause.relation.startswith("csubj") or marks & words.cause_nouns:
            return "verbal-noun" if marks - {"için"} or clause.relation.startswith("csubj") else None
        if parent is not None and parent.lemma in words.factive:
            return "effect"
        frame = attribution_words(lang).frame(parent.lemma) if parent is not None else ""
        return "content" if frame in {"think", "deny", "claim"} else None
    return None


def _whether(tree: Tree, clause: Clause) -> bool:
    """Whether the clause is half of "edip etmeyeceği", an embedded yes-no question."""
    token = tree.token(clause.head)
    beside = [tree.token(at) for at in (clause.head - 1, clause.head + 1) if 0 < at <= len(tree.sentence.tokens)]
    for other in beside:
        if other.upos == "VERB" and other.lemma == token.lemma:
            forms = {token.feats.get("VerbForm"), other.feats.get("VerbForm")}
            if forms == {"Conv", "Part"} and "Neg" in {token.feats.get("Polarity"), other.feats.get("Polarity")}:
                return True
    return False


def _participle(tree: Tree, clause: Clause, lang: Lang) -> str | None:
    """A participle clause with something of its own beside the noun that it modifies."""
    token = tree.token(clause.head)
    if clause.lemma in clause_words(lang).empty_participles:
        return None
    noun = tree.token(clause.host) if clause.host else token
    if nominal_lemma(noun, lang) in clause_words(lang).vague_heads and not tree.children(noun, "det"):
        return None
    others = [slot for slot in clause.slots if slot.head != clause.host]
    host = tree.token(clause.host) if clause.host else None
    if (
        lang == "tr"
        and host is not None
        and fold(host.text, lang) in {"zaman", "sırada", "şekilde", "gün", "anda", "kadar", "halde", "için"}
        and clause.kind == "relative"
        and token.feats.get("Relative") == "Yes"
    ):
        return None
    if clause.lemma in clause_words(lang).modal or (
        host is not None and fold(host.text, lang) in clause_words(lang).time_words and not others
    ):
        return None
    if (
        lang == "tr"
        and token.lemma == "ol"
        and not others
        and (complement := tree.child(token, "xcomp")) is not None
        and complement.upos == "ADJ"
    ):
        return None
    if (
        lang == "tr"
        and token.feats.get("Relative") != "Yes"
        and not others
        and not clause.passive
        and len(clause.predicate) == 1
    ):
        return None
    return "participle"


def reports_content(tree: Tree, clause: Clause, clauses: Mapping[int, Clause], lang: Lang) -> bool:
    """Whether the clause is a mere frame ("söyledi", "açıkladı") around a content clause that is a claim itself."""
    words = attribution_words(lang)
    frame = words.frame(clause.lemma)
    if not frame:
        return False
    if clause.lemma in words.bare_frames:
        return True
    return any(
        carries_content(tree, inner, clause, frame, lang) for inner in clauses.values() if inner.head != clause.head
    )


def _first(tree: Tree, token: Token) -> Token:
    while token.deprel == "conj":
        above = tree.head(token)
        if above is None:
            break
        token = above
    return token


def carries_content(tree: Tree, inner: Clause, outer: Clause, frame: str, lang: Lang) -> bool:
    """Whether ``inner`` is what the frame ``outer`` reports."""
    token = tree.token(inner.head)
    if inner.parent in outer.merged or inner.parent == outer.head:
        base = inner.relation.split(":")[0]
        if lang == "en":
            return base in {"ccomp", "parataxis"} and inner.head != outer.head
        if base == "ccomp":
            return inner.kind in {"content", "finite", "nominal"} or (
                inner.kind in {"verbal-noun"} and frame in {"think", "deny", "claim"}
            )
        return base == "csubj" and inner.kind == "content" or (base == "advcl" and "diye" in inner.marks)
    above = tree.head(token)
    token = _first(tree, token)
    above = tree.head(token)
    if (
        above is not None
        and token.deprel == "acl"
        and frame in {"say", "claim", "promise"}
        and fold(above.text, lang) in attribution_words(lang).content_clause_nouns
    ):
        return above.head in outer.merged or above.head == outer.head
    return False
