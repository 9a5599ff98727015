"""The report for people: words for every reason, one screen, and what to do where evidence is missing."""

import re
from pathlib import Path

import pytest

from claims.document import Document, Sentence
from verifier.formats import View, write
from verifier.formats.text import REASONS
from verifier.model import Comparison, Evidence, Note, Report, Side

TEXT = "Başlık\nMeta 14,3 milyar dolar yatırdı. Wang gitti.\nSon."
DOCUMENT = Document(
    text=TEXT,
    lang="tr",
    sentences=(
        Sentence(index=0, start=0, end=6, tokens=(), heading=True),
        Sentence(index=1, start=7, end=38, tokens=()),
        Sentence(index=2, start=39, end=50, tokens=()),
    ),
)
REPORT = Report(
    id="1",
    statement="Meta invested $15B",
    lang="en",
    verdict="contradicted",
    confidence=0.98,
    reason="quantity-conflict",
    evidence=(Evidence(article="haber.txt", start=7, end=37, text=TEXT[7:37], line=2, relation="contradicts"),),
    comparisons=(
        Comparison(
            aspect="quantity",
            outcome="conflict",
            statement=Side(start=14, end=18, text="$15B", value="15000000000 USD"),
            article=Side(start=12, end=29, text=TEXT[12:29], value="14300000000 USD"),
            reason="different-value",
            comparator="quantities",
            weight=1.6,
        ),
    ),
    notes=(Note(code="shell-expansion", message="Use single quotes."),),
    engine="e",
)
VIEW = View(documents={"haber.txt": DOCUMENT})
SHOWN = """\
CONTRADICTED  Meta invested $15B
  quantity conflict · confidence 0.98

    Meta 14,3 milyar dolar yatırdı.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    haber.txt, line 2

  quantity: statement: 15 000 000 000 USD · article: 14 300 000 000 USD

  note: Use single quotes.
"""
EXPLAINED = """
  why:
    1. quantity: conflict (different-value · quantities, weight 1.60)
       statement = 15 000 000 000 USD
         Meta invested $15B
                       ^^^^
       article = 14 300 000 000 USD
         Meta 14,3 milyar dolar yatırdı.
              ^^^^^^^^^^^^^^^^^
"""


def test_a_report_on_one_screen() -> None:
    """Verdict, passage, place, both values, note."""
    assert "".join(write("text", (REPORT,), VIEW)) == SHOWN


def test_an_explained_report() -> None:
    """The same, with every comparison and both texts underlined."""
    assert "".join(write("text", (REPORT,), VIEW._replace(explain=True))) == SHOWN + EXPLAINED


def test_reports_are_set_apart() -> None:
    """By an empty line."""
    assert "".join(write("text", (REPORT, REPORT), VIEW)) == SHOWN + "\n" + SHOWN


def test_evidence_without_its_document_is_shown_as_it_is() -> None:
    """A report that was read back from JSON has no article beside it."""
    shown = "".join(write("text", (REPORT,), View(documents={}, explain=True)))
    assert "    Meta 14,3 milyar dolar yatırdı\n    ^^^" in shown
    assert "         14,3 milyar dolar\n" in shown


def test_colour_underlines_and_resets() -> None:
    """ANSI, and every sequence closed."""
    shown = "".join(write("text", (REPORT,), VIEW._replace(colour=True)))
    assert shown.startswith("\x1b[1;31mCONTRADICTED\x1b[0m")
    assert "\x1b[4mMeta 14,3 milyar dolar yatırdı\x1b[24m." in shown
    assert "^" not in shown


@pytest.mark.parametrize("module", ["verifier/decision.py", "verifier/pipeline.py"])
def test_every_reason_has_words(root: Path, module: str) -> None:
    """Each reason code of a decision is explained to people; conflicts are named after their aspect."""
    codes = set(re.findall(r'Decision\("\w+", "([a-z-]+)"', (root / module).read_text(encoding="utf-8")))
    assert codes <= set(REASONS)
