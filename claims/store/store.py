"""Store: the editor's archive of articles, one SQLite file that several processes may use at once."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from claims.claim import Analysis
from claims.document import Lang
from claims.errors import ReadingError, StoreError
from claims.parsing import ModelChoice
from claims.reading.records import Incoming
from claims.store import candidates, checking, queries, rows, writing
from claims.store.analyst import Analyser
from claims.store.connection import open_for_reading, open_for_writing, told, transaction
from claims.store.freshness import content_digest
from claims.store.lookup import Lookup
from claims.store.particulars import completed, refuse_unkeepable, told_anew
from claims.store.passages import passage
from claims.store.records import Addition, Candidate, Filter, Found, StoredArticle, StoredClaim

EVERYTHING = Filter()
ANEW = "analysed anew"


class Store:
    """The store at ``path``; ``write`` makes it where it is missing. Every method raises StoreError with what to do.

    ``models`` are those whose analyses count as up to date.
    """

    def __init__(self, path: Path, *, write: bool = False, models: ModelChoice = "packaged") -> None:
        self.path = path
        self.models: ModelChoice = models
        self._connection = open_for_writing(path) if write else open_for_reading(path)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with told(self.path):
            self._connection.close()

    def digest(self, lang: Lang) -> str:
        """What must have made an analysis and its rows for them to count as up to date: models, code, language data."""
        return content_digest(lang, self.models)

    def add(self, incoming: Incoming, analyser: Analyser, *, lang: Lang | None = None) -> Addition:
        """Add one article, or a new version where its text has changed; all of it is written, or nothing.

        The text is analysed before anything is locked, so that other processes never wait for the models. What
        ``incoming`` does not tell of the article stays as it was.
        """
        refuse_unkeepable(incoming)
        sha256 = hashlib.sha256(incoming.text.encode("utf-8")).hexdigest()
        with told(self.path):
            known = self._current(incoming.name)
            if known is not None and known.sha256 == sha256 and self._is_fresh(known, lang):
                if not told_anew(known, incoming):
                    return Addition(name=known.name, outcome="unchanged", id=known.id, version=known.version)
                with transaction(self._connection):
                    return self._add(incoming, None, sha256)
            language = lang or (known.lang if known is not None else analyser.language(incoming.text))
            analysis = self._kept(sha256, language) or analyser.analyse(incoming.text, language)
            with transaction(self._connection):
                return self._add(incoming, analysis, sha256)

    def keep(self, article: int, analysis: Analysis) -> None:
        """Put an analysis by the present models in place of an older one: sentences, claims and keys with it."""
        with told(self.path), transaction(self._connection):
            found = queries.find_article(self._connection, self.path, article, None)
            if found.sha256 != analysis.document.sha256:
                raise StoreError(f"The analysis is not that of the article {found.name}; analyse its present text.")
            self._renew(found, analysis)

    def remove(self, which: str | int) -> StoredArticle:
        """Remove an article with all its versions; answers the version that was named."""
        with told(self.path), transaction(self._connection):
            found = queries.find_article(self._connection, self.path, which, None)
            every = self._connection.execute("SELECT id, sha256 FROM article WHERE name = ?", (found.name,)).fetchall()
            writing.delete_articles(self._connection, [(row["id"], row["sha256"]) for row in every])
            return found

    def articles(self, chosen: Filter = EVERYTHING) -> Iterator[StoredArticle]:
        """The current articles that the filter lets through, in the order in which they were added."""
        with told(self.path):
            yield from queries.articles(self._connection, *self._selected(chosen))

    def page(self, after: int, limit: int) -> list[StoredArticle]:
        """As ``articles``, those with ids above ``after`` alone, at most ``limit``."""
        with told(self.path):
            later = "a.current = 1 AND a.id > CAST(? AS INTEGER)"
            return list(queries.articles(self._connection, later, [str(after)], limit=limit))

    def states(self) -> Iterator[tuple[str, str, str | None, str | None]]:
        """Of every current article its name, the hash of its text, its source and its day, in order of adding."""
        return ((one.name, one.sha256, one.source, one.published) for one in self.articles())

    def article(self, which: str | int, *, version: int | None = None) -> StoredArticle:
        """The article of that name, end of a path, or id; the current version where none is given."""
        with told(self.path):
            return queries.find_article(self._connection, self.path, which, version)

    def versions(self, which: str | int) -> tuple[StoredArticle, ...]:
        """All versions of an article, oldest first."""
        with told(self.path):
            name = queries.find_article(self._connection, self.path, which, None).name
            return tuple(queries.articles(self._connection, "a.name = ?", [name]))

    def text(self, article: int) -> str:
        """The text of the version with that id, character for character as it was added."""
        with told(self.path):
            found = queries.find_article(self._connection, self.path, article, None)
            row = self._connection.execute("SELECT text FROM article WHERE id = ?", (found.id,)).fetchone()
            return str(row["text"])

    def claims(self, chosen: Filter = EVERYTHING) -> Iterator[StoredClaim]:
        """The claims of the current articles that the filter lets through."""
        with told(self.path):
            yield from queries.claims(self._connection, *self._selected(chosen))

    def claims_of(self, article: int) -> tuple[StoredClaim, ...]:
        """The claims of the version with that id, in the order of the text."""
        with told(self.path):
            return tuple(queries.claims(self._connection, "a.id = ?", [str(article)]))

    def export(self, chosen: Filter = EVERYTHING) -> Iterator[Incoming]:
        """The current articles as they would be added anew."""
        with told(self.path):
            clause, values = self._selected(chosen)
            for row in self._connection.execute(
                f"SELECT name, text, title, source, published, url FROM article a WHERE {clause} ORDER BY id", values
            ):
                yield Incoming(**dict(row))

    def analysis_of(self, article: int) -> Analysis | None:
        """The kept analysis of the version with that id; None where other models or other code made it."""
        with told(self.path):
            found = queries.find_article(self._connection, self.path, article, None)
            return self._kept(found.sha256, found.lang)

    def search_keys(self, wanted: Sequence[str], *, limit: int, chosen: Filter = EVERYTHING) -> tuple[Candidate, ...]:
        """The sentences of current articles that share the rarest of the keys, best first."""
        return self.search_terms([(key,) for key in wanted], limit=limit, chosen=chosen)

    def search_terms(
        self, wanted: Sequence[Sequence[str]], *, limit: int, chosen: Filter = EVERYTHING
    ) -> tuple[Candidate, ...]:
        """As ``search_keys``, for keys in groups that stand for one thing each (``claims.store.keys.terms``)."""
        with told(self.path):
            clause, values = self._selected(chosen)
            return candidates.find_candidates(self._connection, wanted, limit=limit, clause=clause, values=values)

    def search(self, wanted: Sequence[Sequence[str]], *, limit: int, chosen: Filter = EVERYTHING) -> tuple[Found, ...]:
        """As ``search_terms``, each sentence with the claim that holds most of the keys."""
        found = self.search_terms(wanted, limit=limit, chosen=chosen)
        with told(self.path):
            return tuple(passage(self._connection, one, self.analysis_of(one.article_id)) for one in found)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside belongs together, whatever others write meanwhile."""
        with told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def lookup(self) -> Lookup:
        """What retrieval asks of the tables."""
        return Lookup(self._connection, self.path)

    def holds(self, chosen: Filter = EVERYTHING) -> bool:
        """Whether there is any current article that the filter lets through."""
        with told(self.path):
            clause, values = self._selected(chosen)
            return bool(self._connection.execute(f"SELECT 1 FROM article a WHERE {clause} LIMIT 1", values).fetchone())

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the store, a sentence each; none for a sound one."""
        with told(self.path):
            return tuple(checking.find_faults(self._connection))

    def outdated(self) -> int:
        """How many current articles were analysed by other models or by another version of the program."""
        with told(self.path):
            return checking.count_outdated(self._connection, self.digest)

    def _selected(self, chosen: Filter) -> tuple[str, list[str]]:
        return queries.selected(self._connection, self.path, chosen)

    def _current(self, name: str) -> StoredArticle | None:
        return next(queries.articles(self._connection, "a.current = 1 AND a.name = ?", [name]), None)

    def _is_fresh(self, known: StoredArticle, lang: Lang | None) -> bool:
        return lang in (None, known.lang) and known.digest == self.digest(known.lang)

    def _kept(self, sha256: str, lang: Lang) -> Analysis | None:
        row = self._connection.execute(
            "SELECT data FROM analysis WHERE sha256 = ? AND lang = ? AND digest = ?", (sha256, lang, self.digest(lang))
        ).fetchone()
        return None if row is None else rows.unpacked(row["data"])

    def _add(self, incoming: Incoming, analysis: Analysis | None, sha256: str) -> Addition:
        """Write what was analysed, or without an analysis the particulars alone, as the store stands now."""
        known = self._current(incoming.name)
        if known is not None and known.sha256 == sha256:
            stale = analysis is not None and not self._is_fresh(known, analysis.document.lang)
            if analysis is not None and stale:
                self._renew(known, analysis)
            news = told_anew(known, incoming)
            for name, value in news.items():
                self._connection.execute(f"UPDATE article SET {name} = ? WHERE id = ?", (value, known.id))
            return Addition(
                name=known.name,
                outcome="corrected" if news else "unchanged",
                reason=", ".join(news) or (ANEW if stale else None),
                id=known.id,
                version=known.version,
            )
        if analysis is None:  # another process has corrected or removed it since it was looked at
            raise ReadingError(f"{incoming.name} was changed by another process meanwhile; add it again.")
        version = 1
        if known is not None:
            writing.retire(self._connection, known.id)
            version = known.version + 1
            incoming = completed(known, incoming)
        lang = analysis.document.lang
        digest = self.digest(lang)
        article = writing.insert_article(
            self._connection, incoming, lang=lang, sha256=sha256, digest=digest, version=version
        )
        writing.insert_content(self._connection, article, analysis, indexed=True)
        writing.keep_analysis(self._connection, sha256, digest, analysis)
        outcome = "added" if known is None else "corrected"
        return Addition(name=incoming.name, outcome=outcome, id=article, version=version)

    def _renew(self, known: StoredArticle, analysis: Analysis) -> None:
        lang = analysis.document.lang
        digest = self.digest(lang)
        writing.delete_content(self._connection, known.id)
        writing.insert_content(self._connection, known.id, analysis, indexed=known.current)
        writing.keep_analysis(self._connection, known.sha256, digest, analysis)
        self._connection.execute("UPDATE article SET lang = ?, digest = ? WHERE id = ?", (lang, digest, known.id))
