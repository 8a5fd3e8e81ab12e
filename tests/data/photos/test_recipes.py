import numpy as np
import pytest

from data.drawn.dataset import draw_garment
from data.drawn.scenes import draw_scene
from data.photos.garment import DATASET_FORM, SEGMENTED, Garment
from data.photos.recipes import (
    RECIPES,
    dataset_to_cutout_input,
    dataset_to_model_input,
    frame_garment,
    to_cutout_input,
    to_model_input,
)
from model.garments import read_garment


def garment_of(image, mask):
    return Garment(image, mask.astype(np.uint8) * 255, SEGMENTED)


@pytest.mark.parametrize("size", [28, 48])
@pytest.mark.parametrize("channels", [1, 3])
def test_the_longest_edge_fills_the_input_and_the_garment_is_centred(size, channels):
    image, mask = np.full((100, 200, 3), 60, np.uint8), np.zeros((100, 200), bool)
    mask[30:60, 20:140] = True
    result = to_model_input(garment_of(image, mask), size, channels)
    assert result.shape == (size, size, channels) and result.dtype == np.uint8
    rows, columns = np.flatnonzero(result[..., 0].any(axis=1)), np.flatnonzero(result[..., 0].any(axis=0))
    assert len(columns) == size and len(rows) == size // 4
    assert abs((rows[0] + rows[-1]) / 2 - (size - 1) / 2) <= 1


def test_the_background_is_black_and_dark_cloth_is_brighter_than_light_cloth():
    mask = np.zeros((100, 100), bool)
    mask[20:80, 30:70] = True
    bright, dark = (
        to_model_input(garment_of(np.full((100, 100, 3), level, np.uint8), mask))[..., 0] for level in (230, 25)
    )
    assert dark[14, 14] > bright[14, 14] > 60
    assert dark[14, 0] == bright[14, 0] == 0


def test_exposure_hardly_matters():
    scene = draw_scene(0, seed=2, surface="page", height=320, width=240)
    darker = (scene.image * 0.6).astype(np.uint8)
    first, second = (to_model_input(garment_of(image, scene.mask)).astype(float) for image in (scene.image, darker))
    assert np.abs(first - second).mean() < 16


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_a_picture_of_the_data_set_is_taken_as_it_stands(encoded, format):
    image = draw_garment(4, seed=9)
    content = encoded(image, format, **({"lossless": True} if format == "WEBP" else {}))
    assert (to_model_input(read_garment(content))[..., 0] == image).all()


def test_images_of_the_data_set_take_the_same_form():
    images = np.stack([draw_garment(label, seed=1) for label in range(3)])
    assert (dataset_to_model_input(images)[..., 0] == images).all()
    larger = dataset_to_model_input(images, 48, 3)
    assert larger.shape == (3, 48, 48, 3) and larger.dtype == np.uint8


@pytest.mark.parametrize("recipe", RECIPES)
def test_both_sides_of_a_recipe_give_the_same_shape(recipe):
    scene = draw_scene(1, seed=2, surface="page", height=160, width=120)
    photo = RECIPES[recipe].from_garment(garment_of(scene.image, scene.mask), 28, 1)
    images = RECIPES[recipe].from_dataset(np.zeros((2, 28, 28), np.uint8), 28, 1)
    assert images.shape == (2, *photo.shape) and images.dtype == photo.dtype == np.uint8


def test_a_frame_is_square_centred_and_as_wide_as_asked_for():
    image, mask = np.full((100, 200, 3), 60, np.uint8), np.zeros((100, 200), bool)
    mask[40:60, 20:120] = True  # 100 wide, its middle at (50, 70)
    framed = frame_garment(garment_of(image, mask), 1.5, 75)
    assert framed.shape == (75, 75, 4) and framed.dtype == np.uint8
    rows, columns = (np.flatnonzero((framed[..., 3] > 127).any(axis=axis)) for axis in (1, 0))
    assert abs(len(rows) - 10) <= 1 and abs(len(columns) - 50) <= 1
    assert abs(rows.mean() - 37) <= 1 and abs(columns.mean() - 37) <= 1


@pytest.mark.parametrize("corner", [(0, 0), (0, 150), (70, 0), (70, 150)])
def test_beyond_the_photo_its_edge_goes_on_and_there_is_no_garment(corner):
    image, mask = np.full((100, 200, 3), 60, np.uint8), np.zeros((100, 200), bool)
    top, left = corner
    mask[top : top + 30, left : left + 50] = True
    framed = frame_garment(garment_of(image, mask), 2.0, 50)
    assert (framed[..., :3] == 60).all()
    assert (framed[..., 3] > 127).mean() == pytest.approx(30 * 50 / 100**2, abs=0.02)


def test_the_photo_is_kept_whole_around_a_cut_out_that_went_wrong():
    scene = draw_scene(0, seed=2, surface="page", height=160, width=120)
    wrong = np.zeros_like(scene.mask)
    wrong[40:120, 30:90] = True
    result = to_cutout_input(garment_of(scene.image, wrong), 64)
    assert result.shape == (64, 64, 4)
    assert result[..., :3].std() > 10 and set(np.unique(result[..., 3])) <= set(range(256))
    assert to_cutout_input(garment_of(scene.image, wrong), 64, 3).shape == (64, 64, 3)


def test_the_data_set_becomes_what_was_photographed():
    image = draw_garment(0, seed=1)
    [framed] = dataset_to_cutout_input(image[None], 96)
    assert framed[0, 0, 0] > 240  # white paper
    assert framed[..., 3].max() == 255 and framed[0, 0, 3] == 0
    assert abs(int(framed[48, 48, 0]) - (255 - int(image[14, 14]))) <= 60
    colour = np.repeat(image[..., None], 3, axis=2)
    as_photo = to_cutout_input(Garment(colour, np.where(image > 0, 255, 0).astype(np.uint8), DATASET_FORM), 96)
    assert (as_photo == framed).all()
