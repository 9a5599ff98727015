"""The terms of a text: names, values and content words, each once, with what they mean and what they weigh."""

from typing import Literal

from claims.claim import Analysis, Claim, Mention
from claims.concepts import EXCLUDED, LIGHT
from claims.document import Frozen, Sentence, Token
from claims.folding import bare
from claims.languages.lexicon import meanings
from claims.values.model import Value

TermKind = Literal["name", "value", "word"]
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "X", "NUM"})
WEIGHTS = {
    "name": 1.4,
    "value": 1.6,
    "VERB": 1.2,
    "NOUN": 1.0,
    "PROPN": 1.0,
    "ADJ": 0.8,
    "ADV": 0.5,
    "NUM": 0.6,
    "X": 0.8,
}
LIGHT_WEIGHT = 0.12
FUNCTION_WEIGHT = 0.3
SPEAKING, SPEAKING_WEIGHT = frozenset({"says", "claims"}), 0.35
FEW_SENSES, VAGUENESS, VAGUEST = 5, 0.05, 0.6
MARKS = frozenset({LIGHT, EXCLUDED})


class Part(Frozen):
    """One word of a name: its bare form, what it means, and whether it is a common word of the lexicon."""

    key: str
    concepts: tuple[str, ...]
    common: bool


class Term(Frozen):
    """A unit of content with its offsets, its head token and the concepts and weight that it carries.

    ``claim`` is the index of the claim whose predicate the term is (or belongs to), None elsewhere; ``whole`` holds the
    concepts of a name that the lexicon knows as a whole (United States), ``parts`` its words; ``excluded`` marks what a
    contrast sets aside ("X değil, Y").
    """

    kind: TermKind
    start: int
    end: int
    text: str
    sentence: int
    head: int
    tokens: tuple[int, ...]
    concepts: tuple[str, ...] = ()
    lemma: str = ""
    upos: str = "X"
    weight: float = 1.0
    entity: int | None = None
    value: Value | None = None
    claim: int | None = None
    parts: tuple[Part, ...] = ()
    whole: tuple[str, ...] = ()
    excluded: bool = False


def terms(analysis: Analysis) -> tuple[tuple[Term, ...], ...]:
    """The terms of every sentence, in the order of the text."""
    predicates: dict[tuple[int, int], int] = {}
    for index, claim in enumerate(analysis.claims):
        for token in claim.predicate.tokens:
            predicates.setdefault((claim.sentence, token), index)
    mentions: dict[int, list[Mention]] = {}
    for mention in analysis.mentions:
        mentions.setdefault(mention.sentence, []).append(mention)
    values: dict[int, list[Value]] = {}
    position = 0
    for value in analysis.values:
        while (
            position < len(analysis.document.sentences) - 1 and analysis.document.sentences[position].end <= value.start
        ):
            position += 1
        values.setdefault(position, []).append(value)
    return tuple(
        _sentence(sentence, analysis, mentions.get(sentence.index, []), values.get(sentence.index, []), predicates)
        for sentence in analysis.document.sentences
    )


def _sentence(
    sentence: Sentence,
    analysis: Analysis,
    mentions: list[Mention],
    values: list[Value],
    predicates: dict[tuple[int, int], int],
) -> tuple[Term, ...]:
    found: list[Term] = []
    used: set[int] = set()
    for value in values:
        if not value.telling:
            continue
        members = [token for token in sentence.tokens if token.start < value.end and value.start < token.end]
        if not members:
            continue
        used.update(token.id for token in members)
        found.append(_value(value, members, sentence))
    for mention in mentions:
        members = [token for token in sentence.tokens if token.id in mention.tokens]
        if not members or set(mention.tokens) & used:
            continue
        used.update(mention.tokens)
        concepts = tuple(dict.fromkeys(key for token in members for key in token.concepts if key not in MARKS))
        found.append(
            Term(
                kind="name",
                start=mention.start,
                end=mention.end,
                text=mention.text,
                sentence=sentence.index,
                head=members[0].id,
                tokens=mention.tokens,
                concepts=concepts,
                lemma=mention.name,
                upos="PROPN",
                weight=WEIGHTS["name"],
                entity=mention.entity,
                claim=next(
                    (predicates[sentence.index, t] for t in mention.tokens if (sentence.index, t) in predicates), None
                ),
                whole=_whole(members),
                excluded=any(EXCLUDED in token.concepts for token in members),
                parts=tuple(
                    Part(key=bare(word), concepts=token.concepts, common=len(token.concepts) > 1)
                    for token, word in zip(members, mention.name.split(" "), strict=False)
                    if any(char.isalnum() for char in word)
                ),
            )
        )
    for token in sentence.tokens:
        if (
            token.id in used
            or (token.upos not in CONTENT and not _telling(token) and token.phrase != token.id)
            or not any(char.isalnum() for char in token.text)
        ):
            continue
        if token.phrase and token.phrase != token.id:
            continue
        members = [other for other in sentence.tokens if other.phrase == token.id or other.id == token.id]
        found.append(_word(token, members, sentence, analysis, predicates))
    return tuple(sorted(found, key=lambda term: (term.start, term.end)))


