"""Notes: a dollar amount that the shell has eaten is recognised, and nothing else is taken for one."""

import shlex

import pytest

from claims.document import Lang
from verifier.model import Note
from verifier.notes import CODE
from verifier.pipeline import Engine, Source

EATEN = [
    ("Meta invested 4.3B in Scale AI", "4.3B", "$14.3B", "supported"),
    ("Meta invested .3B in Scale AI", ".3B", "$14.3B", "supported"),
    ("Meta invested 4.3 billion in Scale AI", "4.3 billion", "$14.3 billion", "supported"),
    ("Scale AI signed a contract of 9 million with the US Army", "9 million", "$99 million", "supported"),
]
WHOLE = [
    "Meta invested $14.3B in Scale AI",
    "Meta invested $4.3B in Scale AI",
    "Meta invested 14.3B in Scale AI",
    "Meta invested 15B in Scale AI",
    "Scale AI laid off 200 people",
    "Scale AI laid off 4.3 people",
    "Ruben Mayer left after two months",
    "Meta left the country",
    "Scale AI, 200 çalışanını işten çıkardı",
]


def notes(engine: Engine, source: Source, statement: str, lang: Lang | None = None) -> tuple[Note, ...]:
    """The notes on a statement about the sample article."""
    return engine.verify(statement, (source,), lang=lang).notes


@pytest.mark.parametrize(("statement", "received", "typed", "verdict"), EATEN)
def test_an_eaten_amount_is_named(
    engine: Engine, source: Source, statement: str, received: str, typed: str, verdict: str
) -> None:
    """By bash (the first digit) and by zsh (the integer part), with the verdict on what was probably typed."""
    (note,) = notes(engine, source, statement)
    meant = statement.replace(received, typed)
    assert note.code == CODE == "shell-expansion"
    assert note.data == {"received": received, "typed": typed, "statement": meant, "verdict": verdict}
    assert engine.verify(meant, (source,)).verdict == verdict
    assert "single quotes" in note.message
    assert verdict in note.message


@pytest.mark.parametrize("statement", WHOLE)
def test_no_note_on_anything_else(engine: Engine, source: Source, statement: str) -> None:
    """A whole amount, a wrong one, a count, or no number at all."""
    assert notes(engine, source, statement) == ()


def test_the_statement_is_judged_as_received(engine: Engine, source: Source) -> None:
    """The note stands beside the verdict and never changes it: what bash passes on is not supported."""
    report = engine.verify("Meta invested 4.3B in Scale AI", (source,))
    assert report.statement == "Meta invested 4.3B in Scale AI"
    assert report.verdict != "supported"


@pytest.mark.parametrize(
    "statement",
    [
        "Meta invested 4.3B in Scale AI",
        "Meta's founder invested 4.3B in Scale AI's data",
        "“Meta” invested 4.3B in `Scale AI` & others",
    ],
)
def test_the_command_of_the_note_can_be_pasted(engine: Engine, source: Source, statement: str) -> None:
    """A POSIX shell reads it as the command and one argument, dollar sign and apostrophes included."""
    (note,) = notes(engine, source, statement)
    command = note.message[note.message.index("verify '") :]
    assert shlex.split(command) == ["verify", note.data["statement"]]
    assert "$14.3B" in note.data["statement"]


def test_an_eaten_turkish_amount_is_named(engine: Engine, source: Source) -> None:
    """With a decimal comma."""
    (note,) = notes(engine, source, "Meta, Scale AI'a 4,3 milyar yatırdı", "tr")
    assert note.data["typed"] == "$14,3 milyar"
    assert note.data["verdict"] == "supported"


def test_no_note_without_an_article(engine: Engine) -> None:
    """There is nothing that the amount could be part of."""
    assert engine.verify("Meta invested 4.3B in Scale AI", ()).notes == ()
