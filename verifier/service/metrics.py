"""What the service counts, in a registry of its own; ``/metrics`` prints it for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.12, 0.25, 0.5, 1, 2, 5, 10, 30, 60)


class Metrics:
    """Requests, verdicts, waiting requests and workers of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "dayanak_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "dayanak_request_seconds",
            "Seconds from request to answer.",
            ("method", "route"),
            buckets=SECONDS,
            registry=self._registry,
        )
        self.verdicts = Counter("dayanak_verdicts", "Verdicts given.", ("verdict",), registry=self._registry)
        self.waiting = Gauge("dayanak_waiting", "Requests that wait for a worker.", registry=self._registry)
        self.busy = Gauge("dayanak_workers_busy", "Workers that are not free.", registry=self._registry)
        self.ready = Gauge("dayanak_workers_ready", "Workers whose models are loaded.", registry=self._registry)
        self.restarts = Counter("dayanak_worker_restarts", "Workers that died or were ended.", registry=self._registry)
        self.batch_rows = Counter("dayanak_batch_rows", "Rows of batches that were judged.", registry=self._registry)

    def page(self) -> bytes:
        """All of them in the text format of Prometheus."""
        return generate_latest(self._registry)
