"""verify serve: the HTTP service with the review page, and the keys for it."""

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli.edge import say
from claims.cli.options import model_choice
from claims.errors import ClaimsError
from verifier.cli import options

if TYPE_CHECKING:
    from verifier.service.settings import ServiceSettings

MISSING = "verify serve needs FastAPI and uvicorn; install them with: pip install 'dayanak[service]'"
CORES = min(os.cpu_count() or 1, 8)


@click.command("serve", short_help="Serve HTTP: the review page and the API.")
@click.option("--host", default="127.0.0.1", envvar="DAYANAK_HOST", help="Where to listen. [default: 127.0.0.1]")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8377,
    envvar="DAYANAK_PORT",
    help="And at which port. [default: 8377]",
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="FILE",
    help="Article to judge by where a request names none, instead of the store; can be repeated.",
)
@click.option(
    "--store",
    metavar="PATH",
    envvar="DAYANAK_STORE",
    help="The store of articles, instead of the one in your data folder; made when an article is added. "
    "[env: DAYANAK_STORE]",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="DAYANAK_SERVICE_DATA",
    help="Folder of batches and reviews. [default: service/ in your data folder; env: DAYANAK_SERVICE_DATA]",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=CORES,
    envvar="DAYANAK_WORKERS",
    help="Processes that judge; each takes about 1 GB. [default: the cores of this machine]",
)
@click.option(
    "--keys",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="DAYANAK_KEYS",
    help="File of API keys; with it nothing is answered without a key. Needed off loopback. [env: DAYANAK_KEYS]",
)
@click.option("--new-key", metavar="NAME", help="Make a key for NAME, print it once, keep its hash in --keys, and end.")
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN", help="Page of another host that may ask; can be repeated."
)
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name the service goes by; can be repeated."
)
@click.option(
    "--rate", type=click.FloatRange(0), default=100.0, help="Requests a second of one caller; 0 for any. [default: 100]"
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=60.0,
    metavar="SECONDS",
    help="How long a request may take once it runs. [default: 60]",
)
@click.option(
    "--log-format", type=click.Choice(("console", "json")), default="console", help="How to log. [default: console]"
)
@click.option("--no-cache", is_flag=True, help="Neither read nor keep analysed texts.")
@options.confidence
@model_choice
def command(
    keys: Path | None,
    new_key: str | None,
    log_format: Literal["console", "json"],
    **choices: Any,
) -> int:
    """Serve the review page and the API (docs/service.md) until it is stopped with Ctrl-C or SIGTERM.

    Requests that run are finished first; batches go on when it is started again. Texts that are sent stay on this
    machine, addresses are never fetched, and the log holds no text. Needs the extra service.
    """
    try:
        from verifier.service.keys import new_key as make_key
        from verifier.service.logs import make_log
        from verifier.service.server import make_server
    except ImportError as error:
        raise ClaimsError(MISSING) from error
    if new_key is not None:
        if keys is None:
            raise click.UsageError("Name the file that keeps the hash of the key: --keys FILE.")
        click.echo(make_key(keys, new_key))
        return 0
    settings = _settings(keys=keys, **choices)
    log = make_log(log_format)
    server = make_server(settings, log)
    say(f"Serving http://{settings.host}:{settings.port} with {settings.workers} workers; stop with Ctrl-C.")
    # uvicorn lets requests finish and then sends itself the signal that stopped it: by then it means nothing more.
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
    server.run()
    return 0 if server.started else 2


def _settings(
    *,
    host: str,
    keys: Path | None,
    articles: tuple[str, ...],
    store: str | None,
    data: Path | None,
    no_cache: bool,
    timeout: float,
    **choices: Any,
) -> "ServiceSettings":
    """The choices checked and completed; raises UsageError, ReadingError."""
    from claims.reading import read
    from claims.reading.access import OFFLINE
    from claims.store.place import place
    from verifier.service.guards import is_loopback
    from verifier.service.settings import ServiceSettings, default_data

    if keys is None and not is_loopback(host):
        raise click.UsageError(
            f"{host} can be reached from other machines; make a key with --keys FILE --new-key NAME, and serve with "
            "--keys FILE."
        )
    read_articles = [read(article, OFFLINE) for article in dict.fromkeys(articles)]
    return ServiceSettings(
        host=host,
        keys=keys,
        articles=tuple((article.name, article.text) for article in read_articles),
        store=store if store and "://" in store else str(place(store)),
        data=data or default_data(),
        cached=not no_cache,
        request_seconds=timeout,
        **choices,
    )
