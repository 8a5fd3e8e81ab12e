import dataclasses
import itertools
from pathlib import Path

import cv2
import numpy as np
import pytest

from data.drawn.dataset import draw_garment
from data.fashion_mnist import Dataset
from data.folders import LabelledPhoto
from data.labels import CLASS_NAMES
from data.photos.garment import bounds
from data.photos.recipes import RECIPES
from training.config import train_config
from training.photos.augmentation import color_jitter, random_affine
from training.photos.backgrounds import draw_background
from training.photos.batches import photo_batches, sampling_weights
from training.photos.collection import PhotoCollection
from training.photos.compositing import composite_garment, swap_background
from training.photos.framing import FramedPhoto
from training.photos.synthetic_negatives import _SHAPES, draw_synthetic_negative
from training.photos.worn import People, put_on

NO_PHOTOS = np.zeros((0, 144, 144, 4), np.uint8)


@pytest.fixture(scope="module")
def garments():
    labels = np.arange(20, dtype=np.uint8) % 10
    return Dataset("drawn", np.stack([draw_garment(int(label), seed=i) for i, label in enumerate(labels)]), labels)


@pytest.fixture(scope="module")
def frames():
    rng = np.random.default_rng(1)
    made = rng.integers(0, 256, (6, 144, 144, 4), dtype=np.uint8)
    made[..., 3] = 0
    made[:, 24:120, 50:94, 3] = 255
    return made


def extent(mask):
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return max(len(rows), len(columns))


@pytest.mark.parametrize("label", range(10))
def test_a_composed_garment_has_the_shape_of_its_image_and_ground_around_it(garments, label):
    for seed in range(5):
        framed = composite_garment(np.random.default_rng(seed), garments.images[label], label, NO_PHOTOS)
        assert framed.shape == (96, 96, 4) and framed.dtype == np.uint8
        mask = framed[..., 3] > 127
        assert 50 <= extent(mask) <= 96  # 64 pixels; a pair of shoes is wider
        assert label in (5, 7, 9) or not mask[:12].any()
        image = garments.images[label] > 20
        inner = mask[16:80, 16:80].reshape(16, 4, 16, 4).mean(axis=(1, 3))
        assert mask.sum() > 0.5 * image.mean() * 64 * 64 and inner.max() == 1


def test_composing_varies_colour_and_ground(garments):
    rng = np.random.default_rng(0)
    pictures = np.stack([composite_garment(rng, garments.images[0], 0, NO_PHOTOS)[..., :3] for _ in range(40)])
    assert pictures[:, 48, 48].std(axis=0).min() > 25
    corners = pictures[:, 0, 0].astype(int)
    assert 0.2 < (corners.min(axis=1) >= 200).mean() < 0.9


def test_another_background_leaves_the_garment_and_its_mask(frames):
    changed = swap_background(np.random.default_rng(2), np.concatenate([frames[0], frames[0, ..., 3:]], axis=2), frames)
    assert (changed[..., 3] == frames[0, ..., 3]).all()
    inside = np.zeros((144, 144), bool)
    inside[30:114, 56:88] = True
    assert np.abs(changed[inside][:, :3].astype(int) - frames[0][inside][:, :3]).max() <= 1
    assert np.abs(changed[:10, :, :3].astype(int) - frames[0, :10, :, :3]).mean() > 20


@pytest.mark.parametrize("shape", _SHAPES)
def test_every_made_up_shape_leaves_something(shape):
    for seed in range(30):
        mask = np.zeros((96, 96), np.uint8)
        shape(np.random.default_rng(seed), mask)
        assert mask.any()


def test_made_up_objects_are_pictures_with_masks(frames):
    for photos, seed in itertools.product((frames, NO_PHOTOS), range(30)):
        made = draw_synthetic_negative(np.random.default_rng(seed), photos)
        assert made.shape == (96, 96, 4) and made.dtype == np.uint8


def test_backgrounds_come_with_and_without_photos(frames):
    for photos, seed in itertools.product((frames, NO_PHOTOS), range(20)):
        assert draw_background(np.random.default_rng(seed), 96, photos).shape == (96, 96, 3)


