"""Garments of Fashion-MNIST as if photographed: enlarged, coloured, on other backgrounds.

They add what photo collections lack: bags, kinds of shoe, and thousands of shapes per class. Texture, blur and shadow
are random, so that they are no evidence for a class.
"""

import cv2
import numpy as np

from data.labels import CLASS_NAMES
from training.photos.backgrounds import Frames, Pool, cloth_of, draw_background

_SIDE = 96  # pixels of a composite; images of 28 pixels have no more detail
_EDGE = 7  # pixels that are added on each side of the 28
_SHOES = tuple(CLASS_NAMES.index(name) for name in ("Sandal", "Sneaker", "Ankle boot"))
_LARGEST_HOLE = 14  # pixels; larger holes are between sleeves or in handles, smaller ones are black dots of the fabric


def composite_garment(rng: np.random.Generator, image: np.ndarray, label: int, photos: Pool) -> Frames:
    """An image of the data set, uint8 (28, 28), as the frame of a photo: uint8 (96, 96, 4), RGB and mask."""
    framed = np.pad(image, _EDGE)
    solid = _without_dots(framed > rng.integers(4, 14))
    mask = cv2.resize(solid.astype(np.float32), (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
    mask = ((mask - 0.5) * rng.uniform(1.5, 5) + 0.5).clip(0, 1)
    grey = cv2.resize(framed, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC).astype(np.float32) / 255
    colour = _coloured(rng, grey, mask, photos)
    ground = draw_background(rng, _SIDE, photos).astype(np.float32) / 255
    if rng.random() < 0.5:
        ground *= 1 - rng.uniform(0.1, 0.5) * _shadow(rng, mask)[..., None]
    picture = colour * mask[..., None] + ground * (1 - mask[..., None])
    if label in _SHOES and rng.random() < 0.3:
        picture, mask = _pair(rng, picture, colour, mask)
    return (np.dstack([picture, mask]).clip(0, 1) * 255).astype(np.uint8)


def swap_background(rng: np.random.Generator, frame: Frames, photos: Pool) -> Frames:
    """A frame, uint8 (side, side, 5), on another background: uint8 (side, side, 4); the mask is unchanged."""
    mask = cv2.GaussianBlur(frame[..., 4], (0, 0), 0.7)[..., None].astype(np.float32) / 255
    ground = draw_background(rng, len(frame), photos)
    changed = frame[..., :4].copy()
    changed[..., :3] = frame[..., :3] * mask + ground * (1 - mask)
    return changed


def _without_dots(solid: np.ndarray) -> np.ndarray:
    count, parts, stats, _ = cv2.connectedComponentsWithStats((~solid).astype(np.uint8), connectivity=4)
    dots = [i for i in range(1, count) if i != parts[0, 0] and stats[i, cv2.CC_STAT_AREA] < _LARGEST_HOLE]
    filled: np.ndarray = solid | np.isin(parts, dots)
    return filled


def _coloured(rng: np.random.Generator, grey: np.ndarray, mask: np.ndarray, photos: Pool) -> np.ndarray:
    """The garment in a dark and a light colour, by its tone, with texture: float (side, side, 3) in 0–1."""
    tone = 1 - grey  # the data set's images are negatives
    if rng.random() < 0.35:
        tone = grey
    if rng.random() < 0.7:
        tone = ((tone - tone[mask > 0.5].mean()) * rng.uniform(0.5, 1.3) + rng.uniform(0.1, 0.95)).clip(0, 1)
    dark, light = rng.uniform(0, 0.35, 3), rng.uniform(0.5, 1.05, 3)
    if rng.random() < 0.4:
        dark, light = np.full(3, rng.uniform(0, 0.25)), np.full(3, rng.uniform(0.7, 1.05))
    colour = (dark + (light - dark) * tone[..., None]).astype(np.float32)
    if rng.random() < 0.5:
        grain = rng.standard_normal(rng.integers(20, _SIDE + 1, 2)).astype(np.float32)
        colour *= 1 + rng.uniform(0.02, 0.14) * cv2.resize(grain, (_SIDE, _SIDE))[..., None]
    if rng.random() < 0.25:
        cloth = cloth_of(rng, _SIDE, photos).astype(np.float32) / 255
        colour *= 0.5 + 0.5 * cloth / (cloth.mean() + 0.05)
    return np.asarray(colour)


def _shadow(rng: np.random.Generator, mask: np.ndarray) -> np.ndarray:
    cast = np.roll(mask, tuple(rng.integers(-3, 5, 2)), (0, 1))
    return np.asarray(cv2.GaussianBlur(cast, (0, 0), rng.uniform(1, 4)))


def _pair(
    rng: np.random.Generator, picture: np.ndarray, colour: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The picture and mask with a second shoe that partly covers the first."""
    down, right = rng.integers(-_SIDE // 4, _SIDE // 4 + 1), rng.integers(-_SIDE // 5, _SIDE // 5 + 1)
    move = np.array([[1, 0, right], [0, 1, down]], np.float32)
    second = cv2.warpAffine(mask, move, (_SIDE, _SIDE))
    moved = cv2.warpAffine(colour, move, (_SIDE, _SIDE))
    picture = moved * second[..., None] + picture * (1 - second[..., None])
    return picture, np.maximum(mask, second)
