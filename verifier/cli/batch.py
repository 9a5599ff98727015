"""verify batch: the statements of a file, one record a row; a run that was ended can be gone on with."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli.edge import say
from verifier.cli import options
from verifier.cli.opening import judged_by
from verifier.progress import Progress

if TYPE_CHECKING:
    from claims.reading import Access
    from verifier.batch.ledger import Ledger
    from verifier.batch.records import Finished
    from verifier.batch.run import Plan
    from verifier.batch.tally import Tally

FAILURES = {"contradicted": 1, "unknown": 3, "error": 2}
ENGINES = ("local", "dask")
FORMATS = ("jsonl", "csv", "tsv", "xlsx", "parquet")
STOPPED = 2


def _verdicts(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",")) if value else ()
    for name in names:
        if name not in FAILURES:
            raise click.BadParameter(f"{name!r} is none of {', '.join(FAILURES)}.", ctx, parameter)
    return names


@click.command("batch", short_help="Judge the statements of a file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here, with a ledger beside it (OUTPUT.ledger) until all is done. Without it rows go to standard output "
    "as they are judged, no ledger is kept, and the run cannot be resumed.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Format of the output. [default: by its suffix, else jsonl]"
)
@options.article
@options.archive
@options.lang
@click.option("--resume", is_flag=True, help="Go on with a run that was ended, as if it had not been.")
@click.option("--retry-failed", is_flag=True, help="As --resume, and judge the rows again that are errors.")
@click.option("--force", is_flag=True, help="Judge every row anew; output and ledger are replaced.")
@click.option("--max-errors", type=click.IntRange(0), metavar="N", help="Stop when more than N rows are errors.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes that judge at once. [default: 1]")
@click.option(
    "--engine",
    "runner",
    type=click.Choice(ENGINES),
    default="local",
    help="Where they run: on this machine, or under Dask (extra cluster). [default: local]",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="With --engine dask, the scheduler of a cluster, such as tcp://10.0.0.5:8786; it has its own workers.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an HTML page here: counts, plots, the contradicted rows first.",
)
@click.option(
    "--fail-on",
    callback=_verdicts,
    metavar="VERDICTS",
    help="Exit 1, 3 or 2 where a verdict is contradicted, unknown or a row is an error, such as: contradicted,unknown",
)
@click.option("--quiet", is_flag=True, help="No progress on standard error; the summary is still written.")
@options.access
@options.engine
def command(
    file: Path,
    articles: tuple[str, ...],
    max_errors: int | None,
    report: Path | None,
    fail_on: tuple[str, ...],
    quiet: bool,
    offline: bool,
    allow_private: bool,
    **choices: Any,
) -> int:
    """Judge the statements of a FILE: .jsonl, .csv, .tsv, .xlsx, .parquet, or - for standard input.

    One record a row, in order. Columns: statement (required; or claim, text, iddia, cümle, ifade), article (path
    relative to the file; or source, kaynak, haber), id, lang (or language, dil); others are carried through.
    Exit status 0 when the run completes, whatever the verdicts, unless --fail-on says otherwise.
    """
    # With one thread the numbers are to the last digit those of a worker; numpy reads this when it is imported.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from claims.reading import Access

    _check(file, report, articles, **choices)
    with ExitStack() as held:
        access = Access(offline=offline, private=allow_private)
        plan = _plan(file, articles, held, report=report, access=access, **choices)
        if plan is None:
            return 0
        progress = Progress(plan.survey.rows, sys.stderr, time.monotonic, quiet=quiet)
        try:
            tally, stopped = _through(plan, progress, max_errors)
        except KeyboardInterrupt:
            kept = "what is finished is kept, go on with --resume" if plan.output else "nothing was kept"
            say(f"{progress.close()}\nverify: Interrupted; {kept}.")
            raise
        except BaseException:
            progress.close()
            raise
        say(progress.close())
        if stopped:
            say(f"verify: Stopped after {max_errors} rows with errors; mend them and go on with --retry-failed.")
            return STOPPED
        if report is not None and plan.ledger is not None:
            _write(report, file.name if str(file) != "-" else "standard input", tally, plan.ledger)
        if plan.output and plan.ledger:
            if tally.verdicts["error"]:
                say(f"The ledger {plan.ledger.path} is kept; --retry-failed judges the rows again that are errors.")
            else:
                plan.ledger.remove()
        return next((status for name, status in FAILURES.items() if name in fail_on and tally.verdicts[name]), 0)


def _check(
    file: Path,
    report: Path | None,
    articles: tuple[str, ...],
    *,
    output: Path | None,
    resume: bool,
    retry_failed: bool,
    force: bool,
    workers: int | None,
    runner: str,
    scheduler: str | None,
    **_: Any,
) -> None:
    """Raises UsageError for options that do not go together, before anything is read or written."""
    for target in (output, report):
        if target is not None and target.resolve() == file.resolve():
            raise click.UsageError(f"{target} is the batch file itself; choose another file for the output.")
    if report is not None and output is not None and report.resolve() == output.resolve():
        raise click.UsageError(f"{report} cannot be both output and report; choose another file for one of them.")
    if scheduler is not None and runner != "dask":
        raise click.UsageError("--scheduler is for a cluster; give --engine dask with it.")
    if scheduler is not None and workers is not None:
        raise click.UsageError("The scheduler has its own workers; leave out --workers.")
    if (resume or retry_failed) and force:
        raise click.UsageError("--force judges every row anew and --resume does not; give one of them.")
    if (output is None or _special(output)) and (resume or retry_failed or force):
        raise click.UsageError("--resume, --retry-failed and --force need an output file; name it with -o.")
    if str(file) == "-" and "-" in articles:
        raise click.UsageError("Rows and article cannot both come from standard input; name a file for one of them.")


def _special(path: Path) -> bool:
    """Whether a path is a pipe or device, which nothing can be resumed on."""
    return path.exists() and not path.is_file()


def _plan(
    file: Path,
    articles: tuple[str, ...],
    held: ExitStack,
    *,
    output: Path | None,
    report: Path | None,
    form: str | None,
    lang: Literal["tr", "en"] | None,
    resume: bool,
    retry_failed: bool,
    force: bool,
    workers: int | None,
    runner: str,
    scheduler: str | None,
    models: Literal["packaged", "official"],
    no_cache: bool,
    min_confidence: float,
    store: str | None,
    retriever: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    access: "Access",
) -> "Plan | None":
    """What is to be done, the files opened; None where the run to be resumed was completed."""
    from verifier.batch import tables
    from verifier.batch.kernel import Setup
    from verifier.batch.ledger import Ledger
    from verifier.batch.run import Plan, open_ledger, writing
    from verifier.batch.survey import survey
    from verifier.settings import Settings

    made = tables.named(form) if form else (output and tables.by_suffix(output)) or tables.named("jsonl")
    stream = sys.stdout.buffer
    if output is not None and _special(output):
        with writing(output):
            stream, output = held.enter_context(output.open("wb")), None
    if output is None and not made.LIVE:
        raise click.UsageError(f"{made.NAME} cannot be written piece by piece; name a file with -o.")
    path = held.enter_context(tables.spooled(sys.stdin.buffer)) if str(file) == "-" else file
    known = survey(tables.read_rows(path, say))
    default, shelf = judged_by(
        articles,
        models=models,
        store=store,
        retriever=retriever,
        source=source,
        since=since,
        until=until,
        access=access,
        needed=known.nameless,
    )
    ledger = None
    if output is not None:
        ledger = open_ledger(output, resume=resume or retry_failed, force=force)
        if ledger is None:
            say(f"{output} has no ledger: its run was completed and nothing is left to do; --force judges it anew.")
            return None
    elif report is not None:
        ledger = Ledger(Path(held.enter_context(TemporaryDirectory(prefix="dayanak-"))) / "ledger")
    if ledger is not None:
        held.callback(ledger.close)
    setup = Setup(
        folder=str(Path.cwd() if str(file) == "-" else file.parent),
        default=default,
        shelf=shelf,
        lang=lang,
        models=models,
        settings=Settings(min_confidence=min_confidence),
        cached=not no_cache,
    )
    cluster = runner == "dask"
    return Plan(path, known, setup, made, output, stream, ledger, retry_failed, workers or 1, cluster, scheduler)


def _through(plan: "Plan", progress: Progress, max_errors: int | None) -> "tuple[Tally, bool]":
    """All rows, counted; or those up to the error that is one too many."""
    from verifier.batch.run import run
    from verifier.batch.tally import Tally

    tally = Tally.empty()
    with closing(run(plan, say)) as rows:
        for row, judged in rows:
            tally.add(row)
            progress.add(row.status, judged=judged)
            if max_errors is not None and tally.verdicts["error"] > max_errors:
                return tally, True
    return tally, False


def _write(path: Path, name: str, tally: "Tally", ledger: "Ledger") -> None:
    """The page for people, the rows in its order."""
    from verifier.batch.run import writing
    from verifier.formats.batch_html import ORDER, render

    def ordered() -> "Iterator[Finished]":
        for status in ORDER:
            yield from ledger.rows(status)

    with writing(path), path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(render(name, tally, ordered()))
