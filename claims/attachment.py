"""Rebuilds the arcs of a Turkish parse from word order and case, where the statistical parser is weak.

Turkish is head-final: a noun takes the modifiers that stand before it, a participle the noun after it, a predicate the
phrases back to the last clause boundary. The words are read once, left to right, over a stack of finished phrases;
the parser's own arcs decide only where form leaves two readings. The result is a UD tree like any other.
"""

from claims.correction import correct, syntax
from claims.document import Sentence, Token
from claims.folding import fold
from claims.morphology import data
from claims.phrases import Phrase, Phrases

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "SYM", "INTJ"})
MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
QUOTES = frozenset("\"“”„«»'‘’")
EXISTENCE = frozenset({"var", "yok", "vardır", "yoktur", "vardı", "yoktu", "varmış", "yokmuş"})
SPEECH = frozenset({"de", "söyle", "belirt", "anlat", "aktar", "açıkla", "ekle", "sor", "yaz", "konuş", "yanıtla", "et", "bulun", "kullan", "dile", "vurgula", "diye", "ol"})
ADVERBIAL_FORMS = frozenset({"Conv"})


def reattach(sentence: Sentence) -> Sentence:
    """The sentence with corrected words and rebuilt heads and relations; ids, texts and spans are untouched.

    A sentence is repaired once only: one that was is returned as it is.
    """
    if sentence.repaired or not sentence.tokens:
        return sentence
    sentence = correct(sentence)
    builder = _Clauses(sentence.tokens)
    builder.read()
    tokens = tuple(
        token.model_copy(update={"head": head + 1, "deprel": relation})
        for token, (head, relation) in zip(sentence.tokens, builder.arcs(), strict=True)
    )
    return sentence.model_copy(update={"tokens": tokens, "repaired": True})


