"""Backgrounds for compositing: white, a smooth gradient, or a corner of a photo, which shows floor or sheet."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.uint8]
"""Photos around their garments: uint8 (side, side, 4), RGB and mask, or (side, side, 5) with the foreground."""

Pool = Sequence[Frames] | NDArray[np.uint8]
"""The frames that pixels are taken from: several ones, or one array (N, side, side, channels)."""

_WHITE, _SMOOTH = 0.4, 0.25  # shares; the rest are corners of photos


def draw_background(rng: np.random.Generator, side: int, photos: Pool) -> Frames:
    """A background, uint8 (side, side, 3); ``photos`` are the frames of the photos that are trained on."""
    choice = rng.random()
    if choice < _WHITE:
        return np.full((side, side, 3), rng.integers(235, 256), np.uint8)
    if choice < _WHITE + _SMOOTH or not len(photos):
        return smooth_colour(rng, side)
    return _corner(rng, side, photos)


def smooth_colour(rng: np.random.Generator, side: int) -> Frames:
    """A gradient between two colours, slightly uneven: uint8 (side, side, 3)."""
    first, second = rng.uniform(30, 255, 3), rng.uniform(30, 255, 3)
    if rng.random() < 0.5:
        second = first + rng.normal(0, 20, 3)
    turn = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0 : 1 : side * 1j, 0 : 1 : side * 1j]
    run = np.cos(turn) * x + np.sin(turn) * y
    run = (run - run.min()) / (np.ptp(run) + 1e-6)
    hills = rng.normal(0, rng.uniform(0, 25), rng.integers(2, 24, 2)).astype(np.float32)
    colour = first + (second - first) * run[..., None]
    colour += cv2.resize(hills, (side, side), interpolation=cv2.INTER_CUBIC)[..., None]
    return np.asarray(colour.clip(0, 255), np.uint8)


def cloth_of(rng: np.random.Generator, side: int, photos: Pool) -> Frames:
    """The middle of a photo's garment, enlarged: uint8 (side, side, 3); `smooth_colour` without photos."""
    if not len(photos):
        return smooth_colour(rng, side)
    photo = photos[int(rng.integers(len(photos)))][..., :3]
    third = photo.shape[0] // 3
    return np.asarray(cv2.resize(photo[third : 2 * third, third : 2 * third], (side, side)), np.uint8)


def _corner(rng: np.random.Generator, side: int, photos: Pool) -> Frames:
    photo = photos[int(rng.integers(len(photos)))][..., :3]
    size = int(photo.shape[0] * rng.uniform(0.17, 0.4))
    top, left = rng.integers(0, 2, 2) * (photo.shape[0] - size)
    corner = photo[top : top + size, left : left + size]
    return np.asarray(cv2.resize(corner, (side, side), interpolation=cv2.INTER_CUBIC), np.uint8)
