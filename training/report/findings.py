"""What a look at the data finds before anything is trained: pixels, duplicates, and labels that may be wrong."""

from dataclasses import dataclass

import numpy as np

NEAR = 5.0
"""Grey levels of 0–255: images whose pixels differ by less, as a root mean square, count as near duplicates."""

_BLOCK = 4  # pixels; 28 is a multiple
_AT_ONCE = 512


@dataclass(frozen=True)
class Pairs:
    """Pairs of images: ``first`` and ``second`` int (M,), ``distance`` float (M,), the nearest pair first.

    The distance is the root mean square difference of the pixels, in grey levels.
    """

    first: np.ndarray
    second: np.ndarray
    distance: np.ndarray

    def __len__(self) -> int:
        return len(self.distance)


def near_duplicates(images: np.ndarray, limit: float = NEAR) -> Pairs:
    """Every pair of images, uint8 (N, 28, 28), that differ by at most ``limit`` grey levels, equal ones included.

    None is missed: scaled means over blocks of pixels are an orthogonal projection, which never lengthens a distance,
    so that whatever is far apart there can be left out before pixels are compared (Faloutsos et al. 1994: lower
    bounds).
    """
    blocks = _block_means(images)
    # Sorted by brightness, an image need only be compared with those that come soon after it.
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
        rows, columns = np.nonzero(gaps <= radius**2 + 1)  # float32 rounds squares of some 10⁶
        later = columns > rows
        found.append(np.stack([order[start + rows[later]], order[start + columns[later]]], axis=1))
    return _nearest_first(images, np.sort(np.concatenate(found), axis=1), limit)


def _block_means(images: np.ndarray) -> np.ndarray:
    """float32 (N, 49): the means over blocks of pixels, scaled so that distances are those of a projection."""
    count, height, width = images.shape
    blocks = images.reshape(count, height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    return blocks.mean(axis=(2, 4), dtype=np.float32).reshape(count, -1) * _BLOCK


def _nearest_first(images: np.ndarray, candidates: np.ndarray, limit: float) -> Pairs:
    distances = np.array([_distance(images[first], images[second]) for first, second in candidates])
    near = np.flatnonzero(distances <= limit)
    near = near[np.lexsort((candidates[near, 1], candidates[near, 0], distances[near]))]
    return Pairs(candidates[near, 0], candidates[near, 1], distances[near])


def _distance(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.sqrt(np.square(first.astype(np.float32) - second).mean()))


def suspicious_labels(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The numbers of the images whose label may be wrong, int (M,), the likeliest error first.

    ``probabilities`` float (N, C) come from a network that did not learn from these images. An image is suspicious if
    it is given another class at least as surely as images of that class are on average; the order is that of how much
    likelier the other class is than the label. Source: Northcutt, Jiang and Chuang, arXiv 1911.00068, section 3: the
    confident joint and the normalised margin.
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
