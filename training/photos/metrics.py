"""Figures on labelled photos, from predictions; and figures on held-out photos, from their logits."""

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from data.folders import LabelledPhoto
from data.labels import class_groups, group_named
from data.splits import grouped_folds
from model.metrics import (
    BatchPredictions,
    auroc,
    expected_calibration_error,
    grouped_accuracy_interval,
    is_right,
    reliability,
)
from training.calibration import FEWEST_IMAGES, Calibration, calibrate

_PRECISION = 0.96  # of the sorted photos; above the 95 % that is wanted on photos from elsewhere
_GROUP_OF_SOURCE = 0.965  # of the groups that are sure; the tags of worn clothes are too rough for more
_REJECTED = 0.04  # of the garments of the classes, worn ones included, which are harder to recognise as garments
_PARTS = 5  # of held-out photos, each calibrated on the others
_FEWEST_OF_PERSON = 5  # photos, for an accuracy of its own


def photo_report(
    photos: Sequence[LabelledPhoto],
    batch: BatchPredictions,
    outcomes: Sequence[str],
    group_sure: np.ndarray,
    class_names: tuple[str, ...],
    unreadable: int = 0,
) -> dict[str, Any]:
    """The figures on ``photos``, from predictions and outcomes, as plain values for JSON.

    ``accuracy`` is that of the most probable class on the ``n`` photos of the classes. Photos taken by one person are
    correlated, so ``accuracy_interval`` resamples people where they are known. ``ece``, the bins of ``reliability``,
    ``outcomes`` and ``right_among_sorted`` are over all photos; a photo of none of the classes counts as wrong.
    ``unknown_auroc`` is how well the confidence separates photos of the classes from others, ``known_auroc`` how well
    `BatchPredictions.in_distribution` does, which alone decides about ``not_clothing``; ``unknown_refused`` and
    ``known_refused`` are the shares of that outcome.

    ``mean_over_groups`` is the mean of the accuracies on the photos of one person each, of people with five or more.
    ``group_accuracy`` and the figures that follow are explained in `_shares`. ``by_source`` has them, ``n``,
    ``accuracy`` and ``unknown_n``, for each `LabelledPhoto.source`, if any has a name.

    Args:
        photos: N photos.
        batch: their predictions.
        outcomes: their outcomes.
        group_sure: bool (N,), from `Thresholds.groups_are_sure`.
        class_names: of the classes.
        unreadable: the number of further photos that could not be read.
    """
    confidences, surely_known = batch.confidences, batch.in_distribution
    predictions = batch.probabilities.argmax(axis=1)
    known = np.array([bool(photo.classes) for photo in photos], bool)
    right = np.array([p in photo.classes for p, photo in zip(predictions, photos, strict=True)], bool)
    named = np.array(outcomes, object)
    is_sorted = named == "sorted"
    n = int(known.sum())
    judged = _Judged(known, right, named, group_sure, _groups_are_right(photos, batch, class_names))
    sources = np.array([photo.source for photo in photos], object)
    return {
        "n": n,
        "accuracy": float(right[known].mean()) if n else None,
        "accuracy_interval": list(grouped_accuracy_interval(right[known], [p.group for p in photos if p.classes])),
        **_by_label(photos, predictions, right, batch, known, class_names),
        "unknown_n": int((~known).sum()),
        "unknown_auroc": _number(auroc(confidences[known], confidences[~known])),
        "known_auroc": _number(auroc(surely_known[known], surely_known[~known])),
        "unknown_refused": _share(named[~known] == "not_clothing"),
        "known_refused": _share(named[known] == "not_clothing"),
        "ece": _number(expected_calibration_error(confidences, right)),
        "reliability": [dataclasses.asdict(row) for row in reliability(confidences, right)],
        "outcomes": {
            **{name: int((named == name).sum()) for name in ("sorted", "unsure", "not_clothing")},
            "error": unreadable,
        },
        "coverage": float(is_sorted.mean()) if len(photos) else None,
        "known_coverage": float(is_sorted[known].mean()) if n else None,
        "right_among_sorted": float(right[is_sorted].mean()) if is_sorted.any() else None,
        "mean_over_groups": _mean_over_groups(photos, right),
        **_shares(judged),
        "by_source": {source: _of_source(judged, sources == source) for source in sorted(set(sources) - {""})},
    }


