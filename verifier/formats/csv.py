"""CSV for spreadsheets: one line a statement, with the columns that ``verify batch`` writes too."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.formats.view import View
    from verifier.model import Report

OWN = ("id", "statement", "lang")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What steers a terminal; line ends and tabs are no such thing in a quoted cell."""


def render(reports: "Iterable[Report]", view: "View") -> Iterator[str]:
    """A header and the lines, cells guarded against formulas, each line as soon as it is there."""
    from verifier.batch.records import Finished, flat, flat_columns  # loads what batches need, too slow for --help
    from verifier.batch.tables import commas
    from verifier.batch.tables.cells import Column

    stream = io.BytesIO()
    table = commas.writer(stream, flat_columns(Column(name) for name in OWN))
    yield _taken(stream)
    for number, report in enumerate(reports, start=1):
        values = report.model_dump(mode="json")
        record = flat(Finished(number, number, {name: values[name] for name in OWN}, values))
        table.add({name: _shown(value) for name, value in record.items()})
        yield _taken(stream)


def _shown(value: Any) -> Any:
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def _taken(stream: io.BytesIO) -> str:
    """What was written since the last time."""
    written = stream.getvalue().decode()
    stream.seek(0)
    stream.truncate()
    return written
