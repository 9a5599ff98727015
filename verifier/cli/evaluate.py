"""verify eval: how right the engine is on labelled statements."""

import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verifier.cli import options
from verifier.cli.opening import open_engine

if TYPE_CHECKING:
    from verifier.batch.articles import Articles
    from verifier.evaluation import Case, Change, Evaluation

BAR = 30


@click.command("eval", short_help="Measure the engine on labelled statements.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--errors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every wrong row here, with its explanation.",
)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every row's verdict here (JSONL), for --compare later.",
)
@click.option(
    "--compare",
    "before",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OLD",
    help="Show the rows whose verdict is not what it was in OLD, a file written by --save.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the reliability of the confidence here (.svg, .png or .pdf; needs the extra plots).",
)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print. [default: text]"
)
@options.engine
def command(
    gold: Path,
    errors: Path | None,
    save: Path | None,
    before: Path | None,
    plot: Path | None,
    form: str,
    **choices: Any,
) -> None:
    """Judge the labelled statements of a GOLD .jsonl file and print how right the verdicts are.

    Each row: statement, article (path relative to the file), label, and where known id, lang, evidence_lines
    (counted from 0) and phenomena. The same file always gives the same figures.
    """
    from verifier.batch.articles import Articles
    from verifier.batch.kernel import judge
    from verifier.batch.tables import read_rows
    from verifier.evaluation import case, changes, evaluate, summary, verdict_rows

    if plot is not None:
        _plotting()
    old = None if before is None else _earlier(before)
    engine = open_engine(**choices)
    articles = Articles(engine, folder=gold.parent)
    judged = tuple(judge(read_rows(gold), engine, articles))
    cases = tuple(case(one) for one in judged)
    evaluation = evaluate(cases)
    if form == "json":
        click.echo(json.dumps(summary(evaluation), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_table(evaluation)))
    if old is not None:
        click.echo("\n".join(_changed(changes(cases, old))), err=form == "json")
    if errors is not None:
        _write(errors, "".join(_explained([one for one in cases if not one.right], articles)))
    if save is not None:
        _write(save, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in verdict_rows(cases)))
    if plot is not None:
        _draw(evaluation, plot)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}); choose another file.") from error


def _earlier(path: Path) -> list[dict[str, Any]]:
    """The rows that --save wrote in an earlier run."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read ({error.strerror}); name a file written by --save.") from error
    except ValueError as error:
        raise click.UsageError(f"{path} is no file written by --save; name one that is.") from error
    if not all(isinstance(row, dict) and "verdict" in row for row in rows):
        raise click.UsageError(f"{path} is no file written by --save; name one that is.")
    return rows


def _changed(found: "Sequence[Change]") -> Iterator[str]:
    better = sum(change.now == change.gold for change in found)
    worse = sum(change.before == change.gold for change in found)
    yield ""
    yield f"{len(found)} rows changed: {better} now right, {worse} now wrong"
    for change in found:
        mark = "+" if change.now == change.gold else "-" if change.before == change.gold else " "
        yield f"{mark} {change.id}  {change.before or 'new'} → {change.now}  (gold {change.gold})  {change.statement}"


def _plotting() -> None:
    """Fails before the work is done where nothing could be drawn after it."""
    if importlib.util.find_spec("matplotlib") is None:
        raise click.UsageError("--plot needs matplotlib; install it with: pip install 'dayanak[plots]'.")


def _draw(evaluation: "Evaluation", path: Path) -> None:
    """Accuracy against confidence, a point a bin as large as its rows, beside the line of perfect calibration."""
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams["svg.hashsalt"] = "dayanak"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axes.plot((0, 1), (0, 1), color="0.6", linestyle="--", label="perfect")
    bins = evaluation.reliability
    axes.plot(
        [one.confidence for one in bins], [one.accuracy for one in bins], color="C0", marker="o", label="measured"
    )
    for one in bins:
        axes.annotate(
            str(one.rows), (one.confidence, one.accuracy), textcoords="offset points", xytext=(6, -10), fontsize=8
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share of right verdicts")
    axes.set_title(f"{evaluation.rows} statements, calibration error {evaluation.calibration_error:.3f}")
    axes.legend(loc="upper left")
    try:
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path} cannot be drawn ({error}); name an .svg, .png or .pdf file.") from error
    finally:
        pyplot.close(figure)


def _table(evaluation: "Evaluation") -> Iterator[str]:
    names = tuple(evaluation.confusion)
    yield f"{evaluation.rows} rows · accuracy {evaluation.accuracy:.3f} · macro-F1 {evaluation.macro_f1:.3f}"
    yield ""
    yield f"{'gold ↓  given →':<16}" + "".join(f"{name:>14}" for name in names)
    for gold, row in evaluation.confusion.items():
        yield f"{gold:<16}" + "".join(f"{row[name]:>14}" for name in names)
    yield ""
    yield f"{'verdict':<16}{'precision':>11}{'recall':>11}{'F1':>11}{'rows':>7}"
    for name, figures in evaluation.verdicts.items():
        yield f"{name:<16}{figures.precision:>11.3f}{figures.recall:>11.3f}{figures.f1:>11.3f}{figures.rows:>7}"
    yield ""
    yield f"contradicted called supported  {evaluation.contradicted_as_supported:.3f} of gold contradicted"
    yield f"supported called contradicted  {evaluation.supported_as_contradicted:.3f} of gold supported"
    share = evaluation.evidence_on_gold_lines
    yield f"evidence on the gold lines     {'–' if share is None else f'{share:.3f}'} of right verdicts"
    yield f"calibration error              {evaluation.calibration_error:.3f}"
    yield ""
    yield f"{'confidence':<16}{'rows':>6}{'mean':>8}{'right':>8}"
    for one in evaluation.reliability:
        bar = "█" * round(one.accuracy * BAR)
        yield f"{one.low:.1f}–{one.high:<12.1f}{one.rows:>6}{one.confidence:>8.3f}{one.accuracy:>8.3f}  {bar}"
    tables = (
        ("language", evaluation.languages),
        ("phenomenon", evaluation.phenomena),
        ("article", evaluation.articles),
    )
    for title, groups in tables:
        yield ""
        width = max(24, *(len(name) + 2 for name in groups), 0)
        yield f"{title:<{width}}{'rows':>6}{'accuracy':>11}{'macro-F1':>11}"
        for name, group in groups.items():
            yield f"{name:<{width}}{group.rows:>6}{group.accuracy:>11.3f}{group.macro_f1:>11.3f}"
    yield ""
    yield f"engine {evaluation.engine} · models " + ", ".join(f"{k} {v}" for k, v in sorted(evaluation.models.items()))


def _explained(wrong: "Sequence[Case]", articles: "Articles") -> Iterator[str]:
    from verifier.formats import View, write

    for one in wrong:
        sources = articles.sources(one.article, one.report.statement, None)
        documents = {source.name: source.analysis.document for source in sources}
        phenomena = ", ".join(one.phenomena) or "–"
        yield f"=== {one.id} · {one.lang} · gold {one.gold}, given {one.report.verdict} · {phenomena}\n"
        document = next(iter(documents.values()))
        lines = document.text.split("\n")
        for line in sorted(line for line in one.lines if 0 <= line < len(lines)):
            yield f"    gold line {line}: {lines[line].strip()}\n"
        yield from write("text", (one.report,), View(documents=documents, explain=True))
        yield "\n"
