"""Temperature and thresholds of a trained network, from images that it was not trained on, if these are enough."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.calibration import NEVER, Thresholds, fit_group_threshold, fit_temperature, fit_thresholds
from model.metrics import BatchPredictions, group_is_right, is_right

FEWEST_IMAGES = 50
"""Held-out images of the classes that a temperature and thresholds are fitted to; fewer say too little."""

_FEWEST_SORTED = 20  # images above the threshold for `sorted`, whose share of right ones it promises
_GROUP_PRECISION = 0.985  # of the images whose label or group is sure


@dataclass(frozen=True)
class Calibration:
    """What makes calibrated predictions of logits.

    ``images`` is the number of held-out images of the classes; with fewer than `FEWEST_IMAGES` the temperature is 1,
    nothing is ever `sorted`, and nothing `not_clothing`.
    """

    temperature: float
    thresholds: Thresholds
    images: int

    @property
    def fitted(self) -> bool:
        """Whether there were images enough."""
        return self.images >= FEWEST_IMAGES

    def warning(self) -> str:
        """What to tell the user where there were too few, otherwise an empty string."""
        if self.fitted:
            return ""
        return (
            f"Not calibrated: expected at least {FEWEST_IMAGES} held-out images, received {self.images}. The network "
            "reports confidences of temperature 1, and sorts nothing by itself. Add images."
        )


def calibrate(
    logits: np.ndarray,
    labels: np.ndarray,
    class_names: tuple[str, ...],
    *,
    precision: float = 0.99,
    rejected: float = 0.005,
    sources: Sequence[str] | None = None,
    group_of_source: float | None = None,
    worn: np.ndarray | None = None,
) -> Calibration:
    """Fits temperature and thresholds to held-out images.

    Args:
        logits: float (N, K); where K is the number of classes + 1, the last output stands for "none of the classes".
        labels: int (N,), or bool (N, K) where several outputs may be right.
        class_names: of the classes.
        precision: the share of right predictions among the sorted images. Where only the group needs to be right, the
            share is 98.5 %.
        rejected: the share of images of the classes that may be taken for none of them.
        sources: where each image comes from. The shares of right ones then hold in every source with at least 30
            images that are sorted, or whose group is sure; they tell best if the logits of each source are those of a
            network that was trained without it.
        group_of_source: the share of right groups among those of each source that are sure; by default 98.5 % too.
        worn: bool (N,), the images of garments that somebody wears. With `FEWEST_IMAGES` or more, they get thresholds
            of their own, and the shares hold in every predicted group of a source: worn shoes are easier to tell apart
            than worn tops.
    """
    classes = len(class_names)
    allowed = labels if labels.dtype == bool else np.eye(logits.shape[1], dtype=bool)[labels]
    of_classes = np.logical_not(allowed[:, classes:].any(axis=1))
    count = int(of_classes.sum())
    if count < FEWEST_IMAGES:
        return Calibration(1.0, Thresholds(NEVER, 0.0), count)
    temperature = fit_temperature(logits, labels)
    predictions = BatchPredictions.from_logits(logits, temperature, classes)
    named = None if sources is None else np.array(sources, object)
    if worn is not None and (worn & of_classes).sum() < FEWEST_IMAGES:
        worn = None
    if named is not None and worn is not None:
        named = np.where(worn, named + " " + predictions.groups(class_names)[0], named)
    correct = is_right(predictions.probabilities.argmax(axis=1), allowed[:, :classes])
    thresholds = fit_thresholds(predictions, correct, precision, rejected, of_classes, named, worn)
    is_worn = False if worn is None else worn
    if (np.array(thresholds.outcomes(predictions, is_worn=is_worn)) == "sorted").sum() < _FEWEST_SORTED:
        thresholds = replace(thresholds, unsure=NEVER)
    correct = group_is_right(predictions.groups(class_names)[0], allowed[:, :classes], class_names)
    thresholds = fit_group_threshold(
        predictions,
        correct,
        thresholds,
        class_names,
        _GROUP_PRECISION,
        named,
        group_of_source,
        worn,
    )
    if thresholds.groups_are_sure(predictions, class_names, is_worn=is_worn).sum() < _FEWEST_SORTED:
        thresholds = replace(thresholds, group=NEVER)
    return Calibration(temperature, thresholds, count)
