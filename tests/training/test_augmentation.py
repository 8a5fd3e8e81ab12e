import numpy as np
import pytest

from training.augmentation import augmentation, cut_and_mix, erase, mirror, mirrored_images, mix, shift
from training.options import Augmentation

NOTHING = {"flip": "none", "shift": 0}


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def noise(rng):
    return rng.integers(1, 256, (64, 28, 28, 1), np.uint8)


def targets_of(images):
    return np.eye(10, dtype=np.float32)[np.arange(len(images)) % 10]


def test_random_mirroring_takes_half_of_the_images_and_others_in_every_epoch():
    first, second = (mirrored_images("random", 1000, seed=0, epoch=epoch) for epoch in (0, 1))
    assert 400 < first.sum() < 600
    assert 400 < (first ^ second).sum() < 600
    assert not mirrored_images("none", 1000, seed=0, epoch=0).any()


def test_alternating_mirroring_turns_every_image_round_in_every_epoch():
    epochs = [mirrored_images("alternating", 1000, seed=3, epoch=epoch) for epoch in range(4)]
    assert 400 < epochs[0].sum() < 600
    assert (epochs[0] == ~epochs[1]).all()
    assert (epochs[0] == epochs[2]).all() and (epochs[1] == epochs[3]).all()


def test_a_mirrored_image_is_read_from_the_right(noise):
    which = np.arange(64) < 20
    changed = mirror(noise, which)
    assert (changed[:20] == noise[:20, :, ::-1]).all() and (changed[20:] == noise[20:]).all()


def test_a_shift_moves_whole_pixels_and_fills_in_black(rng, noise):
    offsets = set()
    for before, after in zip(noise, shift(rng, noise, 2), strict=True):
        rows, columns = (np.flatnonzero(after.any(axis=axis)) for axis in ((1, 2), (0, 2)))
        offset = rows[0] - (28 - rows[-1] - 1), columns[0] - (28 - columns[-1] - 1)
        padded = np.pad(before, ((2, 2), (2, 2), (0, 0)))
        assert (after == padded[2 - offset[0] : 30 - offset[0], 2 - offset[1] : 30 - offset[1]]).all()
        offsets.add(offset)
    assert {down for down, _ in offsets} == {right for _, right in offsets} == {-2, -1, 0, 1, 2}


def test_erasing_fills_rectangles_of_the_papers_sizes_in_the_given_share_of_images(rng):
    images = np.zeros((4000, 28, 28, 1), np.uint8)
    changed = erase(rng, images, 0.25) > 0
    hit = changed.any(axis=(1, 2, 3))
    assert hit.mean() == pytest.approx(0.25, abs=0.03)
    heights, widths = (changed[hit].any(axis=axes).sum(axis=1) for axes in ((2, 3), (1, 3)))
    # Uniform between 2 and 40 % of the image; a few stripes are cut at the border.
    assert (heights * widths / 784).mean() == pytest.approx(0.21, abs=0.02)
    assert (heights * widths / 784).max() < 0.45
    assert (heights > widths).mean() == pytest.approx((1 / 0.3 - 1) / (1 / 0.3 - 0.3), abs=0.1)
    assert (changed[hit].sum(axis=(1, 2, 3)) > 0.95 * heights * widths).all()


def test_cutmix_mixes_the_targets_by_the_area_that_was_exchanged(rng):
    # Every image is filled with its own number, so that every pixel says where it comes from.
    numbers = np.arange(200)
    images = np.broadcast_to(numbers.astype(np.uint8)[:, None, None, None], (200, 28, 28, 1))
    changed, targets = cut_and_mix(rng, 1.0, images, np.eye(200, dtype=np.float32))
    for number in numbers:
        counts = np.bincount(changed[number].ravel(), minlength=200)
        assert targets[number] == pytest.approx(counts / 784, abs=1e-6)
    own_share = targets[numbers, numbers]
    assert own_share.std() > 0.1 and targets.sum(axis=1) == pytest.approx(1)


def test_mixup_averages_images_as_it_averages_targets(rng):
    images = np.zeros((200, 28, 28, 1), np.uint8)
    images[:100] = 200
    classes = np.eye(2, dtype=np.float32)[np.arange(200) // 100]
    changed, targets = mix(rng, 1.0, images, classes)
    assert changed[:, 0, 0, 0] == pytest.approx(200 * targets[:, 0], abs=0.51)
    assert (changed == changed[:, :1, :1]).all() and targets[:, 0].std() > 0.2


def test_turning_and_zooming_keep_the_middle_and_the_form(rng):
    images = np.zeros((64, 28, 28, 1), np.uint8)
    images[:, 12:16, 4:24] = 200
    for options in ({"rotation": 20.0}, {"zoom": 0.3}):
        changed, _ = augmentation(Augmentation(**NOTHING, **options), rng)(images, targets_of(images))
        assert changed.shape == images.shape and changed.dtype == np.uint8
        assert (changed[:, 13:15, 13:15] > 150).all()
        assert len(np.unique(changed.reshape(64, -1), axis=0)) > 50


@pytest.mark.parametrize(
    "options",
    [
        {"shift": 3},
        {"rotation": 10.0, "zoom": 0.1},
        {"random_erasing": 0.5, "mixup": 0.2, "cutmix": 1.0},
    ],
)
def test_the_same_random_numbers_give_the_same_images(options, noise):
    chosen = Augmentation(**(NOTHING | options))
    first, again = (augmentation(chosen, np.random.default_rng(7)) for _ in range(2))
    for _ in range(2):
        one, other = first(noise, targets_of(noise)), again(noise, targets_of(noise))
        assert all((a == b).all() for a, b in zip(one, other, strict=True))
        assert (one[0] != noise).any()


def test_without_options_nothing_changes(rng, noise):
    images, targets = augmentation(Augmentation(**NOTHING), rng)(noise, targets_of(noise))
    assert (images == noise).all() and (targets == targets_of(noise)).all()
