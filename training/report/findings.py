"""Near duplicates in a data set, and labels that may be wrong."""

from dataclasses import dataclass

import numpy as np

NEAR = 5.0
"""The largest root mean square difference of the pixels of near duplicates, in grey levels of 0–255."""

_BLOCK = 4  # pixels; 28 is a multiple
_AT_ONCE = 512


@dataclass(frozen=True)
class Pairs:
    """Pairs of images, the nearest first: ``first`` and ``second`` int (M,), ``distance`` float (M,).

    The distance is the root mean square difference of the pixels, in grey levels.
    """

    first: np.ndarray
    second: np.ndarray
    distance: np.ndarray

    def __len__(self) -> int:
        return len(self.distance)


def near_duplicates(images: np.ndarray, limit: float = NEAR) -> Pairs:
    """All pairs of images, uint8 (N, 28, 28), that differ by at most ``limit`` grey levels, equal ones included.

    Scaled means over blocks of pixels are an orthogonal projection, which never lengthens a distance. Pairs that are
    too far apart there need no comparison of pixels, and none is missed (lower bounds, Faloutsos et al. 1994).
    """
    blocks = _block_means(images)
    # Images sorted by brightness need a comparison only with those that follow closely.
    brightness = blocks.mean(axis=1) / _BLOCK
    order = np.argsort(brightness, kind="stable")
    blocks, brightness = blocks[order], brightness[order]
    squares = (blocks**2).sum(axis=1)
    radius = limit * images[0].size ** 0.5
    found = [np.zeros((0, 2), np.intp)]
    for start in range(0, len(blocks), _AT_ONCE):
        stop = min(start + _AT_ONCE, len(blocks))
        end = int(np.searchsorted(brightness, brightness[stop - 1] + limit, "right"))
        gaps = squares[start:stop, None] + squares[None, start:end] - 2 * blocks[start:stop] @ blocks[start:end].T
        rows, columns = np.nonzero(gaps <= radius**2 + 1)  # the squares, near 10⁶, are rounded to float32
        later = columns > rows
        found.append(np.stack([order[start + rows[later]], order[start + columns[later]]], axis=1))
    return _nearest_first(images, np.sort(np.concatenate(found), axis=1), limit)


def _block_means(images: np.ndarray) -> np.ndarray:
    """float32 (N, 49): the means over blocks of pixels, scaled so that distances are those of a projection."""
    count, height, width = images.shape
    blocks = images.reshape(count, height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    means: np.ndarray = blocks.mean(axis=(2, 4), dtype=np.float32).reshape(count, -1) * _BLOCK
    return means


def _nearest_first(images: np.ndarray, candidates: np.ndarray, limit: float) -> Pairs:
    distances = np.array([_distance(images[first], images[second]) for first, second in candidates])
    near = np.flatnonzero(distances <= limit)
    near = near[np.lexsort((candidates[near, 1], candidates[near, 0], distances[near]))]
    return Pairs(candidates[near, 0], candidates[near, 1], distances[near])


def _distance(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.sqrt(np.square(first.astype(np.float32) - second).mean()))


def suspicious_labels(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Indices of the images whose label may be wrong, int (M,), the likeliest error first.

    ``probabilities`` float (N, C) come from a network that was not trained on these images. A label is suspicious if
    another class is at least as probable as it is on average for the images of that class. The order is by how much
    more probable the other class is than the label. Source: Northcutt, Jiang and Chuang, arXiv 1911.00068, section 3
    (confident joint, normalised margin).
    """
    classes = probabilities.shape[1]
    usual = np.array([_mean_or_one(probabilities[labels == number, number]) for number in range(classes)])
    confident = np.where(probabilities >= usual, probabilities, 0.0)
    other = confident.argmax(axis=1)
    suspicious = np.flatnonzero((confident.max(axis=1) > 0) & (other != labels))
    margin = (
        probabilities[suspicious, other[suspicious]] - probabilities[suspicious, labels[suspicious].astype(np.intp)]
    )
    return suspicious[np.argsort(-margin, kind="stable")]


def _mean_or_one(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else 1.0
