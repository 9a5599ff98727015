"""Names in a document: every mention without its suffixes, and which mentions are the same named thing.

A mention is a run of capitalised words ("Scale AI'nin" → Scale AI). Short forms and abbreviations are tied to the
fullest form met in the document: a word run inside it (Mayer – Ruben Mayer), its initials, the brackets after it (MSL).
"""

from collections.abc import Iterable, Sequence
from functools import cache

from claims.claim import Entity, Mention
from claims.document import Document, Lang, Sentence, Token
from claims.folding import APOSTROPHES, bare, fold
from claims.languages.lexicon import calendar_words, lexicon
from claims.stems import nominal_stems

TITLE_CASE = 0.6
CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
COMMON_SHARE = 0.3
KNOWN_SHARE = 0.6
LINKS = frozenset({"&", "-", "of", "de", "van", "von", "bin", "al", "el", "der", "da", "du", "la", "le", "y"})
BRACKET = "("
NEVER_FIRST = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "ADV"})


def find_names(document: Document) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The named things of a document and all their mentions, in the order of the text."""
    firm = _firm_words(document)
    runs = [
        (sentence, run)
        for sentence in document.sentences
        for run in _runs(sentence, document, firm)
        if not _is_title(run, document.lang)
    ]
    names = [_name([token.text for token in run]) for _, run in runs]
    groups = _cluster(names, _bracketed(document, runs))
    entities = tuple(Entity(index=index, name=group[0], aliases=tuple(group[1:])) for index, group in enumerate(groups))
    where = {bare(name): entity.index for entity in entities for name in (entity.name, *entity.aliases)}
    mentions = tuple(
        Mention(
            start=run[0].start,
            end=run[-1].end,
            text=document.text[run[0].start : run[-1].end],
            sentence=sentence.index,
            tokens=tuple(token.id for token in run),
            name=name,
            entity=where[bare(name)],
        )
        for (sentence, run), name in zip(runs, names, strict=True)
    )
    return entities, mentions


def strip_suffix(word: str) -> str:
    """A name without what an apostrophe adds to it ("Meta'dan" → Meta); a possessive 's goes the same way."""
    for position, char in enumerate(word):
        if char in APOSTROPHES and position > 1 and word[position + 1 :].isalpha() and word[position + 1].islower():
            return word[:position]
    return word.rstrip(APOSTROPHES) or word


def _name(words: Sequence[str]) -> str:
    return " ".join(strip_suffix(word.replace("\N{SOFT HYPHEN}", "")) for word in words)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or (len(token.text) > 1 and token.text[0].islower() and token.text[1].isupper())


def _firm_words(document: Document) -> frozenset[str]:
    """Words written with a capital in the middle of running text: those are names wherever they stand."""
    firm = set()
    for sentence in document.sentences:
        if _title_cased(sentence, document.lang):
            continue
        for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            if _capital(token) and before.text[-1:].isalnum():
                firm.add(bare(strip_suffix(token.text)))
    return frozenset(firm)


def _title_cased(sentence: Sentence, lang: Lang) -> bool:
    """Whether most words are capitalised, common ones too, so that a capital tells nothing of names."""
    words = [token for token in sentence.tokens if token.text[:1].isalpha() and len(token.text) > 2]
    capitals = [token for token in words if _capital(token)]
    if any(token.upos in CONTENT and not _capital(token) for token in words):
        return False
    if len(words) <= (1 if sentence.heading else 3) or len(capitals) < TITLE_CASE * len(words):
        return False
    common = [token for token in capitals if not token.text.isupper() and token.upos != "PROPN" and _known(token, lang)]
    return len(common) >= COMMON_SHARE * len(capitals)


@cache
def _calendar(lang: Lang) -> frozenset[str]:
    """Months and weekdays: capitalised in places, but times and no names."""
    return frozenset(word for month in calendar_words(lang) for word in month.split())


def _runs(sentence: Sentence, document: Document, firm: frozenset[str]) -> Iterable[list[Token]]:
    run: list[Token] = []
    headline = _title_cased(sentence, document.lang)
    for position, token in enumerate(sentence.tokens):
        if run and token.start == run[-1].start:
            continue
        if run and document.lang == "tr" and _new_constituent(run[-1], token):
            yield from _trimmed(run)
            run = []
        if _in_name(sentence, position, run, document, firm, headline=headline):
            run.append(token)
            if _closes(token, document.lang):
                yield from _trimmed(run)
                run = []
            continue
        yield from _trimmed(run)
        run = []
    yield from _trimmed(run)


def _new_constituent(before: Token, token: Token) -> bool:
    """Whether a subject ends before the word, a name with a case suffix of its own ("Göztepe Altay'ı yendi")."""
    tied = before.head == token.id or token.head == before.id
    return before.deprel == "nsubj" and not tied and _capital(token) and strip_suffix(token.text) != token.text


def _is_title(run: list[Token], lang: Lang) -> bool:
    """Whether a single capitalised word is a common noun: an office (Bakan) or a known abbreviation (CEO)."""
    token = run[0]
    if len(run) > 1 or not _known(token.model_copy(update={"text": strip_suffix(token.text)}), lang):
        return False
    return strip_suffix(token.text).isupper() or (lang == "tr" and strip_suffix(token.text) == token.text)


def _trimmed(run: list[Token]) -> Iterable[list[Token]]:
    while run and not _capital(run[-1]) and not run[-1].text[0].isdigit():
        run = run[:-1]
    if run and any(char.isalpha() for token in run for char in token.text):
        yield run


