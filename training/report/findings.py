"""Near duplicates in a data set, and labels that may be wrong."""

import numpy as np
import pandas as pd

NEAR = 5.0
"""The largest root mean square difference of the pixels of near duplicates, in grey levels of 0–255."""

_BLOCK = 4  # pixels; 28 is a multiple
_AT_ONCE = 512


def near_duplicates(images: np.ndarray, limit: float = NEAR) -> pd.DataFrame:
    """All pairs of images, uint8 (N, 28, 28), that differ by at most ``limit`` grey levels, equal ones included.

    Scaled means over blocks of pixels are an orthogonal projection, which never lengthens a distance. Pairs that are
    too far apart there need no comparison of pixels, and none is missed (lower bounds, Faloutsos et al. 1994).

    Returns:
        A row for each pair, the nearest first: the indices ``first`` and ``second``, and their ``distance``, the root
        mean square difference of the pixels, in grey levels.
    """
    count, height, width = images.shape
    tiles = images.reshape(count, height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    blocks = tiles.mean(axis=(2, 4), dtype=np.float32).reshape(count, -1) * _BLOCK
    # Images sorted by brightness need a comparison only with those that follow closely.
    brightness = blocks.mean(axis=1) / _BLOCK
    order = np.argsort(brightness, kind="stable")
    blocks, brightness = blocks[order], brightness[order]
    squares, radius = (blocks**2).sum(axis=1), limit * images[0].size ** 0.5
    found = [np.zeros((0, 2), np.intp)]
    for start in range(0, count, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        near = slice(start, int(np.searchsorted(brightness, brightness[part][-1] + limit, "right")))
        gaps = squares[part, None] + squares[None, near] - 2 * blocks[part] @ blocks[near].T
        places = np.argwhere(gaps <= radius**2 + 1)  # the squares, near 10⁶, are rounded to float32
        found.append(np.sort(order[start + places[places[:, 1] > places[:, 0]]], axis=1))
    pairs = pd.DataFrame(np.concatenate(found), columns=["first", "second"])
    pairs["distance"] = [
        float(np.sqrt(np.square(images[one].astype(np.float32) - images[other]).mean()))
        for one, other in pairs.itertuples(index=False)
    ]
    return pairs[pairs["distance"] <= limit].sort_values(["distance", "first", "second"], ignore_index=True)


def suspicious_labels(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Indices of the images whose label may be wrong, int (M,), the likeliest error first.

    ``probabilities`` float (N, C) come from a network that was not trained on these images. A label is suspicious if
    another class is at least as probable as it is on average for the images of that class. The order is by how much
    more probable the other class is than the label. Source: Northcutt, Jiang and Chuang, arXiv 1911.00068, section 3
    (confident joint, normalised margin).
    """
    labels, every = labels.astype(np.intp), np.arange(len(labels))
    of_labels, counts = probabilities[every, labels], np.bincount(labels, minlength=probabilities.shape[1])
    usual = np.bincount(labels, of_labels, len(counts)) / np.maximum(counts, 1)
    confident = np.where(probabilities >= np.where(counts, usual, 1.0), probabilities, 0.0)
    other = confident.argmax(axis=1)
    margin = probabilities[every, other] - of_labels
    suspicious = np.flatnonzero((confident.max(axis=1) > 0) & (other != labels))
    return suspicious[np.argsort(-margin[suspicious], kind="stable")]
