import numpy as np
import pytest

from model.calibration import NEVER
from model.metrics import BatchPredictions
from training.calibration import FEWEST_IMAGES, calibrate

NAMES = ("Shirt", "Coat", "Bag")


def made_logits(count, classes, seed=0, rejects=False):
    """Logits of a network that is right on most images, and sure of them."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, classes, count)
    logits = rng.normal(0, 1, (count, classes + rejects))
    logits[np.arange(count), labels] += 6
    return logits, labels


def one(confidence, in_distribution=1.0):
    return BatchPredictions(np.ones((1, 1)), np.array([confidence]), np.array([in_distribution]))


def outcome(thresholds, confidence, in_distribution):
    return thresholds.outcomes(one(confidence, in_distribution))[0]


def test_too_few_images_calibrate_nothing_and_nothing_is_sorted():
    logits, labels = made_logits(4, 3)
    calibration = calibrate(1000 * logits, labels, NAMES)
    assert calibration.temperature == 1 and not calibration.fitted
    assert "at least 50 held-out images, received 4." in calibration.warning()
    # Not even a confidence of exactly 1.
    assert outcome(calibration.thresholds, 1.0, 1.0) == "unsure"
    assert outcome(calibration.thresholds, 0.5, 0.0) == "unsure"
    assert not calibration.thresholds.groups_are_sure(one(1.0), ("Bag",))[0]


def test_enough_images_are_fitted():
    logits, labels = made_logits(400, 3)
    calibration = calibrate(3 * logits, labels, NAMES)
    assert calibration.fitted and not calibration.warning()
    assert calibration.temperature == pytest.approx(3 * calibrate(logits, labels, NAMES).temperature, rel=0.01)
    assert outcome(calibration.thresholds, 1.0, 1.0) == "sorted"


def test_images_of_none_of_the_classes_do_not_count_towards_the_fewest():
    logits, labels = made_logits(FEWEST_IMAGES + 30, 3, rejects=True)
    allowed = np.eye(4, dtype=bool)[labels]
    assert calibrate(logits, allowed, NAMES).fitted
    allowed[:31] = [False, False, False, True]
    assert not calibrate(logits, allowed, NAMES).fitted


def test_a_network_that_is_right_by_chance_sorts_nothing():
    rng = np.random.default_rng(1)
    calibration = calibrate(rng.normal(0, 1, (200, 3)), rng.integers(0, 3, 200), NAMES)
    assert outcome(calibration.thresholds, 1.0, 1.0) == "unsure"


def scored(count, confident, right_label, right_group=True):
    """Logits of Shirt, Coat and Bag for images of one kind, and the label of each."""
    logits = np.log(np.tile([confident, 1 - confident - 0.001, 0.001], (count, 1)))
    wrong = 1 if right_group else 2
    return logits, np.where(np.arange(count) < right_label * count, 0, wrong)


def joined(*kinds):
    return [np.concatenate(arrays) for arrays in zip(*kinds, strict=True)]


def test_a_source_that_is_often_wrong_raises_the_threshold_for_all():
    logits, labels = joined(scored(1000, 0.97, 1.0), scored(1000, 0.8, 0.99), scored(100, 0.8, 0.7))
    sources = ["ours"] * 2000 + ["shop"] * 100
    alone, by_source = (calibrate(logits, labels, NAMES, precision=0.97, sources=given) for given in (None, sources))

    def is_sorted(calibration):
        predictions = BatchPredictions.from_logits(logits, calibration.temperature, 3)
        return np.array(calibration.thresholds.outcomes(predictions)) == "sorted"

    assert is_sorted(alone).all()
    assert is_sorted(by_source)[:1000].all() and not is_sorted(by_source)[1000:].any()
    assert by_source.temperature == alone.temperature


def test_a_group_is_sure_where_the_label_is_not():
    logits, labels = joined(scored(200, 0.98, 1.0), scored(200, 0.55, 0.55))
    calibration = calibrate(logits, labels, NAMES)
    predictions = BatchPredictions.from_logits(logits, calibration.temperature, 3)
    outcomes = calibration.thresholds.outcomes(predictions)
    assert set(outcomes[200:]) == {"unsure"}
    assert calibration.thresholds.groups_are_sure(predictions, NAMES).all()


@pytest.mark.parametrize("sources", [None, ["ours"] * 400])
def test_no_group_is_sure_where_it_is_often_wrong(sources):
    logits, labels = joined(scored(200, 0.98, 1.0), scored(200, 0.55, 0.9, right_group=False))
    thresholds = calibrate(logits, labels, NAMES, sources=sources).thresholds
    assert thresholds.unsure < 1 and thresholds.group == NEVER
    groups = thresholds.groups_are_sure(BatchPredictions.from_logits(logits, 1.0, 3), NAMES)
    assert groups[:200].all() and not groups[200:].any()


def test_worn_garments_get_a_threshold_that_holds_in_every_predicted_group():
    flat, tops = scored(400, 0.9, 1.0), scored(200, 0.97, 0.7)
    bags = np.log(np.tile([0.001, 0.029, 0.97], (200, 1))), np.full(200, 2)
    logits, labels = joined(flat, tops, bags)
    worn = np.arange(800) >= 400
    calibration = calibrate(logits, labels, NAMES, precision=0.96, sources=["photos"] * 800, worn=worn)
    predictions = BatchPredictions.from_logits(logits, calibration.temperature, 3)
    outcomes = np.array(calibration.thresholds.outcomes(predictions, is_worn=worn))
    assert (outcomes[:400] == "sorted").all() and (outcomes[400:600] == "unsure").all()
    few = calibrate(logits, labels, NAMES, precision=0.96, worn=np.arange(800) >= 800 - FEWEST_IMAGES + 1)
    assert few.thresholds.unsure_worn is None
