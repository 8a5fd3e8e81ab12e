import numpy as np
import pytest

from model.metrics import (
    BatchPredictions,
    accuracy_interval,
    auroc,
    classification_report,
    confusion_matrix,
    expected_calibration_error,
    group_prediction,
    grouped_accuracy_interval,
    negative_log_likelihood,
    per_class_metrics,
    reliability,
    softmax,
)


def test_softmax_is_stable_and_a_high_temperature_flattens_it():
    assert softmax(np.array([[1000.0, 1000.0]])).tolist() == [[0.5, 0.5]]
    logits = np.array([[2.0, 0.0]])
    assert softmax(logits, 1.0)[0, 0] > softmax(logits, 10.0)[0, 0] > 0.5


def test_negative_log_likelihood_by_hand():
    probabilities = np.array([[0.5, 0.5], [0.25, 0.75]])
    assert negative_log_likelihood(probabilities, np.array([0, 1])) == pytest.approx(-np.log([0.5, 0.75]).mean())


def test_calibration_error_by_hand():
    # Ten predictions at 0.8 of which six are right, ten at 1.0 all right: gaps of 0.2 and 0, half the weight each.
    confidences = np.r_[np.full(10, 0.8), np.ones(10)]
    correct = np.r_[np.ones(6), np.zeros(4), np.ones(10)].astype(bool)
    assert expected_calibration_error(confidences, correct) == pytest.approx(0.1)
    assert np.isnan(expected_calibration_error(np.array([]), np.array([], bool)))


def test_reliability_has_a_row_for_every_bin_that_is_not_empty():
    rows = reliability(np.array([0.05, 0.5, 0.45, 1.0]), np.array([False, True, False, True]), bins=2)
    assert [(row.low, row.high, row.n, row.accuracy) for row in rows] == [(0.0, 0.5, 3, 1 / 3), (0.5, 1.0, 1, 1.0)]
    assert rows[0].confidence == pytest.approx(1 / 3)


def test_the_interval_is_wilsons():
    low, high = accuracy_interval(9_600, 10_000)
    assert (round(low, 4), round(high, 4)) == (0.9560, 0.9637)
    assert accuracy_interval(0, 0) == (0.0, 1.0)
    assert accuracy_interval(5, 5)[1] == pytest.approx(1.0)


def test_confusion_has_true_classes_as_rows():
    matrix = confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), 3)
    assert matrix.tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 0]]
    columns = per_class_metrics(matrix)
    assert columns["recall"].tolist() == [0.5, 1.0, 0.0]
    assert columns["precision"].tolist() == [1.0, 0.5, 0.0]
    assert columns["support"].tolist() == [2, 1, 0]
    assert columns["f1"][0] == pytest.approx(2 / 3)


def test_a_group_has_the_summed_probability_of_its_classes():
    names = ("Shirt", "Coat", "Bag", "Swim-Wear")
    logits = np.log(np.array([[0.2, 0.25, 0.3, 0.05, 0.2], [0.01, 0.01, 0.01, 0.9, 0.07]]))
    rejecting = BatchPredictions.from_logits(logits, 1.0, 4)
    groups, confidences = rejecting.groups(names)
    assert groups.tolist() == ["top", "swim wear"]  # the most probable class of the first image is Bag
    assert confidences == pytest.approx([0.45, 0.9])
    summed = rejecting.probabilities[0, :2].sum()
    assert confidences[0] == pytest.approx(rejecting.in_distribution[0] * summed)
    # A network without "none of the classes": the sum itself.
    plain = BatchPredictions.from_logits(logits[:, :4], 1.0, 4)
    assert plain.groups(names)[1] == pytest.approx([0.45 / 0.8, 0.9 / 0.93])


def test_the_group_of_one_image_is_that_of_a_batch_and_never_above_1():
    assert group_prediction({"Shirt": 0.5, "Coat": 0.25, "Bag": 0.25}, 0.4) == ("top", pytest.approx(0.6))
    tenths = dict.fromkeys(("Shirt", "Coat", "Pullover", "T-shirt/top"), 0.1 + 0.2)
    assert group_prediction(tenths, 0.3) == ("top", 1.0)
    groups, confidences = BatchPredictions(np.zeros((0, 2)), np.zeros(0), np.zeros(0)).groups(("Bag", "Hat"))
    assert len(groups) == len(confidences) == 0


def test_auroc_counts_ties_half():
    assert auroc(np.array([0.9, 0.8]), np.array([0.1, 0.2])) == 1.0
    assert auroc(np.array([0.5]), np.array([0.5])) == 0.5
    assert auroc(np.array([0.1, 0.9]), np.array([0.5])) == 0.5
    assert np.isnan(auroc(np.array([]), np.array([0.5])))


def test_a_report_is_plain_values():
    import json

    report = classification_report(np.array([[0.9, 0.1], [0.6, 0.4]]), np.array([0, 1]), ("a", "b"))
    assert json.loads(json.dumps(report))["accuracy"] == 0.5
    assert report["per_class"]["a"]["recall"] == 1.0 and report["per_class"]["b"]["support"] == 1


def test_people_of_whom_each_is_like_himself_make_the_interval_wider():
    rng = np.random.default_rng(0)
    groups = [str(person) for person in range(50) for _ in range(40)]
    alone = rng.random(2000) < 0.8
    together = np.repeat(rng.random(50) < 0.8, 40)
    low, high = grouped_accuracy_interval(alone, groups)
    wilson = accuracy_interval(int(alone.sum()), 2000)
    assert high - low == pytest.approx(wilson[1] - wilson[0], rel=0.3)
    low, high = grouped_accuracy_interval(together, groups)
    # The standard error of fifty images, not of two thousand.
    assert high - low == pytest.approx(2 * 1.96 * (together.mean() * (1 - together.mean()) / 50) ** 0.5, rel=0.2)
    assert grouped_accuracy_interval(alone, [""] * 2000) == wilson
    assert grouped_accuracy_interval(alone, ["a", "b"] * 1000) == wilson


def test_images_without_a_group_count_as_a_group_each():
    correct = np.array([True] * 240 + [False] * 240 + [True, False] * 10)
    groups = [str(person) for person in range(8) for _ in range(60)] + [""] * 20
    low, high = grouped_accuracy_interval(correct, groups)
    assert high - low > 0.4  # eight people, and crumbs
