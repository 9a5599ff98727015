"""Whether the claims of an article bear out a statement."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verifier.api import Verifier as Verifier


def __getattr__(name: str) -> Any:
    """``Verifier``, imported when it is first asked for: the commands start faster without it."""
    if name == "Verifier":
        from verifier.api import Verifier

        return Verifier
    raise AttributeError(f"module 'verifier' has no attribute {name!r}")
