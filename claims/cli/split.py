"""claims split: the atomic claims of an article with their spans."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click

from claims.cli import options
from claims.cli.showing import record as value_record
from claims.cli.showing import shown

if TYPE_CHECKING:
    from claims.claim import Analysis, Claim
    from claims.reading import Article


@click.command("split", short_help="The atomic claims of an article.")
@click.argument("article", metavar="FILE")
@options.lang
@options.form
@options.access
@options.models
def command(
    article: str, lang: Literal["tr", "en"] | None, form: str, offline: bool, allow_private: bool, **choices: Any
) -> None:
    """Print the atomic claims of FILE (.txt, .md, .html, .docx, .odt, .pdf, .eml, ninjs as .json, an address of the
    web, or - for standard input), in the order of the text."""
    from claims.reading import Access, read

    text = read(article, Access(offline=offline, private=allow_private))
    analysis = options.analyse(text.text, lang=lang, **choices)
    lines = _records(text.name, analysis) if form == "jsonl" else _listing(text, analysis)
    for line in lines:
        click.echo(line)


def record(article: str, analysis: "Analysis", claim: "Claim") -> dict[str, Any]:
    """One claim as plain JSON values; offsets are half-open code points of the article."""
    sentence = analysis.document.sentences[claim.sentence]
    subject = claim.subject
    return {
        "article": article,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "sentence": [sentence.start, sentence.end],
        "predicate": claim.predicate.text,
        "predicate_lemma": claim.predicate.lemma,
        "subject": None if subject is None else subject.text if subject.overt else subject.resolved or subject.text,
        "objects": [argument.text for argument in claim.arguments if argument.role == "object"],
        "quantities": [value_record(value) for value in claim.quantities],
        "dates": [value_record(value) for value in claim.dates],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": None if claim.attribution is None else claim.attribution.text,
        "checkable": claim.checkable,
        "rule": claim.rule,
    }


def _records(article: str, analysis: "Analysis") -> Iterator[str]:
    for claim in analysis.claims:
        yield json.dumps(record(article, analysis, claim), ensure_ascii=False)


def _listing(article: "Article", analysis: "Analysis") -> Iterator[str]:
    document = analysis.document
    for number, claim in enumerate(analysis.claims, start=1):
        fields = record(article.name, analysis, claim)
        yield f"{number}. {' '.join(claim.text.split())}"
        about = [
            article.places.told(claim.start, claim.end) or f"line {document.line(claim.start)}",
            f"{claim.start}–{claim.end}",
            claim.polarity,
            claim.modality,
            "" if claim.checkable else "not checkable",
        ]
        yield "   " + " · ".join(part for part in about if part)
        for name in ("predicate_lemma", "subject", "objects", "attribution"):
            value = fields[name]
            filler = "; ".join(value) if isinstance(value, list) else value
            if filler:
                yield f"   {name.replace('_', ' '):<16}{' '.join(filler.split())}"
        for found in claim.values:
            yield f"   {'value':<16}{shown(found)}"
    yield f"{len(analysis.claims)} claims in {len(document.sentences)} sentences of {article.name}"
