"""Drawn garments in the form of Fashion-MNIST images, and a data set of them in the official file format.

    python -m data.drawn DIR [--train N] [--test N] [--seed N]

The outlines come from `data.drawn.clothes`; `data.drawn.scenes` draws the same garments as photos.
"""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from data.drawn.clothes import choose_pattern, sketch
from data.drawn.drawing import CLOTH, draw_shape, dye, lit
from data.fashion_mnist_files import check_new_folder, write_files


def draw_garment(label: int, seed: int, size: int = 28) -> NDArray[np.uint8]:
    """One garment in the form of Fashion-MNIST: uint8 (size, size), bright on black, longest edge filling the frame.

    Raises ValueError for a label that is not one of the ten.
    """
    rng = np.random.default_rng(seed)
    parts = sketch(label, rng)
    # Drawn large and scaled down, so that thin straps become grey instead of interrupted.
    fine = size * max(1, round(56 / size))
    shape = draw_shape(parts, np.array([[fine, 0, fine / 2 - 0.5], [0, fine, fine / 2 - 0.5]]), fine, fine)
    cloth = rng.uniform(80, 235)
    trim, inside, pale, dark = min(cloth * rng.uniform(0.7, 1.2), 245), cloth * 0.45, rng.uniform(190, 250), 55
    greys = shape.materials @ np.array([cloth, trim, inside, pale, dark], dtype=np.float32)
    second = rng.uniform(-0.6, 0.35) * dye(shape, choose_pattern(label, rng), rng.uniform(0.07, 0.15))
    grain = 1 + rng.uniform(0, 0.1) * rng.standard_normal((fine, fine), dtype=np.float32)
    greys += shape.materials[..., CLOTH] * cloth * second
    picture = greys * shape.shade * lit(shape.relief, fine, 0.012) * grain
    return np.clip(cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA), 0, 255).astype(np.uint8)


def write_drawn_dataset(directory: Path, train: int = 2000, test: int = 500, seed: int = 0) -> None:
    """Writes a drawn data set: the four files of Fashion-MNIST, and `dataset.json` with their MD5.

    Images are uint8 (N, 28, 28), labels uint8 (N,); classes are balanced and shuffled. The same arguments give the
    same bytes. Training garments have even seeds and test garments odd ones, so that none is in both.

    Raises:
        DataError: `directory` is not empty, or cannot be written.
    """
    directory = Path(directory)
    check_new_folder(directory)
    write_files(directory, "drawn-garments", _draw(train, seed, 0), _draw(test, seed, 1))


def _draw(count: int, seed: int, odd: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Images and labels of one of the two parts."""
    labels = np.random.default_rng((seed, odd)).permutation(np.arange(count) % 10).astype(np.uint8)
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for i, label in enumerate(labels.tolist()):
        images[i] = draw_garment(label, seed * 10_000_000 + 2 * i + odd)
    return images, labels
