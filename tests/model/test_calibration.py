import numpy as np
import pytest

from model.calibration import (
    FEWEST_OF_SOURCE,
    NEVER,
    Thresholds,
    fit_group_threshold,
    fit_temperature,
    fit_thresholds,
)
from model.metrics import BatchPredictions, softmax


def outcome(thresholds, confidence, in_distribution=1.0, **worn):
    return thresholds.outcomes(one(confidence, in_distribution), **worn)[0]


def is_sure(thresholds, confidence, **worn):
    """Whether the group of one garment is sure, whose label is the group's only class."""
    return bool(thresholds.groups_are_sure(one(confidence), ("Bag",), **worn)[0])


def one(confidence, in_distribution=1.0):
    return BatchPredictions(np.ones((1, 1)), np.array([confidence]), np.array([in_distribution]))


def predicted(confidences):
    """Answers of a network that has no output for "none of the classes"."""
    return BatchPredictions(confidences[:, None], confidences, confidences)


@pytest.mark.parametrize("true_temperature", [0.4, 1.0, 3.0])
def test_the_temperature_of_made_logits_is_found(true_temperature):
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 3, (20_000, 5))
    labels = np.array([rng.choice(5, p=row) for row in softmax(logits, true_temperature)])
    assert fit_temperature(logits, labels) == pytest.approx(true_temperature, rel=0.05)


def test_what_is_sorted_is_as_right_as_was_asked():
    rng = np.random.default_rng(1)
    confidences = rng.uniform(0.3, 1.0, 50_000)
    correct = rng.uniform(size=50_000) < confidences
    thresholds = fit_thresholds(predicted(confidences), correct, precision=0.9, rejected=0.01)
    assert correct[confidences >= thresholds.unsure].mean() >= 0.9
    assert thresholds.unsure == pytest.approx(0.8, abs=0.02)
    assert (confidences < thresholds.not_clothing).mean() == pytest.approx(0.01, abs=0.002)


def test_a_few_answers_that_are_all_right_do_not_make_it_certain():
    logits = 3 * np.eye(2)[[0, 1] * 5]
    temperature = fit_temperature(logits, np.array([0, 1] * 5))
    # 11 of 12, and half of the twelfth, are the label's.
    assert softmax(logits, temperature).max() == pytest.approx(1 - 1 / 24, abs=1e-3)


def test_equal_confidences_are_sorted_together_or_not_at_all():
    equal = predicted(np.array([0.9, 0.9, 0.9, 0.8]))
    assert fit_thresholds(equal, np.array([True, False, False, True]), precision=0.9).unsure == NEVER
    assert fit_thresholds(equal, np.array([True, True, True, False]), precision=0.9).unsure == 0.9


def test_where_nothing_is_right_enough_nothing_is_sorted():
    thresholds = fit_thresholds(predicted(np.array([0.9, 0.8, 0.7])), np.array([False, True, False]))
    assert outcome(thresholds, 0.9, 0.9) != "sorted"
    certain = fit_thresholds(predicted(np.ones(100)), np.arange(100) < 50)
    assert outcome(certain, 1.0, 1.0) == "unsure"


def test_what_is_no_garment_does_not_raise_the_bar_for_garments():
    rng = np.random.default_rng(2)
    garments = np.r_[np.ones(5_000, bool), np.zeros(1_000, bool)]
    in_distribution = np.where(garments, rng.uniform(0.8, 1.0, 6_000), rng.uniform(0.0, 0.6, 6_000))
    confidences = np.where(garments, rng.uniform(0.6, 1.0, 6_000), 0.9)
    correct = garments & (rng.uniform(size=6_000) < confidences)
    both = BatchPredictions(np.ones((6_000, 1)), confidences, in_distribution)
    thresholds = fit_thresholds(both, correct, precision=0.9, rejected=0.02, garments=garments)
    outcomes = np.array(thresholds.outcomes(both))
    assert set(outcomes[~garments]) == {"not_clothing"}
    assert (outcomes[garments] == "not_clothing").mean() == pytest.approx(0.02, abs=0.002)
    assert thresholds.unsure == pytest.approx(0.8, abs=0.03)


