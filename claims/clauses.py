"""Sentence to clauses: each predicate of a dependency tree with its arguments, by UD relations only.

What a clause is worth – a claim, the content of a report, a mere condition – is decided in extraction; here only the
shape is read: which words make the predicate, which phrases fill its slots, on which clause it hangs.
"""

from dataclasses import dataclass, field

from claims.claim import Role
from claims.document import Lang, Token
from claims.folding import fold
from claims.languages.grammar import attribution_words, clause_words
from claims.languages.lexicon import lexicon
from claims.morphology import infinitive
from claims.tree import Tree

SUBJECTS = ("nsubj", "csubj")
AGENT_MARKS = frozenset({"tarafından", "by", "tarafınca"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(frozen=True)
class Slot:
    """A phrase that fills a role: its head and word ids, and its case or adposition."""

    role: Role
    head: int
    tokens: tuple[int, ...]
    case: str = ""
    clausal: bool = False


@dataclass(frozen=True)
class Clause:
    """A predicate with its slots.

    ``kind``: finite, relative, evident (-mIş before a noun), converb, condition, verbal-noun, infinitive, content
    (-DIK or that-clause in a case slot), nominal. ``host`` is the noun of a relative clause, ``parent`` the head of
    the clause above, ``relation`` the arc that leads there, ``marks`` the folded adpositions and conjunctions on it.
    """

    head: int
    kind: str
    predicate: tuple[int, ...]
    lemma: str
    passive: bool
    slots: tuple[Slot, ...]
    relation: str
    parent: int
    host: int = 0
    marks: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    first: int = 0
    extra: tuple[int, ...] = field(default=())

    @property
    def subject(self) -> Slot | None:
        """The overt subject slot."""
        return next((slot for slot in self.slots if slot.role == "subject"), None)


def find_clauses(tree: Tree, lang: Lang) -> tuple[Clause, ...]:
    """The clauses of a sentence in the order of their predicates."""
    heads = [token for token in tree.sentence.tokens if is_predicate(tree, token, lang)]
    inner = {verb.id for token in heads for verb in _chain(tree, token, lang)[1:]}
    return tuple(_clause(tree, token, lang) for token in heads if token.id not in inner)


def is_predicate(tree: Tree, token: Token, lang: Lang) -> bool:
    """Whether the word heads a clause: a verb, or a nominal with a copula, a subject or the sentence's root."""
    relation = token.deprel.split(":")[0]
    if token.upos == "VERB":
        if lang == "tr":
            return "VerbForm" in token.feats
        return relation in {"root", "conj", "ccomp", "csubj", "advcl", "acl", "parataxis", "xcomp", "appos"} and (
            relation != "conj" or _verbal(tree, token, lang)
        )
    if token.upos == "AUX" and lang == "en":
        return relation == "root"
    if token.upos in {"PUNCT", "SYM"}:
        return False
    if token.upos in {"PUNCT", "CCONJ", "ADP", "DET", "PART", "SYM"} and token.deprel != "root":
        return False
    if tree.children(token, "cop") and relation != "nmod":
        return True
    if relation == "root":
        return True
    if relation in {"conj", "parataxis", "ccomp", "advcl", "acl"} and tree.children(token, "nsubj", "csubj"):
        return True
    return relation == "conj" and lang == "tr" and _hangs_on_predicate(tree, token)


def _verbal(tree: Tree, token: Token, lang: Lang) -> bool:
    head = tree.head(token)
    return head is not None and (head.upos in {"VERB", "AUX"} or bool(tree.children(head, "cop")))


def _hangs_on_predicate(tree: Tree, token: Token) -> bool:
    head = tree.head(token)
    return head is not None and head.upos == "VERB" and head.feats.get("VerbForm") == "Fin"


def _chain(tree: Tree, token: Token, lang: Lang) -> tuple[Token, ...]:
    """The verb and the infinitives that make one predicate with it ("çekmeye çalıştı", "tried to hire")."""
    chain = [token]
    for verb in chain:
        for child in tree.children(verb, "xcomp"):
            if child.upos == "VERB" and child not in chain:
                if lang == "tr" and child.feats.get("VerbForm") not in {"Vnoun", "Inf"}:
                    continue
                if lang == "en" and (tree.child(child, "nsubj") or child.feats.get("VerbForm") not in {"Inf", "Ger"}):
                    continue
                chain.append(child)
        if lang == "tr" and infinitive(verb.lemma) in clause_words(lang).modal:
            chain.extend(
                child
                for child in tree.children(verb, "csubj", "nsubj", "advcl", "ccomp")
                if child.feats.get("VerbForm") == "Vnoun" and child not in chain
            )
    return tuple(chain)


def _clause(tree: Tree, token: Token, lang: Lang) -> Clause:
    chain = _chain(tree, token, lang)
    predicate = _predicate_words(tree, chain, lang)
    head = tree.head(token)
    kind = _kind(tree, token, lang)
    host = _first_conjunct(tree, token).head if kind in {"relative", "evident"} else 0
    top = chain[-1]
    slots = tuple(slot for verb in chain for slot in _slots(tree, verb, lang, set(predicate)))
    if host:
        slots = _with_host(tree, token, slots, host, lang, kind)
    marks = tuple(fold(child.text, lang) for verb in (token,) for child in tree.children(verb, "mark", "case"))
    return Clause(
        head=token.id,
        kind=kind,
        predicate=predicate,
        lemma=predicate_lemma(tree, chain, predicate, lang),
        passive=_passive(tree, top, kind, lang),
        slots=slots,
        relation=token.deprel,
        parent=head.id if head is not None else 0,
        host=host,
        marks=marks,
        merged=tuple(verb.id for verb in chain),
    )


def _passive(tree: Tree, verb: Token, kind: str, lang: Lang) -> bool:
    """Whether the subject is the undergoer; an English participle before no auxiliary is passive only after a noun."""
    if lang == "tr":
        return verb.feats.get("Voice") == "Pass"
    if any(child.deprel in {"nsubj:pass", "aux:pass"} for child in tree.children(verb)):
        return True
    own = tree.child(verb, "nsubj")
    return kind == "relative" and own is None and verb.feats.get("Voice") == "Pass"


def _first_conjunct(tree: Tree, token: Token) -> Token:
    while token.deprel == "conj":
        above = tree.head(token)
        if above is None:
            break
        token = above
    return token


def _kind(tree: Tree, token: Token, lang: Lang) -> str:
    base = token.deprel.split(":")[0]
    if base == "conj" and (lang == "en" or token.feats.get("VerbForm") not in {"Fin", None}):
        base = _first_conjunct(tree, token).deprel.split(":")[0]
    form = token.feats.get("VerbForm", "")
    if lang == "en":
        if base == "acl":
            that = any(fold(child.text, lang) == "that" for child in tree.children(token, "mark"))
            return "content" if that and tree.child(token, "nsubj") is not None else "relative"
        if base == "advcl":
            return "converb"
        if base in {"ccomp", "csubj"}:
            return "content"
        if base == "xcomp":
            return "infinitive"
        return "finite" if token.upos in {"VERB", "AUX"} else "nominal"
    if token.upos != "VERB":
        return (
            "converb"
            if any(child.feats.get("VerbForm") == "Conv" for child in tree.children(token, "cop"))
            else "nominal"
        )
    if form == "Fin":
        return "condition" if token.feats.get("Mood") == "Cnd" else "finite"
    noun = tree.head(_first_conjunct(tree, token))
    if base == "acl" and noun is not None and fold(noun.text, lang) in attribution_words(lang).content_clause_nouns:
        return "content"
    if base == "acl" and form == "Part" and not token.feats.get("Case"):
        return "evident" if token.feats.get("Relative") == "Evident" else "relative"
    if form == "Conv":
        return "converb"
    if form == "Part":
        return "content"
    return "infinitive" if form == "Inf" else "verbal-noun"


def _predicate_words(tree: Tree, chain: tuple[Token, ...], lang: Lang) -> tuple[int, ...]:
    words: set[int] = set()
    for verb in chain:
        words.add(verb.id)
        for child in tree.children(verb):
            base = child.deprel.split(":")[0]
            if base in {"compound", "aux", "cop", "fixed"} or (
                base == "mark" and lang == "en" and verb is not chain[0]
            ):
                words.add(child.id)
                words.update(
                    grand.id
                    for grand in tree.children(child, "compound")
                    if base == "compound" and grand.id + 1 == child.id
                )
            elif child.deprel == "xcomp" and child.upos != "VERB":
                words.update(tree.subtree(child) if lang == "en" else (child.id,))
            elif base == "advmod" and fold(child.text, lang) in {"not", "n't", "never"}:
                words.add(child.id)
    if lang == "en" and chain[0].upos not in {"VERB", "AUX"}:
        words.update(child.id for child in tree.children(chain[0], "compound", "amod", "flat"))
    return tuple(sorted(words))


def predicate_lemma(tree: Tree, chain: tuple[Token, ...], words: tuple[int, ...], lang: Lang) -> str:
    """The dictionary form: light words as written, inner verbs as written, the last verb as an infinitive."""
    last = chain[0]
    if last.upos not in {"VERB", "AUX"}:
        if fold(last.text, lang) in {"var", "yok"}:
            return fold(last.text, lang)
        negator = next((child for child in tree.children(last, "cop") if fold(child.text, lang) == "değil"), None)
        return "değil" if negator is not None else nominal_lemma(last, lang)
    parts = []
    for identity in words:
        token = tree.token(identity)
        if token.upos in {"AUX", "PART", "PUNCT"} and token.id != last.id:
            continue
        if token.id == last.id:
            if len(chain) > 1 and lang == "tr" and infinitive(last.lemma) in clause_words(lang).modal:
                continue
            parts.append(infinitive(last.lemma) if lang == "tr" else token.lemma)
        elif lang == "tr":
            if token.feats.get("VerbForm") == "Vnoun" and infinitive(last.lemma) in clause_words(lang).modal:
                parts.append(infinitive(token.lemma))
            elif token.deprel == "xcomp" and token.upos == "VERB" or token.deprel != "advmod:emph":
                parts.append(fold(token.text, lang))
        elif token.id in {verb.id for verb in chain} or token.deprel.startswith("compound") or token.deprel == "xcomp":
            parts.append(token.lemma)
    lemma = " ".join(parts)
    if lang == "tr" and last.lemma == "ol" and last.feats.get("VerbForm") != "Fin" and len(parts) > 1:
        complement = tree.child(last, "xcomp")
        if complement is not None and complement.upos != "VERB":
            return compound_lemma(tree, complement, lang)
    if lang == "tr" and last.lemma == "ol" and last.feats.get("Relative") == "Yes":
        light = next((child for child in tree.children(last, "compound") if child.upos == "ADJ"), None)
        if light is not None:
            return nominal_lemma(light, lang)
    return lemma


def compound_lemma(tree: Tree, token: Token, lang: Lang) -> str:
    """The dictionary form of a title: a capitalised compound is kept whole ("Dışişleri Bakanı")."""
    before = [
        child
        for child in tree.children(token, "nmod:poss", "flat", "nmod")
        if child.id == token.id - 1 and child.upos in {"NOUN", "PROPN"} and child.feats.get("Case", "Nom") == "Nom"
    ]
    if (
        lang == "tr"
        and before
        and token.text[:1].isupper()
        and token.upos in {"NOUN", "PROPN"}
        and "'" not in token.text
    ):
        return f"{fold(before[0].text, lang)} {fold(token.text, lang)}"
    return nominal_lemma(token, lang)


def nominal_lemma(token: Token, lang: Lang) -> str:
    """The dictionary form of a noun or adjective used as a predicate."""
    folded = fold(token.text, lang).split("'")[0]
    if token.lemma.isupper() and len(token.lemma) > 1 or (token.text.split("'")[0].isupper() and len(folded) > 1):
        return token.text.split("'")[0]
    lemma = fold(token.lemma, lang).split("'")[0]
    if lang == "tr" and lemma == folded and token.upos != "ADJ":
        return _without_suffixes(folded, token)
    return lemma if folded[:2] == lemma[:2] else folded


def _without_suffixes(word: str, token: Token) -> str:
    """A noun whose lemma the tagger left inflected, without the case and possessive that its features name."""
    if word in lexicon("tr").entries or word.endswith(("cı", "ci", "cu", "cü", "çı", "çi", "çu", "çü")):
        return word
    for ending in {
        "Loc": ("nda", "nde", "da", "de", "ta", "te"),
        "Abl": ("ndan", "nden", "dan", "den", "tan", "ten"),
        "Gen": ("nın", "nin", "nun", "nün", "ın", "in", "un", "ün"),
    }.get(token.feats.get("Case", ""), ()):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word[: -len(ending)]
            break
    if word in lexicon("tr").entries:
        return word
    if "Person[psor]" in token.feats and len(word) > 4:
        word = word[:-2] if word.endswith(("sı", "si", "su", "sü")) else word[:-1] if word[-1] in "ıiuü" else word
    if word.endswith(("lar", "ler")) and len(word) > 5:
        word = word[:-3]
    return word


def _slots(tree: Tree, verb: Token, lang: Lang, predicate: set[int]) -> tuple[Slot, ...]:
    found = []
    for child in tree.children(verb):
        if child.id in predicate:
            continue
        role = _role(tree, child, verb, lang)
        if role is None:
            continue
        tokens = tree.subtree(child, without=_cut(tree, child))
        clausal = is_predicate(tree, child, lang) and child.upos == "VERB"
        found.append(Slot(role, child.id, tokens, slot_case(tree, child, lang), clausal))
    return tuple(found)


def _cut(tree: Tree, token: Token) -> frozenset[int]:
    """Clauses that hang loosely on a phrase and are no part of it."""
    return frozenset(child.id for child in tree.children(token, "parataxis"))


def slot_case(tree: Tree, token: Token, lang: Lang) -> str:
    """The adposition on a phrase, else its case ("ile", "by", "Dat"; "" for the nominative)."""
    adposition = tree.children(token, "case")
    if adposition:
        return " ".join(fold(child.text, lang) for child in adposition)
    members = tree.conjuncts(token) if lang == "tr" else (token,)
    case = members[-1].feats.get("Case", "") if members else ""
    return "" if case == "Nom" else case


def _role(tree: Tree, child: Token, verb: Token, lang: Lang) -> Role | None:
    base = child.deprel.split(":")[0]
    if base in SUBJECTS:
        return "subject"
    if base == "obj":
        return "object"
    if base == "iobj":
        return "oblique"
    if base == "ccomp":
        return "object"
    if base in {"obl", "nmod"}:
        marks = {fold(mark.text, lang) for mark in tree.children(child, "case")}
        if child.deprel == "nmod:poss":
            return "possessor"
        if child.feats.get("Case") == "Equ" and verb.feats.get("Voice") == "Pass":
            return "agent"
        if marks & AGENT_MARKS and (
            lang == "tr" or verb.feats.get("Voice") == "Pass" or tree.child(verb, "aux:pass") is not None
        ):
            return "agent"
        return "oblique" if base == "obl" or verb.upos != "VERB" else None
    return None


def _with_host(tree: Tree, token: Token, slots: tuple[Slot, ...], host: int, lang: Lang, kind: str) -> tuple[Slot, ...]:
    """The noun that a relative clause modifies, in the slot that the clause leaves open."""
    noun = tree.token(host)
    words = (*tree.children(noun, "flat"), noun) if lang == "tr" else (noun,)
    own = tuple(sorted({noun.id, *(word.id for word in words)}))
    pronoun = next((slot for slot in slots if fold(tree.token(slot.head).text, lang) in RELATIVE_PRONOUNS), None)
    if pronoun is not None:
        rest = tuple(slot for slot in slots if slot is not pronoun)
        return (*rest, Slot(pronoun.role, noun.id, own, "" if pronoun.role == "subject" else pronoun.case))
    possessed = "Person[psor]" in token.feats
    has_subject = any(slot.role == "subject" for slot in slots)
    if lang == "tr" and (possessed or token.feats.get("Relative") == "Yes"):
        has_object = any(slot.role == "object" for slot in slots)
        return (*slots, Slot("oblique" if has_object else "object", noun.id, own))
    if not has_subject or lang == "tr":
        return (Slot("subject", noun.id, own), *slots)
    return (*slots, Slot("object", noun.id, own))
