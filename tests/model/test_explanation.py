from dataclasses import replace
from functools import partial
from itertools import count

import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.photos.garment import DATASET_FORM, WHOLE_FRAME, Garment
from model.calibration import Thresholds
from model.explanation import NONE, explain, place_of, windows
from model.garments import find_garment
from model.heat_map import AGAINST, FOR, draw_map, ground_picture
from model.networks.config import ModelConfig
from model.predictor import Predictor
from tests.app_pages.fake_model import FakePredictor

BRIGHT = Garment(np.full((28, 28, 3), 200, np.uint8), np.full((28, 28), 255, np.uint8), DATASET_FORM)
TOP_LEFT, BOTTOM_RIGHT = (slice(2, 9), slice(2, 9)), (slice(19, 26), slice(19, 26))  # a window each


class Looking(FakePredictor):
    """A network whose logits are a function of one input, uint8 (size, size, channels)."""

    def __init__(self, card, logits):
        super().__init__(card)
        self._logits = logits
        self.asked = []

    def _endpoints(self, images):
        self.asked += list(images)
        return {"logits": np.stack([self._logits(image.astype(float) / 255) for image in images])}


def corners(image):
    """Class 0 for what is bright at the top left, class 1 at the bottom right."""
    logits = np.zeros(10)
    logits[0], logits[1] = 6 * image[TOP_LEFT].mean(), 5 * image[BOTTOM_RIGHT].mean()
    return logits


@pytest.fixture
def plain_card(card):
    return replace(card, temperature=1.0, thresholds=Thresholds(0.5, 0.0))


@pytest.fixture
def photo_card(card):
    config = ModelConfig("photo_cnn", 32, 4, "cut-out", 10, rejects=True)
    return replace(card, architecture=config, temperature=1.0, thresholds=Thresholds(0.5, 0.5))


def test_the_map_shows_the_places_that_the_answer_rests_on(plain_card):
    explanation = explain(Looking(plain_card, corners), BRIGHT, seconds=60)
    assert (explanation.answer, explanation.rival) == ("a", "b")
    assert explanation.support.shape == (8, 8)
    assert place_of(explanation.support) == place_of(explanation.difference) == "top-left"
    assert place_of(-explanation.support) == place_of(-explanation.difference) == "bottom-right"
    assert explanation.support[3:5, 3:5] == pytest.approx(0), "no logit depends on the centre"
    assert place_of(-explanation.covered_shares) == "top-left"


def test_a_covered_place_lowers_the_log_odds_by_what_the_map_says(plain_card):
    predictor = Looking(plain_card, corners)
    explanation = explain(predictor, BRIGHT, seconds=60)
    odds = [np.log(share / (1 - share)) for share in (explanation.shares["a"], explanation.lowest_share)]
    assert explanation.support.max() == pytest.approx(odds[0] - odds[1])
    assert explanation.rests_on_one_place
    # One window covers all of it.
    assert explanation.difference.max() == pytest.approx(6 * 200 / 255)


def test_covered_places_overlap_by_half_and_are_black_for_images_of_the_data_set(plain_card):
    predictor = Looking(plain_card, corners)
    explain(predictor, BRIGHT, seconds=60)
    covered = np.array([image == 0 for image in predictor.asked[-64:]])[..., 0]
    assert covered.any(axis=(1, 2)).all() and covered.any(axis=0).all(), "each place is covered, and all of them"
    assert np.bincount(covered.sum(axis=0)[4:-4, 4:-4].ravel()).argmax() == 4, "a pixel is in two windows each way"
    assert windows(28, 8)[0] == (slice(0, 5), slice(0, 5)) and len(windows(28, 8)) == 64


def test_a_covered_place_of_a_photo_is_grey_and_no_part_of_the_mask(photo_card):
    predictor = Looking(photo_card, lambda image: np.append(corners(image[..., :3]), -9))
    garment = find_garment(draw_scene(0, seed=1, height=64, width=48).image)
    explain(predictor, garment, seconds=60)
    changed = predictor.asked[-64] != predictor.asked[0]
    place = windows(32, 8)[0]
    assert changed.any() and (predictor.asked[-64][place] == [128, 128, 128, 0]).all()
    assert not changed[6:].any() and not changed[:, 6:].any()