def test_outcomes():
    thresholds = Thresholds(unsure=0.8, not_clothing=0.3)
    named = [outcome(thresholds, confidence, 1.0) for confidence in (0.8, 0.79, float("nan"))]
    assert named == ["sorted", "unsure", "unsure"]
    assert [outcome(thresholds, 0.9, in_distribution) for in_distribution in (0.3, 0.29)] == ["sorted", "not_clothing"]


def test_a_source_is_judged_from_thirty_images_on():
    confidences = np.r_[np.full(1000, 0.9), np.full(FEWEST_OF_SOURCE, 0.8)]
    correct = np.r_[np.ones(1000, bool), np.zeros(FEWEST_OF_SOURCE, bool)]
    sources = np.array(["ours"] * 1000 + ["shop"] * FEWEST_OF_SOURCE)
    of_all = fit_thresholds(predicted(confidences), correct, precision=0.95)
    judged = fit_thresholds(predicted(confidences), correct, precision=0.95, sources=sources)
    too_few = fit_thresholds(predicted(confidences[:-1]), correct[:-1], precision=0.95, sources=sources[:-1])
    assert (of_all.unsure, judged.unsure, too_few.unsure) == (0.8, 0.9, 0.8)


def test_the_groups_of_a_source_may_have_a_share_of_their_own():
    confidences = np.r_[np.full(1000, 0.9), np.full(100, 0.8)]
    correct = np.r_[np.ones(1000, bool), np.arange(100) < 92]
    sources, none_sorted = np.array(["ours"] * 1000 + ["shop"] * 100), Thresholds(NEVER, 0.0)
    groups = [
        fit_group_threshold(
            predicted(confidences), correct, none_sorted, ("Bag",), 0.985, sources=sources, of_source=share
        ).group
        for share in (None, 0.95, 0.92)
    ]
    assert groups == [0.9, 0.9, 0.8]


def test_where_several_garments_are_seen_nothing_is_sorted():
    predictions = predicted(np.array([0.95, 0.95, 0.1]))
    outcomes = Thresholds(0.9, 0.3).outcomes(predictions, np.array([True, False, False]))
    assert outcomes == ("sorted", "unsure", "not_clothing")


def test_thresholds_of_earlier_cards_have_no_sure_group():
    thresholds = Thresholds(unsure=0.8, not_clothing=0.3)
    assert not is_sure(thresholds, 0.79) and is_sure(thresholds, 0.9)
    with_group = Thresholds(0.8, 0.3, 0.7)
    assert is_sure(with_group, 0.7) and not is_sure(with_group, 0.69)
    assert not with_group.groups_are_sure(one(0.9, 0.2), ("Bag",))[0]


def test_what_somebody_wears_has_thresholds_of_its_own():
    thresholds = Thresholds(0.8, 0.3, 0.6, unsure_worn=0.95, group_worn=0.9)
    predictions = predicted(np.array([0.9, 0.9, 0.96, 0.5]))
    worn = np.array([False, True, True, True])
    assert thresholds.outcomes(predictions, is_worn=worn) == ("sorted", "unsure", "sorted", "unsure")
    assert thresholds.groups_are_sure(predictions, ("Bag",), is_worn=worn).tolist() == [True, True, True, False]
    assert outcome(thresholds, 1.0, 0.2, is_worn=True) == "not_clothing"
    not_measured = Thresholds(0.8, 0.3, 0.6)
    assert outcome(not_measured, 0.85, is_worn=True) == "sorted" and is_sure(not_measured, 0.6, is_worn=True)


def test_the_thresholds_of_worn_garments_are_fitted_to_them_alone():
    confidences = np.tile(np.linspace(0.5, 1, 100), 2)
    worn = np.arange(200) >= 100
    correct = np.where(worn, confidences > 0.9, confidences > 0.7)
    predictions = predicted(confidences)
    fitted = fit_thresholds(predictions, correct, precision=0.99, worn=worn)
    assert fitted.unsure == pytest.approx(0.7, abs=0.01) and fitted.unsure_worn == pytest.approx(0.9, abs=0.01)
    fitted = fit_group_threshold(predictions, correct, fitted, ("Bag",), 0.9, worn=worn)
    assert fitted.group < 0.7 < fitted.group_worn < 0.9
    assert fit_thresholds(predictions, correct, precision=0.99).unsure_worn is None
