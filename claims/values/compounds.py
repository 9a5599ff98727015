"""Reads all numerals of a text: cardinals with their signs, decimals in words, fractions and powers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation, localcontext

from claims.values.cardinals import CardinalReader
from claims.values.figures import chained_figures, read_figure
from claims.values.lexicon import Lexicon
from claims.values.numerals import Numeral
from claims.values.tokens import Token

_HIGHEST_POWER = 300


class NumeralReader:
    """Reads all numerals of a token sequence, left to right, never overlapping."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.numbers = lexicon.data.numbers
        self.chained = chained_figures(tokens)
        self._cardinal = CardinalReader(tokens, lexicon, self.chained).read

    def read(self) -> tuple[Numeral, ...]:
        """All numerals in order."""
        found: list[Numeral] = []
        index = 0
        while index < len(self.tokens):
            begins = self.lexicon.begins_number(self.tokens[index])
            numeral = self._numeral(index) if begins else None
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
