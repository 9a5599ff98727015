"""Which terms of an article may speak of a term of the statement, and which sentences of the whole statement.

RapidFuzz is used here and nowhere else, and only proposes: names with small misspellings, words of one stem.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from claims.folding import bare
from claims.languages.lexicon import meanings, moving
from claims.languages.values_schema import unit_factors
from claims.names import strip_suffix
from verifier.index import Index
from verifier.magnitudes import relate_values
from verifier.settings import Settings
from verifier.terms import Part, Term

Kinship = Literal["same", "translation", "meaning", "implied", "near", "opposite", "different-value"]
NEAR = 0.85
FAR_NAME = 0.75
FAR_WORD = 0.3
FAR_VALUE = 0.5
PERSON = "person"
OTHER_COUNT = 0.5
TURNED = {"up": "down", "down": "up"}


class Link(NamedTuple):
    """A pair of terms, how surely they speak of the same (0 to 1), and how they are related."""

    statement: Term
    article: Term
    score: float
    kinship: Kinship


class Match(NamedTuple):
    """A sentence of the article held against the statement: for each statement term its best link, nearest first."""

    sentence: int
    links: tuple[Link | None, ...]
    local: tuple[Link | None, ...]
    clashes: tuple[Link, ...]
    coverage: float
    rank: float


def find_matches(statement: Sequence[Term], index: Index, settings: Settings) -> tuple[Match, ...]:
    """The sentences that could settle the statement, best first."""
    if not statement or not index.sentences:
        return ()
    links = [_links(term, index, settings) for term in statement]
    total = sum(term.weight for term in statement) or 1.0
    found = []
    for number in range(len(index.sentences)):
        best = [_best(options, number) for options in links]
        local = [_best_local(options, number) for options in links]
        clashes = tuple(
            link
            for options in links
            for link in options
            if link.article.sentence == number and link.kinship in ("opposite", "different-value")
        )
        coverage = sum(term.weight * score for term, (_, score) in zip(statement, best, strict=True)) / total
        anchored = sum(
            term.weight * (link.score if link else 0.0) * (0.5 + _rarity(link, index))
            for term, link in zip(statement, local, strict=True)
        )
        if not any(local):
            continue
        heading = index.analysis.document.sentences[number].heading
        rank = anchored / total + 0.25 * coverage + 0.12 * len(clashes) / len(statement) - (0.1 if heading else 0.0)
        found.append(Match(number, tuple(link for link, _ in best), tuple(local), clashes, coverage, rank))
    found.sort(key=lambda match: (-match.rank, match.sentence))
    return tuple(found[: settings.candidates])


def _rarity(link: Link | None, index: Index) -> float:
    if link is None or not link.article.concepts:
        return 0.5
    return index.rarity(link.article.concepts[0])


def _best(options: Iterable[Link], number: int) -> tuple[Link | None, float]:
    """The link that counts most for a window around a sentence, and how much it counts there."""
    best: tuple[Link | None, float] = (None, 0.0)
    for link in options:
        if link.kinship in ("opposite", "different-value"):
            continue
        distance = abs(link.article.sentence - number)
        near = (
            1.0 if distance == 0 else NEAR if distance == 1 else FAR_NAME if link.statement.kind == "name" else FAR_WORD
        )
        if link.statement.kind == "value" and distance > 1:
            near = FAR_VALUE if link.score == 1.0 else 0.0
        if link.score * near > best[1]:
            best = (link, link.score * near)
    return best


def _best_local(options: Iterable[Link], number: int) -> Link | None:
    here = [
        link
        for link in options
        if link.article.sentence == number and link.kinship not in ("opposite", "different-value")
    ]
    return max(here, key=lambda link: link.score, default=None)


def _links(term: Term, index: Index, settings: Settings) -> tuple[Link, ...]:
    """All terms of the article that may speak of the same as the statement's term."""
    if term.kind == "value":
        return tuple(_value_links(term, index, settings))
    found: dict[tuple[int, int], Link] = {}

    def add(article: Term, score: float, kinship: Kinship) -> None:
        key = (article.start, article.end)
        if key not in found or score > found[key].score:
            found[key] = Link(term, article, score, kinship)

    if term.kind == "name":
        for name in index.names:
            score = name_score(term, name, index)
            if score:
                add(name, score, "same")
        for word in capitalised(term, index):
            add(word, 1.0, "same")
    for article in _by_concepts(term, index):
        if (
            term.kind == "name"
            and article.kind == "name"
            or article.kind == "value"
            or _beside_the_point(term, article)
        ):
            continue
        score, kinship = _concept_score(term, article)
        if score:
            add(article, score * (0.8 if term.kind == "name" or article.kind == "name" else 1.0), kinship)
    if term.kind == "word":
        for article in index.by_surface.get(bare(strip_suffix(term.text)), ()):
            add(article, 0.95, "same")
    if term.kind == "word" and len(term.lemma) > 3:
        for article, score in _stem_links(term, index):
            add(article, score, "near")
    return tuple(found.values())