def test_a_placed_frame_shows_the_garment_in_about_its_size(frames):
    rng = np.random.default_rng(0)
    sizes = [extent(random_affine(rng, frames[0], 64)[..., 3] > 127) for _ in range(200)]
    # 96 of 144 pixels in a frame of 1.5 become 64 / 1.12.
    assert np.median(sizes) == pytest.approx(64 / 1.12, abs=6)
    assert np.std(sizes) > 2


def test_other_light_keeps_the_picture_recognisable():
    rng = np.random.default_rng(0)
    image = np.kron(rng.integers(40, 216, (8, 8, 1), dtype=np.uint8), np.ones((8, 8, 3), np.uint8))
    results = [color_jitter(rng, image) for _ in range(100)]
    assert all(result.shape == image.shape and result.dtype == np.uint8 for result in results)
    alike = [abs(np.corrcoef(image.ravel(), result.ravel())[0, 1]) for result in results]
    assert np.median(alike) > 0.85
    negative = [np.corrcoef(image.ravel(), result.ravel())[0, 1] < 0 for result in results]
    assert 0 < sum(negative) < 20


def collection_of(frames, class_names):
    allowed = np.zeros((len(frames), len(class_names) + 1), bool)
    if class_names == CLASS_NAMES:
        allowed[np.arange(len(frames)), [0, 1, 5, -1, 0, -1]] = True
        allowed[2, [5, 7, 9]] = True
    labels = ("T-Shirt", "Pants", "Shoes", "Shorts", "T-Shirt", "Hat")
    photos = tuple(
        LabelledPhoto(Path("x.jpg"), label, frozenset(np.flatnonzero(row[:-1]).tolist()), "")
        for label, row in zip(labels, allowed, strict=True)
    )
    framed = [FramedPhoto(photo, frame) for photo, frame in zip(photos, frames, strict=True)]
    return dataclasses.replace(PhotoCollection.of(framed, class_names), allowed=allowed)


def batch_of(frames, garments, settings=(), class_names=CLASS_NAMES, first_epoch=0, take=1):
    options = ["batch_size=6", "input_size=32", "composites=10", "synthetic_negatives=3", *settings]
    config = train_config("photo_cnn", "smoke", options, photos=True)
    config = dataclasses.replace(config, model=dataclasses.replace(config.model, classes=len(class_names)))
    batches = photo_batches(config, collection_of(frames, class_names), np.arange(6), garments, first_epoch)
    return list(itertools.islice(batches, take))[-1]


def test_a_batch_holds_photos_composed_garments_and_made_up_objects(frames, garments):
    images, targets = batch_of(frames, garments)
    assert images.shape == (19, 32, 32, 4) and images.dtype == np.uint8
    assert targets.shape == (19, 11)
    photos, composites, synthetic_negatives = np.split(targets, [6, 16])
    assert {*map(tuple, photos)} <= {*map(tuple, collection_of(frames, CLASS_NAMES).allowed.astype(float))}
    assert (composites.sum(axis=1) == 1).all() and not composites[:, 10].any()
    assert (synthetic_negatives == np.eye(11)[10]).all()


def test_kinds_are_drawn_as_often_as_the_root_of_their_number():
    sources = np.array(["home"] * 20 + ["street"] * 4)
    allowed = np.eye(3, dtype=bool)[[0] * 16 + [1] * 4 + [0] * 4]
    weights = sampling_weights(sources, allowed)
    assert weights.sum() == pytest.approx(1)
    assert weights[:16].sum() == pytest.approx(2 * weights[16:20].sum()) == pytest.approx(2 * weights[20:].sum())


