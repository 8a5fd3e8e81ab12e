import numpy as np
import pytest

from training.calibration import FEWEST_IMAGES, calibrate


def made_logits(count, classes, seed=0, rejects=False):
    """Logits of a network that is right on most images, and sure of them."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, count)
    logits = rng.normal(0, 1, (count, classes + rejects))
    logits[np.arange(count), labels] += 6
    return logits, labels


def test_too_few_images_calibrate_nothing_and_nothing_is_sorted():
    logits, labels = made_logits(4, 3)
    calibration = calibrate(1000 * logits, labels, 3)
    assert calibration.temperature == 1 and not calibration.fitted
    assert "4 held-out images are fewer than 50" in calibration.warning()
    # Not even a confidence of exactly 1.
    assert calibration.thresholds.outcome(1.0, 1.0) == "unsure"
    assert calibration.thresholds.outcome(0.5, 0.0) == "unsure"


def test_enough_images_are_fitted():
    logits, labels = made_logits(400, 3)
    calibration = calibrate(3 * logits, labels, 3)
    assert calibration.fitted and not calibration.warning()
    assert calibration.temperature == pytest.approx(3 * calibrate(logits, labels, 3).temperature, rel=0.01)
    assert calibration.thresholds.outcome(1.0, 1.0) == "sorted"


def test_images_of_none_of_the_classes_do_not_count_towards_the_fewest():
    logits, labels = made_logits(FEWEST_IMAGES + 30, 3, rejects=True)
    allowed = np.eye(4, dtype=bool)[labels]
    assert calibrate(logits, allowed, 3).fitted
    allowed[:31] = [False, False, False, True]
    assert not calibrate(logits, allowed, 3).fitted


def test_a_network_that_is_right_by_chance_sorts_nothing():
    rng = np.random.default_rng(1)
    calibration = calibrate(rng.normal(0, 1, (200, 3)), rng.integers(0, 3, 200), 3)
    assert calibration.thresholds.outcome(1.0, 1.0) == "unsure"
