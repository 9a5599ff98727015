"""Numerals: figures, number words and their mixtures, read from tokens into one number each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation, localcontext

from claims.values.figures import chained_figures, read_figure
from claims.values.lexicon import Lexicon
from claims.values.sums import Sum
from claims.values.tokens import VULGAR, Token

_HIGHEST_POWER = 300


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of the text over tokens first..last; ``end`` (shadow) includes a glued suffix, not an apostrophe's.

    ``suffix`` is the case suffix on its last token; ``weak`` marks words that are numbers only in the right company.
    """

    first: int
    last: int
    start: int
    end: int
    value: float
    suffix: str = ""
    ordinal: bool = False
    plain: bool = False
    figures: bool = False
    weak: bool = False
    plenty: bool = False
    vague: bool = False
    fraction: bool = False
    ambiguous: bool = False
    chained: bool = False
    score: bool = False


class NumeralReader:
    """Reads all numerals of a token sequence, left to right, never overlapping."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.numbers = lexicon.data.numbers
        self.bare_scale = bool(self.numbers.inflection.slots)
        self.chained = chained_figures(tokens)

    def read(self) -> tuple[Numeral, ...]:
        """All numerals in order."""
        found: list[Numeral] = []
        index = 0
        while index < len(self.tokens):
            numeral = self._numeral(index)
            if numeral is None:
                index += 1
            else:
                found.append(numeral)
                index = numeral.last + 1
        return tuple(found)

    def _numeral(self, index: int) -> Numeral | None:
        token = self.tokens[index]
        if index in self.chained:
            number = read_figure(token.key, self.numbers.decimal, self.numbers.thousands)
            if number is None:
                return None
            return Numeral(
                index,
                index,
                token.start,
                token.end,
                float(number[0]),
                token.suffix,
                plain=True,
                figures=True,
                chained=True,
            )
        vague = self.lexicon.vague.at(self.tokens, index)
        if vague is not None:
            rough = self._rough(index, vague.last + 1)
            if rough is not None:
                return rough
            last = self.tokens[vague.last]
            return Numeral(index, vague.last, token.start, last.end, float(vague.meaning), vague=True, weak=True)
        share = self.lexicon.shares.at(self.tokens, index)
        if share is not None and not self._part(index):
            whole = self._cardinal(share.last + 1) if self.numbers.articles else None
            if whole is not None and whole.value >= 1000 and self.tokens[share.last + 1].key in self.numbers.articles:
                return replace(whole, first=index, start=token.start, value=whole.value * share.meaning)
            last = self.tokens[share.last]
            return Numeral(index, share.last, token.start, last.end, share.meaning, share.suffix, fraction=True)
        sign, start = self._sign(index)
        numeral = self._cardinal(start)
        if numeral is None:
            return None
        numeral = self._point(numeral)
        numeral = self._divided(numeral)
        numeral = self._power(numeral)
        if sign:
            numeral = replace(
                numeral,
                first=index,
                start=token.start,
                value=-numeral.value if sign < 0 else numeral.value,
                plain=False,
                weak=False,
            )
        return numeral if abs(numeral.value) < 1e300 else None

    def _rough(self, first: int, index: int) -> Numeral | None:
        """ "birkaç yüz", "several thousand": at least the base at token ``index``."""
        token = self.tokens[index] if index < len(self.tokens) else None
        word = self.lexicon.number_word(token) if token is not None and token.gap == " " else None
        if token is None or word is None or len(word.pieces) != 1 or word.ordinal or word.plenty:
            return None
        role, value = word.pieces[0]
        if role not in ("hundred", "scale"):
            return None
        suffix = word.suffix + token.suffix
        return Numeral(first, index, self.tokens[first].start, token.end, float(value), suffix, plenty=True)

    def _part(self, index: int) -> bool:
        """Whether an ordinal or its like before makes the share a part in time ("ikinci çeyreğinde")."""
        before = self.tokens[index - 1] if index else None
        if before is None or self.tokens[index].gap == "\n":
            return False
        word = self.lexicon.number_word(before)
        return before.key in self.numbers.part_before or (word is not None and word.ordinal)

    def _sign(self, index: int) -> tuple[int, int]:
        token = self.tokens[index]
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if following is None:
            return 0, index
        if token.kind == "word" and following.gap == " ":
            if token.key in self.numbers.minus:
                return -1, index + 1
            if token.key in self.numbers.plus and index == 0:
                return 1, index + 1
        if token.key == "-" and following.kind == "figure":
            opens = (
                index == 0
                or token.gap != ""
                or self.tokens[index - 1].key in ("(", "^", "=", "%", "<=", ">=", "<", ">")
            )
            whole = index == 0 and all(
                other.kind == "figure" or other.key in self.numbers.letters for other in self.tokens[1:]
            )
            if (following.gap == "" and opens) or whole:
                return -1, index + 1
        return 0, index

    def _cardinal(self, index: int) -> Numeral | None:
        tokens, numbers = self.tokens, self.numbers
        if index >= len(tokens):
            return None
        total = Sum()
        first, last, cursor = index, -1, index
        suffix, end = "", 0
        ordinal = plenty = unsure = fraction = False
        figures = words = 0
        weak_suffixed = False
        if tokens[index].key in numbers.articles and tokens[index].kind == "word":
            following = self.lexicon.number_word(tokens[index + 1]) if index + 1 < len(tokens) else None
            if (
                following is None
                or following.ordinal
                or following.plenty
                or following.pieces[0][0] not in ("hundred", "scale", "collective")
                or tokens[index + 1].gap != " "
            ):
                return None
            total.group, total.role, total.last = Decimal(1), "unit", Decimal(1)
            cursor += 1
        while cursor < len(tokens) and cursor not in self.chained:
            token = tokens[cursor]
            if last >= 0 and not self._joined(cursor, last):
                break
            if last >= 0 and token.key in numbers.conjunctions:
                half = self.lexicon.and_half.at(tokens, cursor)
                if half is not None and total.add(("half", Decimal("0.5")), bare_scale=False):
                    last, end, cursor = half.last, tokens[half.last].end, half.last + 1
                    continue
                following = self.lexicon.number_word(tokens[cursor + 1]) if cursor + 1 < len(tokens) else None
                if (
                    following is None
                    or following.plenty
                    or total.role not in ("hundred", "scale")
                    or following.pieces[0][0] not in ("unit", "teen", "ten")
                ):
                    break
                if tokens[cursor + 1].gap != " " or total.limit < 1000:
                    break
                cursor += 1
                continue
            if token.key == "-" and last >= 0:
                cursor += 1
                continue
            if token.kind == "figure":
                step = self._figure(token, total)
                if step is None:
                    break
                last, unsure, part = step[0], unsure or step[1], step[2]
                fraction = fraction or part
                figures += 1
                end, suffix = tokens[last].end, tokens[last].suffix
                cursor = last + 1
                if suffix:
                    break
                continue
            if token.key in VULGAR:
                top, bottom = VULGAR[token.key]
                role = "half" if total.group is not None else "share"
                if not total.add((role, Decimal(top) / Decimal(bottom)), bare_scale=False):
                    break
                figures += 1
                fraction = fraction or role == "share"
                last, end, suffix, cursor = cursor, token.end, token.suffix, cursor + 1
                continue
            portion = self.lexicon.halves.at(tokens, cursor)
            if portion is not None:
                if total.role == "unit" and total.last == 3 and portion.meaning == Decimal("0.25"):
                    total.group, total.role, fraction = Decimal("0.75"), "share", True
                elif not total.add(("share", portion.meaning), bare_scale=False):
                    break
                words += 1
                last, end, suffix, cursor = portion.last, tokens[portion.last].end, portion.suffix, portion.last + 1
                weak_suffixed = bool(suffix)
                if suffix:
                    break
                continue
            added = self.lexicon.and_half.at(tokens, cursor) if not numbers.conjunctions else None
            if added is not None and last >= 0:
                if not total.add(("half", Decimal("0.5")), bare_scale=False):
                    break
                last, end, suffix, cursor = added.last, tokens[added.last].end, added.suffix, added.last + 1
                if suffix:
                    break
                continue
            word = self.lexicon.number_word(token)
            if (
                word is None
                or token.key in numbers.percent.before
                or token.key in numbers.weak
                and token.key not in self.lexicon.cardinals
            ):
                break
            before = (total.total, total.group, total.limit, total.role, total.last)
            if word.plenty and not numbers.inflection.slots:
                added_all = last < 0 and total.add(word.pieces[0], bare_scale=True)
            else:
                added_all = all(total.add(piece, bare_scale=self.bare_scale or word.ordinal) for piece in word.pieces)
            if not added_all:
                total.total, total.group, total.limit, total.role, total.last = before
                break
            words += len(word.pieces)
            last, end, cursor = cursor, token.end, cursor + 1
            suffix = "" if word.plenty else word.suffix + token.suffix
            ordinal, plenty = word.ordinal, word.plenty
            if cursor - 2 >= 0 and last == first and tokens[cursor - 2].key in numbers.weak_after.get(token.key, ()):
                return None
            weak_suffixed = (
                bool(word.suffix)
                and not word.ordinal
                and not word.plenty
                and any(token.key.startswith(stem) for stem in numbers.weak_suffixed)
            )
            if plenty:
                end_of = self._plenty_of(cursor)
                if end_of is not None:
                    total.total *= Decimal(
                        int(
                            self.numbers.scales.get(
                                tokens[end_of].key.rstrip("s"),
                                self.numbers.hundreds.get(tokens[end_of].key.rstrip("s"), 1),
                            )
                        )
                    )
                    last, end = end_of, tokens[end_of].end
                break
            if suffix or ordinal:
                break
        if last < 0:
            return None
        if tokens[last].key == "-":
            return None
        key = tokens[first].key
        single = words == 1 and not figures and first == last
        weak = (
            single and (key in numbers.weak or weak_suffixed) or (words == 1 and not figures and total.role == "share")
        )
        if single and key in numbers.weak_final and not self._followed(last):
            weak = True
        if single and total.role in ("scale", "collective") and not plenty and not ordinal and total.last > 1000:
            weak = True
        value = float(total.value)
        return Numeral(
            first,
            last,
            tokens[first].start,
            end,
            value,
            suffix,
            ordinal,
            plain=figures == 1 and words == 0 and first == last,
            figures=figures > 0,
            weak=weak,
            plenty=plenty,
            fraction=fraction and value < 1,
            ambiguous=unsure,
        )

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
        if token.key == "-" and not self.numbers.inflection.slots:
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

    def _figure(self, token: Token, total: Sum) -> tuple[int, bool, bool] | None:
        """Adds the figure at ``token``: its last token, whether it is unsure, whether it is a fraction."""
        tokens = self.tokens
        number = read_figure(token.key, self.numbers.decimal, self.numbers.thousands)
        if number is None:
            return None
        share = self._slashed(token.index)
        if share is not None:
            role = "half" if total.role == "figure" and share < 1 else "share"
            if not total.add((role, share), bare_scale=False):
                return None
            return token.index + 2, False, role == "share"
        if not total.add(("figure", number[0]), bare_scale=False):
            return None
        last = token.index
        mixed = self._slashed(last + 1) if last + 1 < len(tokens) and tokens[last + 1].gap == " " else None
        if mixed is not None and mixed < 1 and number[0] == int(number[0]) and not token.suffix:
            total.add(("half", mixed), bare_scale=False)
            return last + 3, False, False
        if last + 1 < len(tokens) and not token.suffix:
            letter = tokens[last + 1]
            scale = self.numbers.letters.get(letter.cased)
            spaced = letter.gap == " " and letter.key in ("k", "bn", "mn")
            if scale is not None and (letter.gap == "" or spaced) and not self._is_unit_letter(last + 1, token.index):
                total.total, total.group, total.limit = total.value * Decimal(int(scale)), None, Decimal(int(scale))
                total.role = "scale"
                return last + 1, False, False
        return last, number[1], False

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

    def _slashed(self, index: int) -> Decimal | None:
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

    def _point(self, numeral: Numeral) -> Numeral:
        following = self._word_after(numeral, self.numbers.point)
        if following is None or numeral.ordinal or numeral.suffix:
            return numeral
        digits = ""
        cursor, last = following, -1
        decimals: Numeral | None = None
        while cursor < len(self.tokens) and len(digits) < 12:
            part = self._cardinal(cursor)
            if (
                part is None
                or part.ordinal
                or part.value >= 1000
                or part.value != int(part.value)
                or self.tokens[cursor].gap != " "
            ):
                break
            if digits and (part.value >= 10 or digits[-1:] != "0" and self.numbers.inflection.slots):
                break
            digits += str(int(part.value))
            decimals, last = part, part.last
            cursor = part.last + 1
            if part.suffix:
                break
        if decimals is None:
            return numeral
        value = float(f"{int(numeral.value)}.{digits}") if abs(numeral.value) < 1e15 else numeral.value
        numeral = replace(
            numeral, last=last, end=decimals.end, value=value, suffix=decimals.suffix, plain=False, weak=False
        )
        scale = (
            self.lexicon.number_word(self.tokens[last + 1])
            if last + 1 < len(self.tokens) and not numeral.suffix
            else None
        )
        if (
            scale is not None
            and len(scale.pieces) == 1
            and scale.pieces[0][0] == "scale"
            and self.tokens[last + 1].gap == " "
        ):
            token = self.tokens[last + 1]
            product = float(Decimal(str(value)) * scale.pieces[0][1])
            numeral = replace(numeral, last=last + 1, end=token.end, value=product, suffix=scale.suffix + token.suffix)
        return numeral

    def _divided(self, numeral: Numeral) -> Numeral:
        """ "beş bölü sekiz", "two thirds", "üçte biri"."""
        if numeral.ordinal:
            return numeral
        following = self._word_after(numeral, self.numbers.over)
        if following is not None and not numeral.suffix:
            bottom = self._cardinal(following)
            if bottom is not None and bottom.value and not bottom.ordinal:
                return replace(
                    numeral,
                    last=bottom.last,
                    end=bottom.end,
                    value=numeral.value / bottom.value,
                    suffix=bottom.suffix,
                    plain=False,
                    weak=False,
                    fraction=True,
                )
        following = self._word_after(numeral, self.numbers.ratio)
        if following is not None and not numeral.suffix and not numeral.fraction:
            bottom = self._cardinal(following)
            alike = (
                bottom is not None and bottom.figures == numeral.figures and bottom.first == bottom.last == following
            )
            if alike and bottom is not None and 0 < numeral.value < bottom.value <= 1000 and not bottom.ordinal:
                return replace(
                    numeral,
                    last=bottom.last,
                    end=bottom.end,
                    value=numeral.value / bottom.value,
                    plain=False,
                    weak=False,
                    fraction=True,
                )
        after = numeral.last + 1
        if numeral.last + 2 < len(self.tokens) and self.tokens[after].key == "-" and not numeral.figures:
            after += 1
        if (
            after < len(self.tokens)
            and self.tokens[after].gap != "\n"
            and self.tokens[after].key in self.numbers.denominators
            and not numeral.figures
        ):
            divisor = self.numbers.denominators[self.tokens[after].key]
            if (
                numeral.value < divisor
                and numeral.value < 20
                and (numeral.value == 1) == (not self.tokens[after].key.endswith("s"))
            ):
                token = self.tokens[after]
                return replace(
                    numeral,
                    last=after,
                    end=token.end,
                    value=numeral.value / divisor,
                    plain=False,
                    weak=False,
                    fraction=True,
                )
        locative = self.numbers.inflection.locative
        if (
            locative
            and re.fullmatch(locative, numeral.suffix)
            and after < len(self.tokens)
            and self.tokens[after].gap == " "
        ):
            part = self._cardinal(after)
            if part is not None and not part.ordinal and 0 < part.value < numeral.value <= 1000 and not part.fraction:
                possessed = re.match(r"s?[ıiuü]", part.suffix) is not None
                # "5'te 2 kişi" is an hour and a count; words ("beşte iki") are a share.
                shared = possessed or (
                    not numeral.figures and not part.figures and (not part.suffix or part.suffix[0] not in "dt")
                )
                if shared:
                    return replace(
                        part,
                        first=numeral.first,
                        start=numeral.start,
                        value=part.value / numeral.value,
                        plain=False,
                        weak=False,
                        fraction=True,
                    )
        return numeral

    def _power(self, numeral: Numeral) -> Numeral:
        tokens, index = self.tokens, numeral.last + 1
        if not numeral.plain or index + 1 >= len(tokens) or tokens[index].gap:
            return numeral
        kind = tokens[index].key
        cursor = index + 1
        sign = {"-": -1, "+": 1}.get(tokens[cursor].key, 0)
        cursor += 1 if sign else 0
        if (
            kind not in ("^", "e")
            or cursor >= len(tokens)
            or not tokens[cursor].key.isdigit()
            or any(tokens[k].gap for k in range(index, cursor + 1))
        ):
            return numeral
        exponent = (sign or 1) * int(tokens[cursor].key[:4])
        if abs(exponent) > _HIGHEST_POWER:
            return numeral
        try:
            with localcontext() as context:
                context.prec = 20
                base = Decimal(str(numeral.value))
                value = base**exponent if kind == "^" else base * Decimal(10) ** exponent
                raised = float(value)
        except (InvalidOperation, ArithmeticError, OverflowError):
            return numeral
        return replace(
            numeral, last=cursor, end=tokens[cursor].end, value=raised, suffix=tokens[cursor].suffix, plain=False
        )

    def _word_after(self, numeral: Numeral, words: Sequence[str]) -> int | None:
        """The token after one of ``words`` right behind the numeral."""
        index = numeral.last + 1
        for word in words:
            parts = word.split(" ")
            if index + len(parts) < len(self.tokens) and all(
                self.tokens[index + k].key == part and self.tokens[index + k].gap == " " for k, part in enumerate(parts)
            ):
                return index + len(parts)
        return None
