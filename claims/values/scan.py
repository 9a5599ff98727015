"""A text as the recognisers see it: its shadow, tokens and numerals, and the means to make a Value."""

from dataclasses import dataclass
from datetime import date

from claims.document import Lang
from claims.values.lexicon import Lexicon, lexicon_of
from claims.values.model import Bound, Value, ValueKind
from claims.values.numerals import Numeral, NumeralReader
from claims.values.shadow import Shadow, cast
from claims.values.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Scan:
    """One text, tokenised and with its numerals read; ``reference`` is the reader's day where one was given."""

    shadow: Shadow
    lexicon: Lexicon
    tokens: tuple[Token, ...]
    numerals: tuple[Numeral, ...]
    reference: date | None

    def token(self, index: int) -> Token | None:
        """The token at ``index``, or None beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def word_after(self, index: int) -> Token | None:
        """The word that follows token ``index`` on the same line after a space."""
        token = self.token(index + 1)
        return token if token is not None and token.kind == "word" and token.gap == " " else None

    def make(
        self,
        start: int,
        end: int,
        kind: ValueKind,
        value: float | str | tuple[float | None, float | None],
        *,
        unit: str | None = None,
        bound: Bound = "exact",
        count: float | None = None,
        ambiguous: bool = False,
        currency_mentions: tuple[str, ...] = (),
    ) -> Value:
        """A Value over shadow positions start:end, with the span and surface of the text itself."""
        first, last = self.shadow.span(start, end)
        return Value(
            start=first, end=last, text=self.shadow.text[first:last], kind=kind, value=value, unit=unit,
            bound=bound, count=count, ambiguous=ambiguous, currency_mentions=currency_mentions,
        )


def scan(text: str, lang: Lang, reference: date | None) -> Scan:
    """Tokenise ``text`` and read its numerals."""
    shadow = cast(text, lang)
    lexicon = lexicon_of(lang)
    tokens = tokenise(shadow)
    return Scan(shadow, lexicon, tokens, NumeralReader(tokens, lexicon).read(), reference)
