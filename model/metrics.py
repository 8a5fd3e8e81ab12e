"""Metrics of predicted probabilities, in NumPy alone; training, evaluation and the app share them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from data.labels import class_groups

ECE_BINS = 15
_RESAMPLES = 1000
_FEWEST_GROUPS = 10


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """softmax(logits / temperature) over the last axis, float64, the same shape as ``logits``."""
    scaled = np.asarray(logits, np.float64) / temperature
    exponentials = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    probabilities: np.ndarray = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return probabilities


@dataclass(frozen=True)
class BatchPredictions:
    """The predictions for N images.

    Attributes:
        probabilities: float (N, C), over the classes alone; each row sums to 1.
        confidences: float (N,), the probability that the most probable class is right. "The image shows one of the
            classes" is part of it.
        in_distribution: float (N,), the probability that the image shows one of the classes at all. It separates known
            from unknown images better than the confidence does: a shirt may be hard to tell from a coat.
    """

    probabilities: np.ndarray
    confidences: np.ndarray
    in_distribution: np.ndarray

    @classmethod
    def from_logits(cls, logits: np.ndarray, temperature: float, classes: int) -> "BatchPredictions":
        """The predictions that logits, float (N, K), stand for, over ``classes`` classes.

        With K = classes + 1, the last output stands for "none of the classes". Without it, ``in_distribution`` is the
        confidence.
        """
        probabilities = softmax(logits, temperature)
        confidences: np.ndarray = probabilities[:, :classes].max(axis=1, initial=0.0)
        rejects = probabilities.shape[1] > classes
        return cls(
            softmax(logits[:, :classes], temperature),
            confidences,
            1 - probabilities[:, classes] if rejects else confidences,
        )

    def __len__(self) -> int:
        return len(self.confidences)

    def __getitem__(self, chosen: np.ndarray | slice) -> "BatchPredictions":
        return BatchPredictions(self.probabilities[chosen], self.confidences[chosen], self.in_distribution[chosen])

    def groups(self, class_names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """The group of `data.labels.class_groups` with the highest probability, and the confidence in it.

        A group's probability is the sum of those of its classes. Its confidence is scaled as ``confidences`` is: with
        a network that rejects, it is the probability times ``in_distribution``.

        Returns:
            The groups' names, str (N,), and float (N,) in 0–1.
        """
        groups = class_groups(class_names)
        names = list(dict.fromkeys(groups))
        summed = self.probabilities @ np.array([[group == name for name in names] for group in groups], float)
        of_labels = self.probabilities.max(axis=1)
        ratios = np.divide(summed.max(axis=1), of_labels, out=np.zeros(len(self)), where=of_labels > 0)
        # Rounding errors put the sum of all probabilities slightly above 1.
        return np.array(names)[summed.argmax(axis=1)], np.minimum(self.confidences * ratios, 1.0)


def group_prediction(probabilities: Mapping[str, float], confidence: float) -> tuple[str, float]:
    """`BatchPredictions.groups` of one image: the group, and the confidence in it.

    Args:
        probabilities: by class, of all classes.
        confidence: that the most probable class is right.

    Example:
        >>> group_prediction({"Shirt": 0.5, "Coat": 0.25, "Bag": 0.25}, 0.4)
        ('top', 0.6000000000000001)
    """
    row = np.array([list(probabilities.values())], float)
    one = BatchPredictions(row, np.array([confidence]), np.ones(1))
    [group], [group_confidence] = one.groups(tuple(probabilities))
    return str(group), float(group_confidence)


def negative_log_likelihood(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Mean of -ln p(label), in nats; probabilities float (N, C).

    ``labels`` int (N,), or bool (N, C) where several classes may be right: then p is the sum over those.
    """
    if labels.dtype == bool:
        chosen = (probabilities * labels).sum(axis=1)
    else:
        chosen = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(chosen, 1e-12)).mean())


