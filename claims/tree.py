"""Questions put to a dependency tree: a word's head, children, subtree, and the stretch of text that it covers."""

from collections.abc import Iterable, Iterator

from claims.document import Sentence, Span, Token


class Tree:
    """One sentence's dependency tree; words are named by their 1-based ids."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._children: dict[int, list[tuple[Token, str]]] = {}
        for token in sentence.tokens:
            self._children.setdefault(token.head, []).append((token, token.deprel.split(":")[0]))

    def token(self, identity: int) -> Token:
        """The token of an id."""
        return self.sentence.tokens[identity - 1]

    def head(self, token: Token) -> Token | None:
        """The token's head, or None for the root."""
        return self.token(token.head) if 0 < token.head <= len(self.sentence.tokens) else None

    def children(self, token: Token, *relations: str) -> tuple[Token, ...]:
        """The dependents in order, of the given relations (subtypes included) where any are given."""
        found = self._children.get(token.id)
        if found is None:
            return ()
        return tuple(
            [child for child, base in found if not relations or base in relations or child.deprel in relations]
        )

    def child(self, token: Token, *relations: str) -> Token | None:
        """The first such dependent, or None."""
        return next(iter(self.children(token, *relations)), None)

    def subtree(self, token: Token, *, without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Ids of the token and all below it, in order; subtrees headed by an id of ``without`` are left out."""
        found = {token.id}
        todo = [token.id]
        while todo:
            for child, _ in self._children.get(todo.pop(), ()):
                if child.id not in found and child.id not in without:
                    found.add(child.id)
                    todo.append(child.id)
        return tuple(sorted(found))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above the token, nearest first."""
        current = self.head(token)
        for _ in self.sentence.tokens:
            if current is None:
                return
            yield current
            current = self.head(current)

    def conjuncts(self, token: Token) -> tuple[Token, ...]:
        """The token and what is coordinated with it, in order of the text."""
        found = [token]
        for member in found:
            found.extend(child for child in self.children(member, "conj") if child not in found)
        return tuple(sorted(found, key=lambda member: member.id))

    def span(self, identities: Iterable[int]) -> Span:
        """The smallest stretch of the document that covers the words; raises ValueError where there are none."""
        tokens = [self.token(identity) for identity in identities]
        return Span(start=min(token.start for token in tokens), end=max(token.end for token in tokens))
