"""One run over a batch file: from rows through kernel and ledger to the output, whoever asks for it."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from claims.errors import ReadingError
from verifier.batch.articles import Digests
from verifier.batch.conductor import Execute, alone, chunk_size, conduct
from verifier.batch.digest import engine_digest
from verifier.batch.elsewhere import send
from verifier.batch.kernel import Setup
from verifier.batch.ledger import Ledger, LedgerBusy, LedgerError, beside, remove
from verifier.batch.output import Live, write_at_once
from verifier.batch.records import Finished
from verifier.batch.survey import Survey
from verifier.batch.tables import Format, read_rows
from verifier.batch.workers import Pool

Warn = Callable[[str], None]
MISSING = "--engine dask needs distributed; install it with: pip install 'dayanak[cluster]'."


class Plan(NamedTuple):
    """What is to be run: the rows of ``path``, to ``output`` or, where that is None, to ``stream``.

    ``workers`` are processes on this machine, with ``cluster`` under Dask; ``scheduler`` has workers of its own.
    """

    path: Path
    survey: Survey
    setup: Setup
    form: Format
    output: Path | None
    stream: BinaryIO
    ledger: Ledger | None
    retry: bool = False
    workers: int = 1
    cluster: bool = False
    scheduler: str | None = None


def open_ledger(output: Path, *, resume: bool, force: bool) -> Ledger | None:
    """The ledger beside an output, None where the run is resumed that was completed; raises ReadingError, LedgerError.

    Without ``resume`` and ``force`` neither output nor ledger may be there; ``force`` removes both.
    """
    path = beside(output)
    if not output.parent.is_dir():
        raise ReadingError(f"{output.parent} is no folder; make it, or choose another output.")
    if force and path.exists():
        try:
            Ledger(path).close()
        except LedgerBusy:
            raise
        except LedgerError:
            pass
        remove(path)
    if resume and output.exists() and not path.exists():
        return None
    if not resume and not force and (path.exists() or output.exists()):
        there = path if path.exists() else output
        raise ReadingError(f"{there} exists; give --resume to go on with that run, or --force to judge every row anew.")
    return Ledger(path)


def run(plan: Plan, warn: Warn) -> Generator[tuple[Finished, bool], None, None]:
    """Every row in order, and whether it was judged in this run; it is in ledger and output before it comes out."""
    engine, digests = "", None
    if plan.ledger is not None:
        engine, digests = engine_digest(plan.setup), Digests(Path(plan.setup.folder))
        plan.ledger.note({"engine": engine, "input": plan.path.name})
    execute, workers = _executed(plan, warn)
    finished = conduct(
        read_rows(plan.path),
        execute,
        engine=engine,
        digests=digests,
        ledger=plan.ledger,
        retry=plan.retry,
        size=chunk_size(plan.survey.rows, workers),
    )
    try:
        with _stream(plan) as stream:
            live = Live(stream, plan.form, plan.survey.columns) if stream else None
            for row, judged in finished:
                if live:
                    live.add(row)
                yield row, judged
            if live:
                live.close()
    finally:
        finished.close()
    if plan.ledger is not None:
        plan.ledger.cut(plan.survey.rows)
    if plan.output and plan.ledger and not plan.form.LIVE:
        with writing(plan.output):
            write_at_once(plan.output, plan.form, plan.survey.columns, plan.ledger.rows())


def _executed(plan: Plan, warn: Warn) -> tuple[Execute, int]:
    """What runs the chunks, and how many workers it has; raises ReadingError where it is not installed."""
    if plan.cluster:
        try:
            from verifier.batch.dask import Cluster
        except ImportError as error:
            raise ReadingError(MISSING) from error
        folder = plan.setup.folder
        cluster = Cluster(send(plan.setup), folder, warn, scheduler=plan.scheduler, count=plan.workers)
        return cluster, cluster.workers
    if plan.workers > 1:
        return Pool(plan.setup, plan.workers, warn), plan.workers
    return alone(plan.setup, warn), 1


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises ReadingError where a file cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReadingError(f"{path} cannot be written ({error.strerror or error}); choose another file.") from error


@contextmanager
def _stream(plan: Plan) -> Iterator[BinaryIO | None]:
    """Where rows go while the run goes on, or None where they wait for its end."""
    if plan.output is None:
        yield plan.stream
    elif plan.form.LIVE:
        with writing(plan.output), plan.output.open("wb") as stream:
            yield stream
    else:
        yield None
