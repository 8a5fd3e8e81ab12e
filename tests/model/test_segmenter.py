"""The shipped segmenter on drawn garments, and what is made of its probabilities."""

import cv2
import numpy as np
import pytest

from data.drawn.scenes import draw_samples
from model.exports.card import ExportError
from model.exports.store import list_exports
from model.predictor import Predictor
from model.segmenter import Segmentation, Segmenter
from model.segments import SEGMENTS


@pytest.fixture(scope="module")
def segmenter():
    return Segmenter.load()


@pytest.fixture(scope="module")
def samples():
    return [scene for _, scene in draw_samples()]


def made(**regions):
    """Sure probabilities (96, 96, segments): background but for rectangles (top, bottom, left, right) of segments."""
    probabilities = np.zeros((96, 96, len(SEGMENTS)), np.float32)
    probabilities[..., 0] = 1
    for name, (top, bottom, left, right) in regions.items():
        probabilities[top:bottom, left:right] = 0
        probabilities[top:bottom, left:right, SEGMENTS.index(name)] = 1
    return Segmentation(probabilities)


def test_drawn_garments_are_found(segmenter, samples):
    ious = []
    for scene in samples:
        found = segmenter.segment(scene.image).opacity(scene.mask.shape) > 127
        ious.append((found & scene.mask).sum() / (found | scene.mask).sum())
    assert np.median(ious) > 0.9


def test_the_opacity_is_as_large_as_the_picture_and_soft(segmenter, samples):
    picture = cv2.resize(samples[0].image, (601, 803))
    opacity = segmenter.segment(picture).opacity(picture.shape[:2])
    assert opacity.shape == (803, 601) and opacity.dtype == np.uint8
    edge = (opacity > 0) & (opacity < 255)
    assert 0 < edge.mean() < 0.1


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 700, 3), (33, 28, 3)])
def test_any_size_is_segmented(segmenter, shape):
    probabilities = segmenter.segment(np.full(shape, 200, np.uint8)).probabilities
    assert probabilities.shape == (96, 96, len(SEGMENTS))
    np.testing.assert_allclose(probabilities.sum(-1), 1, atol=1e-3)


def test_of_a_worn_outfit_the_largest_central_piece_is_the_subject():
    worn = made(person=(5, 20, 38, 58), top=(20, 60, 30, 66), bottom=(60, 90, 34, 62))
    found = worn.garment > 0.5
    assert found[40, 48] and not found[75, 48] and not found[10, 48]


def test_without_a_person_all_garments_are_the_subject():
    found = made(top=(20, 50, 30, 66), bottom=(50, 80, 34, 62)).garment > 0.5
    assert found[40, 48] and found[70, 48]


def test_certainty_falls_with_unsure_pixels_and_is_zero_where_nothing_is_found():
    sure = made(top=(20, 60, 30, 66))
    unsure = Segmentation(0.6 * sure.probabilities + 0.4 * made().probabilities)
    assert sure.certainty == pytest.approx(1)
    assert 0.5 < unsure.certainty < 0.7
    assert made().certainty == 0


def test_the_export_of_a_classifier_is_refused():
    with pytest.raises(ExportError, match=r"Expected the export of a segmenter. Received: photo/"):
        Segmenter.load("photo")


def test_a_segmenter_is_no_classifier():
    with pytest.raises(ExportError, match=r"Expected an export that classifies. Received: segmenter/"):
        Predictor.load("segmenter")
    assert not [path for path in list_exports() if path.parent.name == "segmenter"]


@pytest.mark.slow
def test_both_runtimes_find_the_same(segmenter, samples):
    other = Segmenter.load(runtime="tensorflow" if segmenter.runtime == "litert" else "litert")
    for scene in samples[:3]:
        first, second = (one.segment(scene.image).probabilities for one in (segmenter, other))
        np.testing.assert_allclose(first, second, atol=0.01)


def test_of_a_worn_outfit_each_group_is_a_piece():
    outfit = made(person=(5, 20, 38, 58), top=(20, 55, 30, 66), bottom=(55, 90, 30, 66), bag=(60, 64, 80, 84))
    cutout = outfit.cutout((192, 96))
    assert [np.argwhere(piece > 127).min(axis=0).tolist() for piece in cutout.pieces] == [[40, 30], [110, 30]]
    assert not cutout.is_clear


def test_a_piece_much_larger_and_nearer_the_middle_than_the_others_is_the_subject():
    cutout = made(person=(0, 15, 25, 71), top=(15, 80, 20, 76), bottom=(80, 96, 30, 66)).cutout((96, 96))
    assert len(cutout.pieces) == 2 and cutout.is_clear


def test_what_lies_apart_are_pieces_but_a_pair_of_shoes_is_one():
    apart = made(top=(30, 66, 5, 40), bottom=(30, 66, 55, 90)).cutout((96, 96))
    assert len(apart.pieces) == 2 and not apart.is_clear
    assert (apart.opacity > 127).sum() == sum((piece > 127).sum() for piece in apart.pieces)
    pair = Segmentation(np.maximum(*(made(shoes=(30, 66, left, left + 25)).probabilities for left in (10, 60))))
    pair.probabilities[..., 0] = 1 - pair.probabilities[..., SEGMENTS.index("shoes")]
    assert pair.cutout((96, 96)).pieces == () and pair.is_clear


def test_specks_are_no_part_of_the_garment():
    speckled = made(top=(20, 70, 20, 70))
    speckled.probabilities[85:88, 85:88] = made(top=(0, 96, 0, 96)).probabilities[0, 0]
    speckled.probabilities[5:9, 5:9, :] = 0.5 * np.eye(len(SEGMENTS))[0] + 0.5 * np.eye(len(SEGMENTS))[2]
    opacity = speckled.opacity((96, 96))
    assert opacity[45, 45] == 255 and not opacity[80:, 80:].any() and not opacity[:12, :12].any()


def test_an_unsure_segmentation_gives_no_cutout():
    doubtful = Segmentation(0.6 * made(top=(20, 60, 30, 66)).probabilities + 0.4 * made().probabilities)
    assert doubtful.cutout((96, 96)) is None and made().cutout((96, 96)) is None
