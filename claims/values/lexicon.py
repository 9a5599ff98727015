"""A language's value data, compiled for matching over tokens."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Generic, TypeVar

from claims.document import Lang
from claims.folding import fold
from claims.languages.values_schema import MinorUnit, ValueData, cldr_currencies, load_value_data
from claims.values.shadow import cast
from claims.values.tokens import VULGAR, Token, tokenise

T = TypeVar("T")
Piece = tuple[str, Decimal]
_VOWELS = "aeıioöuü"
# Of the codes X.. only the currencies of unions are money that texts speak of (XAU is gold, XTS a test).
_COMMON_X = ("XAF", "XCD", "XOF", "XPF")
_VOWELLED = re.compile(f"[{_VOWELS}]")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase found at some token: what it means, its last token, where its stem ends, and the suffix on it."""

    meaning: T
    last: int
    stem_end: int
    suffix: str


class Inflector:
    """Splits a folded word into a known base and a nominal suffix, by the language's suffix slots."""

    def __init__(self, data: ValueData) -> None:
        inflection = data.numbers.inflection
        self._soften = inflection.soften
        self._suffix = (
            re.compile("".join(f"(?:{'|'.join(slot)})?" for slot in inflection.slots)) if inflection.slots else None
        )

    def is_suffix(self, rest: str) -> bool:
        """Whether ``rest`` is a chain of nominal suffixes (never true for a language without slots)."""
        return self._suffix is not None and self._suffix.fullmatch(rest) is not None

    def split(self, key: str, vocabulary: Iterable[str]) -> tuple[str, str] | None:
        """The longest base in ``vocabulary`` (a set or mapping) and the suffix glued to it ("" for none)."""
        known = vocabulary if isinstance(vocabulary, (set, frozenset, dict)) else frozenset(vocabulary)
        if key in known:
            return key, ""
        if self._suffix is None:
            return None
        for cut in range(len(key) - 1, 0, -1):
            base, rest = key[:cut], key[cut:]
            hard = self._soften.get(base[-1])
            if hard is not None and base not in known and rest[0] in "ıiuüae":
                base = base[:-1] + hard
            if base in known and self.fits(base, rest):
                return base, rest
        return None

    def stems(self, base: str) -> tuple[str, ...]:
        """The base and the softened form that it takes before a vowel ("çeyrek": "çeyrek", "çeyreğ")."""
        if self._suffix is None or len(base) < 2:
            return ()
        soft = [base[:-1] + weak for weak, hard in self._soften.items() if base[-1] == hard]
        return (base, *soft)

    def fits(self, base: str, rest: str) -> bool:
        """Whether the suffix may stand on the base: buffer letters after a vowel only, none on a bare abbreviation."""
        if not rest or _VOWELLED.search(base) is None:
            return False
        if (rest[0] in _VOWELS) == (base[-1] in _VOWELS) and rest[0] in _VOWELS:
            return False
        if rest[0] in "dt" and (rest[0] == "t") != (base[-1] in "fhçksşpt"):
            return False
        return (rest[0] not in "nys" or base[-1] in _VOWELS) and self.is_suffix(rest)


