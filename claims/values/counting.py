"""Counted nouns: which noun a numeral counts ("200 çalışanı", "2,000 people"), and its bare form."""

import re

from claims.languages.lexicon import lexicon as words
from claims.stems import nominal_stems
from claims.values.bounds import bound_of
from claims.values.company import Measure, is_year
from claims.values.lexicon import Lexicon
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token


def counted_after(scan: Scan, numeral: Numeral) -> Measure | None:
    """The counted noun after the numeral ("200 çalışanı", "2,000 people", "2.000'den fazla kişi"), its key folded."""
    lexicon = scan.lexicon
    counted = lexicon.data.units.counted
    if numeral.ordinal or numeral.chained or numeral.fraction or numeral.vague:
        return None
    index = numeral.last
    if numeral.suffix and not numeral.plenty:
        hit = bound_of(scan, numeral.first, numeral.last, numeral.suffix)
        if hit is None or not hit.attributive or hit.first != numeral.first:
            return None
        index = hit.last
    elif not numeral.plenty:
        found_after = lexicon.after.at(scan.tokens, index + 1)
        if found_after is not None and found_after.meaning == "about" and scan.tokens[index + 1].gap == " ":
            index = found_after.last
    elif scan.token(index + 1) is not None and scan.tokens[index + 1].key in lexicon.data.numbers.partitive:
        index += 1
    word = scan.word_after(index)
    if word is None and index == numeral.last:
        word = _hyphened(scan, index)
    word = _head(scan, word, numeral)
    if word is None or not _countable(scan, word.index) or lexicon.plural.fullmatch(word.key):
        return None
    if numeral.weak and (before := scan.token(numeral.first - 1)) is not None and before.key in counted.pronoun_before:
        return None
    if numeral.weak and numeral.suffix and lexicon.bare_ablative.fullmatch(numeral.suffix) is None:
        # "birinden çok": than one of them.
        return None
    key = head_noun(word.key, lexicon)
    compared = (
        numeral.suffix
        and (hit := bound_of(scan, numeral.first, numeral.last, numeral.suffix)) is not None
        and hit.bound in ("more_than", "less_than")
    )
    if is_year(numeral, scan) and key not in counted.certain and not compared:
        return None
    if (
        numeral.weak
        and not numeral.suffix
        and (lexicon.lang == "tr" and key not in counted.certain or numeral.value != 1)
    ):
        return None
    return Measure(key, numeral.first, word.index, numeral.start, word.end, word.end, word.key + word.suffix)


def _head(scan: Scan, word: Token | None, numeral: Numeral) -> Token | None:
    """The counted word behind adjectives: listed ones, and in English whatever stands before a plural."""
    lexicon = scan.lexicon
    skip, keep = lexicon.data.units.counted.skip, lexicon.data.units.counted.keep
    if word is None or not _countable(scan, word.index):
        return word
    further: Token | None = word
    for _ in range(3):
        if further is None or not _countable(scan, further.index):
            break
        plural = lexicon.lang == "en" and (further.key in keep or head_noun(further.key, lexicon) != further.key)
        if plural and numeral.value != 1:
            return further
        further = scan.word_after(further.index)
    for _ in range(2):
        adjective = word.key in skip or lexicon.adjective.fullmatch(word.key) is not None
        if not adjective and not (lexicon.lang == "en" and word.cased[0].isupper()):
            break
        further = scan.word_after(word.index)
        if further is None or not _countable(scan, further.index):
            break
        word = further
    further = scan.word_after(word.index)
    if lexicon.lang == "tr" and further is not None and _countable(scan, further.index):
        # "20.000 ortaokul öğrencisi": the possessed noun is the head.
        known = lexicon.data.units.counted.certain
        bare = head_noun(word.key, lexicon) == word.key
        if bare and further.key not in known and head_noun(further.key, lexicon) in known:
            return further
    # An adjective with no noun behind it counts nothing.
    return None if word.key in skip and word.key in lexicon.stop else word


def _hyphened(scan: Scan, index: int) -> Token | None:
    hyphen, word = scan.token(index + 1), scan.token(index + 2)
    if hyphen is None or word is None or hyphen.key != "-" or hyphen.gap or word.gap or word.kind != "word":
        return None
    return word


def _countable(scan: Scan, index: int) -> bool:
    lexicon, token = scan.lexicon, scan.tokens[index]
    if token.key in lexicon.data.units.counted.skip:
        return True
    if token.key in lexicon.stop or len(token.key) < 2 or token.key in lexicon.data.units.counted.label_after:
        return False
    if (
        lexicon.number_word(token) is not None
        or lexicon.months.at(scan.tokens, index)
        or lexicon.weekdays.at(scan.tokens, index)
    ):
        return False
    if (
        lexicon.units.at(scan.tokens, index)
        or lexicon.currencies.at(scan.tokens, index)
        or lexicon.minor.at(scan.tokens, index)
    ):
        return False
    if lexicon.age_words.at(scan.tokens, index) or lexicon.points.at(scan.tokens, index):
        return False
    if lexicon.lang == "en":
        return token.key in lexicon.data.units.counted.keep or not token.key.endswith("ly")
    return token.key in lexicon.data.units.counted.keep or lexicon.finite.fullmatch(token.key) is None


def head_noun(key: str, lexicon: Lexicon) -> str:
    """The counted noun without plural and case, by the suffix lists: "çalışanın" → "çalışan", "people" → "person"."""
    counted = lexicon.data.units.counted
    if key in counted.irregular:
        return counted.irregular[key]
    if key in counted.keep or key in counted.certain:
        return key
    if lexicon.lang == "en":
        return _singular(key)
    bases = []
    for pattern in counted.strip:
        match = re.fullmatch(rf"(.{{2,}}?)(?:{pattern})", key)
        if match is None:
            continue
        base, rest = match.group(1), key[match.end(1) :]
        vowel = base[-1] in "aeıioöuü"
        if rest[0] in "dt" and (rest[0] == "t") != (base[-1] in "fhçksşpt"):
            continue
        if (rest[0] in "ıiuüae" and vowel) or (rest[0] in "nys" and not vowel) or not re.search("[aeıioöuü]", base):
            continue
        bases.append(base[:-1] + "k" if base[-1] == "ğ" else base)
    for base in bases:
        if base in counted.certain or base in counted.keep:
            return base
    for pattern in counted.strip_known:
        match = re.fullmatch(rf"(.{{2,}})(?:{pattern})", key)
        if match is not None:
            base = match[1][:-1] + "k" if match[1][-1] == "ğ" else match[1]
            if base in counted.certain or base in counted.keep:
                return base
    base = next((base for base in bases if len(base) >= 3), key)
    # The suffixes alone would cut "puanda" as "pua-nda".
    stems = reversed(nominal_stems(key)[1:] if base != key else ())
    return next((stem for stem in stems if stem.startswith(base) and stem in words("tr").entries), base)


def _singular(key: str) -> str:
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("ches", "shes", "sses", "xes", "zes")):
        return key[:-2]
    return key[:-1]
