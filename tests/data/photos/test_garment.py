import numpy as np
import pytest

from data.drawn.dataset import draw_garment
from data.drawn.scenes import draw_scene
from data.photos.garment import (
    DATASET_FORM,
    SEGMENTED,
    WHOLE_FRAME,
    Cutout,
    CutoutOverride,
    bounds,
    cut_out,
    is_dataset_form,
    upright,
)


def dark_pixels(picture):
    """A stand-in for segmentation: what is dark is the garment; None where nothing is."""
    opacity = np.where(picture.mean(axis=2) < 128, 255, 0).astype(np.uint8)
    return Cutout(opacity) if opacity.any() else None


def dark_square(height=200, width=300, rows=slice(60, 140), columns=slice(40, 120)):
    image = np.full((height, width, 3), 230, np.uint8)
    image[rows, columns] = (150, 20, 20)
    return image


def test_the_garment_is_what_segmentation_finds():
    image = dark_square()
    garment = cut_out(image, dark_pixels)
    assert garment.method == SEGMENTED and garment.is_clear and garment.pieces == ()
    assert np.array_equal(garment.mask, image[..., 1] == 20)


def test_the_whole_frame_is_the_garment_where_segmentation_is_not_sure():
    garment = cut_out(np.full((90, 60, 3), 230, np.uint8), dark_pixels)
    assert garment.method == WHOLE_FRAME and garment.mask.all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (5, 7), (13, 13), (33, 28)])
def test_a_picture_of_any_size_has_a_garment(shape):
    image = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    garment = cut_out(image, dark_pixels)
    assert garment.mask.shape == shape and garment.mask.any()
    assert cut_out(np.zeros((*shape, 3), np.uint8), dark_pixels).on_white().size


def test_a_picture_in_the_form_of_the_data_set_is_recognised():
    image = np.repeat(draw_garment(3, seed=1)[..., None], 3, axis=2)
    assert is_dataset_form(image) and cut_out(image, dark_pixels).method == DATASET_FORM
    assert not is_dataset_form(255 - image)
    assert not is_dataset_form(np.full((28, 28, 3), (90, 20, 20), np.uint8))
    assert not is_dataset_form(np.kron(image, np.ones((2, 2, 1), np.uint8)))


def test_the_garment_is_cropped_with_soft_edges():
    image = np.full((60, 80, 3), 100, np.uint8)
    opacity = np.zeros((60, 80), np.uint8)
    opacity[10:40, 20:50] = 255
    opacity[10:40, 35] = 204
    garment = cut_out(image, lambda picture: Cutout(opacity))
    alone = garment.on_white()
    assert alone.shape == (30, 30, 3)
    assert (alone[0, 0] == 100).all() and (alone[0, 15] == 131).all()  # 100 * 0.8 + 255 * 0.2
    assert garment.cropped().shape == (30, 30, 4) and garment.cropped()[0, 15, 3] == 204


def test_a_user_can_turn_segmentation_off():
    garment = cut_out(dark_square(), dark_pixels, CutoutOverride(off=True))
    assert garment.mask.all() and garment.method == WHOLE_FRAME


def test_only_the_part_inside_a_users_rectangle_is_segmented():
    two = np.hstack([dark_square(), dark_square()])
    garment = cut_out(two, dark_pixels, CutoutOverride(rectangle=(0.5, 0, 1, 1)))
    assert not garment.mask[:, :300].any()
    assert np.array_equal(garment.mask[:, 300:], cut_out(dark_square(), dark_pixels).mask)


def test_a_rectangle_in_which_nothing_is_found_is_the_garment():
    garment = cut_out(dark_square(), dark_pixels, CutoutOverride(rectangle=(0.5, 0, 1, 0.5)))
    assert garment.method == WHOLE_FRAME
    assert garment.mask[:100, 150:].all() and garment.mask.sum() == 100 * 150


def test_pieces_inside_a_rectangle_lie_where_they_are_in_the_photo():
    def halves(picture):
        left = np.zeros(picture.shape[:2], np.uint8)
        left[:, : picture.shape[1] // 2] = 255
        return Cutout(np.full_like(left, 255), (left, 255 - left), is_clear=False)

    garment = cut_out(dark_square(), halves, CutoutOverride(rectangle=(0.5, 0, 1, 1)))
    assert not garment.is_clear
    assert [bounds(piece > 127)[1] for piece in garment.pieces] == [slice(150, 225), slice(225, 300)]


def test_a_small_dark_part_of_a_photo_is_not_a_data_set_image():
    photo = np.full((600, 800, 3), 230, np.uint8)
    photo[300:330, 400:430] = 10
    garment = cut_out(photo, dark_pixels, CutoutOverride(rectangle=(0.5, 0.5, 430 / 800, 330 / 600)))
    assert garment.method != DATASET_FORM and garment.mask.sum() <= 900


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
    assert cut_out(image, dark_pixels, CutoutOverride(rectangle=(0.999, 0.999, 1, 1))).mask.sum() == 1