def _beside_the_point(term: Term, article: Term) -> bool:
    """Whether a word meets no more than the front of an inflected name, whose last word tells what it is of."""
    inflected = len(term.parts) > 1 and not term.whole and strip_suffix(term.text) != term.text
    return inflected and not set(term.parts[-1].concepts) & set(article.concepts)


def capitalised(name: Term, index: Index) -> Iterator[Term]:
    """The article's words that were taken for common ones at the head of a sentence, but are written as the name is."""
    for word in index.by_surface.get(bare(strip_suffix(name.text)), ()):
        if word.kind == "word" and word.text[:1].isupper():
            yield word


def _by_concepts(term: Term, index: Index) -> Iterable[Term]:
    keys = dict.fromkeys(term.concepts)
    for key in term.concepts:
        if key.startswith("m:"):
            group = meanings().get(key[2:])
            if group:
                if group.direction in TURNED:
                    keys.update(dict.fromkeys(f"m:{other}" for other in moving(TURNED[group.direction])))
                keys.update(dict.fromkeys(f"m:{other}" for other in (*group.opposite, *sorted(implying(group.id)))))
    seen = set()
    for key in keys:
        for article in index.by_concept.get(key, ()):
            if (article.start, article.end) not in seen:
                seen.add((article.start, article.end))
                yield article


@lru_cache(maxsize=4096)
def implying(meaning: str) -> frozenset[str]:
    """Meanings that imply the given one, directly or through others."""
    found: set[str] = set()
    open_ends = {meaning}
    while open_ends:
        open_ends = {other for one in open_ends for other in meanings()[one].implied_by} - found
        found |= open_ends
    return frozenset(found)


def _concept_score(term: Term, article: Term) -> tuple[float, Kinship]:
    mine, theirs = term.concepts, article.concepts
    if not mine or not theirs:
        return 0.0, "near"
    if mine[0] == theirs[0]:
        return 1.0, "same"
    if mine[0] in theirs or theirs[0] in mine:
        return 1.0, "translation"
    groups = {key[2:] for key in mine if key.startswith("m:")}
    others = {key[2:] for key in theirs if key.startswith("m:")}
    if groups & others:
        return 0.92, "meaning"
    if any(implying(group) & others for group in groups):
        return 0.85, "implied"
    if any(other in meanings()[group].opposite for group in groups for other in others):
        return 0.9, "opposite"
    if _directions(groups) | _directions(others) == {"up", "down"} and _directions(groups) and _directions(others):
        return 0.75, "opposite"
    shared = set(mine) & set(theirs)
    return (min(0.8, 0.55 + 0.1 * len(shared)), "near") if shared else (0.0, "near")


def _directions(groups: Iterable[str]) -> set[str]:
    return {meanings()[group].direction for group in groups} & {"up", "down"}


def _stem_links(term: Term, index: Index) -> Iterable[tuple[Term, float]]:
    """Words of one stem in either language: the lemma itself, or a translation of it, against the article's lemmas."""
    for key in term.concepts or (f"x:{term.lemma}",):
        if key.startswith("m:"):
            continue
        own = key == term.concepts[0] if term.concepts else True
        word = _verb_stem(bare(key[3:])) if key.startswith("tr:") else bare(key[3:])
        for lemma, articles in index.by_stem.get(word[:1], {}).items():
            score = _stem_score(word, lemma)
            if score and (own or score >= 0.7):
                for article in articles:
                    yield article, score if own else score * 0.85


def _verb_stem(word: str) -> str:
    return word[:-3] if word.endswith(("mak", "mek")) and len(word) > 5 else word


@lru_cache(maxsize=65536)
def _stem_score(word: str, lemma: str) -> float:
    if len(word) < 4 or len(lemma) < 4 or word[0] != lemma[0] or " " in word:
        return 0.0
    prefix = 0
    for a, b in zip(word, lemma, strict=False):
        if a != b:
            break
        prefix += 1
    longest = max(len(word), len(lemma))
    if prefix >= 5 and prefix >= min(len(word), len(lemma)) - 1 and prefix / longest >= 0.55:
        return 0.7
    if prefix >= 4 and prefix >= min(len(word), len(lemma)) - 1 and prefix / longest >= 0.55:
        return 0.6
    if longest >= 6 and prefix >= 3 and JaroWinkler.similarity(word, lemma) >= 0.92:
        return 0.65
    return 0.0


