"""Rebuilds the arcs of a Turkish parse from word order and case, where the statistical parser is weak.

Turkish is head-final: a noun takes the modifiers that stand before it, a participle the noun after it, a predicate the
phrases back to the last clause boundary. The words are read once, left to right, over a stack of finished phrases;
the parser's own arcs decide only where form leaves two readings. The result is a UD tree like any other.
"""

from claims.arguments import Arguments
from claims.correction import correct
from claims.document import Sentence
from claims.languages.grammar import syntax
from claims.morphology import data
from claims.phrases import NOMINAL, Phrase

MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
QUOTES = frozenset('"“”„«»')


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
        token
        if (token.head, token.deprel) == (head + 1, relation)
        else token.model_copy(update={"head": head + 1, "deprel": relation})
        for token, (head, relation) in zip(sentence.tokens, builder.arcs(), strict=True)
    )
    return sentence.model_copy(update={"tokens": tokens, "repaired": True})


class _Clauses(Arguments):
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
        first = next((at for at, word in enumerate(self.words) if set(word) & QUOTES), 0)
        return (
            first > 0
            and self.joined(first)
            and not (first + 1 < len(self.tokens) and self.joined(first + 1))
            and sum(bool(set(word) & QUOTES) for word in self.words) % 2 == 1
        )

    def _word(self, at: int) -> None:
        token, word = self.tokens[at], self.words[at]
        if token.upos == "PUNCT":
            self._punctuation(at, word)
        elif word == "karşıya" and at and self.words[at - 1] == "karşı" and not self._verb_follows(at):
            self.noun(at)
            self._nominal(self.stack.pop())
        elif (
            word in syntax().existence
            and not (token.upos == "VERB" and token.lemma == "var")
            and token.upos not in {"AUX"}
        ):
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
        elif (
            token.upos in {"CCONJ", "SCONJ", "PART"} or word in {"de", "da", "bile", "ise"}
        ) and word in syntax().emphatics:
            self.arc(at, self.stack[-1].at if self.stack else -1, "advmod:emph")
        elif token.upos in {"CCONJ", "SCONJ"}:
            self.stack.append(Phrase("cc", at, at))
        elif word in syntax().governing and self.stack and self.governs(at):
            self.govern(at)
        elif word == "kendi" and self.next_nominal(at):
            self.stack.append(Phrase("mod", at, at))
        elif token.feats.get("Copula") == "Yes" and self._closes(at):
            self.noun(at)
            self._nominal(self.stack.pop())
        elif token.upos in MODIFIERS and not self._stands_alone(at):
            self.stack.append(Phrase("mod", at, at))
        elif token.upos == "ADV":
            self.stack.append(Phrase("adv", at, at))
        else:
            self.noun(at)

    def _closes(self, at: int) -> bool:
        """Whether the word ends a clause: nothing, a mark or a conjunction follows."""
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].upos in {"PUNCT", "CCONJ"}

    def _verb_follows(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].upos == "VERB"

    # -- words that are no content words -------------------------------------------------------------------------

    def _punctuation(self, at: int, word: str) -> None:
        if (
            word not in QUOTES
            and self.joined(at)
            and at + 1 < len(self.tokens)
            and self.joined(at + 1)
            and self.words[at - 1][-1:].isalnum()
            and self.words[at + 1][:1].isalnum()
        ):
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
            if word == ";":
                self._close_nominal()
            self.stack.append(Phrase("comma", at, at, strong=word != ","))

    def _close_nominal(self) -> None:
        """A semicolon ends a clause: a subject and a bare noun before it are a nominal sentence."""
        tail: list[Phrase] = []
        for phrase in reversed(self.stack):
            if phrase.kind in {"fin", "quote", "open"}:
                break
            tail.append(phrase)
        nominatives = [p for p in tail if p.kind == "np" and p.case == "Nom" and not p.adp]
        if len(nominatives) > 1 and tail[0] is nominatives[0]:
            self._nominal(self.stack.pop())

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
        if self.joined(at) and self.words[at - 1] + word in syntax().durations and self.stack:
            self.arc(at, at - 1, "aux")
            self.stack[-1].kind = "adv"
        elif self.given[at][1] == "aux" and self.joined(at):
            self.arc(at, self.given[at][0], "aux")
        elif (
            word in {"ise", "de", "da"}
            or not self.stack
            or self.stack[-1].kind not in {"np", "mod", "attr", "clause", "adv", "part"}
        ):
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
            if self.words[later] == "." and later == at + 1 and self.tokens[at].upos == "NUM":
                continue
            if token.upos in NOMINAL or (
                token.upos == "VERB"
                and token.feats.get("VerbForm") == "Part"
                and not token.feats.get("Case")
                and later > at + 1
            ):
                return False
            if token.upos == "PUNCT" and self.joined(later) and later + 1 < len(self.tokens) and self.joined(later + 1):
                continue
            if (
                token.upos in {"ADJ", "NUM", "ADV", "DET"}
                or self.words[later] in {"ve", "veya", ",", "ya", "da", "/"}
                or set(self.words[later]) <= QUOTES
            ):
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
        if (
            form == "Part"
            and not case
            and self.next_nominal(at)
            and after not in syntax().clause_nouns | syntax().postpositions
        ):
            kind = "part"
        else:
            kind = "clause"
        if kind == "clause" and content and not case and after in syntax().clause_nouns - syntax().content_nouns:
            adverbial = True
        if case == "Abl" and after in syntax().postpositions | {"bu"} and content:
            adverbial = True
        if case == "Dat" and after in {"rağmen", "karşın"}:
            adverbial = True
        taken, first = self.take(at, adverbial=adverbial, content=content, adjectival=kind == "part")
        item = Phrase(kind, at, first, case=case or "Nom", form=form)
        self.attach(at, taken, finite=False)
        self._coordinate_clause(item)

    def _coordinate_clause(self, item: Phrase) -> None:
        """Pushes a non-finite clause, or joins it to the like one before "ve" or a comma."""
        links = []
        while self.stack and self.stack[-1].kind in {"cc", "comma"}:
            links.append(self.stack.pop())
        below = self.stack[-1] if self.stack else None
        feats = self.tokens[item.at].feats
        if (
            links
            and below is not None
            and below.kind in {"part", "clause"}
            and below.form == item.form
            and not below.adp
            and (below.case == item.case)
            and self.tokens[below.at].feats.get("Relative") == feats.get("Relative")
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
            if (
                top is None
                or top.kind not in {"np", "mod", "adv"}
                or top.adp
                or self.gap(top.last if top.last > top.at else top.at, at)
            ):
                return
            word = self.words[top.at]
            bare = top.first == top.at or (top.at - top.first == 1 and self.words[top.first] in {"bir", "karşı"})
            parsed = (
                self.given[at] == (top.at, "compound")
                or self.given[at] == (top.at, "compound:lvc")
                or (
                    self.tokens[at].lemma in {"et", "edil", "ettir"}
                    and top.case == "Nom"
                    and self.tokens[top.at].upos in {"NOUN", "ADJ"}
                )
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
        self.free_object(at, taken)
        self.free_name(at, taken)
        self.attach(at, taken, finite=True)
        first = min((phrase.first for phrase in taken if phrase.kind not in {"cc", "comma"}), default=at)
        self._join_finite(Phrase("fin", at, first), links)

    def _nominal(self, predicate: Phrase) -> None:
        """A noun or adjective as predicate, with its copula if any."""
        predicate = self.spread(predicate)
        taken: list[Phrase] = []
        while self.stack and self.stack[-1].kind not in {"quote", "open", "fin"}:
            taken.append(self.stack.pop())
        links = [phrase for phrase in taken if phrase.kind == "cc"]
        self.attach(predicate.at, taken, finite=True, nominal=True)
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

    def _finish(self) -> None:
        """Turns what is left into a nominal predicate or hangs it on the last one."""
        for phrase in [p for p in self.stack if p.kind in {"quote", "open"}]:
            self.stack.remove(phrase)
        last = next((index for index in reversed(range(len(self.stack))) if self.stack[index].kind == "fin"), -1)
        tail = [p for p in self.stack[last + 1 :] if p.kind in {"np", "mod", "attr", "part", "clause", "adv"}]
        if (
            tail
            and tail[-1].kind in {"np", "mod", "attr"}
            and (last < 0 or len(tail) > 1 or self.tokens[tail[-1].at].upos != "PROPN")
        ):
            top = tail[-1]
            after = self.stack[self.stack.index(top) + 1 :]
            del self.stack[self.stack.index(top) :]
            self._nominal(top)
            for phrase in after:
                self.arc(phrase.at, top.at, "dep")
        root = next((p for p in self.stack if p.kind == "fin"), self.stack[0] if self.stack else Phrase("fin", 0, 0))
        self.root = root.at
        for phrase in self.stack:
            late = (
                phrase.kind == "np"
                and phrase.case == "Nom"
                and not phrase.adp
                and phrase.at > root.at
                and root.kind == "fin"
            )
            if late and not any(head == root.at and relation == "nsubj" for head, relation in self.heads.values()):
                self.arc(phrase.at, root.last if root.last > root.at else root.at, "nsubj")
            elif phrase.at != root.at:
                self.arc(phrase.at, root.at, "parataxis" if phrase.kind == "fin" else "dep")
