"""verify eval: how right the engine is on labelled statements."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verifier.cli import options
from verifier.cli.opening import open_engine

if TYPE_CHECKING:
    from verifier.batch import Articles
    from verifier.evaluation import Case, Evaluation


@click.command("eval", short_help="Measure the engine on labelled statements.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--errors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every wrong row here, with its explanation.",
)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print. [default: text]"
)
@options.engine
def command(gold: Path, errors: Path | None, form: str, **choices: Any) -> None:
    """Judge the labelled statements of a GOLD .jsonl file and print how right the verdicts are.

    Each row: statement, article (path relative to the file), label, and where known id, lang, evidence_lines
    (counted from 0) and phenomena. The same file always gives the same figures.
    """
    from verifier.batch import Articles, judge, read_rows
    from verifier.evaluation import case, evaluate, summary

    engine = open_engine(**choices)
    articles = Articles(engine, folder=gold.parent)
    judged = tuple(judge(read_rows(gold), engine, articles))
    cases = tuple(case(one) for one in judged)
    evaluation = evaluate(cases)
    if form == "json":
        click.echo(json.dumps(summary(evaluation), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_table(evaluation)))
    if errors is not None:
        wrong = [(one, row.row.columns.get("article")) for one, row in zip(cases, judged, strict=True) if not one.right]
        try:
            errors.write_text("".join(_explained(wrong, articles)), encoding="utf-8")
        except OSError as error:
            raise click.UsageError(f"{errors} cannot be written ({error.strerror}); choose another file.") from error


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
    for title, groups in (("language", evaluation.languages), ("phenomenon", evaluation.phenomena)):
        yield ""
        yield f"{title:<24}{'rows':>6}{'accuracy':>11}{'macro-F1':>11}"
        for name, group in groups.items():
            yield f"{name:<24}{group.rows:>6}{group.accuracy:>11.3f}{group.macro_f1:>11.3f}"
    yield ""
    yield f"engine {evaluation.engine} · models " + ", ".join(f"{k} {v}" for k, v in sorted(evaluation.models.items()))


def _explained(wrong: "list[tuple[Case, Any]]", articles: "Articles") -> Iterator[str]:
    from verifier.formats import View, write

    for one, name in wrong:
        documents = {source.name: source.analysis.document for source in articles.sources(name)}
        phenomena = ", ".join(one.phenomena) or "–"
        yield f"=== {one.id} · {one.lang} · gold {one.gold}, given {one.report.verdict} · {phenomena}\n"
        document = next(iter(documents.values()))
        lines = document.text.split("\n")
        for line in sorted(line for line in one.lines if 0 <= line < len(lines)):
            yield f"    gold line {line}: {lines[line].strip()}\n"
        yield from write("text", (one.report,), View(documents=documents, explain=True))
        yield "\n"
