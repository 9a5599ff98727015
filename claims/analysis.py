"""Text to Analysis: parse, concepts, values, names, claims – the claims half of the picture in architecture order."""

from collections.abc import Iterable

from claims.attachment import reattach
from claims.claim import Analysis
from claims.concepts import annotate
from claims.document import Document, Lang
from claims.extraction import extract
from claims.names import find_names
from claims.parsing import Parser
from claims.values import recognise


def analyse(text: str, lang: Lang, parser: Parser) -> Analysis:
    """What one text asserts."""
    return analyse_all((text,), lang, parser)[0]


def analyse_all(texts: Iterable[str], lang: Lang, parser: Parser) -> tuple[Analysis, ...]:
    """What several texts of one language assert; they share one pass through the models."""
    return tuple(interpret(document) for document in parser.parse_all(texts, lang))


def interpret(document: Document) -> Analysis:
    """The claims of a parsed document."""
    if document.lang == "tr":
        document = document.model_copy(update={"sentences": tuple(map(reattach, document.sentences))})
    document = annotate(document)
    values = recognise(document.text, document.lang)
    entities, mentions = find_names(document)
    return Analysis(
        document=document,
        values=values,
        entities=entities,
        mentions=mentions,
        claims=extract(document, values, entities, mentions),
    )
