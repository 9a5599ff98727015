"""claims add: articles into the store."""

import datetime
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, Protocol

import click

from claims.cli import options
from claims.cli.edge import USAGE_ERROR, say
from claims.cli.opening import open_analyst, open_store
from claims.errors import ClaimsError, StoreError

if TYPE_CHECKING:
    from claims.document import Lang
    from claims.reading.records import Incoming, Unread
    from claims.store.analyst import Analyst
    from claims.store.records import Addition
    from claims.store.store import Store

OUTCOMES = ("added", "unchanged", "corrected", "failed")


class Bar(Protocol):
    """What shows how far the work is."""

    def update(self, n_steps: int, current_item: Any = None) -> None:
        """So many articles more are done; the last was ``current_item``."""


@click.command("add", short_help="Add articles to the store.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--source", metavar="NAME", help="The source of articles that do not tell theirs.")
@click.option(
    "--published",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of publication (2026-11-24) of articles that do not tell theirs.",
)
@options.lang
@options.form
@options.access
@options.store
@options.models
def command(
    articles: tuple[str, ...],
    source: str | None,
    published: datetime.datetime | None,
    lang: Literal["tr", "en"] | None,
    form: str,
    offline: bool,
    allow_private: bool,
    store: str | None,
    models: Literal["packaged", "official"],
    no_cache: bool,
) -> int:
    """Add each ARTICLE to the store: a file (.txt, .md, .html, .docx, .odt, .pdf, .eml, ninjs as .json), a folder with
    all folders below, a pattern such as 'haber/*.txt', an address of the web, - for standard input, or a .jsonl file
    with one article a line (text or body, name or id, title, source, published, url).

    What the store holds unchanged is passed over; a changed text becomes a new version.
    """
    from claims.reading import Access
    from claims.reading.gathering import gather

    access = Access(offline=offline, private=allow_private)
    told = {"source": source, "published": published.date().isoformat() if published else None}
    outcomes: Counter[str] = Counter()
    try:
        with open_store(store, write=True, models=models) as opened, _progress(articles) as bar:
            analyst = open_analyst(models=models, no_cache=no_cache)
            for incoming in gather(articles, access):
                addition = _added(opened, incoming, analyst, lang, told)
                outcomes[addition.outcome] += 1
                _report(addition, form)
                bar.update(1, addition.name)
    finally:
        if outcomes:
            say(", ".join(f"{outcomes[outcome]} {outcome}" for outcome in OUTCOMES))
    return USAGE_ERROR if outcomes["failed"] else 0


def _added(
    store: "Store", incoming: "Incoming | Unread", analyst: "Analyst", lang: "Lang | None", told: dict[str, str | None]
) -> "Addition":
    """What became of one article; only what concerns the store itself, such as a full disk, stops the whole run."""
    from claims.reading.records import Unread
    from claims.store.records import Addition

    if isinstance(incoming, Unread):
        return Addition(name=incoming.name, outcome="failed", reason=incoming.reason)
    missing = {name: value for name, value in told.items() if getattr(incoming, name) is None}
    try:
        return store.add(incoming.model_copy(update=missing), analyst, lang=lang)
    except StoreError:
        raise
    except ClaimsError as error:
        return Addition(name=incoming.name, outcome="failed", reason=str(error))
    except Exception as error:
        if os.environ.get("DAYANAK_DEBUG"):
            raise
        fault = f"{incoming.name} cannot be analysed ({type(error).__name__}: {error}); report it with that article."
        return Addition(name=incoming.name, outcome="failed", reason=fault)


def _report(addition: "Addition", form: str) -> None:
    if addition.outcome == "failed":
        say(f"claims: {addition.reason}")
    if form == "jsonl":
        click.echo(addition.model_dump_json())
    elif addition.outcome == "corrected":
        reason = f" ({addition.reason})" if addition.reason else ""
        click.echo(f"corrected  {addition.name}, version {addition.version}{reason}")


class _Silent:
    """Where nobody looks, nothing is shown."""

    def update(self, n_steps: int, current_item: Any = None) -> None:
        pass


@contextmanager
def _progress(articles: tuple[str, ...]) -> Iterator[Bar]:
    """A bar on standard error where that is a terminal."""
    from claims.reading.gathering import count

    if not sys.stderr.isatty():
        yield _Silent()
        return
    with click.progressbar(
        length=count(articles), label="adding", show_pos=True, file=sys.stderr, item_show_func=_shown
    ) as bar:
        yield bar


def _shown(name: str | None) -> str | None:
    return None if name is None else name[-40:]
