"""Augmentation of the training images, batch by batch.

NumPy replaces Keras's layers where pixels are only copied: in one CPU-second it flips, shifts, erases and mixes 280,000
images, RandomFlip, RandomTranslation, RandomErasing and CutMix only 17,000. Besides, the state of those layers is not
part of a checkpoint, RandomErasing draws height and width where the paper draws area and aspect ratio, and CutMix
weights the targets by the rectangle before it is rounded to whole pixels.
"""

from collections.abc import Callable
from functools import partial

import keras
import numpy as np

from training.options import Augmentation

Step = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
"""A function from images uint8 (N, H, W, C) and targets float32 (N, K) to changed ones."""

# The smallest and largest share of the image, and the smallest aspect ratio, in arXiv 1708.04896.
_LEAST_ERASED, _MOST_ERASED, _LEAST_RATIO = 0.02, 0.4, 0.3


def mirrored_images(flip: str, count: int, seed: int, epoch: int) -> np.ndarray:
    """Which of ``count`` images are mirrored in an epoch: bool (count,); see `Augmentation.flip`."""
    if flip == "none":
        return np.zeros(count, bool)
    at_random = np.random.default_rng((seed, epoch if flip == "random" else 0, 1)).random(count) < 0.5
    return at_random ^ (epoch % 2 == 1) if flip == "alternating" else at_random


def augmentation(options: Augmentation, rng: np.random.Generator) -> Step:
    """One step that does everything but mirroring, with random numbers from ``rng``."""
    steps: list[Step] = []
    if options.rotation or options.zoom:
        steps.append(_turned_and_zoomed(options, rng))
    if options.shift:
        steps.append(lambda images, targets: (shift(rng, images, options.shift), targets))
    if options.random_erasing:
        steps.append(lambda images, targets: (erase(rng, images, options.random_erasing), targets))
    if options.mixup:
        steps.append(partial(mix, rng, options.mixup))
    if options.cutmix:
        steps.append(partial(cut_and_mix, rng, options.cutmix))

    def augment(images: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        for step in steps:
            images, targets = step(images, targets)
        return images, targets

    return augment


def augmented(
    options: Augmentation, images: np.ndarray, targets: np.ndarray, seed: int, epoch: int
) -> tuple[np.ndarray, np.ndarray]:
    """Images uint8 (N, H, W, C) and targets float32 (N, K) as an epoch of a training changes them, to be looked at."""
    flipped = mirrored_images(options.flip, len(images), seed, epoch)
    return augmentation(options, np.random.default_rng((seed, epoch)))(mirror(images, flipped), targets)


def mirror(images: np.ndarray, which: np.ndarray) -> np.ndarray:
    """``images`` (N, H, W, C), mirrored where ``which``, bool (N,), is true."""
    return np.where(which[:, None, None, None], images[:, :, ::-1], images)


def shift(rng: np.random.Generator, images: np.ndarray, most: int) -> np.ndarray:
    """Each image shifted by up to ``most`` whole pixels in each direction."""
    count, height, width, _ = images.shape
    padded = np.pad(images, ((0, 0), (most, most), (most, most), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (height, width), axis=(1, 2))
    down, right = rng.integers(0, 2 * most + 1, (2, count))
    return np.moveaxis(windows[np.arange(count), down, right], 1, -1)


def erase(rng: np.random.Generator, images: np.ndarray, probability: float) -> np.ndarray:
    """Some images with a rectangle of noise (arXiv 1708.04896, algorithm 1), no longer than the image."""
    count = len(images)
    area = rng.uniform(_LEAST_ERASED, _MOST_ERASED, count)
    ratio = rng.uniform(_LEAST_RATIO, 1 / _LEAST_RATIO, count)
    inside = _rectangles(rng, images.shape, np.sqrt(area * ratio), np.sqrt(area / ratio), within=True)
    inside &= (rng.random(count) < probability)[:, None, None]
    noise = rng.integers(0, 256, images.shape, np.uint8)
    return np.where(inside[..., None], noise, images)


def mix(
    rng: np.random.Generator, alpha: float, images: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each image and target averaged with another one, weighted by a draw from Beta(α, α) (arXiv 1710.09412)."""
    partner = rng.permutation(len(images))
    share = rng.beta(alpha, alpha, len(images)).astype(np.float32)
    pixels = share[:, None, None, None]
    mixed = pixels * images + (1 - pixels) * images[partner]
    return np.rint(mixed).astype(np.uint8), share[:, None] * targets + (1 - share[:, None]) * targets[partner]


def cut_and_mix(
    rng: np.random.Generator, alpha: float, images: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each image with a rectangle of another one; the targets are weighted by its area (arXiv 1905.04899)."""
    partner = rng.permutation(len(images))
    side = np.sqrt(1 - rng.beta(alpha, alpha, len(images)))
    inside = _rectangles(rng, images.shape, side, side, within=False)
    share = inside.mean(axis=(1, 2), dtype=np.float32)[:, None]
    return np.where(inside[..., None], images[partner], images), (1 - share) * targets + share * targets[partner]


def _rectangles(
    rng: np.random.Generator, shape: tuple[int, ...], height: np.ndarray, width: np.ndarray, *, within: bool
) -> np.ndarray:
    """The pixels of one random rectangle per image: bool (N, H, W); ``height`` and ``width`` are shares of the image's.

    ``within`` places it where it fits; otherwise its centre is anywhere, and it is clipped to the image.
    """
    sides = []
    for share, size in ((height, shape[1]), (width, shape[2])):
        length = np.minimum(np.rint(share * size), size)
        start = rng.random(shape[0])
        first = np.rint(start * (size - length)) if within else np.rint(start * size - length / 2)
        pixels = np.arange(size)
        sides.append((pixels >= first[:, None]) & (pixels < (first + length)[:, None]))
    inside: np.ndarray = sides[0][:, :, None] & sides[1][:, None, :]
    return inside


def _turned_and_zoomed(options: Augmentation, rng: np.random.Generator) -> Step:
    """Keras's layers with seeds from ``rng``, always in float32, since bfloat16 would round the grey levels."""
    common = {"fill_mode": "constant", "dtype": "float32"}
    layers: list[keras.layers.Layer] = []
    if options.rotation:
        layers.append(keras.layers.RandomRotation(options.rotation / 360, seed=_seed(rng), **common))
    if options.zoom:
        layers.append(keras.layers.RandomZoom((-options.zoom, options.zoom), seed=_seed(rng), **common))

    def change(images: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        for layer in layers:
            images = layer(images, training=True)
        return np.rint(keras.ops.convert_to_numpy(images)).clip(0, 255).astype(np.uint8), targets

    return change


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))
