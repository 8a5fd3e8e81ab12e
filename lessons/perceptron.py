"""The perceptron and its rule (Rosenblatt 1958): one unit with a threshold, and a line between two classes.

The prediction is 1 where w·x + b >= 0. After each point, w += error·x and b += error, with error = label - prediction.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

_CORNERS = np.array([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)])
_CLOUD = 12
_CLOUD_SEED = 3
_MOST_EPOCHS = 20


@dataclass(frozen=True)
class Step:
    """What happens at one point.

    Attributes:
        epoch: from 1.
        point: the row of the point.
        weights, bias: before the step.
        output: w·x + b before the step.
        error: label - prediction, -1, 0 or 1.
        new_weights, new_bias: after it.
    """

    epoch: int
    point: int
    weights: Array
    bias: float
    output: float
    error: int
    new_weights: Array
    new_bias: float


@dataclass(frozen=True)
class Training:
    """All steps, and how they ended.

    Attributes:
        steps: at least one epoch of them.
        converged: whether the last epoch had no error.
        cycle: after how many epochs the weights repeat; 0 if they do not.
    """

    steps: list[Step]
    converged: bool
    cycle: int


def points_of(name: str) -> tuple[Array, Labels]:
    """The points and labels of ``and``, ``or``, ``xor`` or ``clouds``: float (N, 2), int (N,)."""
    if name == "clouds":
        rng = np.random.default_rng(_CLOUD_SEED)
        low, high = rng.normal((-1.0, -0.5), 0.7, (_CLOUD, 2)), rng.normal((1.2, 1.5), 0.7, (_CLOUD, 2))
        order = rng.permutation(2 * _CLOUD)
        return np.concatenate([low, high])[order], np.repeat([0, 1], _CLOUD)[order]
    labels = {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "xor": (0, 1, 1, 0)}[name]
    return _CORNERS, np.array(labels)


def train(points: Array, labels: Labels) -> Training:
    """The perceptron rule, from weights of 0 until an epoch has no error or ends with weights seen before."""
    weights, bias = np.zeros(points.shape[1]), 0.0
    steps: list[Step] = []
    ends = [(*weights, bias)]
    for epoch in range(1, _MOST_EPOCHS + 1):
        for number, (x, label) in enumerate(zip(points, labels, strict=True)):
            output = float(weights @ x) + bias
            error = int(label) - int(output >= 0)
            new_weights, new_bias = weights + error * x, bias + error
            steps.append(Step(epoch, number, weights, bias, output, error, new_weights, new_bias))
            weights, bias = new_weights, new_bias
        if not any(step.error for step in steps[-len(points) :]):
            return Training(steps, converged=True, cycle=0)
        end = (*weights, bias)
        if end in ends:
            return Training(steps, converged=False, cycle=len(ends) - ends.index(end))
        ends.append(end)
    return Training(steps, converged=False, cycle=0)


def accuracy(points: Array, labels: Labels, weights: Array, bias: float) -> int:
    """How many points are on the right side of the line."""
    return int((((points @ weights + bias) >= 0) == labels).sum())