class Phrases(Generic[T]):
    """Phrases of one or more words; the last word may carry a suffix. Longest first."""

    def __init__(self, meanings: Mapping[str, T], lang: Lang, inflector: Inflector | None = None) -> None:
        self._inflector = inflector
        self._single: dict[str, T] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in meanings.items():
            words = tuple(token.key for token in tokenise(cast(fold(phrase, lang), lang)))
            if len(words) == 1:
                self._single[words[0]] = meaning
            elif words:
                self._longer.setdefault(words[0], []).append((words, meaning))
        for entries in self._longer.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._inflected: dict[str, list[tuple[str, str]]] = {}
        for base in self._single:
            for form in inflector.stems(base) if inflector is not None else ():
                self._inflected.setdefault(form[:2], []).append((form, base))
        for stems in self._inflected.values():
            stems.sort(key=lambda stem: -len(stem[0]))
        self._word = lru_cache(maxsize=8192)(self._split)

    @property
    def empty(self) -> bool:
        """Whether there are no phrases at all."""
        return not self._single and not self._longer

    def at(self, tokens: Sequence[Token], index: int) -> Found[T] | None:
        """The longest phrase that starts at token ``index``, on one line."""
        if not 0 <= index < len(tokens):
            return None
        token = tokens[index]
        for words, meaning in self._longer.get(token.key, ()):
            last = index + len(words) - 1
            if last >= len(tokens) or any(tokens[index + k].gap == "\n" for k in range(1, len(words))):
                continue
            if all(tokens[index + k].key == word for k, word in enumerate(words[:-1])):
                found = self._last_word(tokens[last], words[-1], meaning)
                if found is not None:
                    return found
        return self._one_word(token)

    def ending_at(self, tokens: Sequence[Token], index: int) -> tuple[T, int] | None:
        """The longest phrase whose last token is ``index``: its meaning and its first token."""
        for first in range(max(0, index - 4), index + 1):
            found = self.at(tokens, first)
            if found is not None and found.last == index:
                return found.meaning, first
        return None

    def may_begin(self, key: str) -> bool:
        """Whether a phrase may start with the folded word."""
        return key in self._longer or self._word(key) is not None

    def _one_word(self, token: Token) -> Found[T] | None:
        found = self._word(token.key)
        if found is None:
            return None
        meaning, stem = found
        return Found(meaning, token.index, token.start + stem, token.key[stem:] + token.suffix)

    def _split(self, key: str) -> tuple[T, int] | None:
        """What a folded word means as a phrase of its own, and the length of its stem."""
        if key in self._single:
            return self._single[key], len(key)
        if self._inflector is None:
            return None
        for form, base in self._inflected.get(key[:2], ()):
            if key.startswith(form) and self._inflector.fits(form, key[len(form) :]):
                return self._single[base], len(form)
        return None

    def _last_word(self, token: Token, word: str, meaning: T) -> Found[T] | None:
        if token.key == word:
            return Found(meaning, token.index, token.end, token.suffix)
        if self._inflector is None or token.kind != "word" or not token.key.startswith(word[:-1]):
            return None
        split = self._inflector.split(token.key, {word})
        if split is None:
            return None
        return Found(meaning, token.index, token.start + len(word), split[1] + token.suffix)


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word that spells a numeral: its pieces in order, the suffix glued to it, and what kind of form it is."""

    pieces: tuple[Piece, ...]
    suffix: str
    ordinal: bool = False
    plenty: bool = False


class Lexicon:
    """Compiled word tables of one language."""

    def __init__(self, data: ValueData) -> None:
        lang = data.lang
        numbers, units, calendar, money = data.numbers, data.units, data.calendar, data.currencies
        self.data = data
        self.lang = lang
        self.inflector = Inflector(data)
        glue = self.inflector
        self.cardinals: dict[str, Piece] = {}
        for word, value in numbers.cardinals.items():
            self.cardinals[word] = (
                "unit" if value < 10 else "teen" if value < 20 and value != 10 else "ten",
                Decimal(value),
            )
        self.cardinals |= {word: ("hundred", Decimal(value)) for word, value in numbers.hundreds.items()}
        self.cardinals |= {word: ("scale", Decimal(int(value))) for word, value in numbers.scales.items()}
        self.cardinals |= {word: ("collective", Decimal(value)) for word, value in numbers.collectives.items()}
        self.ordinals: dict[str, Piece] = {word: _ordinal_piece(int(value)) for word, value in numbers.ordinals.items()}
        self._plenty = re.compile(numbers.inflection.plenty) if numbers.inflection.plenty else None
        self.halves = Phrases({word: Decimal(str(value)) for word, value in numbers.halves.items()}, lang, glue)
        self.and_half = Phrases(dict.fromkeys(numbers.and_half, True), lang, glue)
        self.shares = Phrases(numbers.shares, lang, glue)
        self.vague = Phrases(numbers.vague, lang)
        self.units = Phrases(_turned(units.names), lang, glue)
        self.before = Phrases(numbers.bounds.before, lang)
        self.after = Phrases(numbers.bounds.after, lang, glue)
        names: dict[str, tuple[str, ...]] = {}
        symbols: dict[str, tuple[str, ...]] = {}
        self.codes: set[str] = set()
        for code, symbol, spelled in cldr_currencies():
            if code[0] == "X" and code not in _COMMON_X:
                continue
            if code not in money.word_codes:
                self.codes.add(code)
            for name in spelled[lang]:
                names.setdefault(fold(name, lang), (code,))
            if symbol and not symbol.isalpha():
                symbols[fold(symbol, lang)] = (code,)
            if symbol.endswith("$"):
                symbols[fold(code + "$", lang)] = (code,)
        self.currencies = Phrases(names | money.names, lang, glue)
        self.minor: Phrases[MinorUnit] = Phrases(money.minor, lang, glue)
        self.symbols = Phrases(symbols | money.symbols, lang)
        self.percent_before = Phrases(dict.fromkeys(numbers.percent.before, True), lang)
        self.percent_after = Phrases(dict.fromkeys(numbers.percent.after, True), lang)
        self.percent_possessed = Phrases(dict.fromkeys(numbers.percent.possessed, True), lang)
        self.points = Phrases(dict.fromkeys(numbers.percent.points, True), lang, glue)
        self.bare_points = Phrases(dict.fromkeys(numbers.percent.bare_points, True), lang, glue)
        self.months = Phrases(
            {name: number for number, names_ in calendar.months.items() for name in names_}, lang, glue
        )
        self.weekdays = Phrases({name: day for day, names_ in calendar.weekdays.items() for name in names_}, lang, glue)
        self.deictic = Phrases(calendar.deictic, lang, glue)
        relative = calendar.relative
        self.relative = Phrases(
            {word: key for key in ("last", "this", "next") for word in getattr(relative, key)}, lang
        )
        self.day_suffix = re.compile(calendar.day_suffix)
        self.part_suffix = re.compile(calendar.part_suffix)
        self.genitive = re.compile(calendar.genitive)
        self.case_ending = re.compile(calendar.case_ending)
        self.plural = re.compile(units.counted.plural)
        self.finite = re.compile(units.counted.finite)
        self.ablative = re.compile(calendar.ablative)
        self.false_number = re.compile(numbers.false_friends)
        self.adjective = re.compile(units.counted.adjective)
        self.bare_ablative = re.compile(calendar.ablative.removeprefix(".*"))
        self.located = re.compile(numbers.inflection.locative or "(?!)")
        self.adverbial = re.compile(units.duration.adverbial)
        self.age_words = Phrases(dict.fromkeys(units.age.words, True), lang, glue)
        self.age_after = Phrases(dict.fromkeys(units.age.after, True), lang)
        self.age_before = Phrases(dict.fromkeys(units.age.before, True), lang)
        self.whole = Phrases(dict.fromkeys(units.duration.whole, True), lang)
        self.another = Phrases(dict.fromkeys(units.duration.another, True), lang)
        self.duration_tail = Phrases(dict.fromkeys(units.duration.tail, True), lang)
        self.frames = tuple(
            (
                frame,
                Phrases(dict.fromkeys(frame.before, True), lang),
                Phrases(dict.fromkeys([word for word in frame.between if word], True), lang),
                Phrases(dict.fromkeys(frame.after, True), lang),
            )
            for frame in numbers.ranges
        )
        self.stop = frozenset(units.counted.stop)
        self.label_before = frozenset(units.counted.label_before)

    def number_word(self, token: Token) -> NumberWord | None:
        """What numeral the token's folded word spells, with compounds ("onbinaltıyüz") and suffixes taken apart."""
        return _number_word(self.lang, token.key) if token.kind == "word" else None

    def begins_number(self, token: Token) -> bool:
        """Whether a numeral or its sign may start at the token."""
        return token.kind == "figure" or _begins_number(self.lang, token.kind, token.key)

    def begins_date(self, key: str) -> bool:
        """Whether the folded word may begin a date that points: a weekday, a month, "yarın", "geçen"."""
        return _begins_date(self.lang, key)

    def spell(self, key: str) -> NumberWord | None:
        """Uncached work of ``number_word``."""
        if key in self.cardinals:
            return NumberWord((self.cardinals[key],), "")
        if key in self.ordinals:
            return NumberWord((self.ordinals[key],), "", ordinal=True)
        if key in self.data.numbers.plenty:
            return NumberWord((("scale", Decimal(int(self.data.numbers.plenty[key]))),), "", plenty=True)
        if not self.data.numbers.inflection.slots or self.false_number.fullmatch(key):
            return None
        return self._compound(key, ())

    def _compound(self, rest: str, pieces: tuple[Piece, ...]) -> NumberWord | None:
        if pieces and not rest:
            return NumberWord(pieces, rest)
        if pieces and self._plenty is not None and self._plenty.fullmatch(rest):
            return NumberWord(pieces, rest, plenty=True)
        for cut in range(len(rest), 1, -1):
            head, tail = rest[:cut], rest[cut:]
            ordinal = self.ordinals.get(head)
            if ordinal is not None and (not tail or self.inflector.is_suffix(tail)):
                return NumberWord((*pieces, ordinal), tail, ordinal=True)
            piece = self.cardinals.get(head)
            if piece is None and tail and tail[0] in "ıiuüae" and head[-1] in self.data.numbers.inflection.soften:
                piece = self.cardinals.get(head[:-1] + self.data.numbers.inflection.soften[head[-1]])
            if piece is not None and len(pieces) < 12:
                found = self._compound(tail, (*pieces, piece))
                if found is not None:
                    return found
                if self.inflector.fits(head, tail):
                    return NumberWord((*pieces, piece), tail)
        return None


