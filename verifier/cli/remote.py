"""Judging by a service that runs elsewhere: verify --server ADDRESS."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from claims.document import Document, Lang
    from verifier.client import Client
    from verifier.model import Report

MISSING = "--server needs httpx; install it with: pip install 'dayanak[service]'"
ITS_OWN = ("store", "retriever", "source", "since", "until", "models", "no_cache", "min_confidence")


class Remote:
    """A service with the articles that were named: files are sent as texts, anything else names one of its store."""

    def __init__(self, client: "Client", articles: tuple[str, ...]) -> None:
        from claims.reading import read

        self._client = client
        files = [read(target) for target in articles if target == "-" or Path(target).exists()]
        self._sources = [{"text": article.text, "name": article.name} for article in files]
        self._stored = [target for target in articles if target != "-" and not Path(target).exists()]
        self._texts = {article.name: article.text for article in files}

    def verify(self, statement: str, lang: "Lang | None", id: str) -> "Report":
        """The report of the service on a statement; raises ServiceError."""
        return self._client.verify(statement, *self._sources, stored=self._stored, lang=lang, id=id)

    def documents(self, report: "Report") -> "dict[str, Document]":
        """The articles that the evidence stands in, by name, so that it can be shown in its place."""
        from claims.document import Document

        found = {}
        for name in dict.fromkeys(evidence.article for evidence in report.evidence):
            if name not in self._texts:
                article = self._client.article(name)
                if article is None:
                    continue
                self._texts[name] = article.text
            found[name] = Document(text=self._texts[name], lang="tr", sentences=())
        return found


def server(function: Any) -> Any:
    """--server and --key."""
    return click.option(
        "--server",
        metavar="ADDRESS",
        envvar="DAYANAK_SERVER",
        help="Ask a service (verify serve) that runs there, instead of loading the models here. [env: DAYANAK_SERVER]",
    )(
        click.option(
            "--key", metavar="KEY", envvar="DAYANAK_KEY", help="The key that the service asks for. [env: DAYANAK_KEY]"
        )(function)
    )


def open_remote(address: str, key: str | None, articles: tuple[str, ...]) -> Remote:
    """The service at an address; raises UsageError for options that are its own affair, and ClaimsError."""
    context = click.get_current_context()
    for name in ITS_OWN:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(
                f"--{name.replace('_', '-')} is the affair of the service; leave it out with --server."
            )
    try:
        from verifier.client import Client
    except ImportError as error:
        raise ClaimsError(MISSING) from error
    return Remote(Client(address, key), articles)
