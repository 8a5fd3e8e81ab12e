"""The prediction for one photo."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from data.messages import Message
from data.photos.garment import Garment


@dataclass(frozen=True)
class PhotoResult:
    """What a model says of one photo, or why the photo cannot be read.

    Attributes:
        file: the name or path the photo was given under; may be empty.
        outcome: ``sorted`` (the label is sure), ``unsure``, ``not_clothing`` (none of the classes) or ``error``.
        model: ``NAME/VERSION`` of the export that made the prediction.
        label: the most probable class.
        confidence: the probability, in 0–1, that ``label`` is right. "The photo shows one of the classes" is part of
            it, so with a network that rejects it is lower than the label's probability.
        probabilities: the probability of every class of the card, in the card's order, summing to 1.
        garment: the photo, at most 800 pixels a side, and the garment's mask.
        model_input: what the network was fed, uint8 (size, size, channels).
        error: why the photo cannot be read.

    For the outcome ``error`` only ``file``, ``model`` and ``error`` are set; otherwise everything but ``error`` is.
    """

    file: str
    outcome: str
    model: str
    label: str | None = None
    confidence: float | None = None
    probabilities: dict[str, float] | None = None
    garment: Garment | None = None
    model_input: np.ndarray | None = None
    error: Message | None = None

    def to_json(self) -> dict[str, Any]:
        """The object that `wardrobe classify --json` prints: plain values, never NaN."""
        return {
            "file": self.file,
            "outcome": self.outcome,
            "label": self.label,
            "confidence": None if self.confidence is None else round(self.confidence, 6),
            "probabilities": {name: round(p, 6) for name, p in self.probabilities.items()}
            if self.probabilities
            else None,
            "error": str(self.error) if self.error else None,
            "model": self.model,
        }
