"""What stands beside a numeral: a unit, a currency, a per-cent sign, a counted noun, a label."""

import re
from dataclasses import dataclass

from claims.values.bounds import bound_of
from claims.values.lexicon import Found, Lexicon, Phrases
from claims.values.numerals import Numeral
from claims.values.scan import Scan
from claims.values.tokens import Token

_FINITE = re.compile(r".*[dt][ıiuü]ğ[ıiuü].*|.*[ae]c[ae]ğ[ıi].*|.{2,}[ae]bil(?:i|e|m|d|s).*|.{2,}(?:[ae]r[ae]k|[ıiuü]nc[ae]|[ıiuü]rken|[ae]rken|[ıiuüaenşrlmyz]d[ıiuü](?:l[ae]r|m|k)?|[çfhkpsşt]t[ıiuü](?:l[ae]r)?|[ıiuü]yor(?:l[ae]r|du)?|[ae]c[ae]k(?:l[ae]r|t[ıi])?|m[ae]l[ıi](?:yd[ıi]|d[ıi]r)?|m[ae]k|m[ıiuü]ş(?:l[ae]r|t[ıiuü])?|[dt][ıiuü]r)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure found beside a numeral: its key, the tokens first..last of numeral and measure, and the end of both."""

    key: str
    first: int
    last: int
    start: int
    end: int
    stem_end: int
    suffix: str


def is_year(numeral: Numeral, scan: Scan) -> bool:
    """Whether a bare four-digit figure reads as a year from 1900 to 2099."""
    token = scan.tokens[numeral.first]
    return numeral.plain and not numeral.chained and len(token.key) == 4 and token.key.isdigit() and 1900 <= numeral.value < 2100


def unit_after(scan: Scan, numeral: Numeral) -> Measure | None:
    """The unit of measure or of time right after the numeral ("7,62mm", "16-bit", "45 dönümlük", "2.000'den fazla km")."""
    if numeral.ordinal or numeral.chained:
        return None
    index = numeral.last + 1
    hyphen = scan.token(index)
    if hyphen is not None and hyphen.key == "-" and not hyphen.gap and scan.token(index + 1) is not None and not scan.tokens[index + 1].gap:
        index += 1
    elif numeral.suffix:
        hit = bound_of(scan, numeral.first, numeral.last, numeral.suffix)
        if hit is None or not hit.attributive or hit.first != numeral.first:
            return None
        index = hit.last + 1
    found = _phrase(scan, scan.lexicon.units, index)
    if found is None or (found.last == index and _figure_only(scan, numeral, found)):
        return None
    token = scan.tokens[found.last]
    return Measure(found.meaning, numeral.first, found.last, numeral.start, token.end, found.stem_end, found.suffix)


def _figure_only(scan: Scan, numeral: Numeral, found: Found[str]) -> bool:
    """Short aliases that are words as well need a figure before them; quotes for feet and inches are left alone."""
    token, following = scan.tokens[found.last], scan.word_after(found.last)
    aliases = scan.lexicon.data.units.aliases
    if following is not None and following.key.startswith(aliases.not_before.get(token.key, ("\n",))):
        return True
    if token.key not in aliases.figure_only:
        stem = token.key[: found.stem_end - token.start]
        return stem in scan.lexicon.data.units.aliases.figure_only
    return not numeral.figures or (token.gap != "" and len(token.key) == 2 and token.key == "in")


def _phrase(scan: Scan, phrases: Phrases[str], index: int) -> Found[str] | None:
    token = scan.token(index)
    return None if token is None or token.gap == "\n" else phrases.at(scan.tokens, index)


def currency_after(scan: Scan, numeral: Numeral) -> tuple[tuple[str, ...], Measure] | None:
    """The currency said right after the numeral, with every code that it may stand for."""
    if numeral.ordinal or numeral.chained:
        return None
    index = numeral.last + 1
    if numeral.suffix:
        hit = bound_of(scan, numeral.first, numeral.last, numeral.suffix)
        if hit is None or not hit.attributive or hit.first != numeral.first:
            return None
        index = hit.last + 1
    token = scan.token(index)
    if token is None or token.gap == "\n" or token.key in scan.lexicon.stop or token.key in scan.lexicon.data.units.counted.skip:
        return None
    if token.key == "-" and not token.gap and index + 1 < len(scan.tokens) and not scan.tokens[index + 1].gap:
        index += 1
        token = scan.tokens[index]
    if token.cased in scan.lexicon.codes and token.gap in ("", " "):
        return (token.cased,), Measure(token.cased, numeral.first, index, numeral.start, token.end, token.end, token.suffix)
    found = scan.lexicon.currencies.at(scan.tokens, index) or scan.lexicon.symbols.at(scan.tokens, index)
    if found is None:
        return None
    last = scan.tokens[found.last]
    if last.kind == "sign" and scan.token(found.last + 1) is not None and _opens_amount(scan, found.last):
        return None
    return found.meaning, Measure(found.meaning[0], numeral.first, found.last, numeral.start, last.end, found.stem_end, found.suffix)


def _opens_amount(scan: Scan, index: int) -> bool:
    """"5 $10": the sign belongs to the figure glued after it."""
    return scan.tokens[index + 1].kind == "figure" and not scan.tokens[index + 1].gap and scan.tokens[index].gap != ""


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
    elif scan.token(index + 1) is not None and scan.tokens[index + 1].key == "of":
        index += 1
    word = scan.word_after(index)
    if word is None and index == numeral.last:
        word = _hyphened(scan, index)
    word = _head(scan, word, numeral)
    if word is None or not _countable(scan, word.index):
        return None
    if numeral.weak and (before := scan.token(numeral.first - 1)) is not None and before.key in counted.pronoun_before:
        return None
    key = head_noun(word.key, lexicon)
    compared = numeral.suffix and (hit := bound_of(scan, numeral.first, numeral.last, numeral.suffix)) is not None and hit.bound in ("more_than", "less_than")
    if is_year(numeral, scan) and key not in counted.certain and not compared:
        return None
    if numeral.weak and not numeral.suffix and (lexicon.lang == "tr" and key not in counted.certain or numeral.value != 1):
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
        if word.key not in skip and not (lexicon.lang == "en" and word.cased[0].isupper()):
            break
        further = scan.word_after(word.index)
        if further is None or not _countable(scan, further.index):
            break
        word = further
    further = scan.word_after(word.index)
    if lexicon.lang == "tr" and further is not None and further.key[-1] in "ıiuüın" and _countable(scan, further.index):
        # "20.000 ortaokul öğrencisi": the possessed noun is the head.
        if head_noun(word.key, lexicon) == word.key and head_noun(further.key, lexicon) in lexicon.data.units.counted.certain:
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
    if lexicon.number_word(token) is not None or lexicon.months.at(scan.tokens, index) or lexicon.weekdays.at(scan.tokens, index):
        return False
    if lexicon.units.at(scan.tokens, index) or lexicon.currencies.at(scan.tokens, index) or lexicon.minor.at(scan.tokens, index):
        return False
    if lexicon.age_words.at(scan.tokens, index) or lexicon.points.at(scan.tokens, index):
        return False
    if lexicon.lang == "en":
        return token.key in lexicon.data.units.counted.keep or not token.key.endswith("ly")
    return token.key in lexicon.data.units.counted.keep or _FINITE.fullmatch(token.key) is None


def head_noun(key: str, lexicon: Lexicon) -> str:
    """The counted noun without plural and case where the suffix lists allow it: "çalışanın" → "çalışan", "people" → "person"."""
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
    return next((base for base in bases if len(base) >= 3), key)


def _singular(key: str) -> str:
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("ches", "shes", "sses", "xes", "zes")):
        return key[:-2]
    return key[:-1]