def test_the_answer_none_of_these_is_explained_as_well(photo_card):
    def logits(image):
        return np.append(np.eye(10)[2], 8 * image[:8, -8:, 0].mean())

    garment = Garment(np.full((64, 64, 3), 255, np.uint8), np.full((64, 64), 255, np.uint8), WHOLE_FRAME)
    explanation = explain(Looking(photo_card, logits), garment, seconds=60)
    assert explanation.result.outcome == "not_clothing"
    assert explanation.answer == NONE and explanation.rival == "c"
    assert place_of(explanation.support) == "top-right"
    assert sum(explanation.shares.values()) == pytest.approx(1)


def test_the_rival_can_be_chosen_but_not_be_the_answer(plain_card):
    predictor = Looking(plain_card, corners)
    assert explain(predictor, BRIGHT, rival="h").rival == "h"
    for other in ("a", "Hats", None):
        assert explain(predictor, BRIGHT, rival=other).rival == "b"


def test_a_slow_machine_gets_a_coarser_map(plain_card):
    predictor = Looking(plain_card, corners)
    sizes = {}
    for seconds_per_image in (0.01, 0.04, 0.5):
        clock = partial(next, count(0, seconds_per_image))
        sizes[seconds_per_image] = len(explain(predictor, BRIGHT, seconds=1.5, clock=clock).support)
    assert sizes == {0.01: 8, 0.04: 6, 0.5: 4}


def test_an_answer_that_no_place_changes_rests_on_many(plain_card):
    explanation = explain(Looking(plain_card, lambda image: 9 * np.eye(10)[4] + image.mean()), BRIGHT)
    assert not explanation.rests_on_one_place
    assert np.abs(explanation.support).max() < 0.5 < explanation.strongest, "so that the map stays pale"


def test_support_beside_the_garment_is_noticed(photo_card):
    opacity = np.zeros((64, 64), np.uint8)
    opacity[20:44, 28:36] = 255
    image = np.full((64, 64, 3), 255, np.uint8)
    garment = Garment(image, opacity, "segmented")
    beside = explain(
        Looking(photo_card, lambda input: np.append(9 * input[12:20, :6, 0].mean(), np.zeros(10))), garment
    )
    assert beside.share_beside_garment > 0.8
    on_it = explain(Looking(photo_card, lambda input: np.append(9 * input[..., 3].mean(), np.zeros(10))), garment)
    assert on_it.share_beside_garment < 0.2


@pytest.mark.parametrize("export", ["photo", "cnn", "mlp", "tiny"])
def test_every_export_that_ships_is_explained_with_little_memory_at_a_time(export, monkeypatch):
    predictor = Predictor.load(export, "litert")
    run, largest = predictor._run, []
    monkeypatch.setattr(predictor, "_run", lambda images: largest.append(len(images)) or run(images))
    garment = find_garment(draw_scene(3, seed=3).image)
    explanation = explain(predictor, garment, seconds=0.0)
    expected = predictor.predict_garment(garment)
    assert explanation.result.label == expected.label and explanation.result.garment is None
    assert explanation.shares[expected.label] == pytest.approx(expected.confidence, abs=1e-5)
    assert explanation.support.shape == (4, 4) and np.isfinite(explanation.support).all()
    assert np.ptp(explanation.support) > 0 and max(largest) <= 4


def test_the_map_is_drawn_in_orange_and_blue_over_the_picture(plain_card, photo_card):
    ground = ground_picture(BRIGHT, plain_card)
    assert ground.shape == (320, 320, 3) and ground.dtype == np.uint8
    values = np.zeros((4, 4))
    values[0, 0], values[3, 3] = 2, -2
    drawn = draw_map(ground, values, strongest=2).astype(int)
    for place, colour in ((20, FOR), (300, AGAINST)):
        near, far = (np.abs(one[place, place] - np.array(colour)).sum() for one in (drawn, ground.astype(int)))
        assert near < far / 2
    assert (drawn[20, 300] == ground[20, 300]).all(), "where the map is 0, the picture stays as it is"
    pale = draw_map(ground, values / 20, strongest=2)
    assert (pale == ground).all()
    garment = find_garment(draw_scene(0, seed=1).image)
    dark = ground_picture(garment, photo_card)
    assert dark[0, 0].max() < dark.max() / 1.5, "the photo around the garment is darker"
