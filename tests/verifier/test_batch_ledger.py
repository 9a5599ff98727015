"""The ledger: what is in it counts only for the row, article and engine that it was finished with."""

from pathlib import Path

import pytest

from verifier.batch.ledger import Entry, Ledger, LedgerBusy, LedgerError, beside, key, remove
from verifier.batch.records import Finished
from verifier.batch.rows import Row

ROWS = tuple(Row(number, number + 1, {"statement": f"Cümle {number} 👩‍🔬", "n": number}) for number in range(1, 4))
REPORT = {"verdict": "supported", "confidence": 0.5}


def _entries(engine: str = "e") -> list[Entry]:
    reports = (REPORT, None, REPORT)
    return [
        Entry(
            key(row, "a", engine),
            Finished(row.number, row.line, row.columns, report, "" if report else "tripped"),
        )
        for row, report in zip(ROWS, reports, strict=True)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three finished rows, one of them an error."""
    path = beside(tmp_path / "out.jsonl")
    ledger = Ledger(path)
    ledger.add(_entries())
    ledger.close()
    return path


def _keys(engine: str = "e", article: str = "a") -> list[bytes]:
    return [key(row, article, engine) for row in ROWS]


def test_finished_rows_are_found_again(path: Path) -> None:
    """As they were, under the line on which they stand now."""
    ledger = Ledger(path)
    assert ledger.known(ROWS, _keys(), retry=False) == {one.row.number: one.row for one in _entries()}
    moved = tuple(row._replace(line=row.line + 5) for row in ROWS)
    assert ledger.known(moved, _keys(), retry=False)[1].line == 7
    assert [row.number for row in ledger.rows()] == [1, 2, 3]
    assert [row.number for row in ledger.rows("error")] == [2]
    ledger.close()


def test_failed_rows_are_retried(path: Path) -> None:
    """And no others."""
    ledger = Ledger(path)
    assert set(ledger.known(ROWS, _keys(), retry=True)) == {1, 3}
    ledger.close()


def test_a_change_is_judged_anew(path: Path) -> None:
    """Of the row, of its article, of the engine."""
    ledger = Ledger(path)
    changed = (ROWS[0]._replace(columns={"statement": "Başka"}), *ROWS[1:])
    assert set(ledger.known(changed, [key(row, "a", "e") for row in changed], retry=False)) == {2, 3}
    assert ledger.known(ROWS, _keys(article="b"), retry=False) == {}
    assert ledger.known(ROWS, _keys(engine="f"), retry=False) == {}
    ledger.close()


def test_rows_beyond_the_input_are_forgotten(path: Path) -> None:
    """A file that has become shorter leaves no rows behind."""
    ledger = Ledger(path)
    ledger.cut(1)
    assert [row.number for row in ledger.rows()] == [1]
    ledger.remove()
    assert list(path.parent.iterdir()) == []


def test_one_run_at_a_time(path: Path) -> None:
    """A second one is told so."""
    ledger = Ledger(path)
    ledger.note({"engine": "e"})
    with pytest.raises(LedgerBusy, match="Another run is writing"):
        Ledger(path)
    ledger.close()


@pytest.mark.parametrize("raw", [b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_damaged_ledger_is_named(path: Path, raw: bytes) -> None:
    """With the way out."""
    remove(path)
    path.write_bytes(raw)
    with pytest.raises(LedgerError, match="--force"):
        Ledger(path)


def test_a_damaged_row_is_named(path: Path) -> None:
    """It is not passed on."""
    ledger = Ledger(path)
    ledger._connection.execute("UPDATE done SET data = x'00' WHERE number = 1")
    with pytest.raises(LedgerError, match="--force"):
        ledger.known(ROWS, _keys(), retry=False)
    ledger.close()
