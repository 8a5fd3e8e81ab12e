from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from data.drawn.dataset import draw_garment
from data.drawn.scenes import draw_scene
from data.photos.garment import (
    AS_IT_STANDS,
    BORDER_COLOUR,
    GRABCUT,
    WHOLE_FRAME,
    CutoutOverride,
    bounds,
    cut_out,
    is_dataset_form,
    upright,
)


def overlap(mask, truth):
    """Intersection over union."""
    return (mask & truth).sum() / (mask | truth).sum()


def toned(scene, cloth, ground):
    """A scene's picture with the mean brightness of garment and background set, where given, of 0–255."""
    image = scene.image.astype(float)
    for part, mean in ((scene.mask, cloth), (~scene.mask, ground)):
        if mean is not None:
            image[part] *= mean / image[part].mean()
    return image.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("surface", "cloth", "ground"),
    [
        pytest.param("page", None, None, id="plain"),
        pytest.param("floor", None, None, id="textured"),
        pytest.param("sheet", None, None, id="folded"),
        pytest.param("page", 205, None, id="light on light"),
        pytest.param("sheet", 215, 180, id="light on light folds"),
        pytest.param("floor", 30, 55, id="dark on dark"),
        pytest.param("sheet", 28, 55, id="dark on dark folds"),
    ],
)
def test_a_garment_is_found(surface, cloth, ground):
    """The usual garment at 0.9 and better; straps, handles and trouser legs, which enclose ground, somewhat less."""
    scenes = [draw_scene(seed % 10, seed=seed, surface=surface, height=320, width=240) for seed in range(20)]
    overlaps = np.array([overlap(cut_out(toned(scene, cloth, ground)).mask, scene.mask) for scene in scenes])
    whole_frame = np.array([scene.mask.mean() for scene in scenes])
    assert np.median(overlaps) >= 0.9
    assert (overlaps > whole_frame).all()


def test_the_same_photo_gives_the_same_mask_on_every_thread():
    scene = draw_scene(2, seed=5, surface="sheet", height=320, width=240)
    with ThreadPoolExecutor(4) as pool:
        masks = list(pool.map(lambda _: cut_out(scene.image).mask, range(8)))
    assert all((mask == masks[0]).all() for mask in masks)


def test_both_shoes_of_a_pair_stay_and_specks_do_not():
    image = np.full((200, 300, 3), 230, np.uint8)
    image[60:140, 40:120] = image[60:140, 170:250] = (150, 20, 20)
    image[20:24, 150:154] = (150, 20, 20)
    mask = cut_out(image).mask
    assert mask[100, 80] and mask[100, 210]
    assert not mask[22, 152]


def test_holes_are_filled():
    image = np.full((200, 200, 3), 240, np.uint8)
    image[40:160, 40:160] = (20, 60, 140)
    image[80:100, 80:100] = 240
    assert cut_out(image).mask[90, 90]


def test_the_hole_in_a_handle_stays_open():
    image = np.full((200, 200, 3), 240, np.uint8)
    image[40:160, 40:160] = (20, 60, 140)
    image[60:100, 60:140] = 240
    mask = cut_out(image).mask
    assert not mask[80, 100] and mask[50, 100] and mask[130, 100]


def test_the_whole_frame_is_the_last_resort():
    garment = cut_out(np.full((90, 60, 3), 128, np.uint8))
    assert garment.method == WHOLE_FRAME and garment.mask.all()


def test_the_border_colour_decides_if_grabcut_fails(monkeypatch):
    monkeypatch.setattr("data.photos.garment._grabcut", lambda small: np.zeros(small.shape[:2], bool))
    image = np.full((100, 100, 3), 250, np.uint8)
    image[30:70, 30:70] = (10, 90, 30)
    garment = cut_out(image)
    assert garment.method == BORDER_COLOUR
    assert bounds(garment.mask)[0].start in range(28, 33)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (5, 7), (13, 13), (33, 28)])
def test_a_picture_of_any_size_has_a_garment(shape):
    image = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    garment = cut_out(image)
    assert garment.mask.shape == shape and garment.mask.any()
    assert cut_out(np.zeros((*shape, 3), np.uint8)).on_white().size


