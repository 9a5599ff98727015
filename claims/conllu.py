"""Document to CoNLL-U and back without loss, so that a recorded parse can stand in for the model in tests.

The first comment lines hold what CoNLL-U has no place for: the language and the whole text (as a JSON string). Each
word's offsets and concepts stand in MISC. Characters that would break a column are written as backslash escapes.
Source of the format: https://universaldependencies.org/format.html
"""

import itertools
import json

from claims.document import Document, Lang, Sentence, Token
from claims.errors import ReadingError

ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "=": "\\q", ",": "\\c", "_": "\\u"}
LETTERS = {escape[1]: char for char, escape in ESCAPES.items()}
LANG, TEXT, SPAN = "# lang = ", "# document = ", "# span = "
HEADING, REPAIRED = "# heading = yes", "# repaired = yes"


def dump(document: Document) -> str:
    """The document as CoNLL-U, one block a sentence."""
    lines = [LANG + document.lang, TEXT + json.dumps(document.text)]
    for sentence in document.sentences:
        lines.append(f"# sent_id = {sentence.index}")
        lines.append(f"{SPAN}{sentence.start} {sentence.end}")
        lines.append("# text = " + json.dumps(document.surface(sentence.span), ensure_ascii=False)[1:-1])
        if sentence.heading:
            lines.append(HEADING)
        if sentence.repaired:
            lines.append(REPAIRED)
        for _, group in itertools.groupby(sentence.tokens, key=lambda token: (token.start, token.end)):
            words = tuple(group)
            if len(words) > 1:
                form = _plain(document.surface(words[0].span))
                lines.append(f"{words[0].id}-{words[-1].id}\t{form}" + "\t_" * 8)
            lines.extend(_word(word, document) for word in words)
        lines.append("")
    return "\n".join(lines) + "\n"


def load(conllu: str) -> Document:
    """The document that ``dump`` wrote; raises ReadingError, naming the line, where the text is no such file."""
    lang: Lang = "tr"
    text = ""
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    index, start, end = 0, 0, 0
    heading = repaired = inside = False
    for number, line in enumerate(conllu.split("\n"), start=1):
        try:
            if line.startswith(LANG):
                lang = "en" if line[len(LANG) :] == "en" else "tr"
            elif line.startswith(TEXT):
                text = json.loads(line[len(TEXT) :])
            elif line.startswith("# sent_id = "):
                index, heading, repaired, inside = int(line.split(" = ")[1]), False, False, True
            elif line.startswith(SPAN):
                start, end = map(int, line[len(SPAN) :].split())
            elif line == HEADING:
                heading = True
            elif line == REPAIRED:
                repaired = True
            elif line.startswith("#"):
                continue
            elif line:
                if "-" not in line.split("\t", 1)[0]:
                    tokens.append(_token(line, text))
            elif inside:
                words = tuple(tokens)
                sentences.append(
                    Sentence(index=index, start=start, end=end, tokens=words, heading=heading, repaired=repaired)
                )
                tokens, inside = [], False
        except (ValueError, KeyError, IndexError) as error:
            raise ReadingError(
                f"Line {number} is not CoNLL-U as written by dayanak; record the parse again."
            ) from error
    return Document(text=text, lang=lang, sentences=tuple(sentences))


def _word(token: Token, document: Document) -> str:
    misc = [f"start={token.start}", f"end={token.end}"]
    if token.concepts:
        misc.append("concepts=" + ",".join(map(_escape, token.concepts)))
    if token.phrase:
        misc.append(f"phrase={token.phrase}")
    if token.text != document.surface(token.span):
        misc.append("form=" + _escape(token.text))
    feats = "|".join(f"{_escape(key)}={_escape(value)}" for key, value in sorted(token.feats.items()))
    columns = (
        str(token.id),
        _plain(token.text),
        _escape(token.lemma),
        _escape(token.upos),
        "_",
        feats or "_",
        str(token.head),
        _escape(token.deprel),
        "_",
        "|".join(misc),
    )
    return "\t".join(columns)


def _token(line: str, text: str) -> Token:
    id_, _, lemma, upos, _, feats, head, deprel, _, misc = line.split("\t")
    extra = dict(pair.split("=", 1) for pair in misc.split("|"))
    start, end = int(extra["start"]), int(extra["end"])
    pairs = [pair.split("=", 1) for pair in feats.split("|")] if feats != "_" else []
    return Token(
        id=int(id_),
        start=start,
        end=end,
        text=_unescape(extra["form"]) if "form" in extra else text[start:end],
        lemma=_unescape(lemma),
        upos=_unescape(upos),
        feats={_unescape(key): _unescape(value) for key, value in pairs},
        head=int(head),
        deprel=_unescape(deprel),
        concepts=tuple(map(_unescape, extra["concepts"].split(","))) if "concepts" in extra else (),
        phrase=int(extra.get("phrase", 0)),
    )


def _plain(form: str) -> str:
    """A form fit for its column, which may hold spaces but neither tabs nor line ends; the offsets hold the truth."""
    return " ".join(form.split()) or "_"


def _escape(value: str) -> str:
    return "".join(ESCAPES.get(char, char) for char in value) or "_"


def _unescape(value: str) -> str:
    if value == "_":
        return ""
    parts = iter(value)
    return "".join(LETTERS[next(parts)] if char == "\\" else char for char in parts)
