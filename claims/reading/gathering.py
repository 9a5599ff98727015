"""From what a user names – files, folders, patterns, addresses, JSON Lines, standard input – to a stream of articles.

Nothing stops the stream: what cannot be read comes as an ``Unread`` with the reason, and the rest follows. Each source
answers for its own kind of name and returns None for any other; the first answer counts.
"""

import glob
import os
from collections.abc import Callable, Iterable, Iterator

from claims.errors import ReadingError
from claims.reading import places, read, rows, web
from claims.reading.access import PUBLIC, Access
from claims.reading.records import Incoming, Unread

WILD = frozenset("*?[")

Source = Callable[[str, Access], Iterator[Incoming | Unread] | None]


def gather(targets: Iterable[str], access: Access = PUBLIC) -> Iterator[Incoming | Unread]:
    """The articles that the targets name, in order, each read when it is asked for."""
    for target in targets:
        for source in SOURCES:
            found = source(target, access)
            if found is not None:
                yield from map(_tellable, found)
                break


def _tellable(found: Incoming | Unread) -> Incoming | Unread:
    """A reason in characters that can be written: the name of a file may hold bytes that are none."""
    if isinstance(found, Incoming):
        return found
    name, reason = (part.encode("utf-8", "replace").decode("utf-8") for part in (found.name, found.reason))
    return Unread(name=name, reason=reason)


def count(targets: Iterable[str]) -> int:
    """How many articles the targets name, as far as that can be told without reading them."""
    number = 0
    for target in targets:
        try:
            if rows.are_named(target):
                number += sum(1 for _ in rows.lines(target))
            elif os.path.isdir(target):
                number += sum(1 for _ in places.files(target))
            else:
                number += count(_fitting(target)) if _is_pattern(target) else 1
        except OSError:
            number += 1
    return number


def _standard_input(target: str, access: Access) -> Iterator[Incoming | Unread] | None:
    """One text on standard input, named by a hyphen; None for anything else."""
    return _piped() if target == "-" else None


def _pattern(target: str, access: Access) -> Iterator[Incoming | Unread] | None:
    """Whatever fits a pattern; None where the target is none, or is the very name of a file."""
    return _fits(target, access) if _is_pattern(target) else None


def _is_pattern(target: str) -> bool:
    return bool(set(target) & WILD) and not os.path.exists(target) and not web.is_address(target)


def _fitting(target: str) -> list[str]:
    return sorted(glob.glob(target, recursive=True))


def _fits(target: str, access: Access) -> Iterator[Incoming | Unread]:
    hits = _fitting(target)
    yield from gather(hits, access)
    if not hits:
        yield Unread(name=target, reason=f"No file fits the pattern {target}; check it.")


def _piped() -> Iterator[Incoming | Unread]:
    try:
        yield Incoming.of(read("-"))
    except ReadingError as error:
        yield Unread(name="standard input", reason=str(error))


SOURCES: tuple[Source, ...] = (_standard_input, web.articles, _pattern, rows.articles, places.articles)
