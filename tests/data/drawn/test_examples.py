import numpy as np

from data.drawn.examples import draw_examples, draw_mug, draw_side_by_side


def test_the_examples_are_photos_with_names_of_their_own_and_always_the_same():
    names, images = zip(*draw_examples(), strict=True)
    assert len(names) == len(set(names)) == 12
    assert all(image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3 for image in images)
    assert np.array_equal(images[-1], draw_mug(seed=1)) and not np.array_equal(images[-1], draw_mug(seed=2))


def test_two_garments_lie_beside_each_other_without_an_edge_between_them():
    image = draw_side_by_side((0, 1), seed=3).astype(int)
    assert image.shape == (640, 912, 3)
    halves = image[:, :456], image[:, 456:]
    assert all(half.min() < 90 for half in halves), "each half shows a garment"
    steps = np.abs(np.diff(image[:60, 380:530].mean(axis=(0, 2))))
    assert steps.max() < 4, "the paper passes from one photo into the other"


def test_the_mug_stands_out_from_its_ground():
    image = draw_mug(seed=1).astype(int)
    blue = image[..., 2] - image[..., 0] > 40
    assert 0.15 < blue.mean() < 0.5 and not blue[:80].any() and not blue[:, :60].any()