def label_of(scan: Scan, numeral: Numeral) -> str | None:
    """"id", "name" or "score" where a figure labels something and counts nothing ("madde 5", "Boeing 737", "3-1")."""
    first = scan.tokens[numeral.first]
    before, after = scan.token(numeral.first - 1), scan.token(numeral.last + 1)
    labels = scan.lexicon.data.units.counted.label_after
    if numeral.score:
        return "score"
    if numeral.chained or (after is not None and after.key in labels and after.gap == " " and numeral.plain):
        return "id"
    if not numeral.plain or before is None or first.gap == "\n":
        return None
    if first.gap == "" and (before.kind == "word" or (before.key == "-" and not before.gap and _is_word(scan, numeral.first - 2))):
        return "name"
    if first.gap == " " and before.key in scan.lexicon.label_before:
        return "id"
    if first.gap == "" and before.key == "#":
        return "id"
    capital = before.kind == "word" and before.cased[0].isupper() and before.index > 0 and before.gap == " "
    closed = after is None or after.kind != "word" or after.gap != " " or bool(first.suffix)
    whole = first.key.isdigit() and len(first.key) <= 3
    if capital and whole and first.gap == " " and closed and not _percent_sign(after) and before.key not in scan.lexicon.label_before:
        return "name"
    return None


def after_name(scan: Scan, numeral: Numeral) -> bool:
    """Whether a capitalised word right before may own the figure ("Boeing 737 uçağı"), inside a sentence."""
    before = scan.token(numeral.first - 1)
    if before is None or before.index == 0 or not numeral.plain or scan.tokens[numeral.first].gap != " ":
        return False
    opens = scan.tokens[before.index - 1].key in (".", "!", "?", ":", "\"", "“")
    return before.kind == "word" and before.cased[0].isupper() and before.gap == " " and not opens


def _percent_sign(token: Token | None) -> bool:
    return token is not None and token.key in ("%", "‰", "/", "-", "–", "$", "€", "£", "₺", "°")


def _is_word(scan: Scan, index: int) -> bool:
    token = scan.token(index)
    return token is not None and token.kind == "word" and token.cased[0].isupper()


