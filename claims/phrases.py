"""Noun phrases of a head-final language: a noun takes the modifiers, compounds and clauses before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.document import Token
from claims.folding import fold
from claims.languages.grammar import syntax

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X", "SYM", "INTJ"})


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
    modified: bool = False
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
            if (
                token.upos == "ADV"
                or word in {"ve", "veya", ",", "de", "da"}
                or (token.upos == "PUNCT" and word in "\"“”'")
            ):
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
        return self.words[phrase.at] in syntax().time_nouns and not phrase.adp

    def joins_names(self, at: int) -> bool:
        """Whether "ile" stands between two names as "and" does ("Surge ile Mercor'u")."""
        top = self.stack[-1]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or self.tokens[top.at].upos != "PROPN" or after.upos != "PROPN":
            return False
        later = at + 1
        while (
            later + 1 < len(self.tokens)
            and self.tokens[later + 1].upos == "PROPN"
            and self.tokens[later].feats.get("Case", "Nom") == "Nom"
        ):
            later += 1
        following = self.words[later + 1] if later + 1 < len(self.words) else ""
        return self.tokens[later].feats.get("Case") in {"Acc", "Gen"} or following.startswith("ara")