def is_right(predictions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Whether each predicted class, int (N,), is right: bool (N,); labels as for `negative_log_likelihood`."""
    right: np.ndarray = (
        labels[np.arange(len(labels)), predictions] if labels.dtype == bool else np.asarray(predictions == labels)
    )
    return right


def group_is_right(groups: np.ndarray, allowed: np.ndarray, class_names: tuple[str, ...]) -> np.ndarray:
    """Whether each predicted group, str (N,), has one of the right classes, bool (N, C): bool (N,)."""
    of_classes = np.array(class_groups(class_names))
    right: np.ndarray = (allowed & (groups[:, None] == of_classes)).any(axis=1)
    return right


@dataclass(frozen=True)
class ReliabilityBin:
    """The ``n`` predictions with a confidence in (low, high]: their mean ``confidence`` and their ``accuracy``."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(confidences: np.ndarray, correct: np.ndarray, bins: int = ECE_BINS) -> list[ReliabilityBin]:
    """Equal-width bins of the confidence, float (N,) in 0–1, with ``correct``, bool (N,); empty bins are left out.

    A confidence on the edge of two bins belongs to the lower one. Source: Guo et al., arXiv 1706.04599, section 2.
    """
    index = np.clip(np.ceil(confidences * bins).astype(int) - 1, 0, bins - 1)
    return [
        ReliabilityBin(
            number / bins,
            (number + 1) / bins,
            int(inside.sum()),
            float(confidences[inside].mean()),
            float(correct[inside].mean()),
        )
        for number in range(bins)
        if (inside := index == number).any()
    ]


def expected_calibration_error(confidences: np.ndarray, correct: np.ndarray, bins: int = ECE_BINS) -> float:
    """Mean distance between confidence and accuracy over the bins of `reliability`, weighted by their sizes, in 0–1.

    Source: Guo et al., arXiv 1706.04599, section 2, equation 3.
    """
    if len(confidences) == 0:
        return float("nan")
    gaps = sum(row.n * abs(row.confidence - row.accuracy) for row in reliability(confidences, correct, bins))
    return gaps / len(confidences)


def accuracy_interval(correct: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson score interval of a proportion, both ends in 0–1; (0, 1) if ``total`` is 0."""
    if total == 0:
        return 0.0, 1.0
    share, weight = correct / total, z * z / total
    centre = (share + weight / 2) / (1 + weight)
    half = z * np.sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    # Rounding errors put an end slightly outside when every prediction is right, or wrong.
    return max(0.0, float(centre - half)), min(1.0, float(centre + half))


def grouped_accuracy_interval(correct: np.ndarray, groups: Sequence[str]) -> tuple[float, float]:
    """The 95 % interval of the mean of ``correct``, bool (N,), where images of one group are correlated.

    The cluster bootstrap: whole groups are drawn with replacement a thousand times (Davison and Hinkley 1997, section
    3.8). An image with an empty group name is a group of its own. Without any group name, or with fewer than ten
    groups, the result is that of `accuracy_interval`.
    """
    names = [group or f"\0{number}" for number, group in enumerate(groups)]
    if not any(groups) or len(set(names)) < _FEWEST_GROUPS:
        return accuracy_interval(int(correct.sum()), len(correct))
    index = np.unique(names, return_inverse=True)[1]
    right, sizes = np.bincount(index, weights=correct), np.bincount(index)
    drawn = np.random.default_rng(0).multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), _RESAMPLES)
    low, high = np.quantile((drawn @ right) / (drawn @ sizes), (0.025, 0.975))
    return float(low), float(high)


def confusion_matrix(labels: np.ndarray, predictions: np.ndarray, classes: int) -> np.ndarray:
    """int (classes, classes): row = true class, column = predicted class."""
    counts = np.bincount(np.asarray(labels) * classes + np.asarray(predictions), minlength=classes * classes)
    return counts.reshape(classes, classes)


def per_class_metrics(confusion: np.ndarray) -> dict[str, np.ndarray]:
    """``precision``, ``recall``, ``f1`` float (C,) and ``support`` int (C,); 0 where a class never occurs."""
    hits = np.diag(confusion).astype(float)
    support, predicted = confusion.sum(axis=1), confusion.sum(axis=0)
    precision = np.divide(hits, predicted, out=np.zeros_like(hits), where=predicted > 0)
    recall = np.divide(hits, support, out=np.zeros_like(hits), where=support > 0)
    total = precision + recall
    f1 = np.divide(2 * precision * recall, total, out=np.zeros_like(hits), where=total > 0)
    return {"precision": precision, "recall": recall, "f1": f1, "support": support}


def auroc(scores_known: np.ndarray, scores_unknown: np.ndarray) -> float:
    """The probability that a known image scores above an unknown one, ties counted half (Fawcett 2006, section 7)."""
    in_distribution, unknown = np.asarray(scores_known, float), np.asarray(scores_unknown, float)
    if not len(in_distribution) or not len(unknown):
        return float("nan")
    ordered = np.sort(unknown)
    below = np.searchsorted(ordered, in_distribution, "left") + np.searchsorted(ordered, in_distribution, "right")
    return float(below.sum() / (2 * len(in_distribution) * len(unknown)))


def classification_report(
    probabilities: np.ndarray, labels: np.ndarray, class_names: tuple[str, ...]
) -> dict[str, Any]:
    """The figures of one scoring of a test set, as plain values for JSON.

    ``n``, ``accuracy`` with its 95 % ``accuracy_interval``, ``loss`` (nats), ``ece``, the bins of `reliability`,
    ``per_class`` (name to precision, recall, f1, support) and ``confusion`` (rows: true class).
    """
    predictions = probabilities.argmax(axis=1)
    correct = predictions == labels
    confusion = confusion_matrix(labels, predictions, len(class_names))
    columns = per_class_metrics(confusion)
    return {
        "n": len(labels),
        "accuracy": float(correct.mean()),
        "accuracy_interval": list(accuracy_interval(int(correct.sum()), len(labels))),
        "loss": negative_log_likelihood(probabilities, labels),
        "ece": expected_calibration_error(probabilities.max(axis=1), correct),
        "reliability": [asdict(row) for row in reliability(probabilities.max(axis=1), correct)],
        "per_class": {
            name: {key: column[i].item() for key, column in columns.items()} for i, name in enumerate(class_names)
        },
        "confusion": confusion.tolist(),
    }
