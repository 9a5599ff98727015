"""Tables: what is written is read again as it was, in every format; what a spreadsheet could run is only text."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import ReadingError
from verifier.batch.columns import find
from verifier.batch.rows import Row
from verifier.batch.survey import survey
from verifier.batch.tables import FORMATS, Format, by_suffix, read_rows, spooled
from verifier.batch.tables.cells import Column, guarded

NAMES = ("statement", "masa", "sayı", "oran", "doğru")
KINDS = ("text", "text", "integer", "number", "boolean")
COLUMNS = tuple(Column(name, kind) for name, kind in zip(NAMES, KINDS, strict=True))  # type: ignore[arg-type]
# What is not kept apart from another text in every format: nothing, half a surrogate pair, NUL.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40)
ROW = st.fixed_dictionaries(
    {
        "statement": TEXT,
        "masa": st.none() | TEXT,
        "sayı": st.none() | st.integers(-(1 << 53), 1 << 53),
        "oran": st.none() | st.floats(allow_nan=False, allow_infinity=False, width=32),
        "doğru": st.none() | st.booleans(),
    }
)
HARD = "İstanbul’da «ışık» 👩‍🔬, \"alıntı\"; sekme\tve\nsatır\r\n\x0b_x0041_ 'son'"


def _written(form: Format, path: Path, records: list[dict[str, Any]]) -> list[Row]:
    with path.open("wb") as stream:
        writer = form.writer(stream, COLUMNS)
        for record in records:
            writer.add(record)
        writer.close()
    return list(read_rows(path))


def _expected(form: Format, record: Mapping[str, Any]) -> dict[str, Any]:
    """What a format gives back: CSV and TSV know text alone, sheets 16 digits, and text in both is guarded."""
    if form.NAME in ("csv", "tsv"):
        return {
            name: "" if value is None else guarded(value) if isinstance(value, str) else str(value)
            for name, value in record.items()
        }
    if form.NAME == "xlsx":
        return {
            name: guarded(value)
            if isinstance(value, str)
            else float(f"{value:.16g}")
            if name == "oran" and value
            else value
            for name, value in record.items()
        }
    return dict(record)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(ROW, min_size=1, max_size=5))
def test_rows_come_back_as_they_were_written(form: Format, tmp_path: Path, records: list[dict[str, Any]]) -> None:
    """Whatever they hold, in every format."""
    rows = _written(form, tmp_path / f"a{form.SUFFIXES[0]}", records)
    assert [row.columns for row in rows] == [_expected(form, record) for record in records]
    assert [(row.number, row.error) for row in rows] == [(number, "") for number in range(1, len(records) + 1)]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.NAME)
def test_hard_text_and_the_same_bytes(form: Format, tmp_path: Path) -> None:
    """Emoji, İ, quotes, line ends, tabs, control characters; the same rows give the same file at any time."""
    record = dict(zip(NAMES, (HARD, "=1+1", 5, 0.5, True), strict=True))
    first, second = tmp_path / f"a{form.SUFFIXES[0]}", tmp_path / f"b{form.SUFFIXES[0]}"
    assert _written(form, first, [record])[0].columns["statement"] == HARD
    _written(form, second, [record])
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+cmd", "'+cmd"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-5", "-5"),
        ("+3,5", "+3,5"),
        ("-1.250,75", "-1.250,75"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, shown: str, tmp_path: Path) -> None:
    """Text that a spreadsheet would run gets an apostrophe, in CSV and in XLSX; numbers stay numbers."""
    assert guarded(text) == shown
    if text:
        for form in FORMATS[1:4]:
            (row,) = _written(form, tmp_path / f"a{form.SUFFIXES[0]}", [{"statement": text}])
            assert row.columns["statement"] == shown


def test_a_sheet_holds_no_formula_and_no_error_cell(tmp_path: Path) -> None:
    """What looks like a formula or an error code is a cell of text."""
    import openpyxl

    _written(FORMATS[3], tmp_path / "a.xlsx", [{"statement": "=1+1", "masa": "#N/A"}])
    (cells,) = list(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(min_row=2))
    assert [cell.data_type for cell in cells[:2]] == ["s", "s"]


@pytest.mark.parametrize("name", ["statement", "CLAIM", "Text", "İDDİA", "iddia", "Cümle", "CUMLE", " ifade "])
def test_the_column_of_statements_has_many_names(name: str) -> None:
    """In any case, with or without Turkish letters."""
    assert find((name, "masa")) == {"statement": name}


def test_roles_in_turkish() -> None:
    """Article and language too."""
    assert find(("İddia", "KAYNAK", "Dil", "ID")) == {
        "statement": "İddia",
        "article": "KAYNAK",
        "lang": "Dil",
        "id": "ID",
    }


def test_two_columns_for_one_role() -> None:
    """Nobody can tell which is meant."""
    with pytest.raises(ReadingError, match="'claim' and 'iddia' could both be the statement"):
        find(("claim", "iddia"))


def test_turkish_windows_text_is_read_with_a_warning(tmp_path: Path) -> None:
    """As spreadsheets in Turkey still write it, with semicolons."""
    path = tmp_path / "a.csv"
    path.write_bytes("İddia;Haber\nŞirket ığdır’a taşındı;bir.txt\n".encode("cp1254"))
    said: list[str] = []
    (row,) = read_rows(path, said.append)
    assert row.columns == {"İddia": "Şirket ığdır’a taşındı", "Haber": "bir.txt"}
    assert set(said) == {f"{path} is not UTF-8; it is read as Turkish Windows text (cp1254)."}


@pytest.mark.parametrize("raw", [b"statement\n\xff\xfe\x00\x01\x02", "statement\nölü".encode("utf-16"), b"%PDF-1.4"])
def test_what_is_no_text_is_refused(raw: bytes, tmp_path: Path) -> None:
    """In one sentence, whatever the suffix says."""
    (tmp_path / "a.csv").write_bytes(raw)
    with pytest.raises(ReadingError, match=r"a\.csv is "):
        list(read_rows(tmp_path / "a.csv"))


def test_bytes_that_break_far_down_are_found_first(tmp_path: Path) -> None:
    """The encoding is known before the first row is judged, however long the file is."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"statement\n" + b"plain row\n" * 200_000 + "Şişli\n".encode("cp1254"))
    assert list(read_rows(path))[-1].columns == {"statement": "Şişli"}


