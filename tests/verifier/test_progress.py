"""Progress: rows, rate, time left and verdicts, counted by a clock that is handed in."""

import io

import pytest

from verifier.progress import Progress, duration


def _progress(times: list[float], total: int = 100) -> Progress:
    return Progress(total, io.StringIO(), lambda: times.pop(0), quiet=True)


def test_a_line_tells_all() -> None:
    """Rows of an earlier run count as done, not for the rate."""
    progress = _progress([0.0])
    assert progress.line(1.0) == "0 of 100 rows · no verdict yet"
    for _ in range(40):
        progress.add("supported", judged=False)
    for _ in range(10):
        progress.add("contradicted")
    assert progress.line(5.0) == "50 of 100 rows · 2.0 rows/s · 0:25 left · 40 supported, 10 contradicted"


def test_the_summary() -> None:
    """What was judged in which time."""
    progress = _progress([0.0, 4.0])
    progress.add("error")
    assert progress.close() == "1 rows: 1 error in 0:04, 0.2 rows/s"


@pytest.mark.parametrize(("seconds", "shown"), [(0.4, "0:00"), (67, "1:07"), (3661, "1:01:01")])
def test_durations(seconds: float, shown: str) -> None:
    """As a clock shows them."""
    assert duration(seconds) == shown


def test_a_terminal_is_rewritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, wiped at the end."""
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("verifier.progress.ON_TERMINAL", 0.01)
    progress = Progress(2, stream, lambda: 0.0)
    progress.add("supported")
    progress._over.wait(0.1)
    progress.close()
    assert stream.getvalue().startswith("\r\x1b[2K1 of 2 rows")
    assert stream.getvalue().endswith("\r\x1b[2K")
    assert "\n" not in stream.getvalue()
