"""A network of two layers on points in a plane, and how its decision boundary moves while it learns.

One hidden layer with an activation or none, one sigmoid output, cross-entropy, gradient descent on all points at once
with momentum 0.9.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lessons.perceptron import Array, Labels

SNAPSHOTS = 25
_MOMENTUM = 0.9


@dataclass(frozen=True)
class Network:
    """The weights of both layers, each with its bias in the last row: float (3, H) and (H + 1,)."""

    hidden: Array
    output: Array
    activation: str

    def probabilities(self, points: Array) -> Array:
        """The probability of class 1 for points, float (..., 2): float (...)."""
        units = _activate(_with_ones(points) @ self.hidden, self.activation)
        return _sigmoid(_with_ones(units) @ self.output)

    def right(self, points: Array, labels: Labels) -> int:
        """How many points are on their side of the boundary."""
        return int(((self.probabilities(points) >= 0.5) == labels).sum())


@dataclass(frozen=True)
class Snapshot:
    """The network after so many epochs, and its cross-entropy without the penalty."""

    epoch: int
    network: Network
    loss: float


def train(
    points: Array,
    labels: Labels,
    *,
    units: int,
    activation: str = "tanh",
    l2: float = 0.0,
    learning_rate: float = 0.1,
    epochs: int = 1000,
    seed: int = 0,
) -> list[Snapshot]:
    """Trains and keeps snapshots, closer to each other at the beginning, where most happens.

    Args:
        points, labels: float (N, 2) and int (N,), 0 or 1.
        units: of the hidden layer.
        activation: ``tanh`` or ``identity``.
        l2: the factor of the sum of squared weights, without biases, in the loss.
    """
    rng = np.random.default_rng(seed)
    hidden, output = rng.normal(0, 1, (3, units)), rng.normal(0, 1, units + 1)
    hidden[2], output[-1] = 0, 0
    moved_hidden, moved_output = np.zeros_like(hidden), np.zeros_like(output)
    kept = {0, *np.unique(np.geomspace(1, epochs, SNAPSHOTS - 1).round().astype(int))}
    snapshots, inputs = [], _with_ones(points)
    for epoch in range(epochs + 1):
        units_out = _activate(inputs @ hidden, activation)
        probabilities = _sigmoid(_with_ones(units_out) @ output)
        if epoch in kept:
            network = Network(hidden.copy(), output.copy(), activation)
            snapshots.append(Snapshot(epoch, network, _cross_entropy(probabilities, labels)))
        errors = (probabilities - labels) / len(points)
        slopes = 1 - units_out**2 if activation == "tanh" else np.ones_like(units_out)
        by_output = _with_ones(units_out).T @ errors
        by_hidden = inputs.T @ (np.outer(errors, output[:-1]) * slopes)
        by_output[:-1] += 2 * l2 * output[:-1]
        by_hidden[:-1] += 2 * l2 * hidden[:-1]
        moved_output = _MOMENTUM * moved_output - learning_rate * by_output
        moved_hidden = _MOMENTUM * moved_hidden - learning_rate * by_hidden
        output, hidden = output + moved_output, hidden + moved_hidden
    return snapshots


def moons(count: int = 30, noise: float = 0.4, seed: int = 0) -> tuple[Array, Labels]:
    """Two half circles that interlock, with noise: float (count, 2) and int (count,)."""
    rng = np.random.default_rng(seed)
    angle = np.pi * rng.uniform(size=count)
    labels: NDArray[np.int64] = np.arange(count) % 2
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.4 - np.sin(angle)], axis=1)
    return np.where(labels[:, None] == 1, lower, upper) + rng.normal(0, noise, (count, 2)), labels


def _with_ones(values: Array) -> Array:
    return np.concatenate([values, np.ones((*values.shape[:-1], 1))], axis=-1)


def _activate(values: Array, activation: str) -> Array:
    return np.tanh(values) if activation == "tanh" else values


def _sigmoid(values: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(values, -50, 50)))


def _cross_entropy(probabilities: Array, labels: Labels) -> float:
    return float(-np.log(np.where(labels == 1, probabilities, 1 - probabilities).clip(1e-12)).mean())
