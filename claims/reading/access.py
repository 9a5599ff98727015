"""What may be fetched from the web."""

from typing import NamedTuple


class Access(NamedTuple):
    """``offline`` refuses every address; ``private`` allows those of this machine and of private networks."""

    offline: bool = False
    private: bool = False


PUBLIC = Access()
OFFLINE = Access(offline=True)
