"""The prediction for one photo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.messages import Message
from data.photos.garment import Garment
from model.metrics import group_prediction


@dataclass(frozen=True)
class Piece:
    """One of several garments in a photo.

    Attributes:
        label: its most probable class.
        confidence: the probability, in 0–1, that ``label`` is right.
        box: left, top, right and bottom edge as shares of the photo's width and height, in 0–1.
    """

    label: str
    confidence: float
    box: tuple[float, float, float, float]


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
        pieces: the garments, if more than one was found.
        group_is_sure: whether `group` is, also where the label is not.

    For the outcome ``error`` only ``file``, ``model`` and ``error`` are set; otherwise everything but ``error`` is.
    Most photos have no ``pieces``.
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
    pieces: tuple[Piece, ...] = ()
    group_is_sure: bool = False

    @property
    def group(self) -> str | None:
        """The most probable group of classes (`data.labels.GROUPS`); it may be sure where the label is not."""
        return self._group[0]

    @property
    def group_confidence(self) -> float | None:
        """The probability, in 0–1, that ``group`` is right, made as ``confidence`` is."""
        return self._group[1]

    @property
    def _group(self) -> tuple[str | None, float | None]:
        if self.probabilities is None or self.confidence is None:
            return None, None
        return group_prediction(self.probabilities, self.confidence)

    def to_json(self) -> dict[str, Any]:
        """The object that `wardrobe classify --json` prints: plain values, never NaN."""
        confidence = None if self.confidence is None else round(self.confidence, 6)
        probabilities = {name: round(p, 6) for name, p in self.probabilities.items()} if self.probabilities else None
        return {
            "file": self.file,
            "outcome": self.outcome,
            "label": self.label,
            "confidence": confidence,
            **group_json(probabilities, confidence),
            "probabilities": probabilities,
            "pieces": [
                {
                    "label": piece.label,
                    "confidence": round(piece.confidence, 6),
                    "box": [round(edge, 6) for edge in piece.box],
                }
                for piece in self.pieces
            ],
            "error": str(self.error) if self.error else None,
            "model": self.model,
        }


def group_json(probabilities: Mapping[str, float] | None, confidence: float | None) -> dict[str, Any]:
    """The fields ``group`` and ``group_confidence`` that belong to the other figures of the same JSON object."""
    if not probabilities or confidence is None:
        return {"group": None, "group_confidence": None}
    group, group_confidence = group_prediction(probabilities, confidence)
    return {"group": group, "group_confidence": round(group_confidence, 6)}
