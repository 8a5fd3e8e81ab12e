"""Draws a map of places over the picture that a network receives."""

import cv2
import numpy as np

from data.photos.garment import Garment
from data.photos.recipes import RECIPES
from model.exports.card import Card

FOR, AGAINST = (230, 97, 0), (0, 114, 178)
"""Red, green and blue of what speaks for the answer and against it; readers with any colour vision tell them apart."""

_SIDE = 320  # pixels
_PALEST, _STRONGEST = 0.12, 0.78  # how much of a place's colour is mixed in: below the first, none
_DARKEST = 48  # level of black, so that colours show on dark cloth
_OUTSIDE = 0.5  # how bright the photo around the garment stays


def ground_picture(garment: Garment, card: Card, side: int = _SIDE) -> np.ndarray:
    """What an export's network receives of a garment, larger and in grey, to draw a map on: uint8 (side, side, 3).

    It is framed by the same recipe, so that a place of the network's input is the same place here. Where the network
    receives a mask, the photo around the garment is darker.
    """
    config = card.architecture
    picture = RECIPES[config.recipe].from_garment(garment, side, config.channels)
    grey = cv2.cvtColor(picture[..., :3], cv2.COLOR_RGB2GRAY) if config.channels > 1 else picture[..., 0]
    shown = _DARKEST + grey.astype(np.float32) * (1 - _DARKEST / 255)
    if config.channels == 4:
        inside = picture[..., 3].astype(np.float32) / 255
        shown *= _OUTSIDE + (1 - _OUTSIDE) * inside
    return np.repeat(np.asarray(shown, np.uint8)[..., None], 3, axis=2)


def draw_map(ground: np.ndarray, values: np.ndarray, strongest: float) -> np.ndarray:
    """A picture, uint8 (H, W, 3), with orange where a map, float (g, g), is positive and blue where it is negative.

    Args:
        ground: the picture, for example of `ground_picture`.
        values: a value for each place.
        strongest: the absolute value, above 0, of the strongest colour.
    """
    size = ground.shape[1], ground.shape[0]
    smooth = cv2.resize((values / strongest).astype(np.float32), size, interpolation=cv2.INTER_CUBIC).clip(-1, 1)
    strength = np.abs(smooth)[..., None]
    weight = np.where(strength < _PALEST, 0, _STRONGEST * (strength - _PALEST) / (1 - _PALEST))
    colour = np.where(smooth[..., None] > 0, np.array(FOR, np.float32), np.array(AGAINST, np.float32))
    return np.asarray(ground * (1 - weight) + colour * weight + 0.5, np.uint8)