@dataclasses.dataclass(frozen=True)
class _Judged:
    """What was said of N photos, and whether it is right; every field is an array (N,)."""

    known: np.ndarray
    right: np.ndarray
    outcomes: np.ndarray
    group_sure: np.ndarray
    group_right: np.ndarray

    def __getitem__(self, chosen: np.ndarray) -> "_Judged":
        return _Judged(*(getattr(self, field.name)[chosen] for field in dataclasses.fields(self)))


def _groups_are_right(
    photos: Sequence[LabelledPhoto], batch: BatchPredictions, class_names: tuple[str, ...]
) -> np.ndarray:
    """Whether each predicted group is that of a right class or, where no class is right, the one that the label means.

    So "bottom" is right for a photo of shorts, even if the network does not have the class.
    """
    groups = class_groups(class_names)
    meant: list[set[str | None]] = [
        {groups[number] for number in photo.classes} or {group_named(photo.label)} for photo in photos
    ]
    return np.array([group in of for group, of in zip(batch.groups(class_names)[0], meant, strict=True)], bool)


def _shares(judged: _Judged) -> dict[str, float | None]:
    """Figures of photos; a share of no photos is None.

    ``group_accuracy``: of the photos of the classes, those whose group is right. ``sorted_share``: of the photos of
    the classes, those sorted. ``sorted_precision``: of all sorted photos, those whose label is right.
    ``group_sure_share``: of the photos of the classes, those that are sorted or whose group is sure.
    ``group_sure_precision``: of all such photos, those whose group is right. ``refused_share``: of the photos of none
    of the classes, those called ``not_clothing``.
    """
    is_sorted = judged.outcomes == "sorted"
    return {
        "group_accuracy": _share(judged.group_right[judged.known]),
        "sorted_share": _share(is_sorted[judged.known]),
        "sorted_precision": _share(judged.right[is_sorted]),
        "group_sure_share": _share(judged.group_sure[judged.known]),
        "group_sure_precision": _share(judged.group_right[judged.group_sure]),
        "refused_share": _share(judged.outcomes[~judged.known] == "not_clothing"),
    }


def _of_source(judged: _Judged, inside: np.ndarray) -> dict[str, Any]:
    of_source = judged[inside]
    n = int(of_source.known.sum())
    accuracy = _share(of_source.right[of_source.known])
    return {"n": n, "accuracy": accuracy, "unknown_n": int(inside.sum()) - n, **_shares(of_source)}


def _mean_over_groups(photos: Sequence[LabelledPhoto], right: np.ndarray) -> float | None:
    names = np.array([photo.group if photo.classes else "" for photo in photos], object)
    counts = Counter(name for name in names if name)
    people = [float(right[names == name].mean()) for name, count in counts.items() if count >= _FEWEST_OF_PERSON]
    return float(np.mean(people)) if people else None


def _by_label(
    photos: Sequence[LabelledPhoto],
    predictions: np.ndarray,
    right: np.ndarray,
    batch: BatchPredictions,
    known: np.ndarray,
    class_names: tuple[str, ...],
) -> dict[str, Any]:
    """``per_class`` and ``confusion`` by the labels of the photo folder."""
    labels = np.array([photo.label for photo in photos], object)
    per_class, confusion = {}, {}
    for label in sorted(set(labels)):
        chosen = labels == label
        is_known = bool(known[chosen].any())
        per_class[label] = {
            "n": int(chosen.sum()),
            "accuracy": float(right[chosen].mean()),
            "known": is_known,
            **({} if is_known else _apart(batch, known, chosen)),
        }
        counts = Counter(class_names[prediction] for prediction in predictions[chosen])
        confusion[label] = dict(counts.most_common())
    return {"per_class": per_class, "confusion": confusion}


def _apart(batch: BatchPredictions, known: np.ndarray, unknown: np.ndarray) -> dict[str, Any]:
    scores = {"auroc": batch.confidences, "known_auroc": batch.in_distribution}
    return {name: _number(auroc(score[known], score[unknown])) for name, score in scores.items()}


def calibrate_on_photos(
    logits: np.ndarray,
    allowed: np.ndarray,
    class_names: tuple[str, ...],
    sources: Sequence[str] | None = None,
    worn: np.ndarray | None = None,
) -> Calibration:
    """`calibrate` with the shares for photos: logits float (N, C + 1), right outputs bool (N, C + 1)."""
    return calibrate(
        logits,
        allowed,
        class_names,
        precision=_PRECISION,
        rejected=_REJECTED,
        sources=sources,
        group_of_source=_GROUP_OF_SOURCE,
        worn=worn,
    )