def test_images_of_the_data_set_join_a_batch_enlarged_but_otherwise_as_they_are(frames, garments):
    images, targets = batch_of(frames, garments, ["composites=0", "synthetic_negatives=0", "dataset_images=8"])
    assert images.shape == (14, 32, 32, 4) and (targets[6:].sum(axis=1) == 1).all()
    known = [*RECIPES["cut-out"].from_dataset(garments.images, 32, 4)[..., 3]]
    for image in images[6:]:
        assert any((mask == image[..., 3]).all() or (mask[:, ::-1] == image[..., 3]).all() for mask in known)
    assert (garments.images == np.stack([draw_garment(i % 10, seed=i) for i in range(20)])).all()


@pytest.mark.parametrize("known", [True, False])
def test_only_frames_whose_foreground_is_known_get_another_background(frames, garments, known, monkeypatch):
    swapped = []
    monkeypatch.setattr(
        "training.photos.batches.swap_background", lambda rng, frame, photos: swapped.append(1) or frame[..., :4]
    )
    of_photos = np.concatenate([frames, frames[..., 3:]], axis=3) if known else frames
    batch_of(of_photos, garments, ["composites=0", "synthetic_negatives=0", "background_swap=1"])
    assert len(swapped) == (6 if known else 0)


def test_a_flat_garment_is_put_on_somebody_who_wears_one_of_its_group(frames):
    rng = np.random.default_rng(0)
    flat = np.zeros((144, 144, 5), np.uint8)
    flat[24:120, 60:84, 3:] = 255
    flat[..., :3] = (10, 200, 10)
    worn = np.zeros((144, 144, 5), np.uint8)
    worn[..., :3] = (90, 90, 200)
    worn[30:120, 30:110, 3] = 255
    worn[5:140, 20:120, 4] = 255
    people = People([flat, worn], np.eye(11, dtype=bool)[[0, 6]], CLASS_NAMES)
    assert people.worn.tolist() == [False, True]
    assert people.can_wear(0) and not people.can_wear(1)
    framed = put_on(rng, flat, people.draw(rng, 0))
    mask = framed[..., 3] > 127
    assert framed.shape == (144, 144, 5) and framed.dtype == np.uint8
    assert np.median(framed[mask][:, :3], axis=0).tolist() == [10, 200, 10]
    rows, columns = bounds(mask)
    assert abs(rows.start - 30) < 12 and 30 <= columns.stop - columns.start <= 80
    assert (framed[..., 4] >= framed[..., 3]).all() and framed[130, 60, 4] == 255
    bare = cv2.erode(((worn[..., 3] > 127) & ~mask).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert bare.any() and (framed[bare][:, 0] > framed[bare][:, 2]).all()  # skin, no longer blue


def test_nobody_wears_what_no_photo_shows(frames):
    flat = np.concatenate([frames[0], frames[0, ..., 3:]], axis=2)
    people = People([flat, frames[1]], np.eye(11, dtype=bool)[[0, 1]], CLASS_NAMES)
    assert not people.worn.any() and not people.can_wear(0)


def test_an_epoch_is_the_same_whether_or_not_the_run_was_interrupted(frames, garments):
    straight = batch_of(frames, garments, take=3)
    resumed = batch_of(frames, garments, first_epoch=2)
    assert (straight[0] == resumed[0]).all() and (straight[1] == resumed[1]).all()


def test_garments_of_no_class_are_not_composited(frames, garments):
    own = ("Dress", "Hosen", "Schuhe", "Socken")
    _, targets = batch_of(frames, garments, ["synthetic_negatives=0"], own)
    assert (targets[6:] == np.eye(5)[0]).all() and len(targets) == 16
    assert len(batch_of(frames, garments, ["synthetic_negatives=0"], own[1:])[1]) == 6


def test_labels_can_be_unseen_and_channels_left_out(frames, garments):
    options = train_config("photo_cnn", "smoke", ["unseen=Shorts, Hat"], photos=True).photos
    unseen = collection_of(frames, CLASS_NAMES).with_labels(options.labels_unseen)
    assert np.flatnonzero(unseen).tolist() == [3, 5]
    images, _ = batch_of(frames, garments, ["synthetic_negatives=0", "channels=3", "batch_size=4"])
    assert images.shape == (14, 32, 32, 3)
