"""A text as the recognisers see it: its shadow, tokens and numerals, and the means to make a Value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from claims.document import Lang
from claims.values.compounds import NumeralReader
from claims.values.lexicon import Lexicon, lexicon_of
from claims.values.model import Bound, Value, ValueKind
from claims.values.numerals import Numeral
from claims.values.shadow import Shadow, cast
from claims.values.tokens import Token, near, tokenise


@dataclass(frozen=True, slots=True)
class Scan:
    """One text, tokenised and with its numerals read.

    ``ending`` finds a numeral by its last token; ``reference`` is the reader's day where one was given.
    """

    shadow: Shadow
    lexicon: Lexicon
    tokens: tuple[Token, ...]
    numerals: tuple[Numeral, ...]
    ending: Mapping[int, Numeral]
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
            start=first,
            end=last,
            text=self.shadow.text[first:last],
            kind=kind,
            value=value,
            unit=unit,
            bound=bound,
            count=count,
            ambiguous=ambiguous,
            currency_mentions=currency_mentions,
        )


def scan(text: str, lang: Lang, reference: date | None) -> Scan:
    """Tokenise ``text`` and read its numerals."""
    shadow = cast(text, lang)
    lexicon = lexicon_of(lang)
    tokens = tokenise(shadow)
    numerals = _without_idioms(tokens, _with_scores(tokens, lexicon, NumeralReader(tokens, lexicon).read()), lexicon)
    return Scan(shadow, lexicon, tokens, numerals, {numeral.last: numeral for numeral in numerals}, reference)


def _with_scores(tokens: tuple[Token, ...], lexicon: Lexicon, numerals: tuple[Numeral, ...]) -> tuple[Numeral, ...]:
    """Marks both figures of a score: "3-1", and "1-3" where the words around speak of a game."""
    marked = list(numerals)
    for position, (left, right) in enumerate(zip(numerals, numerals[1:], strict=False)):
        if not (left.plain and right.plain and right.first == left.last + 2 and max(left.value, right.value) < 200):
            continue
        dash, close = tokens[left.last + 1], tokens[right.first]
        if (
            dash.key not in ("-", "–")
            or dash.gap != close.gap
            or dash.gap == "\n"
            or left.chained
            or "." in close.key + tokens[left.first].key
        ):
            continue
        spoken = any(token.key in lexicon.data.numbers.scores.words for token in near(tokens, left.first))
        measured = lexicon.units.at(tokens, right.last + 1) or lexicon.age_words.at(tokens, right.last + 1)
        if left.value >= right.value or (spoken and not measured and not dash.gap):
            marked[position] = replace(left, chained=True, score=True)
            marked[position + 1] = replace(right, chained=True, score=True)
    return tuple(marked)


def _without_idioms(tokens: tuple[Token, ...], numerals: tuple[Numeral, ...], lexicon: Lexicon) -> tuple[Numeral, ...]:
    """Drops the figures of set phrases such as "24/7"."""
    idioms = lexicon.data.numbers.idioms
    dropped: set[int] = set()
    for token in tokens:
        inner = token.key == "/" and 0 < token.index < len(tokens) - 1 and not token.gap
        if inner and f"{tokens[token.index - 1].key}/{tokens[token.index + 1].key}" in idioms:
            dropped |= {token.index - 1, token.index + 1}
    return tuple(numeral for numeral in numerals if numeral.first not in dropped) if dropped else numerals
