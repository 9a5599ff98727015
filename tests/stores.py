"""What tests of the store share: an analyser without models, and writers that run as processes of their own.

``python tests/stores.py STORE NAME COUNT`` adds COUNT tiny articles and says "ready" at first and "done" at last.
"""

import re
import sys
from pathlib import Path

from claims.claim import Analysis, Argument, Claim, Entity, Mention, Predicate
from claims.document import Document, Lang, Sentence, Token
from claims.reading.records import Incoming
from claims.store.store import Store
from claims.values.model import Value

WORD = re.compile(r"\w+")
LINE = re.compile(r"[^\n]+")


class Plain:
    """An analyser for tests: a line is a sentence and a claim, its last word the predicate, its first the subject.

    Words with a capital are names, digits are numbers; ``asked`` tells what was analysed.
    """

    def __init__(self, *, lang: Lang = "tr") -> None:
        self.lang: Lang = lang
        self.asked: list[str] = []

    def language(self, text: str) -> Lang:
        """Always the same."""
        return self.lang

    def analyse(self, text: str, lang: Lang) -> Analysis:
        """What the lines of a text assert."""
        self.asked.append(text)
        return plain(text, lang)


def plain(text: str, lang: Lang = "tr") -> Analysis:
    """The analysis of a text, line by line."""
    sentences, claims, mentions, values = [], [], [], []
    names: dict[str, int] = {}
    for index, line in enumerate(match for match in LINE.finditer(text) if WORD.search(match.group())):
        words = list(WORD.finditer(text, line.start(), line.end()))
        tokens = tuple(_token(number, word) for number, word in enumerate(words, start=1))
        sentences.append(Sentence(index=index, start=line.start(), end=line.end(), tokens=tokens))
        for token in tokens:
            place = {"start": token.start, "end": token.end, "text": token.text}
            if token.upos == "NUM":
                values.append(Value(**place, kind="number", value=float(token.text[:12])))
            elif token.upos == "PROPN":
                entity = names.setdefault(token.text, len(names))
                mentions.append(
                    Mention(**place, sentence=index, tokens=(token.id,), name=token.text, entity=entity)
                )
        first, last = tokens[0], tokens[-1]
        claims.append(
            Claim(
                start=line.start(),
                end=line.end(),
                text=line.group(),
                sentence=index,
                predicate=Predicate(
                    start=last.start, end=last.end, text=last.text, lemma=last.lemma, head=last.id, tokens=(last.id,)
                ),
                arguments=(
                    Argument(
                        role="subject",
                        start=first.start,
                        end=first.end,
                        text=first.text,
                        sentence=index,
                        head=first.id,
                        tokens=(first.id,),
                    ),
                ),
                values=tuple(value for value in values if line.start() <= value.start < line.end()),
                rule="line",
            )
        )
    return Analysis(
        document=Document(text=text, lang=lang, sentences=tuple(sentences)),
        values=tuple(values),
        entities=tuple(Entity(index=index, name=name) for name, index in names.items()),
        mentions=tuple(mentions),
        claims=tuple(claims),
    )


def _token(number: int, word: re.Match[str]) -> Token:
    text = word.group()
    kind = "NUM" if text.isascii() and text.isdigit() else "PROPN" if text[0].isupper() else "NOUN"
    return Token(id=number, start=word.start(), end=word.end(), text=text, lemma=text, upos=kind)


def article(name: str, number: int) -> Incoming:
    """A tiny article that differs from every other one."""
    text = f"Kurum {number} kişi aldı\n{name} haberi yazdı\nortak satır {number}\n"
    return Incoming(name=f"{name}-{number}", text=text)


def write(path: Path, name: str, count: int) -> None:
    """Add tiny articles, and one that all writers share."""
    print("ready", flush=True)
    for number in range(count):
        with Store(path, write=True) as store:
            store.add(article(name, number), Plain())
            store.add(Incoming(name="shared", text=f"Ortak haber {number}"), Plain())
    print("done", flush=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
