"""What augmentation makes of an image, as `training.augmentation` does: mirrored at random, shifted by whole pixels."""

import numpy as np
from numpy.typing import NDArray

COUNT = 8
"""How many versions a panel shows."""


def versions(image: NDArray[np.uint8], *, flip: bool, most: int, seed: int) -> NDArray[np.uint8]:
    """Versions of an image, uint8 (8, H, W).

    Args:
        image: uint8 (H, W).
        flip: whether each is mirrored with a probability of one half.
        most: pixels by which each is shifted at most, in both directions; what leaves the image is lost.
        seed: of the random numbers.
    """
    rng = np.random.default_rng(seed)
    height, width = image.shape
    made = []
    for _version in range(COUNT):
        mirrored = flip and rng.random() < 0.5
        down, right = rng.integers(-most, most + 1, 2)
        padded = np.pad(image[:, ::-1] if mirrored else image, most)
        made.append(padded[most - down : most - down + height, most - right : most - right + width])
    return np.stack(made)
