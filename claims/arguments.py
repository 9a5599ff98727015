"""Which phrases before a Turkish predicate are its arguments, and in which role: by case, order and verb form."""

from claims.languages.grammar import syntax
from claims.morphology import data
from claims.nouns import Nouns
from claims.phrases import Phrase

PURPOSES = frozenset({"üzere", "için", "amacıyla"})
SEEMING = frozenset({"ol", "sayıl", "görün"})
BECOMING = ("laş", "leş")


class Arguments(Nouns):
    """Takes phrases from the stack for a predicate and hangs them on it."""

    def take(self, at: int, *, adverbial: bool, content: bool, adjectival: bool) -> tuple[list[Phrase], int]:
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
            if (
                top.kind == "np"
                and top.case == "Acc"
                and any(phrase.kind == "np" and phrase.case == "Acc" for phrase in taken)
            ):
                break
            if top.kind in {"cc", "comma", "quote"}:
                below = self.stack[-2] if len(self.stack) > 1 else None
                if adverbial and below is not None and below.kind in {"np", "adv", "clause"} and top.kind != "cc":
                    if (
                        below.kind == "np"
                        and below.case == "Nom"
                        and not below.adp
                        and bare
                        and not self._only_adjacent(taken)
                    ):
                        break
                    taken.append(self.stack.pop())
                    continue
                break
            if top.kind == "np" and top.case in {"Nom", "Gen"} and not top.adp and not self._measure(top):
                near = not taken
                if top.case == "Gen":
                    break
                if adverbial:
                    if bare and not self._only_adjacent(taken):
                        break
                    bare = True
                elif (
                    not near
                    or (self._definite(top) and not self._copular(at))
                    or adjectival
                    and not self._copular(at)
                    and self.tokens[top.at].upos != "ADJ"
                    and not self._bare_object(top, at)
                ):
                    break
            elif (
                adjectival
                and taken
                and (self._belongs_later(top, at) or (top.kind == "clause" and top.adp in PURPOSES))
                or adjectival
                and content
                and top.kind == "np"
                and top.case == "Acc"
                or not adverbial
                and not content
                and taken
                and top.kind == "clause"
                and top.adp in PURPOSES
            ):
                break
            taken.append(self.stack.pop())
        while taken and taken[-1].kind in {"cc", "comma", "quote"}:
            self.stack.append(taken.pop())
        if (
            content
            and owner is None
            and self.tokens[at].feats.get("Person[psor]") == "3"
            and not self._has_nominative()
        ):
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
        """The genitive that begins the clause is its subject, no possessor of its object ("Ali'nin X'i gördüğü")."""
        if (
            not taken
            or taken[-1].kind not in {"np", "clause"}
            or any(phrase.kind == "np" and phrase.case in {"Nom", "Gen"} and not phrase.adp for phrase in taken[1:])
        ):
            return
        first = taken[-1]
        owners = [
            child
            for child, (head, relation) in self.heads.items()
            if relation == "nmod:poss"
            and first.first <= child <= first.at
            and self.tokens[child].feats.get("Case") == "Gen"
        ]
        owner = next((child for child in owners if self.first_of(child) == first.first), None)
        if owner is None or (first.kind == "np" and first.case == "Nom"):
            return
        del self.heads[owner]
        taken.append(Phrase("np", owner, first.first, case="Gen"))
        first.first = owner + 1

    def free_name(self, at: int, taken: list[Phrase]) -> None:
        """A name that begins a clause without another subject is its subject, no modifier of the next noun."""
        feats = self.tokens[at].feats
        if feats.get("Person") in {"1", "2"}:
            return
        if any(p.kind == "np" and p.case == "Nom" and not p.adp and not self.temporal(p) for p in taken) or any(
            p.kind == "clause" and p.form == "Vnoun" and p.case == "Nom" for p in taken
        ):
            return
        phrases = [p for p in taken if p.kind in {"np", "clause", "part"} and not p.adp]
        if not phrases:
            return
        first = min(phrases, key=lambda p: p.first)
        names = [
            child
            for child, (head, relation) in self.heads.items()
            if relation == "nmod:poss"
            and first.first <= child < head
            and self.tokens[child].upos == "PROPN"
            and self.tokens[child].feats.get("Case", "Nom") == "Nom"
            and self.first_of(child) == first.first
            and child + 1 == self._second(child, head)
            and self._case_above(head) not in {"Nom", "Gen"}
            and not self.words[head].startswith(syntax().place_heads)
        ]
        if not names or self.tokens[first.at].feats.get("Case") == "Acc" and first.kind == "np" and len(phrases) == 1:
            return
        name = names[0]
        del self.heads[name]
        taken.append(Phrase("np", name, first.first))
        first.first = name + 1

    def free_object(self, at: int, taken: list[Phrase]) -> None:
        """ "Duarte skoru eşitledi": before a transitive verb the name is the subject and the noun in -I its object."""
        token = self.tokens[at]
        bare = [p for p in taken if p.kind == "np" and p.case == "Nom" and not p.adp and not self.temporal(p)]
        if len(bare) != 1 or token.feats.get("Voice") == "Pass" or token.lemma in data().lexical.intransitive:
            return
        only, word = bare[0], self.words[bare[0].at]
        if only.at + 1 != at and not self._light_before(at, only) or "Person[psor]" not in self.tokens[only.at].feats:
            return
        if word.endswith(("sı", "si", "su", "sü")) or token.lemma.endswith(BECOMING):
            return
        name = next(
            (
                child
                for child, (head, relation) in self.heads.items()
                if head == only.at
                and relation == "nmod:poss"
                and self.tokens[child].upos == "PROPN"
                and self.tokens[child].feats.get("Case", "Nom") == "Nom"
                and child + 1 == self._second(child, head)
            ),
            None,
        )
        if name is None:
            return
        del self.heads[name]
        for child in [child for child, (head, relation) in self.heads.items() if head == only.at and child < name]:
            self.heads[child] = (name, self.heads[child][1])
        taken.append(Phrase("np", name, only.first))
        only.first, only.case = name + 1, "Acc"

    def _light_before(self, at: int, phrase: Phrase) -> bool:
        """Whether only the noun of a light verb stands between the phrase and the verb."""
        return phrase.at + 2 == at and self.heads.get(at - 1) == (at, "compound:lvc")

    def _case_above(self, at: int) -> str:
        """The case of the whole compound in which a noun stands."""
        while (
            self.heads.get(at, (at, ""))[1] in {"nmod:poss", "nmod"}
            and self.tokens[at].feats.get("Case", "Nom") == "Nom"
        ):
            at = self.heads[at][0]
        return self.tokens[at].feats.get("Case", "Nom")

    def _second(self, name: int, head: int) -> int:
        """The first word of the noun phrase after the name."""
        return min(
            [
                head,
                *(
                    self.first_of(child)
                    for child, (above, _) in self.heads.items()
                    if above == head and child != name and child < head
                ),
            ]
        )

    def _only_adjacent(self, taken: list[Phrase]) -> bool:
        """Whether the one nominative taken stands right before the verb, and so may be its object."""
        bare = [phrase for phrase in taken if phrase.kind == "np" and phrase.case == "Nom" and not phrase.adp]
        return len(bare) == 1 and taken[0] is bare[0]

    def _measure(self, phrase: Phrase) -> bool:
        """Whether a bare number measures the verb and is no participant ("yüzde 2,7 yükseldi")."""
        token = self.tokens[phrase.at]
        return token.upos in {"NUM", "SYM"} and "Person[psor]" not in token.feats and phrase.case == "Nom"

    def _copular(self, at: int) -> bool:
        return self.tokens[at].lemma in SEEMING

    def _bare_object(self, phrase: Phrase, at: int) -> bool:
        """Whether a bare noun before a participle can belong to it: an object, or the subject of "bahsi geçen"."""
        token = self.tokens[at]
        if "Person[psor]" in self.tokens[phrase.at].feats:
            return True
        if self.words[phrase.first] in {"bu", "şu", "o"}:
            return False
        return (
            token.feats.get("Voice") != "Pass"
            and token.lemma not in data().lexical.intransitive
            and not token.lemma.endswith(BECOMING)
        )

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
            plain = self.tokens[phrase.at].upos != "ADJ" and not self.temporal(phrase)
            if phrase.kind == "np" and phrase.case == "Nom" and not phrase.adp and plain:
                seen_nominative += 1
                if seen_nominative > 1 or self._definite(phrase):
                    return None
        return None

    def attach(self, at: int, taken: list[Phrase], *, finite: bool, nominal: bool = False) -> None:
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
        candidates = [p for p in nominatives if not self.temporal(p) and not self._measure(p)]
        if self.tokens[at].feats.get("Person") in {"1", "2"} or self.tokens[at].feats.get("Person[psor]") == "1":
            candidates = [p for p in candidates if self.tokens[p.at].upos == "PRON"]
        if not candidates:
            return self._hidden_subject(at, taken)
        if len(candidates) > 1 or nominal:
            return candidates[-1]
        only = candidates[0]
        if self.tokens[only.at].upos == "ADJ" and only is taken[0]:
            return None
        stem = self.tokens[at].lemma
        if (
            self.tokens[at].feats.get("Voice") == "Pass"
            or self.words[at] in syntax().existence
            or stem in data().lexical.intransitive
            or stem.endswith(BECOMING)
        ):
            return only
        if any(p.case == "Acc" for p in taken if p.kind == "np") or self.comma_after(only) or only is not taken[0]:
            return only
        token = self.tokens[only.at]
        if token.upos in {"PROPN", "PRON"} or self.given[only.at][1] in {"nsubj", "csubj"}:
            return only
        if self.given[only.at][1] == "obj" or "Number[psor]" not in token.feats:
            return None
        return only

    def _hidden_subject(self, at: int, taken: list[Phrase]) -> Phrase | None:
        """A possessed noun that looks accusative before a verb without an object ("kentleri büyüyor")."""
        token = self.tokens[at]
        if token.feats.get("Voice") != "Pass" and token.lemma not in data().lexical.intransitive:
            return None
        for phrase in taken:
            owned = phrase.kind == "np" and phrase.case == "Acc" and "Person[psor]" in self.tokens[phrase.at].feats
            if owned and not self.words[phrase.at].endswith(("nı", "ni", "nu", "nü")):
                phrase.case = "Nom"
                return phrase
        return None

    def _relation(self, at: int, phrase: Phrase, subject: Phrase | None, index: int, finite: bool) -> str:
        if phrase.kind == "fin":
            return "ccomp"
        if phrase.kind == "adv" or phrase.kind == "mod":
            return "advmod"
        if phrase.kind in {"clause", "part"}:
            if phrase.adp or phrase.form == "Conv" or self.tokens[phrase.at].feats.get("Mood") == "Cnd":
                return "advcl"
            if (
                phrase.form in {"Vnoun", "Inf"}
                and phrase.case == "Nom"
                and "Person[psor]" in self.tokens[phrase.at].feats
            ):
                return "csubj"
            if (
                phrase.form in {"Inf", "Vnoun"}
                and phrase.case in {"Nom", "Acc"}
                and "Person[psor]" not in self.tokens[phrase.at].feats
                and self.tokens[at].lemma in data().lexical.wanting
                and index == 0
            ):
                return "xcomp"
            if (
                phrase.form == "Vnoun"
                and phrase.case == "Dat"
                and "Person[psor]" not in self.tokens[phrase.at].feats
                and index == 0
            ):
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
            if (
                self.tokens[at].lemma in {"ol", "kal", "sayıl", "görün"} or self.tokens[phrase.at].upos == "ADJ"
            ) and index == 0:
                return "xcomp"
            return "obj"
        return "obl"
