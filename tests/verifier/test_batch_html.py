"""The page of a batch: whatever the rows hold, it is text; it needs nothing but itself."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from verifier.batch.records import Finished
from verifier.batch.tally import Tally
from verifier.formats.batch_html import ORDER, SHOWN, render

EVIL = "<script>alert(1)</script> & \"İstanbul\" 'ışık' 👩‍🔬 \ud800"
VOID = {"meta", "line", "rect", "input", "br"}


def _report(verdict: str, **more: Any) -> dict[str, Any]:
    side = {"start": 5, "end": 9, "text": "2000", "value": "2000 person"}
    conflict = {"aspect": "quantity", "outcome": "conflict", "statement": side}
    conflict["article"] = {"start": 104, "end": 107, "text": "200", "value": "200 person"}
    return {
        "id": "7",
        "statement": "They 2000 left",
        "lang": "en",
        "verdict": verdict,
        "confidence": 0.94,
        "reason": "quantity-conflict",
        "evidence": [
            {"article": EVIL, "start": 100, "end": 112, "text": "Tam 200 kişi", "line": 3, "relation": "contradicts"}
        ],
        "comparisons": [conflict],
        "notes": [{"code": "x", "message": EVIL, "data": {}}],
        **more,
    }


def _page(*rows: Finished, times: int = 1) -> str:
    tally = Tally.empty()
    for _ in range(times):
        for row in rows:
            tally.add(row)
    ordered = sorted(rows, key=lambda row: ORDER.index(row.status))
    return "".join(render("iddialar.csv", tally, (row for row in ordered for _ in range(times))))


class Balance(HTMLParser):
    """Collects what is wrong with the nesting of tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """One more open tag."""
        self.scripts += tag == "script"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """A tag without content."""

    def handle_endtag(self, tag: str) -> None:
        """It closes what was opened last."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("verdict", ["contradicted", "unknown", "supported"])
def test_nothing_of_a_row_is_markup(verdict: str) -> None:
    """Statements, article names, notes, errors; all tags are closed, and the one script is the page's own."""
    rows = (
        Finished(1, 2, {}, _report(verdict, statement=EVIL, id=EVIL, comparisons=[], reason=EVIL)),
        Finished(2, 3, {"iddia": EVIL}, None, EVIL),
    )
    page = _page(*rows)
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert parser.scripts == 1
    assert "alert(1)</script>" not in page
    page.encode()


def test_nothing_is_loaded() -> None:
    """No address of anything outside the file."""
    page = _page(Finished(1, 2, {}, _report("contradicted")))
    assert not re.search(r"https?:|src=|href=|url\(|@import", page)


def test_contradicted_rows_come_first_with_both_values() -> None:
    """The span that clashes is marked on both sides."""
    page = _page(Finished(1, 2, {}, _report("supported", comparisons=[])), Finished(2, 3, {}, _report("contradicted")))
    assert page.index('<tr class="contradicted"') < page.index('<tr class="supported"')
    assert "They <mark>2000</mark> left" in page
    assert "Tam <mark>200</mark> kişi" in page
    assert "statement: <b>2000 person</b> · article: <b>200 person</b>" in page
    assert "quantity conflict" in page


def test_a_long_table_is_cut() -> None:
    """And says so; the numbers above are those of all rows."""
    page = _page(Finished(1, 2, {}, _report("supported", comparisons=[], evidence=[], notes=[])), times=SHOWN + 1)
    assert page.count("<tr class=") == SHOWN
    assert "the first 5,000 of 5,001 rows" in page
    assert "5,001 · 100.0 %" in page


def test_no_rows_are_a_page_too() -> None:
    """Without a division by zero."""
    assert "0 statements" in _page()
