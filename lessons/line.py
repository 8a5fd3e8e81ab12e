"""Fitting a line by gradient descent: the lecture's three points, its cost and its gradient.

The cost is the sum of squared differences, C(w, b) = Σ (w·x + b - y)², a parabola in w and b.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

POINTS = np.array([(1.0, 0.0), (5.0, 16.0), (6.0, 20.0)])
"""The three points, float (3, 2): x and y of each."""

START = (2.0, 2.0)
"""Slope and intercept from which the lecture starts, with cost 68."""

ANSWER = (4.0, -4.0)
"""Slope and intercept of the line through all three points."""

_FAR = 1e6
"""A slope or intercept beyond which a walk ends: it has diverged."""


@dataclass(frozen=True)
class Walk:
    """A path over the surface of the cost.

    Attributes:
        path: float (S + 1, 2), slope and intercept before the first and after each of S updates.
        costs: float (S + 1,), of the same places.
        planned: the number of updates that the walk was to have; one that diverges may end before.
        diverged: whether the last cost is higher than the first.
    """

    path: Array
    costs: Array
    planned: int

    @property
    def diverged(self) -> bool:
        return bool(self.costs[-1] > self.costs[0])


def cost(w: float | Array, b: float | Array, points: Array = POINTS) -> Array:
    """The sum of squared differences; ``w`` and ``b`` may be arrays of one shape, which the result has."""
    x, y = points.T
    errors = np.multiply.outer(w, x) + np.asarray(b)[..., None] - y
    total: Array = np.square(errors).sum(axis=-1)
    return total


def gradient(w: float, b: float, points: Array = POINTS) -> Array:
    """∂C/∂w and ∂C/∂b, float (2,): the sums of 2·error·x and of 2·error."""
    x, y = points.T
    errors = w * x + b - y
    return np.array([2 * errors @ x, 2 * errors.sum()])


def largest_rate(points: Array = POINTS) -> float:
    """The learning rate above which gradient descent diverges: 2 / the largest curvature of the cost."""
    x = points[:, 0]
    curvature = 2 * np.array([[x @ x, x.sum()], [x.sum(), len(x)]])
    return float(2 / np.linalg.eigvalsh(curvature)[-1])


def descend(learning_rate: float, steps: int, momentum: float = 0.0, start: tuple[float, float] = START) -> Walk:
    """Gradient descent, on request with momentum (Polyak 1964): v ← momentum·v - rate·gradient, then (w, b) += v.

    A walk that has left the map for good ends early.
    """
    place, velocity = np.array(start), np.zeros(2)
    path = [place]
    for _ in range(steps):
        velocity = momentum * velocity - learning_rate * gradient(*place)
        place = place + velocity
        path.append(place)
        if np.abs(place).max() > _FAR:
            break
    walked = np.array(path)
    return Walk(walked, cost(walked[:, 0], walked[:, 1]), steps)


def contour(level: float, corners: int, points: Array = POINTS) -> Array:
    """The ellipse of slopes and intercepts whose cost is ``level`` above the least: float (corners + 1, 2), closed."""
    x, y = points.T
    shape = np.array([[x @ x, x.sum()], [x.sum(), len(x)]])
    centre = np.linalg.solve(shape, np.array([x @ y, y.sum()]))
    angle = np.linspace(0, 2 * np.pi, corners + 1)
    circle = np.sqrt(level) * np.stack([np.cos(angle), np.sin(angle)])
    # With shape = L·Lᵀ, a place d from the centre has the cost |Lᵀ·d|².
    ellipse: Array = centre + np.linalg.solve(np.linalg.cholesky(shape).T, circle).T
    return ellipse