def test_a_picture_in_the_form_of_the_data_set_is_recognised():
    image = np.repeat(draw_garment(3, seed=1)[..., None], 3, axis=2)
    assert is_dataset_form(image) and cut_out(image).method == AS_IT_STANDS
    assert not is_dataset_form(255 - image)
    assert not is_dataset_form(np.full((28, 28, 3), (90, 20, 20), np.uint8))
    assert not is_dataset_form(np.kron(image, np.ones((2, 2, 1), np.uint8)))


def test_the_garment_on_white_is_cropped():
    scene = draw_scene(0, seed=1, surface="floor", height=320, width=240)
    garment = cut_out(scene.image)
    assert garment.method == GRABCUT
    alone = garment.on_white()
    rows, columns = bounds(garment.mask)
    assert alone.shape == (rows.stop - rows.start, columns.stop - columns.start, 3)
    assert (alone[~garment.mask[rows, columns]] == 255).all()


def test_a_user_can_turn_segmentation_off():
    image = draw_scene(0, seed=1, height=200, width=150).image
    garment = cut_out(image, CutoutOverride(off=True))
    assert garment.mask.all() and garment.method == "whole frame"


def test_only_the_part_inside_a_users_rectangle_is_segmented():
    left, right = (draw_scene(number, seed=number, height=200, width=150).image for number in (0, 3))
    garment = cut_out(np.hstack([left, right]), CutoutOverride(rectangle=(0.5, 0, 1, 1)))
    assert not garment.mask[:, :150].any()
    assert np.array_equal(garment.mask[:, 150:], cut_out(right).mask)


def test_a_small_dark_part_of_a_photo_is_not_a_data_set_image():
    photo = np.full((600, 800, 3), 230, np.uint8)
    photo[300:330, 400:430] = 10
    garment = cut_out(photo, CutoutOverride(rectangle=(0.5, 0.5, 430 / 800, 330 / 600)))
    assert garment.method != "as it stands" and garment.mask.sum() <= 900
    of_the_data_set = np.zeros((28, 28, 3), np.uint8)
    of_the_data_set[6:22, 8:20] = 170
    assert cut_out(of_the_data_set, CutoutOverride(rectangle=(0.1, 0.1, 0.9, 0.9))).method == "as it stands"


@pytest.mark.parametrize("rectangle", [(0.5, 0, 0.5, 1), (0.6, 0, 0.5, 1), (-0.1, 0, 1, 1), (0, 0, 1, 1.1)])
def test_an_invalid_rectangle_is_refused(rectangle):
    with pytest.raises(ValueError, match="Expected a rectangle"):
        CutoutOverride(rectangle=rectangle)


@pytest.mark.parametrize("turns", [-1, 4, 0.5])
def test_turns_must_be_0_to_3(turns):
    with pytest.raises(ValueError, match="0 to 3 quarter turns"):
        CutoutOverride(turns=turns)


def test_a_photo_is_turned_clockwise():
    image = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    assert np.array_equal(upright(image, 1)[0], image[::-1, 0])
    assert np.array_equal(upright(upright(image, 3), 1), image)


def test_a_rectangle_rotates_with_its_photo():
    image = draw_scene(0, seed=1, height=200, width=150).image
    override = CutoutOverride(rectangle=(0.1, 0.2, 0.5, 0.9))
    for turns in range(4):
        turned = override.turned(turns)
        assert turned.turns == turns
        left, top, right, bottom = turned.rectangle
        height, width = upright(image, turns).shape[:2]
        part = upright(image, turns)[
            round(top * height) : round(bottom * height), round(left * width) : round(right * width)
        ]
        assert np.array_equal(part, upright(image[40:180, 15:75], turns))
    assert override.turned(4).rectangle == pytest.approx(override.rectangle) and CutoutOverride(off=True).turned(
        3
    ) == CutoutOverride(True, None, 3)


def test_the_smallest_rectangle_contains_a_pixel():
    image = draw_scene(0, seed=1, height=40, width=30).image
    assert cut_out(image, CutoutOverride(rectangle=(0.999, 0.999, 1, 1))).mask.sum() == 1
