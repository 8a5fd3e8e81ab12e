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
        unsure_worn: takes the place of ``unsure`` for a garment that somebody wears; None where that was not measured.
        group_worn: takes the place of ``group`` in the same way.
    """

    unsure: float
    not_clothing: float
    group: float = NEVER
    unsure_worn: float | None = None
    group_worn: float | None = None

    def outcomes(
        self, predictions: BatchPredictions, is_clear: bool | np.ndarray = True, is_worn: bool | np.ndarray = False
    ) -> tuple[str, ...]:
        """The outcome of each of N predictions: ``sorted``, ``unsure`` or ``not_clothing``.

        Args:
            predictions: N predictions.
            is_clear: bool (N,) or one for all; where several garments are seen and none is clearly meant, nothing is
                sorted.
            is_worn: bool (N,) or one for all, whether somebody wears the garment.
        """
        limits = self._limits(is_worn, self.unsure, self.unsure_worn)
        # NaN compares false, so it is never sorted.
        is_sorted = (predictions.confidences >= limits) & is_clear
        outcomes = np.where(is_sorted, "sorted", "unsure")
        return tuple(np.where(predictions.in_distribution < self.not_clothing, "not_clothing", outcomes).tolist())

    def groups_are_sure(
        self,
        predictions: BatchPredictions,
        class_names: tuple[str, ...],
        is_clear: bool | np.ndarray = True,
        is_worn: bool | np.ndarray = False,
    ) -> np.ndarray:
        """Whether a photo can be filed under its label or, where that is unsure, under its group: bool (N,)."""
        outcomes = np.array(self.outcomes(predictions, is_clear, is_worn), object)
        limits = self._limits(is_worn, self.group, self.group_worn)
        is_sure = predictions.groups(class_names)[1] >= limits
        return np.asarray((outcomes == "sorted") | ((outcomes == "unsure") & is_sure), bool)

    @staticmethod
    def _limits(is_worn: bool | np.ndarray, limit: float, worn: float | None) -> np.ndarray:
        return np.where(is_worn, limit if worn is None else worn, limit)


def fit_thresholds(
    predictions: BatchPredictions,
    correct: np.ndarray,
    precision: float = 0.99,
    rejected: float = 0.005,
    garments: np.ndarray | None = None,
    sources: np.ndarray | None = None,
    worn: np.ndarray | None = None,
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
        worn: bool (N,), the images of garments that somebody wears. They get a threshold of their own, since a network
            that knows garments by their outline is too confident of them; by default there are none.
    """
    not_clothing = float(
        np.quantile(
            predictions.in_distribution if garments is None else predictions.in_distribution[garments], rejected
        )
    )
    left = predictions.in_distribution >= not_clothing
    unsure, unsure_worn = (
        _lowest(predictions.confidences[chosen], correct[chosen], precision, _of(sources, chosen))
        for chosen in _apart(left, worn)
    )
    return Thresholds(unsure, not_clothing, unsure_worn=None if worn is None else unsure_worn)


def fit_group_threshold(
    predictions: BatchPredictions,
    correct: np.ndarray,
    thresholds: Thresholds,
    class_names: tuple[str, ...],
    precision: float = 0.985,
    sources: np.ndarray | None = None,
    of_source: float | None = None,
    worn: np.ndarray | None = None,
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
        worn: as for `fit_thresholds`.
    """
    outcomes = np.array(thresholds.outcomes(predictions, is_worn=False if worn is None else worn), object)
    scores = np.where(outcomes == "sorted", np.inf, predictions.groups(class_names)[1])
    group, group_worn = (
        # Infinite if only what is sorted is right enough.
        min(_lowest(scores[chosen], correct[chosen], precision, _of(sources, chosen), of_source), NEVER)
        for chosen in _apart(outcomes != "not_clothing", worn)
    )
    return replace(thresholds, group=group, group_worn=None if worn is None else group_worn)


def _apart(chosen: np.ndarray, worn: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """The chosen images whose garments nobody wears, and those whose garments somebody wears."""
    return (chosen, np.zeros_like(chosen)) if worn is None else (chosen & ~worn, chosen & worn)


def _of(sources: np.ndarray | None, chosen: np.ndarray) -> np.ndarray | None:
    return None if sources is None else sources[chosen]


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
    of_falling = np.zeros(0) if sources is None else sources[order].astype(str)
    for source in np.unique(of_falling):
        inside = of_falling == source
        count, right_count = np.cumsum(inside), np.cumsum(right * inside)
        enough &= (count < FEWEST_OF_SOURCE) | (right_count >= least * count)
    last_of_equals = np.append(falling[1:] < falling[:-1], True)[: len(falling)]
    good = np.flatnonzero(enough & last_of_equals)
    return float(falling[good[-1]]) if len(good) else NEVER
