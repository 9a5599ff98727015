"""claims search: what the store holds on words or a statement."""

from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli import options
from claims.cli.edge import Terminal, say, terminal
from claims.cli.opening import chosen, open_analyst, open_store, told
from claims.drawing import clean, underlined

if TYPE_CHECKING:
    from claims.store.records import Found
    from claims.store.store import Store


@click.command("search", short_help="What the store holds on words or a statement.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, help="How many passages at most. [default: 10]")
@options.filters
@options.lang
@options.form
@options.store
@options.models
def command(
    words: tuple[str, ...],
    limit: int,
    lang: Literal["tr", "en"] | None,
    form: str,
    store: str | None,
    models: Literal["packaged", "official"],
    no_cache: bool,
    **filters: Any,
) -> None:
    """Print the passages of the store that share most with WORDS, a few words or a statement, Turkish or English,
    whatever the language of the articles.
    """
    from claims.store.keys import terms

    with open_store(store, models=models) as opened:
        analyst = open_analyst(models=models, no_cache=no_cache)
        text = " ".join(words)
        analysis = analyst.analyse(text, lang or analyst.language(text))
        found = opened.search(terms(analysis), limit=limit, chosen=chosen(**filters))
        for number, passage in enumerate(found, start=1):
            if form == "jsonl":
                click.echo(passage.model_dump_json())
            else:
                _show(opened, number, passage, terminal())
        if not found:
            say("Nothing in the store speaks of that.")


def _show(store: "Store", number: int, passage: "Found", view: Terminal) -> None:
    about = told(store.article(passage.article_id))
    click.echo(f"{number}. {clean(passage.article)}, line {passage.line}{f'  ({clean(about)})' if about else ''}")
    shift = passage.sentence[0]
    span = (max(passage.start - shift, 0), min(passage.end - shift, len(passage.sentence_text)))
    for line in underlined(
        passage.sentence_text,
        0,
        len(passage.sentence_text),
        [span],
        width=view.width,
        indent="    ",
        ansi=view.colour,
    ):
        click.echo(line)
