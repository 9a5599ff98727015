"""What the training loops of tagger and parser share: the running average of the weights and the learning rate."""

import copy
import math

import torch


class Average:
    """A running average of a network's weights; early steps count less, as the network has hardly learned yet."""

    def __init__(self, model: torch.nn.Module, decay: float) -> None:
        self.model = copy.deepcopy(model)
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, model: torch.nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.model.parameters(), model.parameters(), strict=True):
            mean.lerp_(now, 1 - decay)


def rate(step: int, steps: int, warmup: int, peak: float, floor: float) -> float:
    """The learning rate of a step: linear warm-up, then half a cosine down to the floor."""
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = (step - warmup) / max(1, steps - warmup)
    return floor + (peak - floor) * 0.5 * (1 + math.cos(math.pi * progress))