class _Clauses(Phrases):
    """Reads the words of a sentence once and attaches each finished phrase to its predicate."""

    def read(self) -> None:
        """Reads all words; afterwards every word has a head."""
        if self._begins_quoted():
            self.quoting = True
            self.stack.append(Phrase("quote", 0, 0))
        for at in range(len(self.tokens)):
            self._word(at)
        self._finish()

    def _begins_quoted(self) -> bool:
        """Whether the first quotation mark closes a quote that an earlier sentence opened."""
        first = next((at for at, word in enumerate(self.words) if set(word) & QUOTES - {"'", "’"}), 0)
        return first > 0 and self.joined(first) and not (first + 1 < len(self.tokens) and self.joined(first + 1)) and sum(
            bool(set(word) & QUOTES - {"'", "’"}) for word in self.words
        ) % 2 == 1

    def _word(self, at: int) -> None:
        token, word = self.tokens[at], self.words[at]
        if token.upos == "PUNCT":
            self._punctuation(at, word)
        elif word == "karşıya" and at and self.words[at - 1] == "karşı" and not self._verb_follows(at):
            self.noun(at)
            self._nominal(self.stack.pop())
        elif word in EXISTENCE and token.upos not in {"AUX"}:
            self._finite(at)
        elif token.upos == "VERB":
            self._verb(at)
        elif token.upos == "AUX" or word == "değil":
            self._auxiliary(at, word)
        elif word == "diye" and self.stack and self.stack[-1].kind == "fin":
            self.arc(at, self.stack[-1].at, "mark")
            self.stack[-1].quoted = True
        elif word == "ki" and self.joined(at):
            self._relative_ki(at)
        elif self.given[at][1] == "dep:der" and self.joined(at) and self.stack and self.stack[-1].kind == "np":
            self.arc(at, self.stack[-1].at, "dep:der")
            self.stack[-1].kind, self.stack[-1].last = "mod", at
        elif self._is_postposition(at):
            self._postposition(at, word)
        elif (token.upos in {"CCONJ", "SCONJ", "PART"} or word in {"de", "da", "bile", "ise"}) and word in syntax().emphatics:
            self.arc(at, self.stack[-1].at if self.stack else -1, "advmod:emph")
        elif token.upos in {"CCONJ", "SCONJ"}:
            self.stack.append(Phrase("cc", at, at))
        elif word in syntax().governing and self.stack and self.governs(at):
            self.govern(at)
        elif token.upos in MODIFIERS and not self._stands_alone(at):
            self.stack.append(Phrase("mod", at, at))
        elif token.upos == "ADV":
            self.stack.append(Phrase("adv", at, at))
        else:
            self.noun(at)

    def _verb_follows(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].upos == "VERB"

    # -- words that are no content words -------------------------------------------------------------------------

    def _punctuation(self, at: int, word: str) -> None:
        if word not in QUOTES - {"'", "’"} and self.joined(at) and at + 1 < len(self.tokens) and self.joined(at + 1) and self.words[at - 1][-1:].isalnum() and self.words[at + 1][:1].isalnum():
            return  # inside a number, a double name or an abbreviation
        if set(word) <= QUOTES:
            opened = [phrase for phrase in self.stack if phrase.kind == "quote"]
            if opened:
                for phrase in self.stack[self.stack.index(opened[-1]) :]:
                    phrase.quoted = True
                self.stack.remove(opened[-1])
            elif not self.quoting:
                self.stack.append(Phrase("quote", at, at))
            self.quoting = not self.quoting
        elif word in "([" and word:
            self.stack.append(Phrase("open", at, at))
        elif word in ")]" and word:
            self._close_bracket()
        elif word in {",", ";", ":", "–", "—"} or (word == "-" and not self.joined(at)):
            self.stack.append(Phrase("comma", at, at, strong=word != ","))

    def _close_bracket(self) -> None:
        opened = next((index for index in reversed(range(len(self.stack))) if self.stack[index].kind == "open"), None)
        if opened is None:
            return
        inner = [phrase for phrase in self.stack[opened + 1 :] if phrase.kind not in {"comma", "cc", "quote"}]
        del self.stack[opened:]
        host = self.stack[-1].at if self.stack else -1
        for phrase in inner:
            self.arc(phrase.at, host, "parataxis" if phrase.kind == "fin" else "appos")

    def _relative_ki(self, at: int) -> None:
        if self.stack:
            self.arc(at, self.stack[-1].at, "dep:der")
            if self.stack[-1].kind == "np":
                self.stack[-1].kind = "attr"

    def _auxiliary(self, at: int, word: str) -> None:
        if self.given[at][1] == "aux" and self.joined(at):
            self.arc(at, self.given[at][0], "aux")
        elif word in {"ise", "de", "da"} or not self.stack or self.stack[-1].kind not in {"np", "mod", "attr", "clause", "adv", "part"}:
            self.arc(at, self.stack[-1].at if self.stack else -1, "advmod:emph" if word == "ise" else "aux")
        elif self.joined(at) and self.tokens[at].feats.get("VerbForm") == "Conv":
            self.arc(at, self.stack[-1].at, "cop")
            self.stack[-1].adp = "iken"
        elif word == "olarak":
            self._postposition(at, word)
        else:
            self.arc(at, self.stack[-1].at, "cop")
            self._nominal(self.stack.pop())

    def _is_postposition(self, at: int) -> bool:
        word, top = self.words[at], self.stack[-1] if self.stack else None
        if top is not None and top.kind in {"clause", "part"} and word in syntax().clause_postpositions:
            return True
        if top is None or top.kind not in {"np", "clause", "part", "mod", "adv"} or word not in syntax().postpositions:
            return False
        if word == "ile":
            return not self.joins_names(at)
        if word == "karşı" and self.word_after(at) == "karşıya":
            return False
        if word in {"önce", "sonra"}:
            return top.case == "Abl" or top.kind == "np" or top.form == "Conv"
        if word == "doğru":
            return top.case == "Dat"
        return True

    def _postposition(self, at: int, word: str) -> None:
        top = self.stack[-1]
        self.arc(at, top.at, "case" if top.kind == "np" else "mark")
        top.adp = word
        top.last = at
        if top.kind in {"part", "mod"}:
            top.kind = "clause" if top.kind == "part" else "np"
        self.coordinate()
        if word == "gibi" and self.next_nominal(at):
            self.stack[-1].kind = "attr"

    def _stands_alone(self, at: int) -> bool:
        """Whether a modifier has no noun after it and so is a complement or a noun itself."""
        if self.tokens[at].feats.get("Case") not in {None, "Nom"} and self.tokens[at].upos != "DET":
            return self.word_after(at) not in syntax().governing
        for later in range(at + 1, len(self.tokens)):
            token = self.tokens[later]
            if token.upos in NOMINAL or (token.upos == "VERB" and token.feats.get("VerbForm") == "Part" and not token.feats.get("Case") and later > at + 1):
                return False
            if token.upos == "PUNCT" and self.joined(later) and later + 1 < len(self.tokens) and self.joined(later + 1):
                continue
            if token.upos in {"ADJ", "NUM", "ADV", "DET"} or self.words[later] in {"ve", "veya", ",", "ya", "da", "/"} or set(self.words[later]) <= QUOTES:
                if token.upos == "PUNCT" and self.words[later] == "," and self.tokens[at].upos != "ADJ":
                    return True
                continue
            return True
        return True

    # -- predicates -----------------------------------------------------------------------------------------------

    def _verb(self, at: int) -> None:
        feats = self.tokens[at].feats
        self._light_verb(at)
        form = feats.get("VerbForm", "Fin")
        if form == "Fin" and feats.get("Mood") != "Cnd":
            self._finite(at)
            return
        adverbial = form == "Conv" or feats.get("Mood") == "Cnd"
        after = self.word_after(at)
        case = feats.get("Case", "")
        content = bool(feats.get("Person[psor]")) and form in {"Part", "Vnoun"}
        if form == "Part" and not case and self.next_nominal(at) and after not in syntax().clause_nouns | syntax().postpositions:
            kind = "part"
        else:
            kind = "clause"
        if kind == "clause" and content and not case and after in syntax().clause_nouns - syntax().content_nouns:
            adverbial = True
        if case == "Abl" and after in syntax().postpositions | {"bu"} and content:
            adverbial = True
        if case == "Dat" and after in {"rağmen", "karşın"}:
            adverbial = True
        taken, first = self._take(at, adverbial=adverbial, content=content, adjectival=kind == "part")
        item = Phrase(kind, at, first, case=case or "Nom", form=form)
        self._attach(at, taken, finite=False)
        self._coordinate_clause(item)

    def _coordinate_clause(self, item: Phrase) -> None:
        """Pushes a non-finite clause, or joins it to the like one before "ve" or a comma."""
        links = []
        while self.stack and self.stack[-1].kind in {"cc", "comma"}:
            links.append(self.stack.pop())
        below = self.stack[-1] if self.stack else None
        feats = self.tokens[item.at].feats
        if (
            links and below is not None and below.kind in {"part", "clause"} and below.form == item.form and not below.adp
            and (below.case == item.case) and self.tokens[below.at].feats.get("Relative") == feats.get("Relative")
        ):
            self.arc(item.at, below.at, "conj")
            for link in links:
                self.arc(link.at, item.at, "cc" if link.kind == "cc" else "punct")
            below.kind = item.kind
            below.last = item.last
            return
        self.stack.extend(reversed(links))
        self.stack.append(item)

    def _light_verb(self, at: int) -> None:
        """Takes the noun that makes one predicate with a light verb ("istifa etti", "yol açtı")."""
        if self.tokens[at].lemma not in data().lexical.light_verbs:
            return
        for _ in range(2):
            top = self.stack[-1] if self.stack else None
            if top is None or top.kind not in {"np", "mod", "adv"} or top.adp or self.gap(top.last if top.last > top.at else top.at, at):
                return
            word = self.words[top.at]
            bare = top.first == top.at or (top.at - top.first == 1 and self.words[top.first] in {"bir", "karşı"})
            parsed = self.given[at] == (top.at, "compound") or self.given[at] == (top.at, "compound:lvc") or (
                self.tokens[at].lemma in {"et", "edil", "ettir"} and top.case == "Nom" and self.tokens[top.at].upos in {"NOUN", "ADJ"}
            )
            if not (word in data().lexical.light_nouns or (parsed and bare)):
                return
            if top.case == "Acc" and word not in data().lexical.light_nouns:
                return
            self.stack.pop()
            self.arc(top.at, at, "compound:lvc")
            if word != "karşıya":
                return

    def _finite(self, at: int) -> None:
        taken: list[Phrase] = []
        while self.stack and self.stack[-1].kind not in {"quote", "open"}:
            top = self.stack[-1]
            if top.kind == "fin":
                if top.quoted and not self.quoting:
                    taken.append(self.stack.pop())
                    continue
                break
            taken.append(self.stack.pop())
        links = [phrase for phrase in taken if phrase.kind == "cc"]
        self._free_name(at, taken)
        self._attach(at, taken, finite=True)
        first = min((phrase.first for phrase in taken if phrase.kind not in {"cc", "comma"}), default=at)
        self._join_finite(Phrase("fin", at, first), links)

    def _free_name(self, at: int, taken: list[Phrase]) -> None:
        """A name that begins a clause without another subject is its subject, no modifier of the next noun."""
        feats = self.tokens[at].feats
        if feats.get("Person") in {"1", "2"} or feats.get("Voice") == "Pass" and len(taken) < 2:
            return
        if any(p.kind == "np" and p.case == "Nom" and not p.adp and not self.temporal(p) for p in taken) or any(p.kind == "clause" and p.form == "Vnoun" and p.case == "Nom" for p in taken):
            return
        phrases = [p for p in taken if p.kind in {"np", "clause", "part"} and not p.adp]
        if not phrases:
            return
        first = min(phrases, key=lambda p: p.first)
        names = [
            child for child, (head, relation) in self.heads.items()
            if relation == "nmod:poss" and first.first <= child < head and self.tokens[child].upos == "PROPN" and self.tokens[child].feats.get("Case", "Nom") == "Nom"
            and self._first_of(child) == first.first and child + 1 == self._second(child, head) and self._case_above(head) not in {"Nom", "Gen"}
        ]
        if not names or self.tokens[first.at].feats.get("Case") == "Acc" and first.kind == "np" and len(phrases) == 1:
            return
        name = names[0]
        del self.heads[name]
        taken.append(Phrase("np", name, first.first))
        first.first = name + 1

    def _case_above(self, at: int) -> str:
        """The case of the whole compound in which a noun stands."""
        while self.heads.get(at, (at, ""))[1] in {"nmod:poss", "nmod"} and self.tokens[at].feats.get("Case", "Nom") == "Nom":
            at = self.heads[at][0]
        return self.tokens[at].feats.get("Case", "Nom")

    def _second(self, name: int, head: int) -> int:
        """The first word of the noun phrase after the name."""
        return min([head, *(self._first_of(child) for child, (above, _) in self.heads.items() if above == head and child != name and child < head)])

    def _nominal(self, predicate: Phrase) -> None:
        """A noun or adjective as predicate, with its copula if any."""
        predicate = self.spread(predicate)
        taken: list[Phrase] = []
        while self.stack and self.stack[-1].kind not in {"quote", "open", "fin"}:
            taken.append(self.stack.pop())
        links = [phrase for phrase in taken if phrase.kind == "cc"]
        self._attach(predicate.at, taken, finite=True, nominal=True)
        self._join_finite(Phrase("fin", predicate.at, min([predicate.first, *(p.first for p in taken)])), links)

    def _join_finite(self, item: Phrase, links: list[Phrase]) -> None:
        if self.stack and self.stack[-1].kind == "fin":
            self.arc(item.at, self.stack[-1].at, "conj")
            for link in links:
                self.arc(link.at, item.at, "cc")
            item.first = self.stack[-1].first
            below = self.stack.pop()
            self.stack.append(Phrase("fin", below.at, below.first, quoted=below.quoted, last=item.at))
            return
        self.stack.append(item)

    def _take(self, at: int, *, adverbial: bool, content: bool, adjectival: bool) -> tuple[list[Phrase], int]:
        """The phrases before a non-finite predicate that belong to it, nearest first, and where the first begins."""
        taken: list[Phrase] = []
        owner = self._owner(at) if content else None
        bare = False
        while self.stack:
            top = self.stack[-1]
            if top.kind in {"fin", "open"} or (top.kind == "quote" and not content):
                break
            if owner is not None:
                last = self.stack.pop()
                taken.append(last)
                if last is owner:
                    break
                continue
            if top.kind == "np" and top.case == "Acc" and any(phrase.kind == "np" and phrase.case == "Acc" for phrase in taken):
                break
            if top.kind in {"cc", "comma", "quote"}:
                below = self.stack[-2] if len(self.stack) > 1 else None
                if adverbial and below is not None and below.kind in {"np", "adv", "clause"} and not top.kind == "cc":
                    if below.kind == "np" and below.case == "Nom" and not below.adp and bare and not self._only_adjacent(taken):
                        break
                    taken.append(self.stack.pop())
                    continue
                break
            if top.kind == "np" and top.case in {"Nom", "Gen"} and not top.adp:
                near = not taken
                if top.case == "Gen":
                    break
                if adverbial:
                    if bare and not self._only_adjacent(taken):
                        break
                    bare = True
                elif not near or (self._definite(top) and not self._copular(at)):
                    break
                elif adjectival and not self._copular(at) and self.tokens[top.at].upos != "ADJ" and not self._bare_object(top, at):
                    break
            elif adjectival and taken and (self._belongs_later(top, at) or (top.kind == "clause" and top.adp in {"üzere", "için", "amacıyla"})):
                break
            elif adjectival and content and top.kind == "np" and top.case == "Acc":
                break
            elif not adverbial and not content and taken and top.kind == "clause" and top.adp in {"üzere", "için", "amacıyla"}:
                break
            taken.append(self.stack.pop())
        while taken and taken[-1].kind in {"cc", "comma", "quote"}:
            self.stack.append(taken.pop())
        if content and owner is None and self.tokens[at].feats.get("Person[psor]") == "3" and not self._has_nominative():
            self._free_owner(at, taken)
        return taken, min((phrase.first for phrase in taken), default=at)

    def _has_nominative(self) -> bool:
        """Whether a possible subject of the clause to come waits on the stack."""
        for phrase in reversed(self.stack):
            if phrase.kind == "fin":
                return False
            if phrase.kind == "np" and phrase.case == "Nom" and not phrase.adp and not self.temporal(phrase):
                return True
        return False

    def _free_owner(self, at: int, taken: list[Phrase]) -> None:
        """The genitive that begins the clause is its subject, not the possessor of its object ("Ali'nin kardeşini gördüğü")."""
        if not taken or taken[-1].kind not in {"np", "clause"} or any(phrase.kind == "np" and phrase.case in {"Nom", "Gen"} and not phrase.adp for phrase in taken[1:]):
            return
        first = taken[-1]
        owners = [child for child, (head, relation) in self.heads.items() if relation == "nmod:poss" and first.first <= child <= first.at and self.tokens[child].feats.get("Case") == "Gen"]
        owner = next((child for child in owners if self._first_of(child) == first.first), None)
        if owner is None or (first.kind == "np" and first.case == "Nom"):
            return
        del self.heads[owner]
        taken.append(Phrase("np", owner, first.first, case="Gen"))
        first.first = owner + 1

    def _only_adjacent(self, taken: list[Phrase]) -> bool:
        """Whether the one nominative taken stands right before the verb, and so may be its object."""
        bare = [phrase for phrase in taken if phrase.kind == "np" and phrase.case == "Nom" and not phrase.adp]
        return len(bare) == 1 and taken[0] is bare[0]

    def _copular(self, at: int) -> bool:
        return self.tokens[at].lemma in {"ol", "sayıl", "görün"}

    def _bare_object(self, phrase: Phrase, at: int) -> bool:
        """Whether a bare noun before a participle can belong to it: an object, or the subject of "bahsi geçen"."""
        token = self.tokens[at]
        if "Person[psor]" in self.tokens[phrase.at].feats:
            return True
        if self.words[phrase.first] in {"bu", "şu", "o"}:
            return False
        return token.feats.get("Voice") != "Pass" and token.lemma not in data().lexical.intransitive and not token.lemma.endswith(("laş", "leş"))

    def _definite(self, phrase: Phrase) -> bool:
        token = self.tokens[phrase.at]
        return token.upos in {"PROPN", "PRON"}

    def _belongs_later(self, phrase: Phrase, at: int) -> bool:
        """Whether the parser hangs the phrase on a word beyond the participle."""
        head, relation = self.given[phrase.at]
        return head > at + 1 and relation in {"obl", "nsubj", "advmod", "obl:tmod"} and self.tokens[head].upos == "VERB"

    def _owner(self, at: int) -> Phrase | None:
        """The genitive that is the subject of a possessed verb form, if no nominative stands in between."""
        seen_nominative = 0
        for phrase in reversed(self.stack):
            if phrase.kind in {"fin", "open"}:
                return None
            if phrase.kind == "clause" and phrase.form in {"Part", "Vnoun"} and phrase.case == "Acc":
                return None
            if phrase.kind == "np" and phrase.case == "Gen":
                return phrase
            if phrase.kind == "np" and phrase.case == "Nom" and not phrase.adp:
                seen_nominative += 1
                if seen_nominative > 1 or self._definite(phrase):
                    return None
        return None

    def _attach(self, at: int, taken: list[Phrase], *, finite: bool, nominal: bool = False) -> None:
        """Hangs the phrases on their predicate by kind and case; ``taken`` is nearest first."""
        nominatives = [p for p in taken if p.kind == "np" and p.case == "Nom" and not p.adp]
        subject = self._subject(at, nominatives, taken, nominal)
        for index, phrase in enumerate(taken):
            if phrase.kind in {"comma", "quote", "cc"}:
                if phrase.kind == "cc":
                    self.arc(phrase.at, at, "cc")
                continue
            relation = self._relation(at, phrase, subject, index, finite)
            self.arc(phrase.at, at, relation)

    def _subject(self, at: int, nominatives: list[Phrase], taken: list[Phrase], nominal: bool) -> Phrase | None:
        if any(p.kind == "np" and p.case == "Gen" for p in taken) and self.tokens[at].feats.get("Person[psor]"):
            return None
        candidates = [p for p in nominatives if not self.temporal(p)]
        if self.tokens[at].feats.get("Person") in {"1", "2"} or self.tokens[at].feats.get("Person[psor]") == "1":
            candidates = [p for p in candidates if self.tokens[p.at].upos == "PRON"]
        if not candidates:
            return None
        if len(candidates) > 1 or nominal:
            return candidates[-1]
        only = candidates[0]
        if self.tokens[only.at].upos == "ADJ" and only is taken[0]:
            return None
        stem = self.tokens[at].lemma
        if self.tokens[at].feats.get("Voice") == "Pass" or self.words[at] in EXISTENCE or stem in data().lexical.intransitive or stem.endswith(("laş", "leş")):
            return only
        if any(p.case == "Acc" for p in taken if p.kind == "np") or self.comma_after(only) or only is not taken[0]:
            return only
        token = self.tokens[only.at]
        if token.upos in {"PROPN", "PRON"} or self.given[only.at][1] in {"nsubj", "csubj"}:
            return only
        if self.given[only.at][1] == "obj" or "Number[psor]" not in token.feats:
            return None
        return only

    def _relation(self, at: int, phrase: Phrase, subject: Phrase | None, index: int, finite: bool) -> str:
        if phrase.kind == "fin":
            return "ccomp"
        if phrase.kind == "adv" or phrase.kind == "mod":
            return "advmod"
        if phrase.kind in {"clause", "part"}:
            if phrase.adp or phrase.form == "Conv" or self.tokens[phrase.at].feats.get("Mood") == "Cnd":
                return "advcl"
            if phrase.form in {"Vnoun", "Inf"} and phrase.case == "Nom" and "Person[psor]" in self.tokens[phrase.at].feats:
                return "csubj"
            if phrase.form in {"Inf", "Vnoun"} and phrase.case in {"Nom", "Acc"} and "Person[psor]" not in self.tokens[phrase.at].feats and self.tokens[at].lemma in data().lexical.wanting and index == 0:
                return "xcomp"
            if phrase.form == "Vnoun" and phrase.case == "Dat" and "Person[psor]" not in self.tokens[phrase.at].feats and index == 0:
                return "xcomp" if self.tokens[at].lemma in {"çalış", "çalışıl", "başla", "başlan"} else "ccomp"
            return "ccomp" if phrase.case in {"Acc", "Nom", "Dat"} else "advcl"
        if phrase is subject:
            return "nsubj"
        if phrase.adp:
            return "advcl" if phrase.adp == "iken" else "obl"
        if phrase.case == "Gen":
            return "nmod:poss" if finite else "nsubj"
        if phrase.case == "Acc":
            return "obj"
        if phrase.case == "Nom":
            if self.temporal(phrase):
                return "obl"
            if (self.tokens[at].lemma in {"ol", "kal", "sayıl", "görün"} or self.tokens[phrase.at].upos == "ADJ") and index == 0:
                return "xcomp"
            return "obj"
        return "obl"

    def _finish(self) -> None:
        """Turns what is left into a nominal predicate or hangs it on the last one."""
        for phrase in [p for p in self.stack if p.kind in {"quote", "open"}]:
            self.stack.remove(phrase)
        last = next((index for index in reversed(range(len(self.stack))) if self.stack[index].kind == "fin"), -1)
        tail = [p for p in self.stack[last + 1 :] if p.kind in {"np", "mod", "attr", "part", "clause", "adv"}]
        if tail and tail[-1].kind in {"np", "mod", "attr"} and (last < 0 or len(tail) > 1 or self.tokens[tail[-1].at].upos != "PROPN"):
            top = tail[-1]
            after = self.stack[self.stack.index(top) + 1 :]
            del self.stack[self.stack.index(top) :]
            self._nominal(top)
            for phrase in after:
                self.arc(phrase.at, top.at, "dep")
        root = next((p for p in self.stack if p.kind == "fin"), self.stack[0] if self.stack else Phrase("fin", 0, 0))
        self.root = root.at
        for phrase in self.stack:
            late = phrase.kind == "np" and phrase.case == "Nom" and not phrase.adp and phrase.at > root.at and root.kind == "fin"
            if late and not any(head == root.at and relation == "nsubj" for head, relation in self.heads.values()):
                self.arc(phrase.at, root.last if root.last > root.at else root.at, "nsubj")
            elif phrase.at != root.at:
                self.arc(phrase.at, root.at, "parataxis" if phrase.kind == "fin" else "dep")