def test_headers_without_names(tmp_path: Path) -> None:
    """An empty name is the place of the column, a second one of a name is numbered; no cell is lost."""
    (tmp_path / "a.csv").write_text("statement,,x,x\na,b,c,d\n", encoding="utf-8")
    (row,) = read_rows(tmp_path / "a.csv")
    assert row.columns == {"statement": "a", "column 2": "b", "x": "c", "x (2)": "d"}


def test_an_open_quotation_mark_is_an_error_row(tmp_path: Path) -> None:
    """A cell of more than 16 MiB is taken for what it is."""
    (tmp_path / "a.csv").write_bytes(b'statement\n"' + b"x" * (17 << 20) + b"\nb\n")
    rows = list(read_rows(tmp_path / "a.csv"))
    assert "never closed" in rows[0].error
    assert rows[-1].columns == {"statement": "b"}


@pytest.mark.parametrize(
    ("raw", "suffix"), [(b'\xef\xbb\xbf\n {"statement": "a"}\n', ".jsonl"), (b"claim\na\n", ".csv")]
)
def test_standard_input_tells_its_format(raw: bytes, suffix: str) -> None:
    """JSON Lines begin with a brace."""
    with spooled(io.BytesIO(raw)) as path:
        assert path.suffix == suffix
        assert [row.given("statement") for row in read_rows(path)] == ["a"]


def test_a_survey_counts_and_types() -> None:
    """Rows, columns in the order of their coming, and the kind that holds all values of each."""
    known = survey(
        (
            Row(1, 1, {"statement": "a", "n": 1, "x": 1, "article": "a.txt"}),
            Row(2, 2, {"statement": "b", "n": 2.5, "x": "u", "article": "b.txt"}),
        )
    )
    assert known.rows == 2
    assert [tuple(column) for column in known.columns] == [
        ("statement", "text"),
        ("n", "number"),
        ("x", "text"),
        ("article", "text"),
    ]
    assert not known.nameless
    assert survey((Row(1, 1, {"statement": "a"}),)).nameless


@pytest.mark.parametrize(
    ("suffix", "library", "extra"), [(".xlsx", "openpyxl", "xlsx"), (".parquet", "pyarrow", "parquet")]
)
def test_a_missing_extra_is_named(
    suffix: str, library: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one sentence, with the command that installs it."""
    (tmp_path / f"a{suffix}").write_bytes(b"x")
    monkeypatch.setitem(__import__("sys").modules, library, None)
    monkeypatch.setitem(__import__("sys").modules, f"{library}.parquet", None)
    with pytest.raises(ReadingError, match=rf"pip install 'dayanak\[{extra}\]'"):
        list(read_rows(tmp_path / f"a{suffix}"))


def test_a_sheet_of_dates_and_gaps(tmp_path: Path) -> None:
    """Dates come in ISO 8601, empty rows do not count, cells beyond the header make a row malformed."""
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for cells in (["Cümle", "tarih"], ["a", datetime.date(2026, 11, 29)], [None, None], ["b", 5, "zu viel"]):
        sheet.append(cells)
    book.save(tmp_path / "a.xlsx")
    first, second = read_rows(tmp_path / "a.xlsx")
    assert first.columns == {"Cümle": "a", "tarih": "2026-11-29T00:00:00"}
    assert (second.number, second.line) == (2, 4)
    assert second.error == "1 cells beyond the 2 columns that the header names"


def test_every_suffix_has_one_format() -> None:
    """In any case of letters."""
    suffixes = [suffix for form in FORMATS for suffix in form.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))
    assert by_suffix(Path("A.CSV")) is FORMATS[1]
    assert csv.field_size_limit() >= 1
