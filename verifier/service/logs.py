"""The log: one event a line, JSON or for people; never a word of an article, a statement or a key."""

import sys
from collections.abc import MutableMapping
from typing import Any, Literal, Protocol, TextIO

import structlog


class Log(Protocol):
    """Takes events with their particulars."""

    def info(self, event: str, **particulars: Any) -> Any:
        """Something that went as it should."""

    def warning(self, event: str, **particulars: Any) -> Any:
        """Something that somebody may want to look at."""


def make_log(form: Literal["json", "console"], stream: TextIO = sys.stderr) -> Log:
    """A log that writes to a stream; nothing is set up globally."""
    shown: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if form == "console":
        shown = structlog.dev.ConsoleRenderer(colors=False)
    log: Log = structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _one_line,
            shown,
        ],
        wrapper_class=structlog.BoundLogger,
    )
    return log


def _one_line(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Nothing that came from outside may begin a new line or move a terminal's cursor."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = "".join(char if char.isprintable() else "?" for char in value)
    return event
