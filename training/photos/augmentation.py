"""Augmentation of photos: position, light and camera, and segmentations that failed."""

import cv2
import numpy as np

from data.photos.recipes import CUTOUT_MARGIN, FRAME_MARGIN
from training.photos.backgrounds import Frames

_SPOILT_MASKS = 0.15  # share


def random_affine(rng: np.random.Generator, frame: Frames, size: int) -> Frames:
    """A frame, uint8 (side, side, 4), as an input, uint8 (size, size, 4): rotated, scaled, sheared, shifted, mirrored.

    On average, the garment has the size that `data.photos.recipes.to_cutout_input` gives it.
    """
    side = len(frame)
    scale = size / side * FRAME_MARGIN / CUTOUT_MARGIN * np.exp(rng.uniform(np.log(0.82), np.log(1.2)))
    stretch = np.exp(rng.uniform(-0.12, 0.12)) * np.array([1, -1])[rng.integers(2)]
    degrees = rng.uniform(-45, 45) if rng.random() < 0.15 else rng.normal(0, 9)
    if rng.random() < 0.05:
        degrees += 90 * rng.integers(1, 4)
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[cos, -sin], [sin, cos]]) @ np.array([[1, rng.uniform(-0.12, 0.12)], [0, 1]])
    linear = turn @ np.diag([scale * stretch, scale / abs(stretch)])
    shift = size / 2 + rng.uniform(-0.08, 0.08, 2) * size - linear @ np.full(2, side / 2)
    placed: np.ndarray = cv2.warpAffine(
        frame, np.column_stack([linear, shift]), (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    placed[..., 3] = _spoilt(rng, np.asarray(placed[..., 3], np.uint8))
    return np.asarray(placed, np.uint8)


def degraded(rng: np.random.Generator, image: Frames) -> Frames:
    """Some images, uint8 (size, size, 3), as thumbnails are: few pixels, compressed."""
    size = len(image)
    if rng.random() < 0.35:
        small = int(np.exp(rng.uniform(np.log(size / 4), np.log(size))))
        reduced = cv2.resize(image, (small, small), interpolation=cv2.INTER_AREA)
        image = np.asarray(cv2.resize(reduced, (size, size)), np.uint8)
    if rng.random() < 0.2:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))]
        image = np.asarray(cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR), np.uint8)
    return image


def _spoilt(rng: np.random.Generator, mask: Frames) -> Frames:
    """Some masks as failed segmentations leave them: full, too large, too small, with a piece missing or added."""
    choice = rng.random() / _SPOILT_MASKS
    if choice < 0.4:
        return np.full_like(mask, 255)
    if choice < 0.8:
        kernel = np.ones((int(rng.integers(3, 9)),) * 2, np.uint8)
        return np.asarray((cv2.dilate if rng.random() < 0.5 else cv2.erode)(mask, kernel), np.uint8)
    if choice < 1:
        size = rng.integers(len(mask) // 6, len(mask) // 3)
        top, left = rng.integers(0, len(mask), 2)
        mask = mask.copy()
        mask[top : top + size, left : left + size] = 255 * rng.integers(2)
    return mask


def color_jitter(rng: np.random.Generator, image: Frames) -> Frames:
    """An image, uint8 (size, size, 3), with other colours, light and noise."""
    colours = _colour_change(rng)
    mean = np.array(cv2.mean(image)[:3])
    contrast = np.exp(rng.uniform(-0.35, 0.3))
    offset = (1 - contrast) * mean + 255 * rng.uniform(-0.15, 0.15)
    if rng.random() < 0.04:
        contrast, offset = -contrast, 255 - offset
    changed: np.ndarray = cv2.transform(image, np.column_stack([contrast * colours, offset]))
    changed = cv2.LUT(changed, _GAMMAS[rng.integers(len(_GAMMAS))])
    down, right = rng.uniform(-0.2, 0.2, 2)
    side = np.linspace(-1, 1, image.shape[0], dtype=np.float32)
    light = 1 + down * side[:, None] + right * side[None, :]
    changed = cv2.multiply(changed, cv2.merge([light] * 3), dtype=cv2.CV_8U)
    strength = max(0.0, rng.uniform(-8, 10))
    if strength:
        top, left = rng.integers(0, _GRAIN.shape[0] - image.shape[0], 2)
        grain = _GRAIN[top : top + image.shape[0], left : left + image.shape[1]]
        changed = cv2.scaleAdd(grain, strength, changed.astype(np.float32)).clip(0, 255)
    return np.asarray(changed, np.uint8)


_GAMMAS = [(255 * np.linspace(0, 1, 256) ** g).round().astype(np.uint8) for g in np.exp(np.linspace(-0.35, 0.35, 29))]
# Drawn once, since new noise for every image would take longer than all other steps.
_GRAIN = np.random.default_rng(0).standard_normal((512, 512, 3)).astype(np.float32)
_GREY = np.tile(np.array([0.299, 0.587, 0.114]), (3, 1))
_CROSS = np.array([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / np.sqrt(3)  # the grey axis's, for Rodrigues' formula


def _colour_change(rng: np.random.Generator) -> np.ndarray:
    """A matrix for RGB, float (3, 3), that changes hue (rotation about the grey axis), saturation and white balance."""
    turn = rng.uniform(-np.pi, np.pi) if rng.random() < 0.5 else rng.uniform(-0.3, 0.3)
    hue = np.cos(turn) * np.eye(3) + (1 - np.cos(turn)) / 3 + np.sin(turn) * _CROSS
    saturation = 0.0 if rng.random() < 0.08 else np.exp(rng.uniform(-0.8, 0.5))
    balance = np.exp(rng.uniform(-0.12, 0.12, 3))
    changed: np.ndarray = np.diag(balance) @ hue @ (_GREY + saturation * (np.eye(3) - _GREY))
    return changed
