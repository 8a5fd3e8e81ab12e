"""Colours of drawn garments, photographed in different light."""

from functools import cache

import numpy as np
import pytest

from data.drawn.clothes import DRESS, T_SHIRT, TROUSERS
from data.drawn.scenes import draw_scene
from data.photos.colours import PALETTE, garment_colours
from data.photos.garment import SEGMENTED, WHOLE_FRAME, Garment
from data.photos.lighting import estimate_lighting

# Linear RGB of light as cameras leave it: of a lamp of 2,850 K and of shade of 9,500 K, by colour and strength.
LIGHTS = {
    "daylight": (1.0, 1.0, 1.0),
    "lamp": (1.04, 0.79, 0.45),
    "blue shade": (0.53, 0.66, 0.93),
    "dim room": (0.42, 0.35, 0.25),
}
FAMILIES = {
    "white": {"white"},
    "grey": {"grey", "light grey"},
    "black": {"black"},
    "red": {"red", "burgundy"},
    "navy": {"navy"},
    "green": {"green", "dark green"},
    "yellow": {"yellow", "mustard"},
    "beige": {"beige", "cream", "tan"},
    "blue": {"blue"},
    "pink": {"pink"},
}


def lit(image, light):
    """A photo, uint8 RGB, of the same scene in another light."""
    codes = image.astype(np.float32) / 255
    linear = np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4) * np.float32(light)
    again = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear.clip(1e-6) ** (1 / 2.4) - 0.055)
    return (again.clip(0, 1) * 255 + 0.5).astype(np.uint8)


@cache
def drawn(cloth, label, surface):
    return draw_scene(label, 3, surface, 200, 150, cloth=tuple(bytes.fromhex(PALETTE[cloth][1:])))


def photographed(cloth, light, label=T_SHIRT, surface="page"):
    scene = drawn(cloth, label, surface)
    return Garment(lit(scene.image, LIGHTS[light]), scene.mask.astype(np.uint8) * 255, SEGMENTED)


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("cloth", FAMILIES)
def test_a_garment_on_white_has_its_colour_in_every_light(cloth, light):
    label = (T_SHIRT, TROUSERS, DRESS)[list(FAMILIES).index(cloth) % 3]
    assert garment_colours(photographed(cloth, light, label))[0].name in FAMILIES[cloth]


@pytest.mark.parametrize("light", ["daylight", "blue shade"])
@pytest.mark.parametrize("cloth", ["white", "black", "red", "navy", "green"])
def test_wood_around_a_garment_does_not_change_its_colour(cloth, light):
    assert garment_colours(photographed(cloth, light, surface="floor"))[0].name in FAMILIES[cloth]


@pytest.mark.parametrize("light", LIGHTS)
def test_white_is_no_colour_of_black_trousers_on_white(light):
    assert "white" not in {colour.name for colour in garment_colours(photographed("black", light, TROUSERS))}


def on(ground, cloth):
    image = np.full((120, 160, 3), ground, np.uint8)
    image[20:100, 40:120] = cloth
    mask = np.zeros((120, 160), np.uint8)
    mask[20:100, 40:120] = 255
    return Garment(image, mask, SEGMENTED)


def test_a_red_dress_on_a_red_bed_stays_red():
    [colour] = garment_colours(on((150, 30, 40), (190, 40, 44)))
    assert colour.name == "red"


@pytest.mark.parametrize("ground", [(150, 30, 40), (40, 90, 160), (30, 80, 50), (60, 58, 56)])
def test_white_on_a_coloured_bed_is_white(ground):
    [colour] = garment_colours(on(ground, (214, 211, 207)))
    assert colour.name == "white"


def test_a_grey_shirt_on_a_dark_floor_is_not_white():
    [colour] = garment_colours(on((50, 48, 46), (120, 121, 120)))
    assert colour.name in ("grey", "light grey")


def test_stripes_give_two_colours_and_not_their_mixture():
    image = np.full((240, 200, 3), 240, np.uint8)
    mask = np.zeros((240, 200), np.uint8)
    mask[20:220, 20:180] = 255
    for number, row in enumerate(range(20, 220, 10)):
        image[row : row + 10, 20:180] = (30, 41, 70) if number % 2 else (243, 243, 241)
    assert {colour.name for colour in garment_colours(Garment(image, mask, SEGMENTED))} == {"navy", "white"}


def test_the_background_gives_no_colour_where_no_garment_was_found():
    image = on((150, 190, 220), (60, 120, 60)).image
    garment = Garment(image, np.full(image.shape[:2], 255, np.uint8), WHOLE_FRAME)
    assert [colour.name for colour in garment_colours(garment)] == ["green"]


def test_light_is_estimated_as_neutral_where_the_colours_are_no_light():
    linear = np.zeros((40, 40, 3), np.float32)
    linear[...] = (0.1, 0.5, 0.05)
    lighting = estimate_lighting(linear, np.zeros((40, 40), bool))
    np.testing.assert_allclose(lighting.colour, 1, atol=0.02)


def test_the_gain_is_limited_and_a_bright_photo_is_not_brightened():
    dark, bright = (np.full((40, 40, 3), level, np.float32) for level in (0.001, 0.95))
    nowhere = np.zeros((40, 40), bool)
    assert estimate_lighting(dark, nowhere).gain <= 3
    assert estimate_lighting(bright, nowhere).gain == 1
