from pathlib import Path

import numpy as np
import pytest

from data.folders import LabelledPhoto
from data.labels import CLASS_NAMES
from model.calibration import Thresholds
from model.metrics import BatchPredictions
from training.photos.metrics import photo_report


def photo(label, *names, group="", source=""):
    classes = frozenset(map(CLASS_NAMES.index, names))
    return LabelledPhoto(Path("x.jpg"), label, classes, group, source=source)


def predictions(*named):
    """Predictions of a network that does not reject, from the classes with a probability above 0."""
    probabilities = np.array([[shares.get(name, 0.0) for name in CLASS_NAMES] for shares in named])
    return BatchPredictions(probabilities, probabilities.max(axis=1), probabilities.max(axis=1))


def report_of(photos, *named, not_clothing=0.1):
    thresholds = Thresholds(0.9, not_clothing, group=0.8)
    batch = predictions(*named)
    outcomes, sure = thresholds.outcomes(batch), thresholds.groups_are_sure(batch, CLASS_NAMES)
    return photo_report(photos, batch, outcomes, sure, CLASS_NAMES)


def test_figures_of_groups_and_of_what_is_sorted_by_hand():
    report = report_of(
        [
            photo("Coat", "Coat"),
            photo("Coat", "Coat"),
            photo("Shoes", "Sandal", "Sneaker"),
            photo("Shorts"),
            photo("Sock"),
        ],
        {"Coat": 0.95, "Shirt": 0.05},  # sorted and right
        {"Shirt": 0.5, "Coat": 0.4, "Bag": 0.1},  # the wrong class, the right group, and sure of it
        {"Bag": 0.92, "Sneaker": 0.08},  # sorted and wrong
        {"Trouser": 0.85, "Dress": 0.15},  # no class, but it is a bottom
        {"Sneaker": 0.5, "Ankle boot": 0.45, "Bag": 0.05},  # sure of the group of what has none
    )
    assert report["group_accuracy"] == pytest.approx(2 / 3)
    assert report["sorted_share"] == pytest.approx(2 / 3) and report["sorted_precision"] == 0.5
    assert report["group_sure_share"] == 1.0 and report["group_sure_precision"] == pytest.approx(3 / 5)
    assert report["refused_share"] == 0.0 and report["by_source"] == {}


def test_figures_by_source():
    ours, shop, things = {"source": "ours"}, {"source": "shop"}, {"source": "things"}
    photos = [photo("Bag", "Bag", **ours), photo("Bag", "Bag", **shop), photo("Cup", **things), photo("Cup", **things)]
    everywhere = dict.fromkeys(CLASS_NAMES, 0.1)
    report = report_of(
        photos,
        {"Bag": 1.0},
        {"Dress": 0.6, "Bag": 0.4},
        everywhere,
        {"Bag": 0.95},
        not_clothing=0.2,
    )
    assert list(report["by_source"]) == ["ours", "shop", "things"]
    of_ours, of_shop, of_things = report["by_source"].values()
    assert (of_ours["n"], of_ours["accuracy"], of_ours["sorted_precision"], of_ours["refused_share"]) == (1, 1, 1, None)
    assert (of_shop["accuracy"], of_shop["group_accuracy"], of_shop["sorted_share"]) == (0, 0, 0)
    assert of_shop["sorted_precision"] is None
    assert (of_things["n"], of_things["unknown_n"], of_things["accuracy"]) == (0, 2, None)
    assert of_things["refused_share"] == 0.5 and of_things["sorted_precision"] == 0


def test_every_person_with_five_photos_counts_alike():
    people = ["a"] * 6 + ["b"] * 5 + ["c"] * 4 + [""] * 9
    right = [True] * 6 + [True, False, False, False, False] + [False] * 4 + [False] * 9
    photos = [photo("Bag", "Bag", group=name) for name in people] + [photo("Sock", group="b")]
    report = report_of(photos, *({"Bag" if one else "Dress": 1.0} for one in [*right, False]))
    assert report["mean_over_groups"] == pytest.approx((1 + 1 / 5) / 2)
    assert report_of(photos[:5], *[{"Bag": 1.0}] * 5)["mean_over_groups"] == 1
    assert report_of(photos[:4], *[{"Bag": 1.0}] * 4)["mean_over_groups"] is None
