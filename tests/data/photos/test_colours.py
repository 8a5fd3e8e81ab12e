import numpy as np
import pytest

from data.photos.colours import PALETTE, garment_colours
from data.photos.garment import SEGMENTED, Garment


def garment(*stripes, noise=0, seed=0):
    """Vertical stripes of colours on white paper, which is no part of it."""
    image = np.full((120, 160, 3), 244, np.uint8)
    mask = np.zeros((120, 160), bool)
    mask[10:110, 20:140] = True
    for part, code in zip(np.array_split(np.arange(20, 140), len(stripes)), stripes, strict=True):
        image[10:110, part] = list(bytes.fromhex(code[1:]))
    shaken = image + np.random.default_rng(seed).normal(0, noise, image.shape)
    return Garment(shaken.clip(0, 255).astype(np.uint8), mask.astype(np.uint8) * 255, SEGMENTED)


@pytest.mark.parametrize("name", PALETTE)
def test_every_colour_of_the_palette_gets_its_name(name):
    [colour] = garment_colours(garment(PALETTE[name], noise=4))
    assert colour.name == name and colour.share == pytest.approx(1, abs=0.02)


def test_both_colours_are_named_the_larger_first_without_the_background():
    colours = garment_colours(garment(PALETTE["navy"], PALETTE["navy"], PALETTE["white"]))
    assert [colour.name for colour in colours] == ["navy", "white"]
    assert colours[0].share == pytest.approx(2 / 3, abs=0.05)
    assert colours[1].hex.startswith("#f")


def test_a_shaded_fold_is_not_another_colour():
    lit, shade = "#3470b8", "#2c62a3"
    assert [colour.name for colour in garment_colours(garment(lit, shade))] == ["blue"]


def test_black_and_white_stay_two_colours():
    assert {c.name for c in garment_colours(garment(PALETTE["black"], PALETTE["white"]))} == {"black", "white"}


def test_a_garment_of_one_pixel_has_a_colour():
    mask = np.zeros((5, 5), bool)
    mask[2, 2] = True
    [colour] = garment_colours(Garment(np.full((5, 5, 3), 255, np.uint8), mask.astype(np.uint8) * 255, SEGMENTED))
    assert colour.name == "white" and colour.share == 1


def test_the_same_garment_has_the_same_colours_every_time():
    many = garment(*list(PALETTE.values())[::3], noise=20)
    assert garment_colours(many) == garment_colours(many)
    assert len(garment_colours(many)) <= 4
