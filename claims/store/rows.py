"""From analyses to rows of the tables and back to records."""

import json
import sqlite3
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from claims.claim import Analysis, Argument, Claim
from claims.document import Document
from claims.store.keys import sentence_keys
from claims.store.records import StoredArticle, StoredClaim
from claims.values.model import Value

VALUE_FIELDS = {"start", "end", "text", "kind", "value", "unit", "bound"}
COMPRESSION = 6


class SentenceRow(NamedTuple):
    """A row of the table sentence, without ids."""

    number: int
    line: int
    start: int
    end: int
    text: str
    heading: bool
    keys: str


class ClaimRow(NamedTuple):
    """A row of the table claim, without ids."""

    number: int
    line: int
    start: int
    end: int
    text: str
    predicate: str
    predicate_lemma: str
    subject: str | None
    objects: str
    values: str
    polarity: str
    modality: str
    attribution: str | None
    quantifier: str | None
    checkable: bool
    rule: str


def sentence_rows(analysis: Analysis) -> Iterator[SentenceRow]:
    """The sentences of an analysis with their keys."""
    document, line = analysis.document, _lines(analysis.document)
    for sentence, keys in zip(document.sentences, sentence_keys(analysis), strict=True):
        yield SentenceRow(
            number=sentence.index,
            line=line(sentence.start),
            start=sentence.start,
            end=sentence.end,
            text=document.surface(sentence.span),
            heading=sentence.heading,
            keys=" ".join(keys),
        )


def claim_rows(analysis: Analysis) -> Iterator[tuple[int, ClaimRow]]:
    """The claims of an analysis, each with the index of its sentence."""
    line = _lines(analysis.document)
    for number, claim in enumerate(analysis.claims, start=1):
        objects = [argument.text for argument in claim.arguments if argument.role == "object"]
        yield (
            claim.sentence,
            ClaimRow(
                number=number,
                line=line(claim.start),
                start=claim.start,
                end=claim.end,
                text=claim.text,
                predicate=claim.predicate.text,
                predicate_lemma=claim.predicate.lemma,
                subject=None if claim.subject is None else named(claim.subject),
                objects=json.dumps(objects, ensure_ascii=False),
                values=json.dumps([_value(value) for value in claim.values], ensure_ascii=False),
                polarity=claim.polarity,
                modality=claim.modality,
                attribution=_attribution(claim),
                quantifier=claim.quantifier,
                checkable=claim.checkable,
                rule=claim.rule,
            ),
        )


def named(argument: Argument) -> str:
    """A participant as the text gives it, or who it is where the text leaves it out."""
    return argument.text if argument.overt else argument.resolved or argument.text


def packed(analysis: Analysis) -> bytes:
    """An analysis as it is kept."""
    data = analysis.model_dump_json(exclude_defaults=True).encode("utf-8")
    return zlib.compress(data, COMPRESSION)


def unpacked(data: bytes) -> Analysis | None:
    """The analysis that was kept, or None where the bytes are damaged."""
    try:
        return Analysis.model_validate_json(zlib.decompress(data))
    except (ValidationError, zlib.error, ValueError, TypeError):
        return None


def stored_article(row: sqlite3.Row) -> StoredArticle:
    """The record of an article's row."""
    fields: dict[str, Any] = dict(row)
    opening, _, _ = fields["opening"].strip().partition("\n")
    return StoredArticle(**fields | {"current": bool(row["current"]), "opening": " ".join(opening.split())})


def stored_claim(row: sqlite3.Row) -> StoredClaim:
    """The record of a claim's row."""
    fields: dict[str, Any] = dict(row)
    sentence = (fields.pop("sentence_start"), fields.pop("sentence_end"))
    return StoredClaim(
        **fields
        | {
            "sentence": sentence,
            "objects": tuple(json.loads(row["objects"])),
            "values": tuple(json.loads(row["values"])),
            "checkable": bool(row["checkable"]),
        }
    )


def _value(value: Value) -> dict[str, Any]:
    return value.model_dump(mode="json", include=VALUE_FIELDS)


def _attribution(claim: Claim) -> str | None:
    return None if claim.attribution is None else claim.attribution.text


class _Lines:
    """The 1-based line of each offset, as ``Document.line`` tells it, without counting from the beginning each time."""

    def __init__(self, text: str) -> None:
        self._ends = [offset for offset, char in enumerate(text) if char == "\n"]

    def __call__(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1


def _lines(document: Document) -> _Lines:
    return _Lines(document.text)
