"""Figures: what a run of digits with dots and commas writes, and figures strung together."""

import re
from collections.abc import Sequence
from decimal import Decimal

from claims.values.tokens import Token

_LONGEST = 24


def read_figure(raw: str, decimal: str, thousands: str) -> tuple[Decimal, bool] | None:
    """The number that a figure writes, and whether its one separator could be meant the other way."""
    raw = re.sub(r"[\s]", "", raw)
    if len(raw) > _LONGEST:
        return None
    if raw[0] in ".,":
        return Decimal("0." + raw[1:]), False
    if "." not in raw and "," not in raw:
        return Decimal(raw), False
    for point, group, own in ((decimal, thousands, True), (thousands, decimal, False)):
        whole, _, rest = raw.partition(point)
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})*|\d+", whole) and rest.isdigit() and point in raw:
            if not own and group not in raw and len(rest) == 3 and whole != "0":
                continue
            if own and rest == "000" and group not in raw and 0 < len(whole) <= 3 and whole != "0":
                # Nobody writes three empty decimals: "250,000 kişi" groups thousands the other way.
                return Decimal(whole + rest), True
            unsure = group not in raw and len(rest) == 3 and 0 < len(whole) <= 3 and whole != "0"
            return Decimal(whole.replace(group, "") + "." + rest), unsure
        if point not in raw and re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+", raw):
            return Decimal(raw.replace(group, "")), not own and raw.count(group) == 1
    return None


def chained_figures(tokens: Sequence[Token]) -> frozenset[int]:
    """Figures strung together by - or / without spaces, as in telephone and account numbers."""
    chained: set[int] = set()
    index = 0
    while index < len(tokens):
        run = [index]
        while (
            tokens[run[-1]].kind == "figure"
            and run[-1] + 2 < len(tokens)
            and tokens[run[-1] + 1].key in ("-", "/")
            and not tokens[run[-1] + 1].gap
            and not tokens[run[-1]].suffix
            and tokens[run[-1] + 2].kind == "figure"
            and not tokens[run[-1] + 2].gap
        ):
            run.append(run[-1] + 2)
        if len(run) > 2:
            chained.update(run)
        index = run[-1] + 1
    return frozenset(chained)
