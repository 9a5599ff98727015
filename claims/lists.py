"""Coordination in a head-final language: what "ve", commas and "gibi" join, and which name before a list stands off."""

from claims.folding import fold
from claims.languages.grammar import syntax
from claims.phrases import NOMINAL, Phrase, Phrases


class Lists(Phrases):
    """Joins like phrases on the stack."""

    def coordinated_modifier(self, phrase: Phrase, link: Phrase) -> bool:
        """Takes a modifier that "ve" or a comma joins to one already taken ("yapan ve veren birlik")."""
        below = self.stack[-2] if len(self.stack) > 1 else None
        if below is None or phrase.first == phrase.at:
            return False
        inner = next(
            (
                at
                for at in sorted(self.heads, reverse=True)
                if self.heads[at][0] == phrase.at and self.first_of(at) == phrase.first
            ),
            None,
        )
        if inner is None:
            return False
        relation = self.heads[inner][1]
        if (below.kind == "part" and relation == "acl") or (
            below.kind == "mod"
            and relation == "amod"
            and self.tokens[below.at].upos == "ADJ"
            and (link.kind == "cc" or link.kind == "comma")
        ):
            self.arc(inner, below.at, "conj")
            self.arc(below.at, phrase.at, relation)
            self.arc(link.at, inner, "cc" if link.kind == "cc" else "punct")
            del self.stack[-2:]
            phrase.first = below.first
            return True
        return False

    def first_of(self, at: int) -> int:
        """The first word of the phrase that a word heads."""
        return min([at, *(self.first_of(child) for child, (head, _) in self.heads.items() if head == at)])

    def coordinate(self) -> None:
        """Joins the phrase on top to the like phrases before "ve" and commas."""
        if len(self.stack) > 1 and self._accompanied(self.stack[-2], self.stack[-1]):
            top, below = self.stack.pop(), self.stack[-1]
            self.arc(top.at, below.at, "conj")
            below.case, below.adp, below.last, below.form = top.case, top.adp, top.last, "joined"
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

    def _accompanied(self, left: Phrase, right: Phrase) -> bool:
        """Whether "ile" joins two names into one subject or object ("Hasan ile torunu Büşra öldü")."""
        names = self.tokens[left.at].upos == self.tokens[right.at].upos == "PROPN"
        return (
            names
            and left.kind == right.kind == "np"
            and left.adp == "ile"
            and not right.adp
            and left.last + 1 == right.first
        )

    def _joins_title(self, left: Phrase, right: Phrase) -> bool:
        """Whether "vali ve adayı Sarah Palin" gives one person two titles; hangs the first on the second then."""
        title = next(
            (at for at, (head, relation) in self.heads.items() if head == right.at and relation == "nmod:title"), None
        )
        if title is None or self.tokens[left.at].upos == "PROPN" or left.case != "Nom" or left.adp:
            return False
        if "Person[psor]" not in self.tokens[left.at].feats and not self.is_title(left):
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
            starts = (
                len(self.stack) < 4
                or self.stack[-4].kind in {"cc", "fin", "quote", "open"}
                or self.stack[-4].case != "Nom"
            )
            if (
                oblique
                and left.case == "Nom"
                and starts
                and not any(p.kind == "np" and p.case == "Nom" and not p.adp for p in self.stack[:-3])
            ):
                return False
        return True

    def _exemplified_oblique(self, phrase: Phrase) -> bool:
        """Whether the noun after "A ve B gibi" has a case, so that a name before the list may be the subject."""
        at = next(later for later in range(phrase.at, len(self.words)) if self.words[later] == "gibi") + 1
        while (
            at + 1 < len(self.tokens)
            and self.tokens[at + 1].upos in NOMINAL | {"ADJ", "DET", "NUM"}
            and self.tokens[at].feats.get("Case", "Nom") == "Nom"
        ):
            at += 1
        return at < len(self.tokens) and (
            self.tokens[at].feats.get("Case", "Nom") != "Nom" or self.words[at].endswith(("ları", "leri"))
        )

    def spread(self, phrase: Phrase) -> Phrase:
        """A modifier that turns out to be the predicate takes the adverb before it ("çok uygun")."""
        while self.stack and self.stack[-1].kind == "adv" and self.stack[-1].at + 1 == phrase.first:
            adverb = self.stack.pop()
            self.arc(adverb.at, phrase.at, "advmod")
            phrase.first = adverb.first
        return phrase

    def is_title(self, top: Phrase) -> bool:
        """Whether a noun stands before names as a title or kinship."""
        word, lemma = self.words[top.at], fold(self.tokens[top.at].lemma, "tr")
        return (
            lemma in syntax().titles or lemma.endswith(syntax().title_endings) or word.endswith(syntax().title_endings)
        )
