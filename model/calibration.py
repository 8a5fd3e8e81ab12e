"""Calibration: the temperature of the softmax, and the thresholds between the outcomes."""

import math
from dataclasses import dataclass, replace

import numpy as np

from model.metrics import BatchPredictions, negative_log_likelihood, softmax

NEVER = math.nextafter(1.0, 2.0)
"""A threshold above every confidence, 1.0 included."""

FEWEST_OF_SOURCE = 30
"""Images of one source above a threshold, of which the share of right ones is judged on its own."""

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
    """The limits between the outcomes, in 0–1, or `NEVER`.

    Attributes:
        unsure: below this confidence, the user should decide.
        not_clothing: below this `BatchPredictions.in_distribution`, the image shows none of the classes.
        group: from this confidence in it, a group is sure. Cards of exports without groups lack it: no group is sure.
    """

    unsure: float
    not_clothing: float
    group: float = NEVER

    def outcome(self, confidence: float, in_distribution: float) -> str:
        """``sorted``, ``unsure`` or ``not_clothing``."""
        if in_distribution < self.not_clothing:
            return "not_clothing"
        # NaN compares false, so it is never sorted.
        return "sorted" if confidence >= self.unsure else "unsure"

    def outcomes(self, predictions: BatchPredictions, is_clear: bool | np.ndarray = True) -> tuple[str, ...]:
        """The outcome of each prediction; where several garments are seen and none is clearly meant, never sorted."""
        outcomes = map(self.outcome, predictions.confidences.tolist(), predictions.in_distribution.tolist())
        clear = np.broadcast_to(is_clear, len(predictions.confidences))
        return tuple(
            "unsure" if outcome == "sorted" and not one else outcome
            for outcome, one in zip(outcomes, clear, strict=True)
        )

    def group_is_sure(self, outcome: str, group_confidence: float | None) -> bool:
        """Whether a photo can be filed under its label or, where that is unsure, under its group."""
        return outcome == "sorted" or (
            outcome == "unsure" and group_confidence is not None and group_confidence >= self.group
        )

    def groups_are_sure(self, predictions: BatchPredictions, class_names: tuple[str, ...]) -> np.ndarray:
        """`group_is_sure` of each prediction, bool (N,)."""
        outcomes, confidences = self.outcomes(predictions), predictions.groups(class_names)[1].tolist()
        return np.array([self.group_is_sure(*one) for one in zip(outcomes, confidences, strict=True)], bool)


def fit_thresholds(
    predictions: BatchPredictions,
    correct: np.ndarray,
    precision: float = 0.99,
    rejected: float = 0.005,
    garments: np.ndarray | None = None,
    sources: np.ndarray | None = None,
) -> Thresholds:
    """Thresholds from held-out predictions; no group is sure by them.

    Args:
        predictions: for N held-out images.
        correct: bool (N,), whether each predicted class is right.
        precision: the share of the sorted images that shall be right, of all and of every source. ``unsure`` is the
            lowest confidence with which they are; `NEVER` if there is none.
        rejected: the share of the garments that may be called ``not_clothing``.
        garments: bool (N,), the images that show one of the classes; by default all.
        sources: str (N,), where each image comes from. A source with fewer than `FEWEST_OF_SOURCE` sorted images says
            too little and is judged with the others only.
    """
    not_clothing = float(
        np.quantile(
            predictions.in_distribution if garments is None else predictions.in_distribution[garments], rejected
        )
    )
    left = predictions.in_distribution >= not_clothing
    of_left = None if sources is None else sources[left]
    unsure = _lowest(predictions.confidences[left], correct[left], precision, of_left)
    return Thresholds(unsure, not_clothing)


def fit_group_threshold(
    predictions: BatchPredictions,
    correct: np.ndarray,
    thresholds: Thresholds,
    class_names: tuple[str, ...],
    precision: float = 0.985,
    sources: np.ndarray | None = None,
    of_source: float | None = None,
) -> Thresholds:
    """``thresholds`` with the lowest ``group`` by which the groups that are sure are right in a share ``precision``.

    What is sorted counts as sure, as in `Thresholds.group_is_sure`.

    Args:
        predictions: for N held-out images.
        correct: bool (N,), whether each predicted group is right.
        thresholds: from `fit_thresholds`.
        class_names: of the C classes.
        precision: the share that shall be right.
        sources: as for `fit_thresholds`.
        of_source: the share that shall be right of every source; by default ``precision``.
    """
    outcomes = np.array(thresholds.outcomes(predictions), object)
    scores = np.where(outcomes == "sorted", np.inf, predictions.groups(class_names)[1])
    left = outcomes != "not_clothing"
    lowest = _lowest(scores[left], correct[left], precision, None if sources is None else sources[left], of_source)
    return replace(thresholds, group=min(lowest, NEVER))  # infinite if only what is sorted is right enough


def _lowest(
    scores: np.ndarray,
    correct: np.ndarray,
    precision: float,
    sources: np.ndarray | None,
    of_source: float | None = None,
) -> float:
    """The lowest score from which shares ``precision`` of all and ``of_source`` of every source are right.

    `NEVER` if there is none.
    """
    least = precision if of_source is None else of_source
    order = np.argsort(-scores, kind="stable")
    falling, right = scores[order], correct[order].astype(float)
    enough = np.cumsum(right) / np.arange(1, len(order) + 1) >= precision
    of_falling = np.zeros(0) if sources is None else sources[order]
    for source in np.unique(of_falling):
        inside = of_falling == source
        count, right_count = np.cumsum(inside), np.cumsum(right * inside)
        enough &= (count < FEWEST_OF_SOURCE) | (right_count >= least * count)
    last_of_equals = np.append(falling[1:] < falling[:-1], True)[: len(falling)]
    good = np.flatnonzero(enough & last_of_equals)
    return float(falling[good[-1]]) if len(good) else NEVER