def name_score(statement: Term, article: Term, index: Index) -> float:
    """How surely two names are of one thing: word by word against the fullest form the article gives."""
    if (
        statement.whole
        and article.whole
        and (statement.whole[0] in article.whole or article.whole[0] in statement.whole)
    ):
        return 1.0
    if len(statement.parts) > 1 and _known_apart(statement.whole, article.whole):
        return 0.0
    if _letters(statement) == _letters(article):
        return 1.0
    forms = [article.parts]
    if article.entity is not None:
        entity = index.analysis.entities[article.entity]
        own = [part.key for part in article.parts]
        keys = [[bare(word) for word in form.split()] for form in (entity.name, *entity.aliases)]
        forms += [tuple(Part(key=key, concepts=(), common=False) for key in form) for form in keys if form != own]
    return max(_parts_score(statement.parts, form) for form in forms)


def _letters(name: Term) -> str:
    """The letters and figures of a name alone, however it is divided into words (C-SPAN, C- SPAN)."""
    return "".join(char for part in name.parts for char in part.key if char.isalnum())


def _known_apart(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the lexicon knows both and as different things: Slovenya and Slovakya only look alike."""
    return len(mine) > 1 and len(theirs) > 1 and not set(mine) & set(theirs)


def _parts_score(mine: tuple[Part, ...], theirs: tuple[Part, ...]) -> float:
    if not mine or not theirs:
        return 0.0
    if len(mine) == 1 and len(theirs) > 1 and mine[0].key == "".join(part.key[0] for part in theirs):
        return 0.9
    if len(theirs) == 1 and len(mine) > 1 and theirs[0].key == "".join(part.key[0] for part in mine):
        return 0.9
    if len(mine) == len(theirs) > 1 and not _part_score(mine[-1], theirs[-1]):
        return 0.0
    matched = [max((_part_score(part, other) for other in theirs), default=0.0) for part in mine]
    back = [max((_part_score(other, part) for other in mine), default=0.0) for part in theirs]
    proper = [score for part, score in zip(mine, matched, strict=True) if not part.common] or matched
    if min(proper) > 0.0:
        return min(proper) * (1.0 if min(back) > 0.0 or len(mine) == 1 or back[-1] > 0.0 or back[0] > 0.0 else 0.9)
    if min(back) > 0.0 and len(theirs) < len(mine) and matched[-1] > 0.0:
        return 0.7 * min(back)
    return 0.0


@lru_cache(maxsize=65536)
def _part_score(mine: Part, theirs: Part) -> float:
    if mine.key == theirs.key:
        return 1.0
    if (
        mine.concepts
        and theirs.concepts
        and (mine.concepts[0] in theirs.concepts or theirs.concepts[0] in mine.concepts)
    ):
        return 0.95
    if _known_apart(mine.concepts, theirs.concepts):
        return 0.0
    shorter, longer = sorted((mine.key, theirs.key), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return 0.9
    if len(shorter) < 5 or shorter[0] != longer[0] and shorter[1:] != longer[1:]:
        return 0.0
    allowed = 1 if len(shorter) < 8 else 2
    return 0.88 if OSA.distance(mine.key, theirs.key, score_cutoff=allowed) <= allowed else 0.0


def alike(one: str, other: str) -> bool:
    """Whether two bare words may be one name: the same, one with a short ending more, or one letter apart."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return True
    return len(shorter) >= 5 and OSA.distance(one, other, score_cutoff=1) <= 1


def _value_links(term: Term, index: Index, settings: Settings) -> Iterable[Link]:
    assert term.value is not None
    for article in index.values:
        assert article.value is not None
        relation = relate_values(term.value, article.value, settings)
        if relation == "equal":
            yield Link(
                term,
                article,
                1.0 if _same_count(term, article) or not _both_counted(term, article) else OTHER_COUNT,
                "same",
            )
        elif relation == "different":
            yield Link(term, article, 0.6 if _same_count(term, article) else 0.3, "different-value")


def _both_counted(term: Term, article: Term) -> bool:
    """Whether both say what they count, so that an equal number of other things is no more than chance."""
    assert term.value is not None
    assert article.value is not None
    return bool(term.value.unit and article.value.unit)


def _same_count(term: Term, article: Term) -> bool:
    """Whether two values measure one kind of thing: the same unit, or counted nouns that mean the same."""
    assert term.value is not None
    assert article.value is not None
    if term.value.kind == article.value.kind and term.value.kind not in ("number", "quantity"):
        return True
    if PERSON in (term.value.unit, article.value.unit):
        return not {term.value.unit, article.value.unit} & set(unit_factors())
    return bool(set(term.concepts) & set(article.concepts))
