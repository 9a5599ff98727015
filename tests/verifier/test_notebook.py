"""The Python API as people meet it: results that show themselves in a terminal, as rows and as HTML."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from claims.cache import AnalysisCache
from claims.errors import StoreError
from claims.reading.records import Incoming
from claims.store.analyst import Analyst
from claims.store.store import Store
from verifier import Verifier
from verifier.drafts import Checked, DraftReport
from verifier.listing import Listing, row, table
from verifier.model import Report
from verifier.notebook import draft_html, install, load_ipython_extension, report_html

ARTICLE = """\
🚀 Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı.
Ayşe Demir pazartesi günü bakanlıktan istifa etti.
"""


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    """A verifier over a store of one article."""
    path = tmp_path_factory.mktemp("store") / "store.sqlite3"
    with Store(path, write=True) as store:
        store.add(Incoming(name="haber.txt", text=ARTICLE), Analyst(cache=AnalysisCache(warn=print)))
    with Verifier(store=path) as opened:
        yield opened


def test_the_store_answers_where_no_article_is_given(verifier: Verifier) -> None:
    """A verdict by the article of the store."""
    report = verifier.verify("Meta invested $15B in Scale AI")
    assert (report.verdict, report.reason, report.evidence[0].article) == (
        "contradicted",
        "quantity-conflict",
        "haber.txt",
    )


def test_without_a_store_an_article_is_needed() -> None:
    """One sentence says so."""
    with pytest.raises(StoreError, match="give an article"):
        Verifier().verify("Meta invested $15B")


def test_a_closed_verifier_opens_its_store_again(verifier: Verifier) -> None:
    """close() lets go of the file; the next question opens it."""
    verifier.close()
    assert verifier.search("istifa")


def test_search_crosses_languages_and_spans_are_true(verifier: Verifier) -> None:
    """An English question finds the Turkish sentence, with its place and its claims."""
    best = verifier.search("Demir resigned", limit=1)[0]
    assert ARTICLE[best.start : best.end] == best.text
    assert "istifa" in best.text
    assert (best.line, best.article) == (2, "haber.txt")
    claims = verifier.claims(ARTICLE)
    assert [claims[number - 1].predicate.lemma for number in best.claims] == ["istifa etmek"]


def test_a_listing_is_a_table_in_a_terminal(verifier: Verifier) -> None:
    """Columns are aligned by what they take on the screen, and a tuple it is all the same."""
    claims = verifier.claims(ARTICLE)
    head, *lines = repr(claims).splitlines()
    assert len(lines) == len(claims) == 2
    assert lines[1][head.index("predicate") :].startswith("istifa etmek")
    assert repr(Listing()) == "nothing found"


def test_rows_are_what_tables_take(verifier: Verifier) -> None:
    """Flat, with the same keys in each: csv.DictWriter takes them, and so does pandas."""
    reports = verifier.verify_all(["Meta invested $15B", "Demir resigned"], ARTICLE)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(reports.rows[0]))
    writer.writeheader()
    writer.writerows(reports.rows)
    assert [one["id"] for one in reports.rows] == ["1", "2"]
    assert out.getvalue().count("\n") == 3
    draft = verifier.draft("Bakan istifa etti.", ARTICLE)
    assert row(draft.checks[0])["claim"] == draft.checks[0].text
    with pytest.raises(TypeError):
        row("text")


def test_a_report_reads_well_in_a_terminal(verifier: Verifier) -> None:
    """Verdict, reason and evidence, and none of the comparisons."""
    shown = repr(verifier.verify("Meta invested $15B", ARTICLE))
    assert shown.startswith("Report(verdict='contradicted'")
    assert "article:1" in shown
    assert "comparisons" not in shown


def test_html_shows_both_values(verifier: Verifier) -> None:
    """The number of the statement beside that of the article, once."""
    html = report_html(verifier.verify("Meta invested $15B", ARTICLE))
    assert html.count("15 000 000 000 USD") == html.count("14 300 000 000 USD") == 1


def test_html_of_a_text_is_never_markup(verifier: Verifier) -> None:
    """Tags in statements, articles, drafts and names are shown as they stand."""
    evil = "<img src=x onerror=alert(1)>"
    report = verifier.verify(
        f"Meta invested $15B {evil}", verifier.article(f"Meta 14 milyar dolar yatırdı {evil}.", name=evil)
    )
    draft = verifier.draft(f"Meta {evil} yatırım yaptı.", ARTICLE, name=evil)
    for html in (
        report_html(report),
        draft_html(draft),
        table([{"a": evil}]),
        verifier.claims(f"Meta {evil} aldı.")._repr_html_(),
    ):
        assert "<img" not in html
        assert "&lt;img" in html


def test_long_listings_are_cut() -> None:
    """Fifty rows, and how many more there are."""
    assert table([{"n": number} for number in range(60)]).endswith("<p>… and 10 more</p>")


def test_ipython_is_told_what_to_show() -> None:
    """Each kind of answer gets its own HTML; without IPython nothing happens."""
    told: dict[type, object] = {}
    html = SimpleNamespace(for_type=told.__setitem__)
    load_ipython_extension(SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": html})))
    assert set(told) == {Report, DraftReport, Checked}
    assert install() is False


def test_an_article_is_a_file_too(verifier: Verifier, tmp_path: Path) -> None:
    """A path is read, a string is a text."""
    path = tmp_path / "haber.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert verifier.claims(path) == verifier.claims(ARTICLE)
