"""The articles of a run: each read and analysed once, and known by its hash before it is analysed."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from claims.document import Lang
from claims.errors import ClaimsError, ReadingError, StoreError
from claims.reading import read
from claims.reading.access import OFFLINE
from verifier.batch.rows import Row
from verifier.library import Library, Stored
from verifier.pipeline import Engine, Source

KEPT = 128
HASHED = 4096


def text_of(name: object, folder: Path) -> str:
    """The text of the article that a row names, relative to ``folder``; raises ClaimsError."""
    if not isinstance(name, str) or name == "-":
        raise ReadingError("article must be the path of a file, relative to the batch file")
    return read(str(folder / name), OFFLINE).text


class Text(NamedTuple):
    """What an article says, or the sentence that says why it cannot be read."""

    text: str
    error: str = ""


Texts = Mapping[str, Text]


class Carrier:
    """The texts of articles, for workers that do not see the files; the most recent ones kept."""

    def __init__(self, folder: Path) -> None:
        @lru_cache(maxsize=KEPT)
        def read_once(name: str) -> Text:
            try:
                return Text(text_of(name, folder))
            except ReadingError as error:
                return Text("", str(error))

        self._read = read_once

    def texts(self, rows: Iterable[Row]) -> dict[str, Text]:
        """What the articles that these rows name hold, by name; what is no name is left out."""
        names = dict.fromkeys(name for row in rows if (name := _named(row)))
        return {name: self._read(name) for name in names}


class Articles:
    """Analysed articles, the most recent ones kept; names are relative to ``folder``, or names and ids of the store."""

    def __init__(self, engine: Engine, *, folder: Path, default: Library | None = None) -> None:
        self._engine = engine
        self._folder = folder
        self._default = default
        self._known: OrderedDict[tuple[str, Text | None], Source | ClaimsError] = OrderedDict()

    def sources(
        self, name: object, statement: str, lang: Lang | None, texts: Texts | None = None
    ) -> tuple[Source, ...]:
        """The article of that name, or where the row names none what could matter to it; raises ClaimsError.

        Where ``texts`` are given no file is read: the article is the one among them.
        """
        if name is None or name == "":
            if self._default is None:
                raise ReadingError("no article is named; add a column article, or give --article")
            return self._default.sources(statement, lang)
        key = name if isinstance(name, str) else repr(name)
        sent = None if texts is None else texts.get(key)
        if (key, sent) not in self._known:
            try:
                self._known[key, sent] = self._named(name, key, sent)
            except ReadingError as error:
                self._known[key, sent] = error
        self._known.move_to_end((key, sent))
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        known = self._known[key, sent]
        if isinstance(known, ClaimsError):
            raise known
        return (known,)

    def _named(self, name: object, key: str, sent: Text | None) -> Source:
        """The article of a file, or of the text that was sent for it, else of the store."""
        try:
            text = text_of(name, self._folder) if sent is None else _told(sent)
            return Source(name=key, analysis=self._engine.analyse(text))
        except ReadingError:
            if not isinstance(self._default, Stored) or (self._folder / key).exists():
                raise
            try:
                return self._default.named(key)
            except StoreError as missing:
                raise ReadingError(f"{key} is no file, and no article of the store; check its name") from missing


class Digests:
    """What the named articles hold now, as hashes, so that a changed article is judged anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: OrderedDict[str, str] = OrderedDict()

    def of(self, name: object) -> str:
        """SHA-256 of the article's text, or the sentence that says why it cannot be read; empty without a name."""
        if name is None or name == "":
            return ""
        key = name if isinstance(name, str) else repr(name)
        if key not in self._known:
            try:
                text = text_of(name, self._folder)
                self._known[key] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            except ReadingError as error:
                self._known[key] = str(error)
        self._known.move_to_end(key)
        while len(self._known) > HASHED:
            self._known.popitem(last=False)
        return self._known[key]


def _named(row: Row) -> str | None:
    try:
        name = row.given("article")
    except ReadingError:
        return None
    return name if isinstance(name, str) and name else None


def _told(sent: Text) -> str:
    if sent.error:
        raise ReadingError(sent.error)
    return sent.text
