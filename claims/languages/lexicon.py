"""The bilingual lexicon and the meaning groups: which words mean the same, and how meanings relate.

``tr-en/*.tsv`` pairs Turkish with English dictionary forms; ``meanings/*.toml`` groups the words of both languages
that an editor would accept for one another, with the relations between groups (implies, opposite, converse, frame).
A concept key is ``tr:WORD`` or ``en:WORD`` (dictionary form) or ``m:MEANING``.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from claims.compiled import kept
from claims.document import Frozen, Lang
from claims.errors import LanguageDataError
from claims.folding import fold
from claims.languages import FOLDER

VERBAL = ("mak", "mek")
CALENDAR = "time"
POS = frozenset({"noun", "verb", "adj", "adv", "det", "conj", "adp", "pron", "name", "num", CALENDAR})


class Meaning(Frozen):
    """One meaning group: its words per language, what it implies and excludes, and how it frames a complement.

    The files give ``implies``; ``implied_by`` is its mirror.
    """

    id: str
    tr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()
    converse: tuple[str, ...] = ()
    frame: str = ""
    direction: str = ""
    implied_by: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A dictionary form and the concept keys it stands for, its own first; ``verb`` tells infinitives from nouns."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    verb: bool = False
    name: bool = False


class Lexicon(NamedTuple):
    """The words of one language by their anchor word: the last of a Turkish phrase, the first of an English one."""

    lang: Lang
    entries: Mapping[str, tuple[Entry, ...]]


def anchor(words: tuple[str, ...], lang: Lang) -> str:
    """The word of a phrase under which it is looked up: Turkish is head-final, English is not."""
    return words[-1] if lang == "tr" else words[0]


def stem(infinitive: str) -> str:
    """A Turkish infinitive without -mAk."""
    return infinitive[:-3] if infinitive.endswith(VERBAL) else infinitive


def _folded(word: str, lang: Lang) -> str:
    """``fold`` with a short cut for what is folded already, as nearly all dictionary forms are."""
    return word if word.isascii() and word.islower() and "'" not in word else fold(word, lang)


@cache
def meanings() -> Mapping[str, Meaning]:
    """All meaning groups by id, relations mirrored; raises LanguageDataError where a file breaks the rules."""
    return kept(
        "meanings",
        _sources(),
        lambda: {key: group.model_dump() for key, group in _meanings().items()},
        Meaning.model_validate,
    )


@cache
def moving(direction: str) -> tuple[str, ...]:
    """The ids of the meanings of change in one direction, "up" or "down"."""
    return _moving().get(direction, ())


@cache
def _moving() -> Mapping[str, tuple[str, ...]]:
    def build() -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for group in _meanings().values():
            if group.direction:
                found[group.direction].append(group.id)
        return found

    return kept("directions", _sources(), build, tuple)


def _sources() -> tuple[Path, ...]:
    """Every file that the lexicon and the meaning groups are made from, this one included."""
    return (Path(__file__), *(FOLDER / "meanings").glob("*.toml"), *(FOLDER / "tr-en").glob("*.tsv"))


def _meanings() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for path in sorted((FOLDER / "meanings").glob("*.toml")):
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8")).get("meaning", [])
            groups = [Meaning.model_validate(row) for row in rows]
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise LanguageDataError(f"{path.name} is not valid ({error}); mend the file.") from error
        for group in groups:
            if group.id in found:
                raise LanguageDataError(f"{path.name} defines the meaning {group.id!r} twice; rename one.")
            found[group.id] = group
    excluded: dict[str, set[str]] = defaultdict(set)
    swapped: dict[str, set[str]] = defaultdict(set)
    implying: dict[str, set[str]] = defaultdict(set)
    for group in found.values():
        for other in (*group.implies, *group.opposite, *group.converse):
            if other not in found:
                raise LanguageDataError(f"meaning {group.id!r} names {other!r}, which no file defines.")
        for other in group.implies:
            implying[other].add(group.id)
        for other in group.opposite:
            excluded[group.id].add(other)
            excluded[other].add(group.id)
        for other in group.converse:
            swapped[group.id].add(other)
            swapped[other].add(group.id)
    return {
        key: group.model_copy(
            update={
                "opposite": tuple(sorted(excluded[key])),
                "converse": tuple(sorted(swapped[key])),
                "implied_by": tuple(sorted(implying[key])),
            }
        )
        for key, group in found.items()
    }


@cache
def pairs() -> tuple[tuple[str, str, str], ...]:
    """All rows of the bilingual lexicon: Turkish, English, part of speech, in file order."""
    rows = []
    for path in sorted((FOLDER / "tr-en").glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != 3 or not all(cells) or cells[2] not in POS:
                raise LanguageDataError(
                    f"{path.name} line {number} is not 'Turkish TAB English TAB pos'; mend the row."
                )
            rows.append((cells[0], cells[1], cells[2]))
    return tuple(rows)


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The words and phrases of a language with their concepts, ready for look-up."""
    return Lexicon(lang, kept(f"lexicon-{lang}", _sources(), lambda: _lexicon(lang).entries, _entries))


def _entries(rows: list[list[Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(tuple(words), tuple(concepts), verb, name) for words, concepts, verb, name in rows)


def _lexicon(lang: Lang) -> Lexicon:
    concepts: dict[tuple[str, bool], dict[str, None]] = defaultdict(dict)
    names: set[tuple[str, bool]] = set()

    def key(word: str, of: Lang, pos: str) -> tuple[str, bool]:
        folded = _folded(word, of)
        return folded, (folded.endswith(VERBAL) if pos == "" else pos == "verb") if of == "tr" else False

    for turkish, english, pos in pairs():
        own, other = (turkish, english) if lang == "tr" else (english, turkish)
        entry = key(own, lang, pos)
        concepts[entry][f"{lang}:{entry[0]}"] = None
        other_lang: Lang = "en" if lang == "tr" else "tr"
        concepts[entry][f"{other_lang}:{_folded(other, other_lang)}"] = None
        if pos == "name":
            names.add(entry)
    for group in meanings().values():
        for word in group.tr if lang == "tr" else group.en:
            entry = key(word, lang, "")
            concepts[entry].setdefault(f"{lang}:{entry[0]}")
            concepts[entry][f"m:{group.id}"] = None
    entries: dict[str, list[Entry]] = defaultdict(list)
    for (word, verb), keys in concepts.items():
        words = tuple(word.split())
        if lang == "tr" and verb:
            words = (*words[:-1], stem(words[-1]))
        if words:
            found = Entry(words=words, concepts=tuple(keys), verb=verb, name=(word, verb) in names)
            entries[anchor(words, lang)].append(found)
    ordered = {
        head: tuple(sorted(group, key=lambda entry: (-len(entry.words), entry.words)))
        for head, group in entries.items()
    }
    return Lexicon(lang=lang, entries=ordered)


@cache
def calendar_words(lang: Lang) -> frozenset[str]:
    """Folded names of months and weekdays, from the table generated out of CLDR."""
    rows = [
        line.split("\t") for line in (FOLDER / "tr-en" / "territories.tsv").read_text(encoding="utf-8").splitlines()
    ]
    return frozenset(fold(cells[0 if lang == "tr" else 1], lang) for cells in rows if cells[-1] == CALENDAR)
