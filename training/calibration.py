"""Temperature and thresholds of a trained network, from images that it was not trained on, if these are enough."""

from dataclasses import dataclass

import numpy as np

from model.calibration import Thresholds, fit_temperature, fit_thresholds
from model.metrics import BatchPredictions, is_right

FEWEST_IMAGES = 50
"""Held-out images of the classes that a temperature and thresholds are fitted to; fewer say too little."""

_FEWEST_SORTED = 20  # images above the threshold for `sorted`, whose share of right ones it promises
_NEVER = float(np.nextafter(1.0, 2.0))  # above every confidence, 1.0 included


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
    logits: np.ndarray, labels: np.ndarray, classes: int, *, precision: float = 0.99, rejected: float = 0.005
) -> Calibration:
    """Fits temperature and thresholds to held-out images.

    Args:
        logits: float (N, K); where K is ``classes`` + 1, the last output stands for "none of the classes".
        labels: int (N,), or bool (N, K) where several outputs may be right.
        classes: the number of classes.
        precision: the share of right predictions among the sorted images.
        rejected: the share of images of the classes that may be taken for none of them.
    """
    of_classes = np.ones(len(labels), bool)
    if labels.dtype == bool:
        of_classes[labels[:, classes:].any(axis=1)] = False
    count = int(of_classes.sum())
    if count < FEWEST_IMAGES:
        return Calibration(1.0, Thresholds(_NEVER, 0.0), count)
    temperature = fit_temperature(logits, labels)
    predictions = BatchPredictions.from_logits(logits, temperature, classes)
    right = labels[:, :classes] if labels.dtype == bool else labels
    correct = is_right(predictions.probabilities.argmax(axis=1), right)
    thresholds = fit_thresholds(predictions, correct, precision, rejected, garments=of_classes)
    is_sorted = np.array(thresholds.outcomes(predictions)) == "sorted"
    if is_sorted.sum() < _FEWEST_SORTED:
        thresholds = Thresholds(_NEVER, thresholds.not_clothing)
    return Calibration(temperature, thresholds, count)
