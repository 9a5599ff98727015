"""Texts judged by what their configuration names: what the language server and ``verify lint`` have in common."""

from pathlib import Path
from typing import NamedTuple

from claims.document import Frozen, Lang
from verifier.api import Verifier
from verifier.drafts import DraftReport
from verifier.editors.config import FILE, Config, ConfigError, Found, NoSources, find_config
from verifier.editors.sources import Named, Shelves
from verifier.findings import Finding, find
from verifier.library import Shelf
from verifier.model import Verdict
from verifier.pipeline import Engine


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
    named: Named

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
        self._shelves = Shelves(self._verifier(None), base)

    def check(self, path: Path, text: str) -> Sheet | None:
        """The findings of a text in that file; None where it is a source itself.

        Raises NoSources where nothing names its sources, another ClaimsError where what does cannot be used.
        """
        found = self._given.config or find_config(path)
        given, config = self._given, found.config
        show, lang = given.show or config.show, given.lang or config.lang
        if given.articles or given.store:
            named, store = self._named(given.articles, Path.cwd()), given.store
        elif found.path is not None:
            named, store = self._named(config.articles, found.folder), _store(config, found)
        else:
            raise NoSources(f"Nothing names the sources of {path}; write {FILE} above it, or give --article.")
        if path.resolve() in named.paths:
            return None
        if not named.sources and store is None:
            raise ConfigError(f"{found.path} names no articles and no store; write: articles = ['sources/*.txt']")
        verifier = self._verifier(None if named.sources else store)
        draft = verifier.draft(text, named.sources, name=path.name, lang=lang)
        return Sheet(draft, find(draft), show, named)

    def _named(self, patterns: tuple[str, ...], folder: Path) -> Named:
        return self._shelves.named(patterns, folder) if patterns else Named()

    def _verifier(self, store: str | None) -> Verifier:
        """The verifier that asks this store, or none."""
        if store not in self._verifiers:
            shelf = None if store is None else Shelf(store)
            self._verifiers[store] = Verifier(engine=self._engine, shelf=shelf)
        return self._verifiers[store]


def _store(config: Config, found: Found) -> str | None:
    return None if config.store is None else str(found.folder / Path(config.store).expanduser())
