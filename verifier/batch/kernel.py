"""The kernel: a chunk of rows in, finished rows out. It knows nothing of files, ledgers or who runs it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from claims.cache import AnalysisCache, Warn
from claims.document import Lang
from claims.errors import ClaimsError, ModelError, ReadingError
from claims.language import detect
from claims.languages import LANGUAGES
from claims.parsing import ModelChoice
from verifier.batch.articles import Articles, Texts
from verifier.batch.records import Finished
from verifier.batch.rows import MAX_STATEMENT, Row
from verifier.library import Library, Named, Shelf
from verifier.model import Report
from verifier.pipeline import Engine, Source
from verifier.settings import Settings

CHUNK = 64


class Judged(NamedTuple):
    """One row with its report, or with the sentence that says why there is none."""

    row: Row
    report: Report | None
    error: str = ""

    def finished(self) -> Finished:
        """The row as plain values, fit for another process and for keeping."""
        report = None if self.report is None else self.report.model_dump(mode="json")
        return Finished(self.row.number, self.row.line, self.row.columns, report, self.error)


class Setup(NamedTuple):
    """All that a kernel is made from, in values that can be sent to another process.

    ``default`` are the names and texts of the articles for rows that name none; where ``shelf`` tells of a store, its
    articles are. Article names are relative to ``folder``; ``lang`` is the language of rows that give none.
    """

    folder: str
    default: tuple[tuple[str, str], ...] = ()
    shelf: Shelf | None = None
    lang: Lang | None = None
    models: ModelChoice = "packaged"
    settings: Settings = Settings()
    cached: bool = True

    def engine(self, warn: Warn | None = None) -> Engine:
        """The engine alone; nothing heavy is loaded yet."""
        return Engine(
            models=self.models, settings=self.settings, cache=AnalysisCache(warn=warn) if self.cached else None
        )


class Kernel:
    """Judges chunks of rows with one engine; the default articles are analysed when it is made."""

    def __init__(self, setup: Setup, warn: Warn | None = None) -> None:
        self._engine = setup.engine(warn)
        self._lang = setup.lang
        self._articles = Articles(self._engine, folder=Path(setup.folder), default=self._library(setup))

    def _library(self, setup: Setup) -> Library | None:
        if setup.shelf is not None:
            return setup.shelf.open(self._engine)
        default = [Source(name=name, analysis=self._engine.analyse(text)) for name, text in setup.default]
        return Named(default) if default else None

    def warm(self, rows: Sequence[Row]) -> None:
        """Load the language models that these rows will need, so that what dies later did not die of loading."""
        for row in rows:
            question = _question(row, self._lang)
            if isinstance(question, Question) and question.lang:
                self._engine.load(question.statement, question.lang)

    def run(self, rows: Sequence[Row], texts: Texts | None = None) -> list[Finished]:
        """The finished rows of one chunk, in order; raises ModelError where nothing can be judged at all.

        ``texts`` are the articles that the rows name, where the files themselves cannot be read here.
        """
        chunk = judge_chunk(rows, self._engine, self._articles, lang=self._lang, texts=texts)
        return [judged.finished() for judged in chunk]


class Judge(Protocol):
    """What a worker runs: the kernel, or what a test puts in its place."""

    def warm(self, rows: Sequence[Row]) -> None:
        """Load what these rows need."""

    def run(self, rows: Sequence[Row], texts: Texts | None = None) -> list[Finished]:
        """The finished rows, in order."""


Make = Callable[[Any, Warn], Judge]


class Question(NamedTuple):
    """What a sound row asks: the statement, its language where known, and its id."""

    statement: str
    lang: Lang | None
    id: str


def judge(rows: Iterable[Row], engine: Engine, articles: Articles, *, lang: Lang | None = None) -> Iterator[Judged]:
    """Each row judged, in order, a chunk at a time."""
    remaining = iter(rows)
    while chunk := tuple(islice(remaining, CHUNK)):
        yield from judge_chunk(chunk, engine, articles, lang=lang)


def judge_chunk(
    rows: Sequence[Row], engine: Engine, articles: Articles, *, lang: Lang | None = None, texts: Texts | None = None
) -> Iterator[Judged]:
    """The rows of one chunk judged, in order; their statements are parsed together before the first is judged."""
    questions = [_question(row, lang) for row in rows]
    known = dict.fromkeys((one.statement, one.lang) for one in questions if isinstance(one, Question) and one.lang)
    try:
        engine.prepare((statement, language) for statement, language in known if language)
    except ModelError:
        raise
    except Exception:  # a statement that trips the models together with others is met again when its row is judged
        pass
    for row, question in zip(rows, questions, strict=True):
        try:
            if isinstance(question, ClaimsError):
                raise question
            sources = articles.sources(row.given("article"), question.statement, question.lang, texts)
            yield Judged(row, engine.verify(question.statement, sources, lang=question.lang, id=question.id))
        except ModelError:
            raise
        except ClaimsError as error:
            yield Judged(row, None, str(error))
        except Exception as error:  # one row that trips the engine must not cost the rows after it
            yield Judged(row, None, f"internal error ({type(error).__name__}: {error})")


def _question(row: Row, lang: Lang | None) -> Question | ClaimsError:
    """What the row asks, or what is wrong with it."""
    if row.error:
        return ReadingError(row.error)
    try:
        statement, own_lang, identity = (row.given(role) for role in ("statement", "lang", "id"))
    except ReadingError as error:
        return error
    if not isinstance(statement, str) or not statement.strip():
        return ReadingError("statement is missing or empty; write what is to be checked")
    if len(statement) > MAX_STATEMENT:
        return ReadingError(f"statement is longer than {MAX_STATEMENT:,} characters; check one paragraph at a time")
    language = own_lang or lang
    if language is not None and language not in LANGUAGES:
        return ReadingError(f"lang is {language!r}; use {' or '.join(LANGUAGES)}, or leave it empty")
    number = str(row.number) if identity is None or identity == "" else str(identity)
    return Question(statement, language or detect(statement), number)
