"""Turkish noun phrases: a noun takes the modifiers, compound members, genitives and clauses that stand before it."""

from claims.folding import fold
from claims.languages.grammar import syntax
from claims.lists import Lists
from claims.morphology import data
from claims.nominal_forms import modifiers
from claims.phrases import Phrase


class Nouns(Lists):
    """Builds noun phrases on the stack."""

    # -- modifiers with a complement ------------------------------------------------------------------------------

    def governs(self, at: int) -> bool:
        """Whether the word takes the phrase before it as its complement ("X'e bağlı", "X kökenli")."""
        wanted = syntax().governing[self.words[at]] or "Nom"
        top = self.stack[-1]
        if top.kind == "clause":
            return wanted == top.case != "Nom"
        case = top.case if top.kind == "np" else self.tokens[top.at].feats.get("Case", "Nom")
        return top.kind in {"np", "mod"} and not top.adp and case == wanted

    def govern(self, at: int) -> None:
        """Hangs the phrase before on its governing adjective, which becomes a modifier."""
        top = self.stack.pop()
        self.arc(top.at, at, "obl")
        if not syntax().governing[self.words[at]]:
            self._release(top)
        alone = not self.next_nominal(at)
        self.stack.append(Phrase("np" if alone else "mod", at, top.first, form="governing"))

    def _release(self, phrase: Phrase) -> None:
        """Gives back the participle clauses before a bare complement: they modify the noun to come."""
        for child in sorted(
            child for child, (head, relation) in self.heads.items() if head == phrase.at and relation == "acl"
        ):
            first = self.first_of(child)
            del self.heads[child]
            self.stack.append(Phrase("part", child, first, form="Part"))
            phrase.first = min(later for later in range(child + 1, phrase.at + 1))

    # -- nouns ----------------------------------------------------------------------------------------------------

    def noun(self, at: int) -> None:
        """Builds the noun phrase that ends in this word and pushes it."""
        token = self.tokens[at]
        if self.words[at] in {"toplam", "ortalama"} and at + 1 < len(self.tokens) and self.tokens[at + 1].upos == "NUM":
            self.stack.append(Phrase("mod", at, at))
            return
        phrase = Phrase("np", at, at, case=token.feats.get("Case", "Nom"))
        self.heads.pop(at, None)
        light = self.words[at] in data().lexical.light_nouns and "Person[psor]" not in token.feats
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        phrase.closed = light and following is not None and following.lemma in data().lexical.light_verbs
        while self.stack and self._absorb(phrase, self.stack[-1]):
            pass
        if self.words[at] in syntax().measures and self.next_nominal(at) and phrase.first < at:
            phrase.kind = "attr"
        self.stack.append(phrase)
        if phrase.kind == "np" and not self._grows(at, phrase):
            self.coordinate()

    def _grows(self, at: int, phrase: Phrase) -> bool:
        """Whether the next word is a nominal that may take this bare phrase as its own modifier."""
        if phrase.case != "Nom" or at + 1 >= len(self.tokens):
            return False
        token = self.tokens[at + 1]
        if self.words[at + 1] in syntax().governing:
            return False
        return token.upos in {"NOUN", "PROPN"} and self.words[at + 1] not in syntax().postpositions

    def _absorb(self, phrase: Phrase, top: Phrase) -> bool:
        """Takes the phrase on top of the stack into the noun phrase, if it belongs there."""
        taker = {
            "mod": self._modifier,
            "adv": self._adverb,
            "attr": self._attribute,
            "part": self._clause,
            "np": self._noun_before,
            "clause": self._noun_clause,
        }.get(top.kind)
        relation = taker(phrase, top) if taker else ""
        if relation:
            if relation == "nmod:poss" and self._paired_names(top):
                top = self._pair(top)
            self.stack.pop()
            if relation == "flat":
                self._rehang(top.at, phrase.at)
            elif relation in {"nmod:poss", "nmod", "nmod:title"} and top.kind == "np" and top.case == "Nom":
                self._rehang(top.at, phrase.at, frozenset({"acl"}))
            if top.kind == "mod" and self.tokens[top.at].upos == "ADJ":
                phrase.modified = phrase.modified or self.words[top.at] not in {"eski", "yeni"}
            elif top.kind in {"mod", "attr", "part"}:
                phrase.closed = True
            if top.kind == "np" and relation != "flat":
                phrase.closed, phrase.modified = phrase.closed or top.closed, phrase.modified or top.modified
            self.arc(top.at, phrase.at, relation)
            phrase.first = top.first
            return True
        return top.kind in {"cc", "comma"} and self.coordinated_modifier(phrase, top)

    def _paired_names(self, top: Phrase) -> bool:
        """Whether two bare names joined by "ve" stand before the noun ("Türkiye ve Almanya liderleri")."""
        if len(self.stack) < 3 or self.tokens[top.at].upos != "PROPN" or top.case != "Nom":
            return False
        link, first = self.stack[-2], self.stack[-3]
        return (
            link.kind == "cc"
            and self.words[link.at] == "ve"
            and first.kind == "np"
            and first.case == "Nom"
            and not first.adp
            and self.tokens[first.at].upos == "PROPN"
            and first.last + 1 == link.at
        )

    def _pair(self, top: Phrase) -> Phrase:
        link, first = self.stack[-2], self.stack[-3]
        self.arc(top.at, first.at, "conj")
        self.arc(link.at, top.at, "cc")
        first.last, first.form = top.last, "joined"
        del self.stack[-2:]
        return first

    def _rehang(self, old: int, new: int, only: frozenset[str] = frozenset()) -> None:
        """What hung on the first words of a name or compound hangs on the whole, whose last word carries its case."""
        for child, (head, relation) in list(self.heads.items()):
            if head == old and child != new and (not only or relation in only):
                self.heads[child] = (new, relation)

    def _modifier(self, phrase: Phrase, top: Phrase) -> str:
        if self.tokens[phrase.at].upos == "PRON" and self.words[phrase.at] not in {"biri", "diğeri", "şey"}:
            return ""
        return {"DET": "det", "NUM": "nummod"}.get(self.tokens[top.at].upos, "amod")

    def _adverb(self, phrase: Phrase, top: Phrase) -> str:
        following = top.at + 1
        if following <= phrase.at and following in self.heads and self.tokens[following].upos in {"ADJ", "NUM", "ADV"}:
            if self.words[top.at] in syntax().degrees:
                return "advmod"
            return "advmod" if self.given[top.at][0] == following else ""
        return (
            "advmod"
            if self.words[top.at] in {"sadece", "yalnızca", "daha", "fazla"} and following == phrase.first
            else ""
        )

    def _attribute(self, phrase: Phrase, top: Phrase) -> str:
        return "nmod"

    def _clause(self, phrase: Phrase, top: Phrase) -> str:
        return "acl"

    def _noun_clause(self, phrase: Phrase, top: Phrase) -> str:
        """A clause as the content or possessor of a noun ("gittiği iddiası", "yapmasının önüne")."""
        psor = "Number[psor]" in self.tokens[phrase.at].feats
        if phrase.first != phrase.at or not psor or top.adp:
            return ""
        return "acl" if top.case in {"Nom", "Gen"} and top.form in {"Part", "Vnoun", "Inf"} else ""

    def _noun_before(self, phrase: Phrase, top: Phrase) -> str:
        mine, other = self.tokens[phrase.at], self.tokens[top.at]
        psor = mine.feats.get("Person[psor]") == "3" or "Number[psor]" in mine.feats
        psor = psor or (self.words[phrase.at].endswith(("ları", "leri")) and mine.feats.get("Case") != "Acc")
        if top.adp or self.temporal(top) and (not psor or mine.upos == "PROPN"):
            return ""
        if top.case == "Gen":
            if self.temporal(phrase) and other.text[:1].isupper():
                return ""
            if psor and not phrase.owned and mine.upos != "PRON":
                phrase.owned = True
                return "nmod:poss"
            if self.words[phrase.at] in {"biri", "çoğu", "hepsi", "tamamı", "bazıları"}:
                return "nmod:poss"
            return ""
        if top.case == "Abl" and self.words[phrase.at] in {
            "biri",
            "bazıları",
            "birini",
            "birinin",
            "ikisi",
            "bazılarını",
        }:
            return "nmod"
        if (
            self.words[top.at] in syntax().months
            and top.case == "Nom"
            and top.last + 1 == phrase.first
            and self.words[phrase.at].startswith(("yıl", "ay"))
        ):
            return "nmod:poss"
        if (
            top.case != "Nom"
            or other.upos == "PRON"
            or mine.upos == "NUM"
            or phrase.closed
            or self.words[phrase.at][:1].isdigit()
        ):
            return ""
        inside = (
            phrase.first <= self.given[top.at][0] <= phrase.at and self.given[top.at][1] not in {"nsubj", "csubj"}
        ) or self.given[phrase.at][0] == top.at
        if phrase.modified and not (other.upos == "PROPN" and psor and inside):
            return ""
        adjacent = top.last + 1 == phrase.first or (
            self.words[top.last + 1] in {"-", "/", "."} and top.last + 2 == phrase.first
        )
        if not adjacent:
            return ""
        subject = self.given[top.at][1] in {"nsubj", "obl", "obj", "csubj"} and self.given[top.at][0] > phrase.at
        owned = "Number[psor]" in other.feats
        if mine.upos == "PROPN":
            if other.upos == "PROPN":
                if (owned or "'" in self.words[top.at]) and not psor:
                    return "nmod:title"
                return "flat"
            if psor or other.text[:1].isupper() and top.at and not self.is_title(top):
                return "nmod:poss" if psor or inside else ""
            if "Plur" in (other.feats.get("Number"),) or self.words[top.at].endswith(("ları", "leri", "lar", "ler")):
                return ""
            plain = phrase.first == phrase.at or self.tokens[phrase.first].upos == "PROPN"
            return (
                "nmod:title"
                if plain and (self.is_title(top) or (owned and fold(other.lemma, "tr") in syntax().owned_titles))
                else ""
            )
        if other.upos == "PROPN" and not psor and not self.words[top.at].endswith(("lı", "li", "lu", "lü")):
            people = self.words[top.at] in syntax().nationalities
            return "nmod:poss" if people or (inside and mine.feats.get("Case", "Nom") == "Nom") else ""
        if (
            other.upos == "PROPN"
            and subject
            and self.given[top.at][1] == "nsubj"
            and self._starts_clause(top)
            and mine.feats.get("Case", "Nom") not in {"Nom", "Gen"}
            and phrase.first == phrase.at
        ):
            return ""
        if other.upos == "PROPN":
            return "nmod:poss" if psor and not subject or inside or (psor and phrase.first == phrase.at) else ""
        if (
            self.words[top.at].endswith(("lar", "ler"))
            and self._starts_clause(top)
            and mine.feats.get("Case", "Nom") not in {"Nom", "Gen"}
        ):
            return ""
        if owned:
            return "nmod:poss" if inside and phrase.first == phrase.at and not subject else ""
        if psor:
            return "nmod:poss" if phrase.first == phrase.at or inside or not subject else ""
        if self._starts_clause(top) and mine.feats.get("Case", "Nom") != "Nom":
            return ""
        above = {relation for head, relation in self.heads.values() if head == top.at}
        if "nummod" in above and self.words[top.at] in syntax().currencies:
            return "nmod"
        clause = "acl" in above and self.words[top.at] not in modifiers()["quality"]
        return "nmod" if inside and not clause else ""

    def _starts_clause(self, top: Phrase) -> bool:
        return top.first == 0 or (len(self.stack) > 1 and self.stack[-2].kind in {"cc", "fin", "comma", "quote"})
