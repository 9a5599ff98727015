"""Articles without end, for measuring: sentences of real articles with their names, numbers and words exchanged.

Every slot of a sentence that gives it keys may be exchanged for another of its kind together with its keys: names and
rare words are made up as the archive grows, numbers and dates are drawn, other words come from other sentences as often
as they stand there. So the vocabulary grows as in real text, frequent words stay frequent, and names recur.
"""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from claims.claim import Analysis
from claims.document import Lang
from claims.folding import bare, indexed, upper
from claims.reading.records import Incoming
from claims.store.connection import open_for_writing, transaction
from claims.store.keys import is_specific, located_keys
from claims.store.rows import ClaimRow, claim_rows
from claims.store.writing import CLAIM, MORE, SENTENCE, insert_article

NEW_NAME, REAL_NAME, OTHER_NAME = 0.25, 0.25, 0.9
OTHER_VALUE = 0.85
OTHER_WORD, RARE_WORD = 0.45, 0.02
ARTICLE = 16
TOGETHER = 200
SYLLABLES = "babedadefagaguhakakelalemamenaneraresasesatatevaveyayuzacelumitoki"
SOURCES = ("AA", "DHA", "Reuters", "AP", "BBC")


class Slot(NamedTuple):
    """A stretch of a sentence that gives it keys; offsets count from the beginning of the sentence."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]
    kind: str


class Base(NamedTuple):
    """A sentence of a real article, ready to be varied."""

    lang: Lang
    text: str
    slots: tuple[Slot, ...]
    claims: tuple[ClaimRow, ...]


def bases(analyses: Sequence[Analysis]) -> list[list[Base]]:
    """The sentences of real articles, by article."""
    return [_article(analysis) for analysis in analyses]


def _article(analysis: Analysis) -> list[Base]:
    claims = {
        number: tuple(row for _, row in rows) for number, rows in groupby(claim_rows(analysis), lambda pair: pair[0])
    }
    found = []
    for sentence, keys in zip(analysis.document.sentences, located_keys(analysis), strict=True):
        spans: list[tuple[int, int, list[str]]] = []
        for start, end, key in sorted(keys):
            if spans and start < spans[-1][1]:
                first, last, known = spans.pop()
                spans.append((first, max(last, end), [*known, key]))
            else:
                spans.append((start, end, [key]))
        text = analysis.document.text[sentence.start : sentence.end]
        slots = tuple(
            Slot(s - sentence.start, e - sentence.start, analysis.document.text[s:e], tuple(dict.fromkeys(k)), _kind(k))
            for s, e, k in spans
        )
        found.append(Base(analysis.document.lang, text, slots, claims.get(sentence.index, ())))
    return found


def _kind(keys: Sequence[str]) -> str:
    if any(is_specific(key) and ":" in key for key in keys):
        return "value"
    return "name" if all(map(is_specific, keys)) else "word"


class Filler:
    """Draws articles; the same seed draws the same ones."""

    def __init__(self, base: list[list[Base]], seed: int = 1) -> None:
        self._base = base
        self._random = random.Random(seed)
        every = [(one.lang, slot) for article in base for one in article for slot in one.slots]
        self._words = {
            lang: [slot for of, slot in every if of == lang and slot.kind == "word"] for lang in ("tr", "en")
        }
        self._names = [slot for _, slot in every if slot.kind == "name"]
        self._made: list[Slot] = []

    def article(self) -> list[tuple[str, str, tuple[ClaimRow, ...]]]:
        """The sentences of one article, each with its keys and claims; a name is exchanged alike in all of them."""
        article = self._random.choice(self._base)
        names: dict[str, Slot] = {}
        return [self._sentence(one, names) for one in article[:ARTICLE]]

    def _sentence(self, base: Base, names: dict[str, Slot]) -> tuple[str, str, tuple[ClaimRow, ...]]:
        text, keys, position = [], list[str](), 0
        for slot in base.slots:
            new = self._exchanged(slot, base.lang, names)
            text += [base.text[position : slot.start], new.text]
            keys += new.keys
            position = slot.end
        whole = "".join((*text, base.text[position:])).replace("\n", " ")
        return whole, " ".join(dict.fromkeys(keys)), base.claims

    def _exchanged(self, slot: Slot, lang: Lang, names: dict[str, Slot]) -> Slot:
        chance = self._random.random()
        if slot.kind == "name" and chance < OTHER_NAME:
            return names.setdefault(slot.text, self._name())
        if slot.kind == "value" and chance < OTHER_VALUE:
            return self._value(slot)
        if slot.kind == "word" and chance < OTHER_WORD:
            return self._name() if chance < RARE_WORD else self._random.choice(self._words[lang] or [slot])
        return slot

    def _name(self) -> Slot:
        """A name of a real article, one made up before (the earlier ones more often), or a new one."""
        chance = self._random.random()
        if chance < REAL_NAME and self._names:
            return self._random.choice(self._names)
        if self._made and chance > REAL_NAME + NEW_NAME:
            return self._made[int(len(self._made) * self._random.random() ** 3)]
        words = [self._word() for _ in range(self._random.choice((1, 2, 2, 3)))]
        parts = [indexed(bare(word)) for word in words]
        self._made.append(Slot(0, 0, " ".join(words), tuple(dict.fromkeys(("_".join(parts), *parts))), "name"))
        return self._made[-1]

    def _word(self) -> str:
        word = "".join(self._syllable() for _ in range(self._random.choice((2, 3, 3, 4))))
        return upper(word[0], "tr") + word[1:]

    def _syllable(self) -> str:
        start = 2 * self._random.randrange(len(SYLLABLES) // 2)
        return SYLLABLES[start : start + 2]

    def _value(self, slot: Slot) -> Slot:
        kind = slot.keys[0].partition(":")[0]
        if kind in ("date", "year", "month"):
            year, month, day = (
                self._random.randint(1990, 2026),
                self._random.randint(1, 12),
                self._random.randint(1, 28),
            )
            keys = (
                f"date:{year}-{month:02}-{day:02}",
                f"year:{year}",
                f"month:{month:02}",
                f"date:--{month:02}-{day:02}",
            )
            return slot._replace(text=f"{day}.{month}.{year}", keys=keys)
        number = int(10 ** (self._random.random() ** 2 * 7)) or 1
        rounded = (
            int(f"{number:.1g}".split("e")[0][0]) * 10 ** (len(str(number)) - 1)
            if self._random.random() < 0.4
            else number
        )
        return slot._replace(text=str(rounded), keys=(f"{kind}:{rounded}",))


def fill(path: Path, base: list[list[Base]], claims: int, *, seed: int = 1) -> None:
    """Articles into the store at ``path`` until it holds so many claims."""
    filler = Filler(base, seed)
    connection = open_for_writing(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -200000")
    (held,) = connection.execute("SELECT count(*) FROM claim").fetchone()
    counted: Counter[str] = Counter()
    number = 0
    while held < claims:
        with transaction(connection):
            for _ in range(TOGETHER):
                if held >= claims:
                    break
                number += 1
                held += _insert(connection, number, filler.article(), counted)
    with transaction(connection):
        connection.executemany(MORE, sorted(counted.items()))
    connection.execute("INSERT INTO sentence_fts (sentence_fts) VALUES ('optimize')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _insert(
    connection: Connection,
    number: int,
    sentences: Sequence[tuple[str, str, tuple[ClaimRow, ...]]],
    counted: Counter[str],
) -> int:
    day = f"{2000 + number % 26}-{1 + number % 12:02}-{1 + number % 28:02}"
    text = "\n".join(sentence for sentence, _, _ in sentences)
    incoming = Incoming(name=f"filler-{number}.txt", text=text, source=SOURCES[number % len(SOURCES)], published=day)
    article = insert_article(connection, incoming, lang="tr", sha256=f"{number:064x}", digest="filler", version=1)
    start = total = 0
    for index, (sentence, keys, claims) in enumerate(sentences):
        end = start + len(sentence)
        row = connection.execute(
            SENTENCE, (article, index, index + 1, start, end, sentence, index == 0, keys)
        ).lastrowid
        for claim in claims:
            total += 1
            moved = claim._replace(number=total, line=index + 1, start=start, end=end, text=sentence)
            connection.execute(CLAIM, (article, row, *moved))
        counted.update(keys.split())
        start = end + 1
    return total