def _weight(token: Token, words: int) -> float:
    """What a word weighs: by part of speech, less for light words and words of many senses, more for phrases."""
    if token.upos not in CONTENT and words == 1:
        return FUNCTION_WEIGHT
    if LIGHT in token.concepts and words == 1:
        return LIGHT_WEIGHT
    if words == 1 and any(meanings()[key[2:]].frame in SPEAKING for key in token.concepts if key.startswith("m:")):
        return SPEAKING_WEIGHT
    senses = sum(not key.startswith("m:") for key in token.concepts)
    vague = 1.0 if words > 1 else max(VAGUEST, 1.0 - VAGUENESS * max(0, senses - FEW_SENSES))
    return round(WEIGHTS.get(token.upos, 0.8) * vague * (1.25 if words > 1 else 1.0), 4)


def _telling(token: Token) -> bool:
    """Whether a function word has an opposite (before – after), so that it can make a statement false."""
    return token.upos in ("ADP", "SCONJ", "DET") and any(
        meanings()[key[2:]].opposite for key in token.concepts if key.startswith("m:") and key[2:] in meanings()
    )


def _whole(members: list[Token]) -> tuple[str, ...]:
    """The concepts of a name that is one word or one phrase of the lexicon."""
    named = [token for token in members if any(char.isalnum() for char in token.text)]
    if len(named) == 1:
        return named[0].concepts
    heads = {token.phrase for token in named}
    if len(heads) == 1 and 0 not in heads:
        return next((token.concepts for token in members if token.id in heads), ())
    return ()


def _value(value: Value, members: list[Token], sentence: Sentence) -> Term:
    """A value with the concepts of what it counts: its own words, and the noun right after it."""
    after = [token for token in sentence.tokens if token.start >= value.end and token.upos in ("NOUN", "ADJ", "PROPN")][
        :2
    ]
    near = [token for token in after if token.start - value.end <= 25]
    concepts = tuple(dict.fromkeys(key for token in (*members, *near) for key in token.concepts if key not in MARKS))
    return Term(
        kind="value",
        start=value.start,
        end=value.end,
        text=value.text,
        sentence=sentence.index,
        head=members[-1].id,
        tokens=tuple(token.id for token in members),
        concepts=concepts,
        lemma=value.text,
        upos="NUM",
        weight=WEIGHTS["value"],
        value=value,
    )


def _word(
    token: Token, members: list[Token], sentence: Sentence, analysis: Analysis, predicates: dict[tuple[int, int], int]
) -> Term:
    """A content word, shown with the whole phrase that it heads where the words stand side by side."""
    ids = sorted(member.id for member in members)
    shown = members if ids[-1] - ids[0] == len(ids) - 1 else [token]
    start, end = min(member.start for member in shown), max(member.end for member in shown)
    return Term(
        kind="word",
        start=start,
        end=end,
        text=analysis.document.text[start:end],
        sentence=sentence.index,
        head=token.id,
        tokens=tuple(member.id for member in members),
        concepts=tuple(key for key in token.concepts if key not in MARKS),
        lemma=token.lemma,
        upos=token.upos,
        excluded=EXCLUDED in token.concepts,
        weight=_weight(token, len(members)),
        claim=next(
            (predicates[sentence.index, member.id] for member in members if (sentence.index, member.id) in predicates),
            None,
        ),
    )


def claim_of(term: Term, analysis: Analysis) -> Claim | None:
    """The claim whose predicate the term is, or None."""
    return None if term.claim is None else analysis.claims[term.claim]
