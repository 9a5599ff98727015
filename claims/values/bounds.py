"""Bounds: "more than", "en az", "-DAn fazla", "-A yakın" beside a value."""

import re
from dataclasses import dataclass
from typing import cast

from claims.values.model import Bound
from claims.values.scan import Scan

_OR_EQUAL: dict[str, Bound] = {"more_than": "at_least", "less_than": "at_most"}
_NOT: dict[str, Bound] = {"more_than": "at_most", "less_than": "at_least"}


@dataclass(frozen=True, slots=True)
class BoundHit:
    """A bound and the tokens first..last that it covers together with its value; ``end`` is a shadow position."""

    bound: Bound
    first: int
    last: int
    start: int
    end: int
    attributive: bool = False


def bound_of(scan: Scan, first: int, last: int, suffix: str) -> BoundHit | None:
    """The bound on the value over tokens first..last whose last word carries ``suffix``; None where there is none."""
    behind = _case_bound(scan, first, last, suffix) or _after(scan, first, last)
    if behind is not None and behind.bound != "about":
        return behind
    return _before(scan, first, last) or behind


def plain_bound(scan: Scan, first: int, last: int, suffix: str, *, plenty: bool = False) -> Bound:
    """The bound alone, "exact" where there is none; ``plenty`` words ("binlerce") promise at least their base."""
    hit = bound_of(scan, first, last, suffix)
    return hit.bound if hit is not None else "at_least" if plenty else "exact"


def _hit(scan: Scan, bound: str, first: int, last: int, *, attributive: bool = False) -> BoundHit:
    return BoundHit(cast(Bound, bound), first, last, scan.tokens[first].start, scan.tokens[last].end, attributive)


def _before(scan: Scan, first: int, last: int) -> BoundHit | None:
    if first == 0 or scan.tokens[first].gap == "\n":
        return None
    sign = scan.lexicon.data.numbers.bounds.symbols.get(scan.tokens[first - 1].key)
    if sign is not None:
        return _hit(scan, sign, first - 1, last)
    found = scan.lexicon.before.ending_at(scan.tokens, first - 1)
    return None if found is None else _hit(scan, found[0], found[1], last)


def _after(scan: Scan, first: int, last: int) -> BoundHit | None:
    following = scan.token(last + 1)
    if following is None or following.gap == "\n":
        return None
    found = scan.lexicon.after.at(scan.tokens, last + 1)
    return None if found is None else _hit(scan, found.meaning, first, found.last, attributive=found.meaning == "about")


def _case_bound(scan: Scan, first: int, last: int, suffix: str) -> BoundHit | None:
    bounds = scan.lexicon.data.numbers.bounds
    if not suffix or not bounds.cases:
        return None
    cursor = _skip(scan, last + 1, bounds.grammar.intensifier)
    word = scan.token(cursor)
    if word is None or word.gap != " " or word.kind != "word":
        return None
    for case in bounds.cases:
        if re.search(f"(?:{case.suffix})$", suffix) is None:
            continue
        meanings = {
            name: bound
            for bound in ("more_than", "less_than", "at_most", "about", "exact")
            for name in getattr(case, bound)
        }
        split = scan.lexicon.inflector.split(word.key, meanings)
        if split is not None:
            return _extended(scan, meanings[split[0]], first, cursor, split[1], meanings)
    return None


def _extended(scan: Scan, bound: str, first: int, last: int, ending: str, meanings: dict[str, str]) -> BoundHit:
    """Takes in what may follow a comparison: "değil", "veya eşit", "ya da daha az"."""
    grammar = scan.lexicon.data.numbers.bounds.grammar
    split = scan.lexicon.inflector.split
    following = scan.word_after(last)
    if following is not None and bound in _NOT and split(following.key, grammar.negation) is not None:
        return _hit(scan, _NOT[bound], first, following.index)
    for phrase in grammar.alternative:
        words = phrase.split(" ")
        if not all(
            (token := scan.token(last + 1 + k)) is not None and token.key == word for k, word in enumerate(words)
        ):
            continue
        cursor = _skip(scan, last + 1 + len(words), grammar.intensifier)
        other = scan.token(cursor)
        if other is None or other.kind != "word":
            break
        if bound in _OR_EQUAL and split(other.key, grammar.equal) is not None:
            return _hit(scan, _OR_EQUAL[bound], first, cursor)
        if bound == "exact":
            comparative = {
                name: side
                for case in scan.lexicon.data.numbers.bounds.cases
                for side in ("more_than", "less_than")
                for name in getattr(case, side)
            }
            found = split(other.key, comparative)
            if found is not None:
                return _hit(scan, _OR_EQUAL[comparative[found[0]]], first, cursor)
    return _hit(scan, bound, first, last, attributive=ending == "" and bound != "exact")


def _skip(scan: Scan, index: int, words: tuple[str, ...]) -> int:
    token = scan.token(index)
    return index + 1 if token is not None and token.key in words else index
