"""Words to concepts: each token gets the language-neutral keys of what it means, phrases before single words."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from claims.document import Document, Lang, Sentence, Token
from claims.folding import fold
from claims.languages import contrast_words, irregular_forms, light_words
from claims.languages.lexicon import Entry, Lexicon, lexicon
from claims.stems import active_stems, derived_stems, nominal_stems

VERBAL_TAGS = frozenset({"VERB", "AUX"})
VERB_GAP = {"tr": 2, "en": 3}
POSSESSOR = frozenset({"one's", "sb's", "someone's"})
CONTRAST_REACH = 4
EXCLUDED = "excluded"
VERBAL_NOUN = ("ma", "me")
LIGHT = "light"
SILENT_TAGS = frozenset({"PUNCT", "SYM"})
KEPT = 1 << 15


def annotate(document: Document) -> Document:
    """The document with the concepts of every word filled in."""
    known = lexicon(document.lang)
    return document.model_copy(
        update={"sentences": tuple(_sentence(sentence, document.lang, known) for sentence in document.sentences)}
    )


def _sentence(sentence: Sentence, lang: Lang, known: Lexicon) -> Sentence:
    forms = [_forms(token.text, token.lemma, token.upos, lang) for token in sentence.tokens]
    tokens = list(sentence.tokens)
    taken: set[int] = set()
    for position, token in enumerate(tokens):
        if token.upos in SILENT_TAGS or position in taken:
            continue
        hit = _phrase(position, forms, tokens, lang, known)
        if hit is None:
            continue
        entry, members = hit
        if taken & set(members):
            continue
        taken.update(members)
        head = members[-1] if lang == "tr" or not _is_verb(tokens[members[0]]) else members[0]
        for member in members:
            update: dict[str, object] = {"phrase": tokens[head].id}
            if member == head:
                update["concepts"] = entry.concepts
            tokens[member] = tokens[member].model_copy(update=update)
    for position, token in enumerate(tokens):
        if token.upos in SILENT_TAGS or token.concepts:
            continue
        tokens[position] = token.model_copy(
            update={"concepts": _single(token.lemma, _is_verb(token), forms[position], lang)}
        )
    for position in _excluded(tokens, lang):
        tokens[position] = tokens[position].model_copy(update={"concepts": (*tokens[position].concepts, EXCLUDED)})
    return sentence.model_copy(update={"tokens": tuple(tokens)})


def _excluded(tokens: Sequence[Token], lang: Lang) -> Iterator[int]:
    """Positions of the words that a contrast sets aside: X in "X değil, Y" and in "Y, not X"."""
    after, before = contrast_words(lang)
    for position, token in enumerate(tokens):
        word = fold(token.text, lang)
        following = tokens[position + 1 : position + 2]
        if word in after and following and (following[0].text == "," or following[0].upos in ("PROPN", "NOUN")):
            step, start = -1, position - 1
        elif (word in before or f"{word} {fold(following[0].text, lang)}" in before if following else False) and (
            position == 0 or tokens[position - 1].upos not in VERBAL_TAGS
        ):
            step, start = 1, position + (1 if word in before else 2)
        else:
            continue
        for place in range(start, start + step * CONTRAST_REACH, step):
            if not 0 <= place < len(tokens) or tokens[place].upos in ("PUNCT", "CCONJ", "VERB", "AUX", "SCONJ"):
                break
            yield place


def _is_verb(token: Token) -> bool:
    return token.upos in VERBAL_TAGS


@lru_cache(maxsize=KEPT)
def _forms(text: str, lemma: str, upos: str, lang: Lang) -> tuple[str, ...]:
    """Folded forms under which a token may be looked up: its surface, its lemma, and stems of either."""
    surface, lemma = fold(text, lang), fold(lemma, lang)
    found = [surface]
    if "'" in surface:
        found.append(surface.split("'")[0])
    if lemma != surface:
        found.append(lemma)
    elif lemma in irregular_forms(lang):
        found.append(irregular_forms(lang)[lemma])
    if lang == "tr" and upos in VERBAL_TAGS:
        found.extend(active_stems(lemma))
    elif lang == "tr" and upos == "NOUN":
        found.extend(stem[:-2] for stem in nominal_stems(surface) if len(stem) > 4 and stem.endswith(VERBAL_NOUN))
    return tuple(found)


def _phrase(
    position: int, forms: Sequence[tuple[str, ...]], tokens: Sequence[Token], lang: Lang, known: Lexicon
) -> tuple[Entry, tuple[int, ...]] | None:
    """The longest phrase anchored at the position, with the positions of its words."""
    beside = -2 if lang == "tr" else 1
    neighbours: set[str] | None = None
    for form in forms[position]:
        for entry in known.entries.get(form, ()):
            if len(entry.words) < 2:
                break
            if neighbours is None:
                neighbours = _neighbours(position, forms, tokens, lang)
            if entry.words[beside] not in neighbours:
                continue
            if lang == "tr" and entry.verb and not _is_verb(tokens[position]) and form == forms[position][0]:
                continue
            members = _members(entry, position, forms, tokens, lang)
            if members:
                return entry, members
    return None


def _neighbours(position: int, forms: Sequence[tuple[str, ...]], tokens: Sequence[Token], lang: Lang) -> set[str]:
    """All words that may stand next to the anchor in a phrase, so that most phrases need no closer look."""
    step = -1 if lang == "tr" else 1
    found = set(POSSESSOR)
    for distance in range(1, VERB_GAP[lang] + 2):
        place = position + step * distance
        if not 0 <= place < len(tokens) or tokens[place].upos == "PUNCT":
            break
        found.update(forms[place])
        if lang == "tr" and distance == 1 and not _is_verb(tokens[place]):
            found.update(nominal_stems(forms[place][0]))
    return found


def _members(
    entry: Entry, position: int, forms: Sequence[tuple[str, ...]], tokens: Sequence[Token], lang: Lang
) -> tuple[int, ...] | None:
    """Positions of the phrase's words around its anchor, small gaps allowed for verbs; None where one is missing."""
    gap = VERB_GAP[lang] if (entry.verb if lang == "tr" else _is_verb(tokens[position])) else 0
    step, words = (-1, entry.words[-2::-1]) if lang == "tr" else (1, entry.words[1:])
    members = [position]
    at = position
    for word in words:
        for distance in range(1, gap + 2):
            place = at + step * distance
            if not 0 <= place < len(tokens) or tokens[place].upos == "PUNCT":
                return None
            if _is_word(word, place, forms, tokens, lang, exact=distance > 1):
                members.append(place)
                at = place
                break
        else:
            return None
    return tuple(sorted(members))


