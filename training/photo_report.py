"""Figures on labelled photos, from answers to them; and thresholds and figures from held-out groups' logits."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from data.folders import LabelledPhoto
from model.calibration import Thresholds, fit_temperature, fit_thresholds
from model.metrics import accuracy_interval, answers, auroc, expected_calibration_error, is_right

_PRECISION = (
    0.96  # of what is sorted, where thresholds are fitted: a little above the 95 % that others' photos shall keep
)
_REJECTED = 0.03  # of the garments that are of a class


def photo_report(
    photos: Sequence[LabelledPhoto],
    probabilities: np.ndarray,
    confidences: np.ndarray,
    outcomes: Sequence[str],
    class_names: tuple[str, ...],
    unreadable: int = 0,
) -> dict[str, Any]:
    """What the answers to ``photos`` are worth: probabilities float (N, C), confidences float (N,), their outcomes.

    ``accuracy`` is over the ``n`` garments of a known kind, by the most probable class. ``ece``, ``outcomes`` and what
    is ``right_among_sorted`` are over all photos, with unknown kinds counted as wrong. ``unknown_auroc`` is how well
    confidence tells known kinds from unknown ones.
    """
    predictions = probabilities.argmax(axis=1)
    known = np.array([bool(photo.classes) for photo in photos], bool)
    right = np.array([p in photo.classes for p, photo in zip(predictions, photos, strict=True)], bool)
    named = np.array(outcomes, object)
    is_sorted = named == "sorted"
    n = int(known.sum())
    return {
        "n": n,
        "accuracy": float(right[known].mean()) if n else None,
        "accuracy_interval": list(accuracy_interval(int(right[known].sum()), n)),
        **_by_label(photos, predictions, right, confidences, known, class_names),
        "unknown_n": int((~known).sum()),
        "unknown_auroc": _number(auroc(confidences[known], confidences[~known])),
        "ece": _number(expected_calibration_error(confidences, right)),
        "outcomes": {
            **{name: int((named == name).sum()) for name in ("sorted", "unsure", "not_clothing")},
            "error": unreadable,
        },
        "coverage": float(is_sorted.mean()) if len(photos) else None,
        "known_coverage": float(is_sorted[known].mean()) if n else None,
        "right_among_sorted": float(right[is_sorted].mean()) if is_sorted.any() else None,
    }


def _by_label(
    photos: Sequence[LabelledPhoto],
    predictions: np.ndarray,
    right: np.ndarray,
    confidences: np.ndarray,
    known: np.ndarray,
    class_names: tuple[str, ...],
) -> dict[str, Any]:
    """``per_class`` and ``confusion``, by the photos' own labels."""
    labels = np.array([photo.label for photo in photos], object)
    per_class, confusion = {}, {}
    for label in sorted(set(labels)):
        chosen = labels == label
        is_known = bool(known[chosen].any())
        per_class[label] = {
            "n": int(chosen.sum()),
            "accuracy": float(right[chosen].mean()),
            "known": is_known,
            **({} if is_known else {"auroc": _number(auroc(confidences[known], confidences[chosen]))}),
        }
        counts = Counter(class_names[prediction] for prediction in predictions[chosen])
        confusion[label] = dict(counts.most_common())
    return {"per_class": per_class, "confusion": confusion}


def fit_photo_thresholds(logits: np.ndarray, allowed: np.ndarray, temperature: float) -> Thresholds:
    """Thresholds from held-out photos: logits float (N, C + 1), the right answers bool (N, C + 1)."""
    classes = allowed.shape[1] - 1
    probabilities, confidences = answers(logits, temperature, classes)
    correct = is_right(probabilities.argmax(axis=1), allowed[:, :classes])
    return fit_thresholds(confidences, correct, _PRECISION, _REJECTED, known=~allowed[:, classes])


def held_out_report(
    photos: Sequence[LabelledPhoto],
    logits: np.ndarray,
    allowed: np.ndarray,
    folds: np.ndarray,
    class_names: tuple[str, ...],
) -> dict[str, Any]:
    """`photo_report` of held-out logits, temperature and thresholds of every fold fitted on the other folds.

    With a single fold, they are fitted on that very fold, and the report's ``calibrated_on`` says so.
    """
    classes = len(class_names)
    probabilities, confidences = np.zeros((len(photos), classes)), np.zeros(len(photos))
    outcomes = [""] * len(photos)
    by_fold = {}
    for fold in np.unique(folds):
        inside = folds == fold
        others = ~inside if not inside.all() else inside
        temperature = fit_temperature(logits[others], allowed[others])
        thresholds = fit_photo_thresholds(logits[others], allowed[others], temperature)
        probabilities[inside], confidences[inside] = answers(logits[inside], temperature, classes)
        for number in np.flatnonzero(inside):
            outcomes[number] = thresholds.outcome(float(confidences[number]))
        known = inside & ~allowed[:, classes]
        right = is_right(probabilities[known].argmax(axis=1), allowed[known, :classes])
        by_fold[str(fold + 1)] = {"n": int(known.sum()), "accuracy": float(right.mean()) if known.any() else None}
    return {
        "dataset": "photos",
        **photo_report(photos, probabilities, confidences, outcomes, class_names),
        "by_fold": by_fold,
        "calibrated_on": "the other folds" if len(by_fold) > 1 else "the same photos",
    }


def _number(value: float) -> float | None:
    """None for what could not be measured: JSON has no NaN."""
    return None if np.isnan(value) else value
