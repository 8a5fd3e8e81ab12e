"""Batch, mini-batch and on-line gradient descent on noisy points around the lecture's line."""

import numpy as np

from lessons.line import ANSWER, START, Array, Walk

COUNT = 40
SIZES = (COUNT, 8, 1)
"""Points per update: all of them, a mini-batch, one."""

_NOISE = 2.0
_SEED = 0


def noisy_points() -> Array:
    """Points around the line y = 4x - 4 with x in 0–7: float (COUNT, 2)."""
    rng = np.random.default_rng(_SEED)
    x = rng.uniform(0, 7, COUNT)
    return np.stack([x, ANSWER[0] * x + ANSWER[1] + rng.normal(0, _NOISE, COUNT)], axis=1)


def descend(points: Array, batch_size: int, learning_rate: float, epochs: int, seed: int = 1) -> Walk:
    """Gradient descent on the mean squared error of each batch; every epoch shuffles the points anew.

    The costs are those of all points, after each update.
    """
    rng = np.random.default_rng(seed)
    place = np.array(START)
    path = [place]
    for _ in range(epochs):
        order = rng.permutation(len(points))
        for start in range(0, len(points), batch_size):
            x, y = points[order[start : start + batch_size]].T
            errors = place[0] * x + place[1] - y
            place = place - learning_rate * np.array([2 * (errors * x).mean(), 2 * errors.mean()])
            path.append(place)
    walked = np.array(path)
    x, y = points.T
    errors = walked[:, :1] * x + walked[:, 1:] - y
    return Walk(walked, np.square(errors).mean(axis=1), len(walked) - 1)
