"""The store that a command works with; heavy imports happen here, after the options were read."""

import datetime
from typing import TYPE_CHECKING, Literal

from claims.cli.edge import say

if TYPE_CHECKING:
    from claims.store.analyst import Analyst
    from claims.store.records import Filter, StoredArticle
    from claims.store.store import Store


def open_store(
    chosen: str | None, *, write: bool = False, models: Literal["packaged", "official"] = "packaged"
) -> "Store":
    """The store that the user names, or the default one; ``write`` makes it where it is missing."""
    from claims.store.place import place
    from claims.store.store import Store

    return Store(place(chosen), write=write, models=models)


def open_to_change(chosen: str | None) -> "Store":
    """The store that the user names, to be changed; raises StoreError where there is none yet."""
    open_store(chosen).close()
    return open_store(chosen, write=True)


def open_analyst(*, models: Literal["packaged", "official"], no_cache: bool) -> "Analyst":
    """Who analyses texts, with the cache unless the user wants none."""
    from claims.cache import AnalysisCache
    from claims.store.analyst import Analyst

    return Analyst(models=models, cache=None if no_cache else AnalysisCache(warn=say))


def chosen(
    articles: tuple[str, ...] = (),
    *,
    source: str | None,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
) -> "Filter":
    """The filter that the options make."""
    from claims.store.records import Filter

    return Filter(
        articles=articles,
        source=source,
        since=since.date().isoformat() if since else None,
        until=until.date().isoformat() if until else None,
    )


def told(article: "StoredArticle") -> str:
    """Source and day of publication, as far as the store knows them."""
    return ", ".join(filter(None, (article.source, article.published)))
