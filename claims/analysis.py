"""Text to Analysis: parse, concepts, values, names, claims – the claims half of the picture in architecture order."""

from collections.abc import Iterable

from claims.attachment import reattach
from claims.claim import Analysis
from claims.concepts import annotate
from claims.document import Document, Lang
from claims.extraction import extract
from claims.names import find_names
from claims.parsing import Parser
from claims.values import Value, recognise


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
    values = _spoken(recognise(document.text, document.lang), document)
    entities, mentions = find_names(document)
    return Analysis(
        document=document,
        values=values,
        entities=entities,
        mentions=mentions,
        claims=extract(document, values, entities, mentions),
    )


def _spoken(values: Iterable[Value], document: Document) -> tuple[Value, ...]:
    """The values that words of the text tell; those in link targets, code and front matter are no part of it."""
    words = bytearray(len(document.text))
    for sentence in document.sentences:
        for token in sentence.tokens:
            words[token.start : token.end] = b"\x01" * (token.end - token.start)
    return tuple(value for value in values if any(words[value.start : value.end]))
