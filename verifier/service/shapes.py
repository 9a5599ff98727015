"""What requests hold: the shapes that several routes share, with their limits and examples."""

import hashlib
from typing import Annotated

from pydantic import Field

from claims.document import Frozen, Lang
from claims.reading.decoding import MAX_CHARACTERS
from verifier.batch.rows import MAX_STATEMENT
from verifier.service import jobs

FEW = 32

Statement = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_STATEMENT,
        pattern=r"[^\s]",
        description="What is to be checked, Turkish or English.",
        examples=["Meta invested $14.3B"],
    ),
]
Written = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_CHARACTERS,
        pattern=r"[^\s]",
        description="A text; offsets in the answer count its code points as they are given here.",
        examples=["Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı."],
    ),
]
Which = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        description="An article of the store: its id, its name, or the end of its path.",
        examples=["sel.txt"],
    ),
]
Name = Annotated[str, Field(min_length=1, max_length=500, pattern=r"[^\s]", examples=["haber.txt"])]
Language = Annotated[Lang | None, Field(description="The language, where it should not be detected.")]


class GivenText(Frozen):
    """A text with the name that evidence in it is shown by."""

    text: Written
    name: Name = "article"
    lang: Language = None

    def sent(self) -> jobs.Text:
        """As a worker takes it."""
        return jobs.Text(self.name, self.text, self.lang)


Given = Written | GivenText


def text_of(given: str | GivenText, name: str) -> jobs.Text:
    """A text as a worker takes it, with a name where it has none."""
    return jobs.Text(name, given) if isinstance(given, str) else given.sent()


def sources_of(given: tuple[str | GivenText, ...], stored: tuple[str, ...]) -> jobs.Sources:
    """Texts and names of a request as a worker takes them; several nameless texts are numbered."""
    several = len(given) > 1
    texts = (text_of(one, f"article {number}" if several else "article") for number, one in enumerate(given, start=1))
    return jobs.Sources(tuple(texts), stored)


def about(sources: jobs.Sources) -> str:
    """The key of the text that a worker reads first, empty where the store is asked."""
    if not sources.texts:
        return ",".join(sources.stored)
    return hashlib.sha256(sources.texts[0].text.encode("utf-8", "surrogatepass")).hexdigest()