def _closes(token: Token, lang: Lang) -> bool:
    """Whether a suffix after an apostrophe ends the name: a genitive may still be followed by the next name, apart."""
    return strip_suffix(token.text) != token.text or (lang == "en" and token.text in ("'s", "’s"))


def _in_name(
    sentence: Sentence, position: int, run: list[Token], document: Document, firm: frozenset[str], *, headline: bool
) -> bool:
    token = sentence.tokens[position]
    if not any(char.isalnum() for char in token.text):
        return (
            token.text in LINKS
            and bool(run)
            and position + 1 < len(sentence.tokens)
            and (sentence.tokens[position + 1].start == token.end and token.start == run[-1].end)
        )
    if not _capital(token):
        adjacent = bool(run) and token.start - run[-1].end <= 1
        if token.text[:1].isdigit() and adjacent:
            return len(token.text) <= 3 and token.text.isdigit() and not _unit_follows(sentence, position)
        follows = position + 1 < len(sentence.tokens) and _capital(sentence.tokens[position + 1])
        office = len(run) == 1 and run[0].text.isupper() and _known(run[0], document.lang)
        return adjacent and token.text in LINKS and follows and not office
    key = bare(strip_suffix(token.text))
    if fold(strip_suffix(token.text), document.lang) in _calendar(document.lang):
        return False
    if headline:
        return key in firm or (token.upos == "PROPN" and not _known(token, document.lang))
    if position > 0 and sentence.tokens[position - 1].text[-1:].isalnum():
        return True
    if document.lang == "en" and not run and token.upos in NEVER_FIRST:
        return False
    following = sentence.tokens[position + 1] if position + 1 < len(sentence.tokens) else None
    return (
        key in firm
        or strip_suffix(token.text) != token.text
        or (token.upos == "PROPN" and (document.lang == "en" or not _known(token, document.lang)))
        or _unheard_of(token, document.lang)
        or (following is not None and _capital(following) and token.upos in ("PROPN", "NOUN", "ADJ"))
        or any(entry.name for entry in lexicon(document.lang).entries.get(fold(token.text, document.lang), ()))
    )


def _unheard_of(token: Token, lang: Lang) -> bool:
    """Whether a capitalised Turkish noun in its bare form is no word of the lexicon: then it is a name ("Meta")."""
    bare_form = fold(token.text, lang) == fold(token.lemma, lang)
    return lang == "tr" and token.upos == "NOUN" and bare_form and not _known(token, lang)


def _unit_follows(sentence: Sentence, position: int) -> bool:
    """Whether a number is followed by a lower-case noun, so that it counts things and is no part of a name."""
    after = sentence.tokens[position + 1 : position + 2]
    return bool(after) and after[0].upos in ("NOUN", "NUM", "ADJ", "SYM") and after[0].text[:1].islower()


def _known(token: Token, lang: Lang) -> bool:
    """Whether the lexicon knows the word, or most of it as a stem, as a common one."""
    words = lexicon(lang).entries
    surface = fold(token.text, lang)
    stems = (stem for stem in nominal_stems(surface) if len(stem) >= max(3, KNOWN_SHARE * len(surface)))
    forms = (fold(token.lemma, lang), *stems) if lang == "tr" else (surface, fold(token.lemma, lang))
    return any(not entry.name and len(entry.words) == 1 for form in forms for entry in words.get(form, ()))


def _bracketed(document: Document, runs: Sequence[tuple[Sentence, list[Token]]]) -> dict[str, str]:
    """Abbreviations that stand in brackets right after a name, with that name."""
    found = {}
    for (_, left), (_, right) in zip(runs, runs[1:], strict=False):
        between = document.text[left[-1].end : right[0].start]
        if between.strip() == BRACKET and document.text[right[-1].end : right[-1].end + 1] in (")", ","):
            found[bare(_name([token.text for token in right]))] = _name([token.text for token in left])
    return found


def _cluster(names: Sequence[str], bracketed: dict[str, str]) -> list[list[str]]:
    """Groups of names for the same thing, fullest form first; a short form that fits two groups stays alone."""
    distinct = list(dict.fromkeys(names))
    groups: list[list[str]] = []
    first = {name: names.index(name) for name in distinct}
    by_key: dict[str, list[str]] = {}
    for name in sorted(distinct, key=lambda name: (-len(name.split()), distinct.index(name))):
        key = bare(name)
        if key in by_key:
            by_key[key].append(name)
            continue
        full = bracketed.get(key)
        homes = (
            [group for group in groups if full in group]
            if full
            else [g for g in groups if _short_for(name, g[0], first)]
        )
        if len(homes) == 1 and _is_fuller(homes[0][0], name, full):
            homes[0].append(name)
            by_key[key] = homes[0]
        else:
            by_key[key] = [name]
            groups.append(by_key[key])
    groups.sort(key=lambda group: min(distinct.index(name) for name in group))
    return [list(dict.fromkeys(group)) for group in groups]


def _is_fuller(full: str, name: str, bracketed: str | None) -> bool:
    return bracketed is not None or len(full.split()) > len(name.split())


def _short_for(name: str, full: str, first: dict[str, int]) -> bool:
    """Whether ``name`` is the last words of ``full``, its initials, or its first words met after it."""
    short, words = bare(name).split(), bare(full).split()
    if len(words) < 2 or len(short) >= len(words):
        return False
    if words[-len(short) :] == short or (words[: len(short)] == short and first[full] < first[name]):
        return True
    return len(short) == 1 and name.isupper() and short[0] == "".join(word[0] for word in words)
