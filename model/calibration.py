"""Calibration: the temperature of the softmax, and the thresholds between the outcomes."""

from dataclasses import dataclass

import numpy as np

from model.metrics import BatchPredictions, negative_log_likelihood, softmax

_TEMPERATURE_RANGE = (0.05, 20.0)


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The T that minimises the negative log-likelihood of softmax(logits / T); logits float (N, C), labels
    int (N,), or bool (N, C) where several classes may be right.

    Source: Guo et al., arXiv 1706.04599, section 4.2. With one right class per image the loss is convex in 1 / T, and a
    golden-section search over ln T finds its minimum; with several right classes it finds a local one. A share of
    1 / (N + 2) of each label is spread over all classes (after Platt 1999, section 2.2). Otherwise a few predictions
    that are all right would drive the confidence to 1.
    """
    low, high = np.log(_TEMPERATURE_RANGE)
    ratio = (np.sqrt(5) - 1) / 2
    spread = 1 / (len(logits) + 2)

    def loss(point: float) -> float:
        probabilities = softmax(logits, np.exp(point))
        even = float(np.log(np.maximum(probabilities, np.finfo(float).tiny)).mean())
        return (1 - spread) * negative_log_likelihood(probabilities, labels) - spread * even

    while high - low > 1e-4:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        losses = [loss(point) for point in (left, right)]
        low, high = (low, right) if losses[0] < losses[1] else (left, high)
    return float(np.exp((low + high) / 2))


@dataclass(frozen=True)
class Thresholds:
    """The limits between the outcomes, in 0–1.

    Attributes:
        unsure: below this confidence, the user should decide.
        not_clothing: below this `BatchPredictions.in_distribution`, the image shows none of the classes.
    """

    unsure: float
    not_clothing: float

    def outcome(self, confidence: float, in_distribution: float) -> str:
        """``sorted``, ``unsure`` or ``not_clothing``."""
        if in_distribution < self.not_clothing:
            return "not_clothing"
        # NaN compares false, so it is never sorted.
        return "sorted" if confidence >= self.unsure else "unsure"

    def outcomes(self, predictions: BatchPredictions) -> tuple[str, ...]:
        """The outcome of each prediction."""
        return tuple(map(self.outcome, predictions.confidences.tolist(), predictions.in_distribution.tolist()))


def fit_thresholds(
    predictions: BatchPredictions,
    correct: np.ndarray,
    precision: float = 0.99,
    rejected: float = 0.005,
    garments: np.ndarray | None = None,
) -> Thresholds:
    """Thresholds from held-out predictions.

    Args:
        predictions: for N held-out images.
        correct: bool (N,), whether each predicted class is right.
        precision: the share of the sorted images that shall be right. ``unsure`` is the lowest confidence with which
            they are; 1.0 if there is none.
        rejected: the share of the garments that may be called ``not_clothing``.
        garments: bool (N,), the images that show one of the classes; by default all.
    """
    not_clothing = float(
        np.quantile(
            predictions.in_distribution if garments is None else predictions.in_distribution[garments], rejected
        )
    )
    left = predictions.in_distribution >= not_clothing
    confidences, correct = predictions.confidences[left], correct[left]
    order = np.argsort(-confidences, kind="stable")
    running = np.cumsum(correct[order]) / np.arange(1, len(order) + 1)
    falling = confidences[order]
    last_of_equals = np.append(falling[1:] < falling[:-1], True)[: len(falling)]
    good = np.flatnonzero((running >= precision) & last_of_equals)
    return Thresholds(float(falling[good[-1]]) if len(good) else 1.0, not_clothing)
