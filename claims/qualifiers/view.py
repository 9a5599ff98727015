"""What a qualifier may look at: one clause in its tree, with the clauses above it."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.clauses import Clause
from claims.document import Lang, Span, Token
from claims.folding import fold
from claims.tree import Tree


@dataclass(frozen=True)
class View:
    """One clause, the clauses of its sentence by head id, and whether it stands in a heading or a direct quote."""

    tree: Tree
    clause: Clause
    clauses: Mapping[int, Clause]
    lang: Lang
    heading: bool = False
    quoted: bool = False
    quote: Span | None = None

    @property
    def head(self) -> Token:
        """The predicate's head token."""
        return self.tree.token(self.clause.head)

    @property
    def verbs(self) -> tuple[Token, ...]:
        """The tokens of the predicate."""
        return tuple(self.tree.token(identity) for identity in self.clause.predicate)

    @property
    def parent(self) -> Clause | None:
        """The nearest clause above."""
        return next(
            (self.clauses[above.id] for above in self.tree.ancestors(self.head) if above.id in self.clauses), None
        )

    def folded(self, token: Token) -> str:
        """The token's folded surface."""
        return fold(token.text, self.lang)
