"""What may be chosen about the service: frozen, passed by hand, never global."""

from pathlib import Path

from claims.document import Frozen
from claims.parsing import ModelChoice

MEBIBYTE = 1 << 20


class ServiceSettings(Frozen):
    """The choices of whoever starts the service; times are in seconds, sizes in bytes.

    ``store`` is where the articles are, ``data`` the folder of batches and reviews, ``articles`` the names and texts
    that judge where a request names none. ``origins`` are web pages on other hosts that may ask, ``hosts`` further
    names by which the service may be called. ``rate`` is how many requests a second one key or address may make,
    ``burst`` how many at once; a rate of 0 sets no limit. ``queue`` is how many requests may wait for a worker.
    """

    host: str = "127.0.0.1"
    port: int = 8377
    store: str | None = None
    retriever: str = "fts"
    data: Path
    articles: tuple[tuple[str, str], ...] = ()
    keys: Path | None = None
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    models: ModelChoice = "packaged"
    min_confidence: float = 0.0
    cached: bool = True
    workers: int = 2
    queue: int = 256
    request_seconds: float = 60.0
    body_seconds: float = 20.0
    body_bytes: int = 8 * MEBIBYTE
    batch_bytes: int = 64 * MEBIBYTE
    rate: float = 100.0
    burst: int = 200
    stop_seconds: float = 30.0


def default_data() -> Path:
    """Where batches and reviews are kept unless another folder is named: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("dayanak", appauthor=False) / "service"
