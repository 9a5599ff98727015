"""Where a claim begins and ends: predicate and arguments, without time, source or connectives."""

from claims.clauses import Clause, is_predicate
from claims.document import Lang, Token
from claims.folding import fold
from claims.languages.grammar import attribution_words, clause_words
from claims.morphology import infinitive
from claims.tree import Tree

LOOSE = frozenset(
    {
        "obl",
        "advmod",
        "cc",
        "mark",
        "punct",
        "discourse",
        "parataxis",
        "dep",
        "case",
        "vocative",
        "cc:preconj",
        "obl:tmod",
        "obl:npmod",
        "advmod:emph",
        "nmod",
    }
)


def clause_words_of(tree: Tree, clause: Clause, lang: Lang) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The ids of the claim's words and, apart, of the phrases cut off at its edges (times, sources)."""
    head = tree.token(clause.head)
    chain = [tree.token(identity) for identity in clause.merged] or [head]
    apart = frozenset(
        child.id
        for verb in chain
        for child in tree.children(verb, "conj", "parataxis")
        if is_predicate(tree, child, lang)
    )
    words = set(tree.subtree(head, without=apart))
    if clause.host:
        noun = tree.token(clause.host)
        low = min(words)
        words |= set(range(low, noun.id + 1)) if noun.id > low else {noun.id}
        if lang == "en":
            words = set(range(min(noun.id, low), max(words) + 1)) | set(
                tree.subtree(noun, without=frozenset({head.id}))
            )
            words -= {child.id for child in tree.children(noun, "case") if child.id < noun.id}
    cut: list[int] = []
    children = [child for verb in chain for child in tree.children(verb) if child.id in words]
    changed = True
    while changed and words:
        changed = False
        for edge in (min(words), max(words)):
            top = _constituent(tree, edge, {verb.id for verb in chain}, words)
            if (
                top is None
                or top.id not in {child.id for child in children}
                or not _loose(tree, clause, top, lang, edge == min(words))
            ):
                continue
            gone = set(tree.subtree(top)) & words
            if gone and gone != words:
                words -= gone
                if top.deprel.split(":")[0] in {"obl", "advmod", "nmod"}:
                    cut.extend(gone)
                changed = True
                break
    words = _without_title(tree, words, clause, lang)
    return tuple(sorted(words)), tuple(sorted(cut))


def _constituent(tree: Tree, identity: int, tops: set[int], words: set[int]) -> Token | None:
    """The child of the predicate in which the word stands."""
    token = tree.token(identity)
    while token.head not in tops:
        above = tree.head(token)
        if above is None or token.id in tops:
            return None
        token = above
    return token


def _loose(tree: Tree, clause: Clause, token: Token, lang: Lang, left: bool) -> bool:
    """Whether a phrase at the edge is no part of the claim."""
    base = token.deprel.split(":")[0]
    if (
        token.upos == "PUNCT"
        or base in {"cc", "mark", "case", "punct", "parataxis", "discourse"}
        or token.deprel == "advmod:emph"
    ):
        return token.id not in clause.predicate and fold(token.text, lang) not in {"ne", "hem", "neither", "both"}
    if token.id in clause.predicate:
        return False
    if base == "dep" and not clause.host:
        return True
    if not left and lang == "en" and (base == "advcl" or token.deprel == "acl:relcl") and _after_comma(tree, token):
        return True
    if base == "advmod":
        return (
            fold(token.text, lang) in clause_words(lang).edge_adverbs or token.lemma in clause_words(lang).edge_adverbs
        )
    if base in {"obl", "nmod", "dep"}:
        return (
            is_time(tree, token, lang)
            or is_source(tree, token, lang)
            or fold(token.text, lang) in {"sonuç", "sebeple", "nedenle", "yüzden"}
        )
    if base == "advcl" and left and lang == "tr":
        return _separate_adverbial(tree, clause, token)
    return False


def _after_comma(tree: Tree, token: Token) -> bool:
    first = min(tree.subtree(token))
    return first > 1 and tree.token(first).text == "," or first > 2 and tree.token(first - 1).text == ","


def _separate_adverbial(tree: Tree, clause: Clause, token: Token) -> bool:
    """Whether an adverbial clause before the predicate stands apart: a purpose, or a fact that lends it no subject."""
    form = token.feats.get("VerbForm")
    if form == "Conv" and attribution_words("tr").frame(infinitive(token.lemma)) and tree.children(token, "ccomp"):
        return True
    if form == "Inf":
        return bool(tree.children(token, "mark"))
    own = any(child.deprel.startswith(("nsubj", "csubj")) for child in _chain_children(tree, token))
    lent = (
        own
        and clause.subject is None
        and clause.kind in {"finite", "nominal"}
        and tree.token(clause.head).feats.get("Person") not in {"1", "2"}
    )
    if form == "Conv" and not own:
        return False
    return not lent


def _chain_children(tree: Tree, token: Token) -> tuple[Token, ...]:
    inner = tree.children(token, "xcomp")
    return (*tree.children(token), *(child for verb in inner for child in tree.children(verb)))


def is_time(tree: Tree, token: Token, lang: Lang) -> bool:
    """Whether a phrase is a time: its head, or the noun inside "içinde", "kadar", is a time word."""
    words = clause_words(lang)
    folded = fold(token.text, lang)
    if folded in words.time_words or token.lemma in words.time_words:
        return True
    if any(
        fold(child.text, lang) in {"önce", "sonra", "beri", "yana", "itibaren"}
        for child in tree.children(token, "case", "mark")
    ):
        return True
    if folded in words.time_nouns_inner:
        return any(fold(child.text, lang) in words.time_words for child in tree.children(token, "nmod", "obl"))
    digits = folded.split("'")[0]
    if digits.isdigit() and len(digits) == 4:
        return True
    return (
        any(fold(child.text, lang) in words.time_words for child in tree.children(token, "nmod"))
        and bool(tree.children(token, "case"))
        and lang == "tr"
    )


def is_source(tree: Tree, token: Token, lang: Lang) -> bool:
    """Whether a phrase names a source ("kaynağa göre", "according to the police")."""
    return any(
        fold(child.text, lang) in attribution_words(lang).source_postpositions for child in tree.children(token, "case")
    )


def _without_title(tree: Tree, words: set[int], clause: Clause, lang: Lang) -> set[int]:
    """A claim that begins with a title or relative clause before a name begins with the name itself."""
    if lang != "tr" or clause.host:
        return words
    low = min(words)
    for slot in clause.slots:
        if low not in slot.tokens:
            continue
        noun = tree.token(slot.head)
        if noun.upos != "PROPN":
            return words
        loose = [
            child
            for child in tree.children(noun)
            if child.id < noun.id and (child.deprel in {"nmod:title", "acl", "nmod", "amod"})
        ]
        if not any(child.deprel in {"nmod:title", "acl"} for child in loose):
            return words
        for child in loose:
            words = words - set(tree.subtree(child))
    return words
