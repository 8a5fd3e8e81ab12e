"""Synthetic negatives: drawn objects that are none of the classes (outlier exposure, arXiv 1812.04606).

Users photograph more kinds of objects than any collection holds. Together with photos of negatives, they train a
network to predict "none of the classes" for what resembles none of them.
"""

from collections.abc import Callable

import cv2
import numpy as np

from data.photos.recipes import FRAME_MARGIN
from training.photos.backgrounds import Frames, Pool, cloth_of, draw_background, smooth_colour

_SIDE = 96
_MIDDLE = _SIDE // 2
_INNER = _SIDE / FRAME_MARGIN  # pixels of the longest edge
_FIRST = (_SIDE - _INNER) / 2
_FULL = 255


def draw_synthetic_negative(rng: np.random.Generator, photos: Pool) -> Frames:
    """A random object on a random background: uint8 (96, 96, 4), RGB and mask."""
    mask = np.zeros((_SIDE, _SIDE), np.uint8)
    _SHAPES[rng.integers(len(_SHAPES))](rng, mask)
    if rng.random() < 0.4:
        turn = cv2.getRotationMatrix2D((_MIDDLE, _MIDDLE), rng.uniform(-90, 90), 1)
        mask = np.asarray(cv2.warpAffine(mask, turn, (_SIDE, _SIDE)), np.uint8)
    surface = (smooth_colour(rng, _SIDE) if rng.random() < 0.5 else cloth_of(rng, _SIDE, photos)).astype(np.float32)
    if rng.random() < 0.4:  # rounded: darker towards its edge
        depth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
        surface *= (0.45 + 0.55 * np.sqrt(depth / (depth.max() + 1e-6)))[..., None]
    if rng.random() < 0.4:
        for _ in range(rng.integers(1, 4)):
            cv2.line(surface, _point(rng), _point(rng), tuple(rng.uniform(0, 255, 3)), int(rng.integers(1, 4)))
    soft = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.4, 1))[..., None].astype(np.float32) / 255
    ground = draw_background(rng, _SIDE, photos)
    return np.dstack([surface * soft + ground * (1 - soft), mask]).astype(np.uint8)


def _point(rng: np.random.Generator) -> tuple[int, int]:
    x, y = rng.uniform(_FIRST, _FIRST + _INNER, 2)
    return int(x), int(y)


def _dial_and_strap(rng: np.random.Generator, mask: np.ndarray) -> None:
    half, radius = int(rng.uniform(3, 8)), _INNER * rng.uniform(0.12, 0.25)
    axes = int(radius), int(radius * rng.uniform(0.8, 1.2))
    cv2.ellipse(mask, (_MIDDLE, _MIDDLE), axes, 0, 0, 360, _FULL, -1)
    cv2.rectangle(mask, (_MIDDLE - half, int(_FIRST)), (_MIDDLE + half, int(_FIRST + _INNER)), _FULL, -1)


def _loop(rng: np.random.Generator, mask: np.ndarray) -> None:
    axes = int(_INNER * 0.5), int(_INNER * rng.uniform(0.05, 0.5))
    thickness = int(rng.uniform(2, 9))
    cv2.ellipse(mask, (_MIDDLE, _MIDDLE), axes, rng.uniform(0, 180), 0, rng.uniform(200, 360), _FULL, thickness)


def _two_lenses(rng: np.random.Generator, mask: np.ndarray) -> None:
    radius, apart = int(_INNER * rng.uniform(0.14, 0.22)), int(_INNER * rng.uniform(0.24, 0.3))
    fill = -1 if rng.random() < 0.5 else int(rng.uniform(1, 4))
    height, with_arms = int(radius * rng.uniform(0.6, 1)), rng.random() < 0.6
    for side in (-1, 1):
        centre = _MIDDLE + side * apart
        cv2.ellipse(mask, (centre, _MIDDLE), (radius, height), 0, 0, 360, _FULL, fill)
        if with_arms:
            end = centre + side * radius
            cv2.line(mask, (end, _MIDDLE), (end, _MIDDLE - int(_INNER * 0.3)), _FULL, 2)
    cv2.line(mask, (_MIDDLE - apart + radius, _MIDDLE), (_MIDDLE + apart - radius, _MIDDLE), _FULL, 2)


def _tapering_strip(rng: np.random.Generator, mask: np.ndarray) -> None:
    narrow, wide = rng.uniform(2, 6), rng.uniform(4, 12)
    top, low, end = _FIRST, _FIRST + 0.88 * _INNER, _FIRST + _INNER
    sideways = np.array([-narrow, narrow, wide, 0, -wide]) + _MIDDLE
    corners = np.stack([sideways, [top, top, low, end, low]], axis=1)
    cv2.fillPoly(mask, [corners.astype(np.int32)], _FULL)


def _box(rng: np.random.Generator, mask: np.ndarray) -> None:
    size = _INNER * rng.uniform(0.6, 1.0), _INNER * rng.uniform(0.4, 1.0)
    corners = cv2.boxPoints(((_MIDDLE, _MIDDLE), size, rng.uniform(-10, 10)))
    cv2.fillPoly(mask, [corners.astype(np.int32)], _FULL)


def _blob(rng: np.random.Generator, mask: np.ndarray) -> None:
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    waves = (rng.normal(0, 0.35 / i) * np.cos(i * turn + rng.uniform(0, 2 * np.pi)) for i in range(1, 6))
    radius = np.maximum(1 + sum(waves), 0.1)
    outline = np.stack([radius * np.cos(turn) * rng.uniform(0.3, 1), radius * np.sin(turn)], axis=1)
    outline = outline / np.abs(outline).max() * _INNER / 2 + _MIDDLE
    cv2.fillPoly(mask, [outline.astype(np.int32)], _FULL)


def _parts(rng: np.random.Generator, mask: np.ndarray) -> None:
    """Bars, discs, rings, plates and letters in one heap."""
    for _ in range(rng.integers(1, 5)):
        match rng.integers(4):
            case 0:
                cv2.line(mask, _point(rng), _point(rng), _FULL, int(rng.uniform(2, 9)))
            case 1:
                cv2.circle(mask, _point(rng), int(rng.uniform(3, _INNER / 3)), _FULL, -1 if rng.random() < 0.5 else 3)
            case 2:
                cv2.rectangle(mask, _point(rng), _point(rng), _FULL, -1)
            case _:
                letter, font = chr(rng.integers(33, 127)), int(rng.integers(0, 8))
                start = int(_FIRST), int(_FIRST + 0.9 * _INNER)
                cv2.putText(mask, letter, start, font, _INNER / 28, _FULL, int(rng.uniform(2, 8)))


_SHAPES: tuple[Callable[[np.random.Generator, np.ndarray], None], ...] = (
    _dial_and_strap,
    _loop,
    _two_lenses,
    _tapering_strip,
    _box,
    _blob,
    _parts,
)
