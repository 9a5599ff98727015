"""claims show: one article of the store with its claims, or its text."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from claims.cli import options
from claims.cli.opening import open_store
from claims.cli.showing import shown_record
from claims.drawing import clean

if TYPE_CHECKING:
    from claims.store.records import StoredArticle, StoredClaim


@click.command("show", short_help="One article of the store with its claims.")
@click.argument("article", metavar="ARTICLE")
@click.option("--version", type=click.IntRange(1), metavar="NUMBER", help="An earlier version. [default: the newest]")
@click.option("--text", is_flag=True, help="Print the text itself, as it was added.")
@options.form
@options.store
def command(article: str, version: int | None, text: bool, form: str, store: str | None) -> None:
    """Print what the store holds of ARTICLE: its name, the end of its path, or its id (7, or id:7)."""
    with open_store(store) as opened:
        found = opened.article(article, version=version)
        if text:
            click.echo(opened.text(found.id), nl=False)
            return
        claims = opened.claims_of(found.id)
        if form == "jsonl":
            record = found.model_dump(mode="json", exclude={"claims"}) | {
                "text": opened.text(found.id),
                "claims": [claim.model_dump(mode="json") for claim in claims],
            }
            click.echo(json.dumps(record, ensure_ascii=False))
            return
        for line in (*_heading(found, len(opened.versions(found.id))), *_listing(claims)):
            click.echo(line)


def _heading(article: "StoredArticle", versions: int) -> Iterator[str]:
    yield f"{clean(article.name)}  (id {article.id}, version {article.version} of {versions})"
    for name in ("title", "source", "published", "url", "lang", "sha256"):
        value = getattr(article, name)
        if value:
            yield f"   {name:<16}{clean(value)}"
    yield f"   {'holds':<16}{article.sentences} sentences, {article.claims} claims, {article.characters} characters"


def _listing(claims: "tuple[StoredClaim, ...]") -> Iterator[str]:
    for claim in claims:
        yield f"{claim.number}. {clean(' '.join(claim.text.split()))}"
        about = (
            f"line {claim.line}",
            f"{claim.start}–{claim.end}",
            claim.polarity,
            claim.modality,
            "" if claim.checkable else "not checkable",
        )
        yield "   " + " · ".join(filter(None, about))
        fields = {
            "predicate lemma": claim.predicate_lemma,
            "subject": claim.subject,
            "objects": "; ".join(claim.objects),
            "attribution": claim.attribution,
            "quantifier": claim.quantifier,
        }
        yield from (f"   {name:<16}{clean(' '.join(value.split()))}" for name, value in fields.items() if value)
        yield from (f"   {'value':<16}{clean(shown_record(value))}" for value in claim.values)
