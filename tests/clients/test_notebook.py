"""docs/notebook.ipynb, executed by a real kernel: what a reader of it sees."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]


def test_a_kernel_shows_verdicts_as_html(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A report with both values, a table of claims, a table of the draft, and rows."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))))
    book = nbformat.read(ROOT / "docs/notebook.ipynb", as_version=4)
    NotebookClient(book, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    report, claims, draft, rows = (cell.outputs[0].data for cell in book.cells[2:])
    assert "CONTRADICTED" in report["text/html"]
    assert "15 000 000 000 USD" in report["text/html"]
    assert report["text/plain"].startswith("Report(verdict='contradicted'")
    assert "<table>" in claims["text/html"]
    assert "yatırmak" in claims["text/plain"]
    assert "contradicted" in draft["text/html"]
    assert "text/html" not in rows
