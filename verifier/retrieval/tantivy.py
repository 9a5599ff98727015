"""A retriever over an index of the library tantivy, in a folder beside the store: for a hundred thousand articles.

The store knows nothing of it: whoever opens it brings it up to date, article by article. What it proposes is weighed
by the store's own rows, so an index that lags behind can miss an article, but never show one that is gone.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import StoreError
from claims.store.lookup import Lookup, Standing
from claims.store.records import Filter
from claims.store.store import Store
from verifier.retrieval.fts import lists
from verifier.retrieval.model import EVERYTHING, Hit, Query
from verifier.retrieval.ranking import Term, rank, weigh

if TYPE_CHECKING:
    import tantivy

SUFFIX = ".tantivy"
STATE = "articles.json"
FORMAT = "1"
HEAP = 128_000_000
TOGETHER = 500
WAIT_SECONDS, PAUSE = 30.0, 0.1
LOCKED = "Lock"
MOST = 20
BUDGET = 400_000
PROPOSED = 200
DEEP = 20


class TantivyRetriever:
    """Retrieval over the index beside ``store``; raises StoreError where it cannot be read or brought up to date."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lookup = store.lookup()
        self._folder = store.path.with_name(store.path.name + SUFFIX)
        with _told(self._folder):
            self._index = _brought_up_to_date(self._folder, self._lookup)
            self._searcher = self._index.searcher()

    def find(self, query: Query, *, limit: int, narrowed: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """At most ``limit`` articles that the filter lets through, best first."""
        terms = weigh(query, self._lookup)
        if not terms:
            return ()
        wanted = self._wanted(terms, narrowed)
        found = self._searcher.search(wanted, limit=PROPOSED, count=False).hits
        articles = self._searcher.fast_field_values("article", [address for _, address in found])
        chosen = tuple(islice(dict.fromkeys(map(int, filter(None, articles))), max(DEEP, 2 * limit)))
        return rank(terms, self._lookup.rows(chosen), limit)

    def _wanted(self, terms: Sequence[Term], narrowed: Filter) -> "tantivy.Query":
        """Any of the rarest lists, each with its weight, and what the filter asks."""
        from tantivy import Occur
        from tantivy import Query as Wanted

        schema, left = self._index.schema, BUDGET
        proposing: list[tuple[Occur, tantivy.Query]] = []
        for one in islice(sorted(lists(terms), key=lambda one: (one.length, one.keys)), MOST):
            left -= one.length
            if left < 0 and proposing:
                break
            proposing.append(
                (Occur.Should, Wanted.const_score_query(Wanted.term_set_query(schema, "keys", one.keys), one.weight))
            )
        asked = [(Occur.Must, Wanted.boolean_query(proposing))]
        for narrow in self._narrowing(narrowed):
            asked.append((Occur.Must, Wanted.const_score_query(narrow, 0.0)))
        return Wanted.boolean_query(asked)

    def _narrowing(self, narrowed: Filter) -> "Iterator[tantivy.Query]":
        from tantivy import FieldType
        from tantivy import Query as Wanted

        schema = self._index.schema
        if narrowed.articles:
            ids = [self._store.article(which).id for which in narrowed.articles]
            yield Wanted.term_set_query(schema, "article", ids)
        if narrowed.source is not None:
            yield Wanted.term_query(schema, "source", narrowed.source)
        if narrowed.since is not None or narrowed.until is not None:
            first = _day(narrowed.since) if narrowed.since else 1
            last = _day(narrowed.until) if narrowed.until else 99999999
            yield Wanted.range_query(schema, "day", FieldType.Unsigned, first, last)


def _brought_up_to_date(folder: Path, lookup: Lookup) -> "tantivy.Index":
    """The index, with what the store has gained and without what it has lost; nothing is written where it fits."""
    standing = {str(one.article_id): one for one in lookup.standing()}
    marks = {number: _mark(one) for number, one in standing.items()}
    if not folder.exists() or _state(folder) != marks:
        folder.mkdir(parents=True, exist_ok=True)
        index = _index(folder)
        writer = _writer(index, folder)
        known = _state(folder)  # another process may have brought it up to date while we waited
        if known is None:
            writer.delete_all_documents()
            known = {}
        missing = [one for number, one in standing.items() if known.get(number) != marks[number]]
        gone = [int(number) for number in known if number not in standing]
        _write(index.schema, writer, lookup, missing, gone)
        draft = folder / f"{STATE}.new"
        draft.write_text(json.dumps({"format": FORMAT, "articles": marks}), encoding="utf-8")
        os.replace(draft, folder / STATE)
        writer.wait_merging_threads()
    return _index(folder)


def _state(folder: Path) -> dict[str, list[str]] | None:
    """What the index is known to hold at least; None where that cannot be told, so that it is made anew."""
    try:
        kept = json.loads((folder / STATE).read_text(encoding="utf-8"))
        return dict(kept["articles"]) if kept["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mark(one: Standing) -> list[str]:
    return [one.digest, one.source or "", one.published or ""]


def _index(folder: Path) -> "tantivy.Index":
    import tantivy

    fields = tantivy.SchemaBuilder()
    fields.add_unsigned_field("article", indexed=True, fast=True)
    fields.add_unsigned_field("day", indexed=True, fast=True)
    fields.add_text_field("source", tokenizer_name="raw", index_option="basic")
    fields.add_text_field("keys", tokenizer_name="keys", index_option="basic")
    index = tantivy.Index(fields.build(), path=str(folder))
    index.register_tokenizer("keys", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _write(
    schema: "tantivy.Schema",
    writer: "tantivy.IndexWriter",
    lookup: Lookup,
    missing: Sequence[Standing],
    gone: Iterable[int],
) -> None:
    """Written again is no harm: what an article had before goes first."""
    import tantivy

    for number in (*gone, *(one.article_id for one in missing)):
        writer.delete_documents_by_term("article", number)
    for start in range(0, len(missing), TOGETHER):
        part = {one.article_id: one for one in missing[start : start + TOGETHER]}
        for row in lookup.rows(part):
            one = part[row.article_id]
            fields = {
                "article": row.article_id,
                "day": _day(one.published),
                "source": one.source or "",
                "keys": row.keys,
            }
            writer.add_document(tantivy.Document.from_dict(fields, schema))
    writer.commit()


def _writer(index: "tantivy.Index", folder: Path) -> "tantivy.IndexWriter":
    """The one writer; while another process has it, we wait."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return index.writer(HEAP, num_threads=1)
        except ValueError as error:
            if LOCKED not in str(error):
                raise
            if time.monotonic() > deadline:
                raise StoreError(
                    f"Another process has been bringing the index {folder} up to date for {WAIT_SECONDS:.0f} seconds; "
                    "ask again later."
                ) from error
            time.sleep(PAUSE)


def _day(published: str | None) -> int:
    """20261124 for 2026-11-24; 0 where no day is known."""
    digits = (published or "")[:10].replace("-", "")
    return int(digits) if digits.isdigit() else 0


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise StoreError(
            "The retriever tantivy needs the library of that name; install it with: pip install 'dayanak[tantivy]'."
        ) from error
    except (OSError, ValueError) as error:
        raise StoreError(
            f"The index {folder} cannot be used ({error}); delete that folder, or do without --retriever tantivy."
        ) from error
