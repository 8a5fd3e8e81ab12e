"""Confidence that means what it says: the temperature, and the thresholds between the outcomes."""

from dataclasses import dataclass

import numpy as np

from model.metrics import BatchPredictions, negative_log_likelihood, softmax

_TEMPERATURE_RANGE = (0.05, 20.0)


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The T that minimises the negative log-likelihood of softmax(logits / T); logits float (N, C), labels
    int (N,), or bool (N, C) where several classes may be right.

    Source: Guo et al., arXiv 1706.04599, section 4.2. With one right class each the loss is convex in 1 / T, so that a
    golden-section search over ln T, of one minimum, finds it; with several it finds a minimum. 1 / (N + 2) of each
    label is spread over all classes (after Platt 1999, section 2.2): where all of a few answers are right, nothing else
    would keep the confidence from 1.
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
    """Where one outcome ends and the next begins, in 0–1.

    With `BatchPredictions.in_distribution` below ``not_clothing`` it is none of the classes; with a confidence below
    ``unsure``, a person should look.
    """

    unsure: float
    not_clothing: float

    def outcome(self, confidence: float, in_distribution: float) -> str:
        """``sorted``, ``unsure`` or ``not_clothing``."""
        if in_distribution < self.not_clothing:
            return "not_clothing"
        # Asked this way round, a confidence that is no number is never sorted.
        return "sorted" if confidence >= self.unsure else "unsure"

    def outcomes(self, answers: BatchPredictions) -> tuple[str, ...]:
        """The outcome of each answer."""
        return tuple(map(self.outcome, answers.confidences.tolist(), answers.in_distribution.tolist()))


def fit_thresholds(
    answers: BatchPredictions,
    correct: np.ndarray,
    precision: float = 0.99,
    rejected: float = 0.005,
    garments: np.ndarray | None = None,
) -> Thresholds:
    """Thresholds from held-out answers and whether each was right, bool (N,).

    ``not_clothing`` is the value below which only ``rejected`` of the garments lie: of all images, or of the
    ``garments``, bool (N,), that are of one of the classes. ``unsure`` is the lowest confidence from which on at least
    ``precision`` of the answers that are left are right; 1.0 if none is.
    """
    not_clothing = float(
        np.quantile(answers.in_distribution if garments is None else answers.in_distribution[garments], rejected)
    )
    left = answers.in_distribution >= not_clothing
    confidences, correct = answers.confidences[left], correct[left]
    order = np.argsort(-confidences, kind="stable")
    running = np.cumsum(correct[order]) / np.arange(1, len(order) + 1)
    falling = confidences[order]
    last_of_equals = np.append(falling[1:] < falling[:-1], True)[: len(falling)]
    good = np.flatnonzero((running >= precision) & last_of_equals)
    return Thresholds(float(falling[good[-1]]) if len(good) else 1.0, not_clothing)
