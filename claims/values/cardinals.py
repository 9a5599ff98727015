"""Cardinals and ordinals: figures, number words and their mixtures, read step by step into one sum."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from claims.values.figures import read_figure
from claims.values.lexicon import Lexicon, NumberWord
from claims.values.numerals import Numeral
from claims.values.sums import Sum
from claims.values.tokens import VULGAR, Token

HALF = ("half", Decimal("0.5"))
_QUARTER = Decimal("0.25")


@dataclass(slots=True)
class _State:
    """What one reading has taken in so far: tokens first..last, the next one at ``cursor``."""

    first: int
    cursor: int
    last: int = -1
    end: int = 0
    suffix: str = ""
    figures: int = 0
    words: int = 0
    ordinal: bool = False
    plenty: bool = False
    unsure: bool = False
    fraction: bool = False
    weak: bool = False
    closed: bool = False
    total: Sum = field(default_factory=Sum)

    def take(self, last: int, end: int, suffix: str = "") -> bool:
        """Takes in the tokens up to ``last``; a suffix ends the numeral."""
        self.last, self.end, self.suffix, self.cursor = last, end, suffix, last + 1
        self.closed = self.closed or bool(suffix)
        return True


class CardinalReader:
    """Reads the cardinal or ordinal that starts at a token.

    Each step looks at the token under the cursor and answers True (taken), False (the numeral ends before it) or
    None (not of its kind); the first answer counts. The order of steps is the tuple in ``__init__``.
    """

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, chained: frozenset[int]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.numbers = lexicon.data.numbers
        self.agglutinative = bool(self.numbers.inflection.slots)
        self.chained = chained
        self.steps: tuple[Callable[[_State, Token], bool | None], ...] = (
            self._conjunction,
            self._hyphen,
            self._figure,
            self._vulgar,
            self._portion,
            self._and_half,
            self._word,
        )

    def read(self, index: int) -> Numeral | None:
        """The longest numeral from token ``index`` on, None where none starts."""
        if index >= len(self.tokens):
            return None
        state = _State(index, index)
        if self.tokens[index].kind == "word" and self.tokens[index].key in self.numbers.articles:
            if not self._opens(index + 1):
                return None
            state.total.group, state.total.role, state.total.last = Decimal(1), "unit", Decimal(1)
            state.cursor += 1
        while state.cursor < len(self.tokens) and not state.closed and state.cursor not in self.chained:
            if state.last >= 0 and not self._joined(state.cursor, state.last):
                break
            token = self.tokens[state.cursor]
            answers = (step(state, token) for step in self.steps)
            if not next((answer for answer in answers if answer is not None), False):
                break
        return None if state.last < 0 else self._numeral(state)

    def _numeral(self, state: _State) -> Numeral:
        numbers, total, first = self.numbers, state.total, self.tokens[state.first]
        single = state.words == 1 and not state.figures and state.first == state.last
        bare_scale = total.role in ("scale", "collective") and total.last > 1000 and not (state.plenty or state.ordinal)
        final = first.key in numbers.weak_final and not self._followed(state.last)
        weak = single and (first.key in numbers.weak or state.weak or final or bare_scale)
        value = float(total.value)
        return Numeral(
            state.first,
            state.last,
            first.start,
            state.end,
            value,
            state.suffix,
            state.ordinal,
            plain=state.figures == 1 and not state.words and state.first == state.last,
            figures=state.figures > 0,
            weak=weak or (state.words == 1 and not state.figures and total.role == "share"),
            plenty=state.plenty,
            fraction=state.fraction and value < 1,
            ambiguous=state.unsure,
        )

    def _word_at(self, index: int) -> NumberWord | None:
        """The number word at token ``index``, after a space."""
        if index >= len(self.tokens) or self.tokens[index].gap != " ":
            return None
        return self.lexicon.number_word(self.tokens[index])

    def _opens(self, index: int) -> bool:
        """Whether an article may stand for one before token ``index`` ("a hundred")."""
        word = self._word_at(index)
        return (
            word is not None
            and not (word.ordinal or word.plenty)
            and word.pieces[0][0] in ("hundred", "scale", "collective")
        )

    def _conjunction(self, state: _State, token: Token) -> bool | None:
        """ "and" between a hundred or thousand and what follows, or before a half."""
        if state.last < 0 or token.key not in self.numbers.conjunctions:
            return None
        half = self.lexicon.and_half.at(self.tokens, state.cursor)
        if half is not None and state.total.add(HALF, bare_scale=False):
            return state.take(half.last, self.tokens[half.last].end)
        word = self._word_at(state.cursor + 1)
        if word is None or word.plenty or state.total.role not in ("hundred", "scale") or state.total.limit < 1000:
            return False
        if word.pieces[0][0] not in ("unit", "teen", "ten"):
            return False
        state.cursor += 1
        return True

    def _hyphen(self, state: _State, token: Token) -> bool | None:
        if token.key != "-" or state.last < 0:
            return None
        state.cursor += 1
        return True

    def _figure(self, state: _State, token: Token) -> bool | None:
        if token.kind != "figure":
            return None
        tokens, total = self.tokens, state.total
        number = read_figure(token.key, self.numbers.decimal, self.numbers.thousands)
        if number is None:
            return False
        share = self.slashed(token.index)
        if share is not None:
            role = "half" if total.role == "figure" and share < 1 else "share"
            if not total.add((role, share), bare_scale=False):
                return False
            state.fraction = state.fraction or role == "share"
            return self._take_figure(state, token.index + 2)
        if not total.add(("figure", number[0]), bare_scale=False):
            return False
        following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if following is None or token.suffix:
            state.unsure = state.unsure or number[1]
            return self._take_figure(state, token.index)
        mixed = self.slashed(following.index) if following.gap == " " else None
        if mixed is not None and mixed < 1 and number[0] == int(number[0]):
            total.add(("half", mixed), bare_scale=False)
            return self._take_figure(state, token.index + 3)
        scale = self.numbers.letters.get(following.cased)
        near = following.gap == "" or (following.gap == " " and following.key in self.numbers.spaced_letters)
        if scale is not None and near and not self._is_unit_letter(following.index, token.index):
            total.scale_by(Decimal(int(scale)))
            return self._take_figure(state, following.index)
        state.unsure = state.unsure or number[1]
        return self._take_figure(state, token.index)

    def _take_figure(self, state: _State, last: int) -> bool:
        state.figures += 1
        return state.take(last, self.tokens[last].end, self.tokens[last].suffix)

    def _vulgar(self, state: _State, token: Token) -> bool | None:
        """ "½", alone or after a whole number."""
        if token.key not in VULGAR:
            return None
        top, bottom = VULGAR[token.key]
        role = "half" if state.total.group is not None else "share"
        if not state.total.add((role, Decimal(top) / Decimal(bottom)), bare_scale=False):
            return False
        state.figures += 1
        state.fraction = state.fraction or role == "share"
        return state.take(token.index, token.end, token.suffix)

    def _portion(self, state: _State, token: Token) -> bool | None:
        """ "yarım milyon", "half a million"; "üç çeyrek" is three quarters."""
        found = self.lexicon.halves.at(self.tokens, token.index)
        if found is None:
            return None
        total = state.total
        if total.role == "unit" and total.last == 3 and found.meaning == _QUARTER:
            total.group, total.role, state.fraction = 3 * _QUARTER, "share", True
        elif not total.add(("share", found.meaning), bare_scale=False):
            return False
        state.words += 1
        state.weak = bool(found.suffix)
        return state.take(found.last, self.tokens[found.last].end, found.suffix)

    def _and_half(self, state: _State, token: Token) -> bool | None:
        """ "buçuk" after a whole number."""
        if self.numbers.conjunctions or state.last < 0:
            return None
        found = self.lexicon.and_half.at(self.tokens, token.index)
        if found is None:
            return None
        added = state.total.add(HALF, bare_scale=False)
        return state.take(found.last, self.tokens[found.last].end, found.suffix) if added else False

    def _word(self, state: _State, token: Token) -> bool | None:
        numbers, total = self.numbers, state.total
        word = self.lexicon.number_word(token)
        if word is None or token.key in numbers.percent.before:
            return False
        before = self.tokens[token.index - 1] if token.index else None
        if state.last < 0 and before is not None and before.key in numbers.weak_after.get(token.key, ()):
            return False
        if word.plenty and not self.agglutinative and state.last >= 0:
            return False
        if not total.add_all(word.pieces, bare_scale=self.agglutinative or word.ordinal or word.plenty):
            return False
        state.words += len(word.pieces)
        state.ordinal, state.plenty = word.ordinal, word.plenty
        stemmed = any(token.key.startswith(stem) for stem in numbers.weak_suffixed)
        state.weak = bool(word.suffix) and not (word.ordinal or word.plenty) and stemmed
        state.take(token.index, token.end, "" if word.plenty else word.suffix + token.suffix)
        state.closed = state.closed or word.ordinal or word.plenty
        multiple = self._plenty_of(state.cursor) if word.plenty else None
        if multiple is not None:
            total.total *= Decimal(int(numbers.plenty[self.tokens[multiple].key]))
            state.take(multiple, self.tokens[multiple].end)
        return True

    def _plenty_of(self, cursor: int) -> int | None:
        """The token "thousands" of "tens of thousands"."""
        if (
            cursor + 1 < len(self.tokens)
            and self.tokens[cursor].key in self.numbers.partitive
            and self.tokens[cursor + 1].key in self.numbers.plenty
        ):
            return cursor + 1
        return None

    def _joined(self, cursor: int, last: int) -> bool:
        token = self.tokens[cursor]
        if token.key == "-" and not self.agglutinative:
            following = self.lexicon.number_word(self.tokens[cursor + 1]) if cursor + 1 < len(self.tokens) else None
            return (
                token.gap == ""
                and following is not None
                and self.tokens[cursor + 1].gap == ""
                and self.tokens[last].kind == "word"
            )
        if token.gap == "\n" or self.tokens[last].suffix:
            return False
        return (
            token.gap == " "
            or self.tokens[cursor - 1].key == "-"
            or token.key in VULGAR
            or self.tokens[last].kind == "figure"
        )

    def _followed(self, last: int) -> bool:
        return last + 1 < len(self.tokens) and self.tokens[last + 1].kind == "word" and self.tokens[last + 1].gap == " "

    def _is_unit_letter(self, index: int, figure: int) -> bool:
        """ "2m" is metres unless money stands beside it or counted things follow."""
        if self.tokens[index].cased != "m":
            return False
        before = self.tokens[figure - 1] if figure else None
        if before is not None and (
            self.lexicon.symbols.at(self.tokens, figure - 1) or before.cased in self.lexicon.codes
        ):
            return False
        if self.lexicon.currencies.at(self.tokens, index + 1):
            return False
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        counted = (
            following is not None
            and following.kind == "word"
            and following.gap == " "
            and following.key not in self.lexicon.stop
        )
        return not counted

    def slashed(self, index: int) -> Decimal | None:
        """The value of "3/4" at token ``index``, None where there is no such fraction."""
        tokens = self.tokens
        if index + 2 >= len(tokens) or tokens[index + 1].key != "/" or tokens[index].suffix:
            return None
        top, bottom = tokens[index], tokens[index + 2]
        if top.kind != "figure" or bottom.kind != "figure" or tokens[index + 1].gap or bottom.gap:
            return None
        if not (top.key.isdigit() and bottom.key.isdigit()) or f"{top.key}/{bottom.key}" in self.numbers.idioms:
            return None
        if not 0 < int(bottom.key) <= 1000 or len(top.key) > 6:
            return None
        return Decimal(top.key) / Decimal(bottom.key)
