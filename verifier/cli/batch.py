"""verify batch: the statements of a file, one record a row."""

import json
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from claims.cli.edge import say
from verifier.cli import options
from verifier.cli.opening import open_engine, open_library

FAILURES = {"contradicted": 1, "unknown": 3, "error": 2}


def _verdicts(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",")) if value else ()
    for name in names:
        if name not in FAILURES:
            raise click.BadParameter(f"{name!r} is none of {', '.join(FAILURES)}.", ctx, parameter)
    return names


@click.command("batch", short_help="Judge the statements of a file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write here, not to standard output."
)
@options.article
@options.archive
@options.lang
@click.option(
    "--fail-on",
    callback=_verdicts,
    metavar="VERDICTS",
    help="Exit 1, 3 or 2 where a verdict is contradicted, unknown or a row is an error, such as: contradicted,unknown",
)
@options.engine
def command(
    file: Path,
    output: Path | None,
    articles: tuple[str, ...],
    lang: Literal["tr", "en"] | None,
    fail_on: tuple[str, ...],
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    **choices: Any,
) -> int:
    """Judge the statements of a .jsonl or .csv FILE; one JSON record a row, in order.

    Columns: statement (required), id, article (path relative to the file), lang; others are carried through.
    Exit status 0 when the run completes, whatever the verdicts, unless --fail-on says otherwise.
    """
    from verifier.batch import Articles, judge, read_rows

    if output and output.resolve() == file.resolve():
        raise click.UsageError(f"{output} is the batch file itself; choose another file for the output.")
    rows = tuple(read_rows(file))
    engine = open_engine(**choices)
    needed = bool(articles) or any(not row.columns.get("article") for row in rows if not row.error)
    default = None
    if needed:
        default = open_library(
            engine, articles, store=store, retriever=retriever, source=source, since=since, until=until
        )
    met: Counter[str] = Counter()
    try:
        stream = output.open("w", encoding="utf-8", newline="\n") if output else sys.stdout
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error.strerror}); choose another file.") from error
    try:
        for judged in judge(rows, engine, Articles(engine, folder=file.parent, default=default), lang=lang):
            met[judged.report.verdict if judged.report else "error"] += 1
            stream.write(json.dumps(judged.record(), ensure_ascii=False) + "\n")
            stream.flush()
    finally:
        if output:
            stream.close()
    say(f"{met.total()} rows: " + ", ".join(f"{met[name]} {name}" for name in ("supported", *FAILURES) if met[name]))
    return next((status for name, status in FAILURES.items() if name in fail_on and met[name]), 0)
