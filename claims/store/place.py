"""Where the store lies: the place that the user names, else the user's data folder."""

import os
from pathlib import Path

VARIABLE = "DAYANAK_STORE"
FILE = "store.sqlite3"


def place(chosen: str | Path | None = None) -> Path:
    """The store's file: ``chosen``, else what DAYANAK_STORE names, else dayanak/ in the user's data folder."""
    named = chosen or os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("dayanak", appauthor=False) / FILE