def _ordinal_piece(value: int) -> Piece:
    if value >= 1000:
        return "scale", Decimal(value)
    if value >= 100:
        return "hundred", Decimal(value)
    return ("unit" if value < 10 else "teen" if value < 20 and value != 10 else "ten"), Decimal(value)


def _turned(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {alias: key for key, aliases in names.items() for alias in aliases}


@lru_cache(maxsize=65536)
def _number_word(lang: Lang, key: str) -> NumberWord | None:
    return lexicon_of(lang).spell(key)


@lru_cache(maxsize=65536)
def _begins_number(lang: Lang, kind: str, key: str) -> bool:
    lexicon = lexicon_of(lang)
    numbers = lexicon.data.numbers
    return (
        key == "-"
        or key in VULGAR
        or key in numbers.minus
        or key in numbers.plus
        or key in numbers.articles
        or any(phrases.may_begin(key) for phrases in (lexicon.vague, lexicon.shares, lexicon.halves))
        or (kind == "word" and _number_word(lang, key) is not None)
    )


@lru_cache(maxsize=65536)
def _begins_date(lang: Lang, key: str) -> bool:
    lexicon = lexicon_of(lang)
    first = (lexicon.weekdays, lexicon.deictic, lexicon.relative, lexicon.months)
    return any(phrases.may_begin(key) for phrases in first)


@cache
def lexicon_of(lang: Lang) -> Lexicon:
    """The compiled lexicon of ``lang``, read on first use."""
    return Lexicon(load_value_data(lang))
