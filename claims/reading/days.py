"""Days of publication, as documents tell them."""

import datetime


def published_day(value: str) -> str:
    """The ISO date of an ISO date or time; raises ValueError for anything else."""
    return datetime.datetime.fromisoformat(value.strip()).date().isoformat()


def day_of(value: object) -> str | None:
    """The same of what may be told in any way; None for what is no date."""
    try:
        return published_day(value) if isinstance(value, str) else None
    except ValueError:
        return None
