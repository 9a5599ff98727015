"""Texts judged by what their configuration names: what the language server and ``verify lint`` have in common."""

from pathlib import Path
from typing import NamedTuple

from claims.document import Frozen, Lang
from claims.errors import ReadingError
from verifier.api import Verifier
from verifier.drafts import DraftReport
from verifier.editors.config import FILE, Config, ConfigError, Found, NoSources, find_config
from verifier.editors.sources import SourceFiles, SourceKeeper
from verifier.findings import Finding, find
from verifier.library import Shelf
from verifier.model import Verdict
from verifier.pipeline import Engine

LONGEST = 200_000


class Given(Frozen):
    """What the command line says; each stands above the configuration, and articles count from the current folder."""

    articles: tuple[str, ...] = ()
    store: str | None = None
    show: frozenset[Verdict] | None = None
    lang: Lang | None = None
    config: Found | None = None


class Sheet(NamedTuple):
    """A judged text: all findings in its order, which verdicts are to be shown, and the files of its sources."""

    draft: DraftReport
    findings: tuple[Finding, ...]
    show: frozenset[Verdict]
    sources: SourceFiles

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings whose verdicts are to be shown."""
        return tuple(finding for finding in self.findings if finding.verdict in self.show)


class Desk:
    """Judges texts, one at a time: it holds one engine and is not safe to use from several threads at once.

    Sources are named as seen from ``base``, where none is given from the folder of the configuration.
    """

    def __init__(self, engine: Engine, given: Given | None = None, base: Path | None = None) -> None:
        self._engine = engine
        self._given = given or Given()
        self._verifiers: dict[str | None, Verifier] = {}
        self._keeper = SourceKeeper(self._verifier(None), base)

    def check(self, path: Path, text: str) -> Sheet | None:
        """The findings of a text in that file; None where it is a source itself.

        Raises NoSources where nothing names its sources, another ClaimsError where what does cannot be used.
        """
        if len(text) > LONGEST:
            raise ReadingError(f"{path} is longer than {LONGEST:,} characters; divide it, to have its claims judged.")
        found = self._given.config or find_config(path)
        given, config = self._given, found.config
        show = config.show if given.show is None else given.show
        if given.articles or given.store:
            sources, store = self._sources(given.articles, Path.cwd()), given.store
        elif found.path is not None:
            sources, store = self._sources(config.articles, found.folder), _store(config, found)
        else:
            raise NoSources(f"Nothing names the sources of {path}; write {FILE} above it, or give --article.")
        if path.resolve() in sources.paths:
            return None
        if not sources.articles and store is None:
            raise ConfigError(f"{found.path} names no articles and no store; write: articles = ['sources/*.txt']")
        verifier = self._verifier(None if sources.articles else store)
        draft = verifier.draft(text, sources.articles, name=path.name, lang=given.lang or config.lang)
        return Sheet(draft, find(draft), show, sources)

    def _sources(self, patterns: tuple[str, ...], folder: Path) -> SourceFiles:
        return self._keeper.sources(patterns, folder) if patterns else SourceFiles()

    def _verifier(self, store: str | None) -> Verifier:
        """The verifier that asks this store, or none."""
        if store not in self._verifiers:
            shelf = None if store is None else Shelf(store)
            self._verifiers[store] = Verifier(engine=self._engine, shelf=shelf)
        return self._verifiers[store]


def _store(config: Config, found: Found) -> str | None:
    return None if config.store is None else str(found.folder / Path(config.store).expanduser())
