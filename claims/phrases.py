"""Noun phrases of a head-final language: a noun takes the modifiers, compound members, genitives and clauses before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.correction import syntax
from claims.document import Token
from claims.folding import fold

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "SYM", "INTJ"})
MONTHS = frozenset({"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık"})
TIME_NOUNS = frozenset({"gün", "günü", "yıl", "yılı", "ay", "ayı", "hafta", "haftası", "saat", "saati", "dakika", "gece", "gecesi", "sabah", "akşam", "dün", "bugün", "yarın", "yaz", "kış", "öğle", "kere", "kez", "defa", "an", "süre", "zaman", "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"})


@dataclass
class Phrase:
    """A finished phrase on the stack: its kind, head and first word (0-based), case, postposition and verb form.

    Kinds: np, mod (adjective, determiner, number), adv, attr (-ki and gibi before a noun), part (participle before a
    noun), clause (other non-finite), fin (finite), cc, comma, quote, open.
    """

    kind: str
    at: int
    first: int
    case: str = "Nom"
    adp: str = ""
    form: str = ""
    owned: bool = False
    closed: bool = False
    quoted: bool = False
    strong: bool = False
    last: int = -1

    def __post_init__(self) -> None:
        """Sets the last word to the head where none is given."""
        self.last = max(self.last, self.at)


class Phrases:
    """The words of one sentence, the arcs found so far, and the stack of phrases."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = [fold(token.text, "tr") for token in tokens]
        self.given = [(token.head - 1, token.deprel) for token in tokens]
        self.stack: list[Phrase] = []
        self.heads: dict[int, tuple[int, str]] = {}
        self.quoting = False
        self.root = 0

    def arc(self, at: int, head: int, relation: str) -> None:
        """Hangs a word on its head."""
        if at != head:
            self.heads[at] = (head, relation)

    def arcs(self) -> list[tuple[int, str]]:
        """For each word its head (-1 for the root) and relation; loose words hang on the root."""
        found = []
        for at, token in enumerate(self.tokens):
            if at == self.root:
                found.append((-1, "root"))
            else:
                head, relation = self.heads.get(at, (self.root, "punct" if token.upos == "PUNCT" else "dep"))
                found.append((self.root if head < 0 else head, relation))
        return found

    # -- looking around -------------------------------------------------------------------------------------------

    def joined(self, at: int) -> bool:
        """Whether the word is written together with the one before it."""
        return at > 0 and self.tokens[at].start == self.tokens[at - 1].end

    def word_after(self, at: int) -> str:
        """The folded next word, quotation marks skipped, or ""."""
        for later in range(at + 1, len(self.tokens)):
            if self.tokens[later].upos == "AUX" and self.joined(later):
                continue
            if self.words[later] not in {'"', "“", "”", "'"}:
                return self.words[later]
        return ""

    def next_nominal(self, at: int) -> bool:
        """Whether a noun phrase, or another modifier of one after "ve" or a comma, follows."""
        for later in range(at + 1, len(self.tokens)):
            token, word = self.tokens[later], self.words[later]
            if token.upos in NOMINAL | {"ADJ", "DET", "NUM"}:
                return True
            if token.upos == "ADV" or word in {"ve", "veya", ",", "de", "da"} or (token.upos == "PUNCT" and word in "\"“”'"):
                continue
            return token.upos == "VERB" and token.feats.get("VerbForm") == "Part"
        return False

    def gap(self, left: int, right: int) -> bool:
        """Whether anything but emphatic particles stands between two words."""
        return any(self.words[at] not in syntax().emphatics for at in range(left + 1, right))

    def comma_after(self, phrase: Phrase) -> bool:
        """Whether a comma follows the phrase directly."""
        return phrase.last + 1 < len(self.words) and self.words[phrase.last + 1] == ","

    def temporal(self, phrase: Phrase) -> bool:
        """Whether a bare noun phrase is a time ("cumartesi günü", "bu yaz")."""
        return self.words[phrase.at] in TIME_NOUNS and not phrase.adp

    def joins_names(self, at: int) -> bool:
        """Whether "ile" stands between two names as "and" does ("Surge ile Mercor'u")."""
        top = self.stack[-1]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or self.tokens[top.at].upos != "PROPN" or after.upos != "PROPN":
            return False
        later = at + 1
        while later + 1 < len(self.tokens) and self.tokens[later + 1].upos == "PROPN" and not self.tokens[later].feats.get("Case", "Nom") != "Nom":
            later += 1
        following = self.words[later + 1] if later + 1 < len(self.words) else ""
        return self.tokens[later].feats.get("Case") in {"Acc", "Gen"} or following.startswith("ara")

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
        for child in sorted(child for child, (head, relation) in self.heads.items() if head == phrase.at and relation == "acl"):
            first = self._first_of(child)
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
        taker = {"mod": self._modifier, "adv": self._adverb, "attr": self._attribute, "part": self._clause, "np": self._noun_before, "clause": self._noun_clause}.get(top.kind)
        relation = taker(phrase, top) if taker else ""
        if relation:
            if relation == "nmod:poss" and self._paired_names(top):
                top = self._pair(top)
            self.stack.pop()
            if relation == "flat":
                self._rehang(top.at, phrase.at)
            elif relation in {"nmod:poss", "nmod", "nmod:title"} and top.kind == "np" and top.case == "Nom":
                self._rehang(top.at, phrase.at, frozenset({"acl"}))
            if top.kind in {"mod", "attr", "part"} and self.words[top.at] not in {"eski", "yeni"}:
                phrase.closed = True
            phrase.closed = phrase.closed or (top.kind == "np" and top.closed and relation != "flat")
            self.arc(top.at, phrase.at, relation)
            phrase.first = top.first
            return True
        return top.kind in {"cc", "comma"} and self._coordinated_modifier(phrase, top)

    def _paired_names(self, top: Phrase) -> bool:
        """Whether two bare names joined by "ve" stand before the noun ("Türkiye ve Almanya liderleri")."""
        if len(self.stack) < 3 or self.tokens[top.at].upos != "PROPN" or top.case != "Nom":
            return False
        link, first = self.stack[-2], self.stack[-3]
        return link.kind == "cc" and self.words[link.at] == "ve" and first.kind == "np" and first.case == "Nom" and not first.adp and self.tokens[first.at].upos == "PROPN" and first.last + 1 == link.at

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
            if self.words[top.at] in {"çok", "en", "daha", "pek", "oldukça", "tamamen", "yaklaşık", "sadece", "yalnızca", "neredeyse", "son", "fazla", "aşırı", "hayli", "gayet", "ilk"}:
                return "advmod"
            return "advmod" if self.given[top.at][0] == following else ""
        return "advmod" if self.words[top.at] in {"sadece", "yalnızca", "daha", "fazla"} and following == phrase.first else ""

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
        if top.case == "Abl" and self.words[phrase.at] in {"biri", "bazıları", "birini", "birinin", "ikisi", "bazılarını"}:
            return "nmod"
        if self.words[top.at] in MONTHS and top.case == "Nom" and top.last + 1 == phrase.first and self.words[phrase.at].startswith(("yıl", "ay")):
            return "nmod:poss"
        if top.case != "Nom" or other.upos == "PRON" or mine.upos == "NUM" or phrase.closed or self.words[phrase.at][:1].isdigit():
            return ""
        adjacent = top.last + 1 == phrase.first or (self.words[top.last + 1] in {"-", "/", "."} and top.last + 2 == phrase.first)
        if not adjacent:
            return ""
        inside = (phrase.first <= self.given[top.at][0] <= phrase.at and self.given[top.at][1] not in {"nsubj", "csubj"}) or self.given[phrase.at][0] == top.at
        subject = self.given[top.at][1] in {"nsubj", "obl", "obj", "csubj"} and self.given[top.at][0] > phrase.at
        owned = "Number[psor]" in other.feats
        if mine.upos == "PROPN":
            if other.upos == "PROPN":
                if (owned or "'" in self.words[top.at]) and not psor:
                    return "nmod:title"
                return "flat"
            if psor or other.text[:1].isupper() and top.at and not self._title(top):
                return "nmod:poss" if psor or inside else ""
            if "Plur" in (other.feats.get("Number"),) or self.words[top.at].endswith(("ları", "leri", "lar", "ler")):
                return ""
            plain = phrase.first == phrase.at or self.tokens[phrase.first].upos == "PROPN"
            return "nmod:title" if plain and (self._title(top) or (owned and fold(other.lemma, "tr") in syntax().owned_titles)) else ""
        if other.upos == "PROPN" and not psor and not self.words[top.at].endswith(("lı", "li", "lu", "lü")):
            people = self.words[top.at] in syntax().nationalities
            return "nmod:poss" if people or (inside and mine.feats.get("Case", "Nom") == "Nom") else ""
        if other.upos == "PROPN" and subject and self.given[top.at][1] == "nsubj" and self._starts_clause(top) and mine.feats.get("Case", "Nom") not in {"Nom", "Gen"} and phrase.first == phrase.at:
            return ""
        if other.upos == "PROPN":
            return "nmod:poss" if psor and not subject or inside or (psor and phrase.first == phrase.at) else ""
        if self.words[top.at].endswith(("lar", "ler")) and self._starts_clause(top) and mine.feats.get("Case", "Nom") not in {"Nom", "Gen"}:
            return ""
        if owned:
            return "nmod:poss" if inside and phrase.first == phrase.at and not subject else ""
        if psor:
            return "nmod:poss" if phrase.first == phrase.at or inside or not subject else ""
        return "nmod" if inside or (not subject and phrase.first == phrase.at) else ""

    def _starts_clause(self, top: Phrase) -> bool:
        return top.first == 0 or (len(self.stack) > 1 and self.stack[-2].kind in {"cc", "fin", "comma", "quote"})

    def _title(self, top: Phrase) -> bool:
        word, lemma = self.words[top.at], fold(self.tokens[top.at].lemma, "tr")
        return lemma in syntax().titles or lemma.endswith(syntax().title_endings) or word.endswith(syntax().title_endings)

    # -- coordination ---------------------------------------------------------------------------------------------

    def _coordinated_modifier(self, phrase: Phrase, link: Phrase) -> bool:
        """Takes a modifier that "ve" or a comma joins to one already taken ("yapan ve veren birlik")."""
        below = self.stack[-2] if len(self.stack) > 1 else None
        if below is None or phrase.first == phrase.at:
            return False
        inner = next((at for at in sorted(self.heads, reverse=True) if self.heads[at][0] == phrase.at and self._first_of(at) == phrase.first), None)
        if inner is None:
            return False
        relation = self.heads[inner][1]
        if (below.kind == "part" and relation == "acl") or (below.kind == "mod" and relation == "amod" and self.tokens[below.at].upos == "ADJ" and (link.kind == "cc" or link.kind == "comma")):
            self.arc(inner, below.at, "conj")
            self.arc(below.at, phrase.at, relation)
            self.arc(link.at, inner, "cc" if link.kind == "cc" else "punct")
            del self.stack[-2:]
            phrase.first = below.first
            return True
        return False

    def _first_of(self, at: int) -> int:
        return min([at, *(self._first_of(child) for child, (head, _) in self.heads.items() if head == at)])

    def coordinate(self) -> None:
        """Joins the phrase on top to the like phrases before "ve" and commas."""
        while len(self.stack) > 2 and self.stack[-1].kind in {"np", "attr"} and self.stack[-2].kind in {"cc", "comma"}:
            top, link = self.stack[-1], self.stack[-2]
            below = self.stack[-3]
            if link.kind == "comma" and below.kind == "cc":
                return
            if below.kind == "np" and link.kind == "cc" and self._joins_title(below, top):
                self.arc(link.at, below.at, "cc")
                del self.stack[-3:-1]
                continue
            if below.kind != "np" or link.strong or not self._alike(below, top, link):
                return
            self.arc(top.at, below.at, "conj")
            for child, (head, relation) in list(self.heads.items()):
                if head == top.at and relation in {"conj"}:
                    self.arc(child, below.at, "conj")
            self.arc(link.at, top.at, "cc" if link.kind == "cc" else "punct")
            below.case, below.adp, below.last, below.kind = top.case, top.adp, top.last, top.kind
            below.form = "joined"
            del self.stack[-2:]

    def _joins_title(self, left: Phrase, right: Phrase) -> bool:
        """Whether "vali ve adayı Sarah Palin" gives one person two titles; hangs the first on the second then."""
        title = next((at for at, (head, relation) in self.heads.items() if head == right.at and relation == "nmod:title"), None)
        if title is None or self.tokens[left.at].upos == "PROPN" or left.case != "Nom" or left.adp:
            return False
        if "Person[psor]" not in self.tokens[left.at].feats and not self._title(left):
            return False
        self.arc(left.at, title, "conj")
        right.first = left.first
        return True

    def _alike(self, left: Phrase, right: Phrase, link: Phrase) -> bool:
        if left.adp and left.adp != right.adp:
            return False
        if right.case == "Gen" and left.case == "Nom" and self.tokens[left.at].upos != self.tokens[right.at].upos:
            return False
        if link.kind == "cc" and self.words[link.at] not in syntax().coordinators:
            return False
        if left.case != right.case and left.case != "Nom":
            return False
        if link.kind == "comma":
            listed = right.form == "joined"
            if not listed:
                return False
            oblique = right.case != "Nom" or bool(right.adp) or self.word_after(right.last) in syntax().postpositions
            if right.adp == "gibi" or self.word_after(right.last) == "gibi":
                oblique = self._exemplified_oblique(right)
            starts = len(self.stack) < 4 or self.stack[-4].kind in {"cc", "fin", "quote", "open"} or self.stack[-4].case != "Nom"
            if oblique and left.case == "Nom" and starts and not any(p.kind == "np" and p.case == "Nom" and not p.adp for p in self.stack[:-3]):
                return False
        return True

    def _exemplified_oblique(self, phrase: Phrase) -> bool:
        """Whether the noun after "A ve B gibi" is in a case of its own, so that a name before the list may be the subject."""
        at = next(later for later in range(phrase.at, len(self.words)) if self.words[later] == "gibi") + 1
        while at + 1 < len(self.tokens) and self.tokens[at + 1].upos in NOMINAL | {"ADJ", "DET", "NUM"} and self.tokens[at].feats.get("Case", "Nom") == "Nom":
            at += 1
        return at < len(self.tokens) and (self.tokens[at].feats.get("Case", "Nom") != "Nom" or self.words[at].endswith(("ları", "leri")))

    def spread(self, phrase: Phrase) -> Phrase:
        """A modifier that turns out to be the predicate takes the adverb before it ("çok uygun")."""
        while self.stack and self.stack[-1].kind == "adv" and self.stack[-1].at + 1 == phrase.first:
            adverb = self.stack.pop()
            self.arc(adverb.at, phrase.at, "advmod")
            phrase.first = adverb.first
        return phrase
