"""Cut-outs as pages show them: transparent, with an edge by which white cloth is seen on white."""

import io

import numpy as np
import pytest
from PIL import Image

from data.photos.garment import SEGMENTED, Garment
from wardrobe.store.pictures import THUMBNAIL_SIDE, cut_out, cut_out_thumbnail


def garment(colour, shape=(400, 300)):
    image = np.full((*shape, 3), (20, 200, 40), np.uint8)
    opacity = np.zeros(shape, np.uint8)
    image[100:300, 50:150], opacity[100:300, 50:150] = colour, 255
    return Garment(image, opacity, SEGMENTED)


def pixels(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGBA")).astype(int)


@pytest.mark.parametrize("colour", [(200, 30, 30), (255, 255, 255), (5, 5, 5)])
def test_a_thumbnail_shows_the_garment_alone_in_the_middle_of_a_transparent_square(colour):
    seen = pixels(cut_out_thumbnail(garment(colour)))
    assert seen.shape == (THUMBNAIL_SIDE, THUMBNAIL_SIDE, 4)
    assert np.abs(seen[160, 160, :3] - colour).max() < 12 and seen[160, 160, 3] == 255
    assert seen[:, :40, 3].max() == 0 and seen[:8, :, 3].max() == 0
    rows = np.flatnonzero((seen[..., 3] > 200).any(axis=1))
    assert abs(rows[0] + rows[-1] - (THUMBNAIL_SIDE - 1)) <= 2 and 270 <= len(rows) <= 300


def test_white_cloth_has_an_edge_on_white_and_nothing_of_the_photo_shows_through():
    seen = pixels(cut_out_thumbnail(garment((255, 255, 255))))
    on_white = (seen[..., :3] * seen[..., 3:] + 255 * (255 - seen[..., 3:])) / 255
    assert on_white.min() < 235
    visible = seen[..., 3] > 16
    assert np.ptp(seen[visible][:, :3], axis=1).max() < 40  # no green


def test_a_cut_out_has_the_shape_of_its_photo():
    assert pixels(cut_out(garment((9, 9, 9)), 200)).shape == (200, 150, 4)


@pytest.mark.parametrize("shape", [(1, 1), (3, 900)])
def test_a_garment_of_a_few_pixels_is_shown_too(shape):
    tiny = Garment(np.zeros((*shape, 3), np.uint8), np.full(shape, 255, np.uint8), SEGMENTED)
    assert pixels(cut_out_thumbnail(tiny))[..., 3].max() > 100
