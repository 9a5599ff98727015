"""What routes share: one value made when the service starts."""

from dataclasses import dataclass

from verifier.service.archive import Archive
from verifier.service.batches import Batches
from verifier.service.metrics import Metrics
from verifier.service.pool import Pool
from verifier.service.reviews import Reviews
from verifier.service.settings import ServiceSettings


@dataclass(frozen=True)
class Service:
    """The parts of a running service, made by ``create_app`` and given to every router."""

    settings: ServiceSettings
    pool: Pool
    metrics: Metrics
    archive: Archive
    reviews: Reviews
    batches: Batches