def held_out_report(
    photos: Sequence[LabelledPhoto],
    logits: np.ndarray,
    allowed: np.ndarray,
    folds: np.ndarray,
    class_names: tuple[str, ...],
    split_by: str = "photo",
    unreadable: int = 0,
    pieces: np.ndarray | None = None,
    worn: np.ndarray | None = None,
) -> dict[str, Any]:
    """`photo_report` of held-out logits; each fold is calibrated on the other folds.

    A single fold is split into five parts by who took the photos, and each part is calibrated on the others; if it is
    too small for that, it is calibrated on itself. ``calibrated_on`` says which. ``split_by`` is `HeldOut.by`.
    ``kinds`` is the accuracy on the photos whose label allows several classes while ``allowed`` holds a single one.
    ``pieces``, bool (N,), are parts of photos: they count in the calibration and in ``by_source``, but in no other
    figure.
    ``worn``, bool (N,), are the garments that somebody wears; by default none.
    """
    sources = np.array([photo.source for photo in photos], object)
    classes = len(class_names)
    batch = BatchPredictions(np.zeros((len(photos), classes)), np.zeros(len(photos)), np.zeros(len(photos)))
    outcomes = np.full(len(photos), "", object)
    group_sure = np.zeros(len(photos), bool)
    by_label = np.array([[number in photo.classes for number in range(classes)] for photo in photos], bool)
    worn = np.zeros(len(photos), bool) if worn is None else worn
    parts, calibrated_on = _parts(photos, folds, allowed)
    for part in np.unique(parts):
        inside = parts == part
        others = ~inside if not inside.all() else inside
        calibration = calibrate_on_photos(
            logits[others], allowed[others], class_names, sources[others].tolist(), worn[others]
        )
        of_part = BatchPredictions.from_logits(logits[inside], calibration.temperature, classes)
        for field in dataclasses.fields(BatchPredictions):
            getattr(batch, field.name)[inside] = getattr(of_part, field.name)
        outcomes[inside] = calibration.thresholds.outcomes(of_part, is_worn=worn[inside])
        group_sure[inside] = calibration.thresholds.groups_are_sure(of_part, class_names, is_worn=worn[inside])
    by_fold = {}
    for fold in np.unique(folds):
        known = (folds == fold) & ~allowed[:, classes] & (True if pieces is None else ~pieces)
        right = is_right(batch.probabilities[known].argmax(axis=1), by_label[known])
        by_fold[str(fold + 1)] = {
            "n": int(known.sum()),
            "accuracy": float(right.mean()) if known.any() else None,
        }
    everything = photo_report(photos, batch, outcomes.tolist(), group_sure, class_names)
    whole = np.ones(len(photos), bool) if pieces is None else ~pieces
    looked_up = (by_label.sum(axis=1) > 1) & (allowed[:, :classes].sum(axis=1) == 1) & whole
    kinds = is_right(batch.probabilities.argmax(axis=1), allowed[:, :classes])[looked_up]
    return {
        "dataset": "photos",
        **photo_report(
            [photo for photo, chosen in zip(photos, whole, strict=True) if chosen],
            batch[whole],
            outcomes[whole].tolist(),
            group_sure[whole],
            class_names,
            unreadable,
        ),
        "by_source": everything["by_source"],
        "kinds": {"n": len(kinds), "accuracy": _share(kinds)},
        "by_fold": by_fold,
        "calibrated_on": calibrated_on,
        "split_by": split_by,
    }


def _parts(photos: Sequence[LabelledPhoto], folds: np.ndarray, allowed: np.ndarray) -> tuple[np.ndarray, str]:
    """The part of each photo, int (N,), which is calibrated on the other parts; and what that is in words."""
    if len(np.unique(folds)) > 1:
        return folds, "the other folds"
    groups = [photo.group or photo.sha256 for photo in photos]
    if len(set(groups)) >= _PARTS:
        parts = grouped_folds(groups, _PARTS)
        fewest = min(int((~allowed[parts != part, -1]).sum()) for part in range(_PARTS))
        if fewest >= FEWEST_IMAGES:
            return parts, "other held-out people" if any(photo.group for photo in photos) else "other held-out photos"
    return folds, "the same photos"


def _share(chosen: np.ndarray) -> float | None:
    return float(chosen.mean()) if len(chosen) else None


def _number(value: float) -> float | None:
    """None in place of NaN, which JSON does not have."""
    return None if np.isnan(value) else value