def _is_word(
    word: str, place: int, forms: Sequence[tuple[str, ...]], tokens: Sequence[Token], lang: Lang, *, exact: bool
) -> bool:
    if word in forms[place]:
        return True
    if word in POSSESSOR:
        return tokens[place].upos == "PRON" or tokens[place].text in ("'s", "’s")
    if lang == "tr" and not exact and not _is_verb(tokens[place]):
        surface = forms[place][0]
        return len(word) > 3 and surface.startswith(word[:-1]) and word in nominal_stems(surface)
    return False


@lru_cache(maxsize=KEPT)
def _single(lemma: str, verb: bool, forms: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
    """Concepts of a word on its own: by its lemma, else by a dictionary form inside it, else the lemma alone."""
    entries = lexicon(lang).entries
    lemma = fold(lemma, lang)
    if lemma == forms[0]:
        lemma = irregular_forms(lang).get(lemma, lemma)
    own = f"{lang}:{lemma + ('mek' if lemma[-1:] and _front(lemma) else 'mak') if lang == 'tr' and verb else lemma}"
    candidates: Iterator[str] | tuple[str, ...]
    if lang == "en":
        candidates = (lemma, forms[0])
    elif verb:
        candidates = (lemma, *active_stems(lemma))
    else:
        candidates = (lemma, *nominal_stems(forms[0].split("'")[0]), *derived_stems(forms[0].split("'")[0]))
    found: dict[str, None] = {}
    for candidate in candidates:
        for entry in entries.get(candidate, ()):
            if len(entry.words) == 1 and (lang == "en" or entry.verb == verb):
                # A verb with a sense of its own (yenilmek, to lose) does not mean what its active does (yenmek, beat).
                keys = entry.concepts if candidate == lemma or not found else _words(entry.concepts)
                found.update(dict.fromkeys(keys))
        if found and not (lang == "tr" and verb):
            break
    if not found and lang == "tr":
        for candidate in dict.fromkeys((lemma, *forms)):
            for entry in entries.get(candidate, ()):
                if len(entry.words) == 1:
                    found.update(dict.fromkeys(entry.concepts))
    found.setdefault(own)
    if any(key[3:] in light_words(lang) for key in found if key.startswith(lang)) or lemma in light_words(lang):
        found[LIGHT] = None
    return tuple(found)


def _words(concepts: tuple[str, ...]) -> tuple[str, ...]:
    """The concepts that are words, without the meaning groups."""
    return tuple(key for key in concepts if not key.startswith("m:"))


def _front(stem: str) -> bool:
    """Whether the last vowel of a Turkish stem is a front one, so that its infinitive ends in -mek."""
    return next((char in "eiöü" for char in reversed(stem) if char in "aeıioöuü"), True)
