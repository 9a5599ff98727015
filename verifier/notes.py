"""Advice beside the verdict: a dollar amount whose beginning the shell has eaten, and what was probably typed.

In double quotes bash expands ``$14`` to nothing (``$1`` is empty, so ``$14.3B`` becomes ``4.3B``); zsh and PowerShell
drop the whole integer part (``.3B``). The statement is judged as received; the note only says what it may have been.
"""

import re
import shlex
from collections.abc import Callable

from verifier.index import Index
from verifier.model import Note, Verdict
from verifier.pairing import value_form

CODE = "shell-expansion"
DECIMAL_COMMA = re.compile(r",\d{1,2}$")


def find_notes(statement: Index, article: Index | None, verify: Callable[[str], Verdict]) -> tuple[Note, ...]:
    """At most one note, for the first bare number that is a money amount of the article without its beginning."""
    if article is None:
        return ()
    for term in statement.values:
        value = term.value
        if value is None or value.kind != "number" or value.unit is not None:
            continue
        for other in article.values:
            if other.value is None or other.value.kind != "money" or other.value.unit != "USD":
                continue
            amount = other.value.value
            if not isinstance(amount, float | int) or not isinstance(value.value, float | int):
                continue
            typed = _typed(term.text, float(amount), float(value.value))
            if typed is None:
                continue
            text = statement.analysis.document.text
            intended = text[: term.start] + typed + text[term.end :]
            verdict = verify(intended)
            return (
                Note(
                    code=CODE,
                    message=(
                        f"The shell has probably eaten a dollar amount: {term.text!r} may have been typed as "
                        f"{typed!r}, which reads {value_form(other.value)}; that statement is {verdict}. "
                        f"Use single quotes: verify {shlex.quote(intended)}"
                    ),
                    data={"received": term.text, "typed": typed, "statement": intended, "verdict": verdict},
                ),
            )
    return ()


def _typed(received: str, amount: float, value: float) -> str | None:
    """The amount as it must have been typed, where ``received`` is its end: "4.3B" of 14.3B, ".3B" of 14.3B."""
    if value == 0 or amount == value:
        return None
    digits = received.lstrip(".0123456789,")
    number = received[: len(received) - len(digits)]
    mark = "," if DECIMAL_COMMA.search(number) else "."
    plain = number.replace("." if mark == "," else ",", "").replace(",", ".")
    scale = value / float("0" + plain if plain.startswith(".") else plain or "nan")
    if not scale or scale != scale:
        return None
    full = f"{amount / scale:.10g}"
    if len(full) <= len(plain) or not full.endswith(plain):
        return None
    if plain.startswith(".") or len(full) - len(plain) == 1:
        return f"${full.replace('.', mark)}{digits}"
    return None
