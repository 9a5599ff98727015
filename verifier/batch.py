"""Many statements from a file: rows in, records out, in order; a bad row becomes an error record, the run goes on."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from claims.document import Lang
from claims.errors import ClaimsError, ReadingError
from claims.languages import LANGUAGES
from claims.reading import decoding, read
from verifier.library import Library
from verifier.model import Report
from verifier.pipeline import Engine, Source

JSON_SUFFIXES = frozenset({".jsonl", ".ndjson"})
DELIMITERS = {".csv": ",;\t", ".tsv": "\t"}
OWN_COLUMNS = ("id", "statement", "lang")


class Row(NamedTuple):
    """One row as read: the 1-based line it stands on, its columns, and what is wrong with it where it is malformed."""

    line: int
    columns: dict[str, Any]
    error: str = ""


class Judged(NamedTuple):
    """One row with its report, or with the sentence that says why there is none."""

    row: Row
    report: Report | None
    error: str = ""

    def record(self) -> dict[str, Any]:
        """The output record: the report's fields, then the row's other columns as they came."""
        row = self.row.columns
        if self.report is None:
            own = {name: row.get(name) for name in OWN_COLUMNS}
            fields: dict[str, Any] = {**own, "verdict": None, "error": self.error}
        else:
            fields = self.report.model_dump(mode="json")
        carried = {name: value for name, value in row.items() if name not in OWN_COLUMNS}
        return fields | {(f"input.{name}" if name in fields else name): value for name, value in carried.items()}


class Articles:
    """The articles of a run, each read and analysed once; names are relative to ``folder``."""

    def __init__(self, engine: Engine, *, folder: Path, default: Library | None = None) -> None:
        self._engine = engine
        self._folder = folder
        self._default = default
        self._known: dict[str, Source | ClaimsError] = {}

    def sources(self, name: object, statement: str = "", lang: Lang | None = None) -> tuple[Source, ...]:
        """The article of that name, or where the row names none, what could matter to it; raises ClaimsError."""
        if name is None or name == "":
            if self._default is None:
                raise ReadingError("no article is named; add a column article, or give --article")
            return self._default.sources(statement, lang)
        if not isinstance(name, str) or name == "-":
            raise ReadingError("article must be the path of a file, relative to the batch file")
        if name not in self._known:
            try:
                text = read(str(self._folder / name)).text
                self._known[name] = Source(name=name, analysis=self._engine.analyse(text))
            except ClaimsError as error:
                self._known[name] = error
        known = self._known[name]
        if isinstance(known, ClaimsError):
            raise known
        return (known,)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a JSONL, CSV or TSV file, in order; raises ReadingError where the file as a whole cannot be read."""
    suffix = path.suffix
    if suffix not in JSON_SUFFIXES and suffix not in DELIMITERS:
        raise ReadingError(f"{path} is of a format that is not supported yet; use .jsonl or .csv.")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"{path} cannot be read ({error.strerror}); check its name and permissions.") from error
    text = decoding.decode_long(raw, str(path))
    return _json_rows(text) if suffix in JSON_SUFFIXES else _table_rows(text, str(path), DELIMITERS[suffix])


def judge(rows: Iterable[Row], engine: Engine, articles: Articles, *, lang: Lang | None = None) -> Iterator[Judged]:
    """Each row judged, in order, as soon as it is read."""
    for number, row in enumerate(rows, start=1):
        try:
            yield Judged(row, _report(row, number, engine, articles, lang))
        except ClaimsError as error:
            yield Judged(row, None, f"line {row.line}: {error}")
        except Exception as error:  # one row that trips the engine must not cost the rows after it
            yield Judged(row, None, f"line {row.line}: internal error ({type(error).__name__}: {error})")


def _report(row: Row, number: int, engine: Engine, articles: Articles, lang: Lang | None) -> Report:
    if row.error:
        raise ReadingError(row.error)
    statement, own_lang = row.columns.get("statement"), row.columns.get("lang") or lang
    if not isinstance(statement, str) or not statement.strip():
        raise ReadingError("statement is missing or empty; write what is to be checked")
    if own_lang is not None and own_lang not in LANGUAGES:
        raise ReadingError(f"lang is {own_lang!r}; use {' or '.join(LANGUAGES)}, or leave it empty")
    sources = articles.sources(row.columns.get("article"), statement, own_lang)
    identity = row.columns.get("id")
    return engine.verify(
        statement, sources, lang=own_lang, id=str(number) if identity is None or identity == "" else str(identity)
    )


def _json_rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            columns = json.loads(line)
        except ValueError:
            yield Row(number, {}, "not a JSON object; write one object a line")
            continue
        if isinstance(columns, dict):
            yield Row(number, columns)
        else:
            yield Row(number, {}, "not a JSON object; write one object a line")


def _table_rows(text: str, name: str, delimiters: str) -> Iterator[Row]:
    header = text.split("\n", 1)[0]
    delimiter = max(delimiters, key=header.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    columns = [column.strip() for column in next(reader, [])]
    if "statement" not in columns:
        raise ReadingError(f"{name} has no column named statement; its first line must name the columns.")
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not cells:
            continue
        error = (
            "" if len(cells) == len(columns) else f"{len(cells)} cells where the header names {len(columns)} columns"
        )
        yield Row(line, dict(zip(columns, cells, strict=False)), error)
