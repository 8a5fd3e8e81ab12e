"""Backpropagation by hand: the lecture's chain-rule example, its small network, and a network of two layers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

INPUT = np.array([1.0, 0.0])
TARGET = 1.0
LEARNING_RATE = 0.5

XOR_INPUTS = np.array([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)])
XOR_TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])


@dataclass(frozen=True)
class Node:
    """A node of a computation graph.

    Attributes:
        name: of the variable.
        formula: what it is computed from; empty for the input.
        value: on the way forwards.
        factor: the derivative by the node before; 1 for the input.
        gradient: the derivative of the last node by this one, on the way backwards.
    """

    name: str
    formula: str
    value: float
    factor: float
    gradient: float


def chain(start: float, *, with_v: bool = False) -> list[Node]:
    """The nodes x, y = 3x - 2 and z = y² in order; with v, x = 5v - 2 and v before it.

    Each gradient is that of the node behind it times the factor between the two: the chain rule.
    """
    values = [start]
    names, formulas, factors = ["x", "y", "z"], ["", "3x − 2", "y²"], [1.0, 3.0]
    if with_v:
        values.append(5 * start - 2)
        names, formulas, factors = ["v", *names], ["", "5v − 2", *formulas[1:]], [1.0, 5.0, 3.0]
    y = 3 * values[-1] - 2
    values += [y, y**2]
    factors.append(2 * y)
    gradients = [1.0]
    for factor in reversed(factors[1:]):
        gradients.insert(0, gradients[0] * factor)
    return [Node(*node) for node in zip(names, formulas, values, factors, gradients, strict=True)]


@dataclass(frozen=True)
class Pass:
    """One pass forwards and backwards through the lecture's network, and the update that follows.

    The error of a unit is the negative gradient of ½·(target - output)² by the unit's input, as the lecture defines
    it; a weight changes by learning rate · error · input of the weight.

    Attributes:
        hidden_weights, output_weights: before the update, float (3, 2) and (3,); the first row is the bias.
        hidden, output: activations, float (2,), and a number.
        output_error, hidden_error: a number and float (2,).
        hidden_change, output_change: what the update adds to the weights.
    """

    hidden_weights: Array
    output_weights: Array
    hidden: Array
    output: float
    output_error: float
    hidden_error: Array
    hidden_change: Array
    output_change: Array


def step_by_hand(hidden_weights: Array, output_weights: Array, *, with_updated: bool) -> Pass:
    """One step of the lecture's network of two sigmoid units and one sigmoid output on x = (1, 0) with target 1.

    Args:
        hidden_weights, output_weights: as in `Pass`.
        with_updated: whether the hidden errors use the output weights after their update, as the lecture computes
            them; gradient descent uses those before it.
    """
    inputs = np.concatenate([[1.0], INPUT])
    hidden = sigmoid(inputs @ hidden_weights)
    layer = np.concatenate([[1.0], hidden])
    output = float(sigmoid(layer @ output_weights))
    output_error = (TARGET - output) * output * (1 - output)
    output_change = LEARNING_RATE * output_error * layer
    back = output_weights + output_change if with_updated else output_weights
    hidden_error = hidden * (1 - hidden) * output_error * back[1:]
    hidden_change = LEARNING_RATE * np.outer(inputs, hidden_error)
    return Pass(
        hidden_weights, output_weights, hidden, output, output_error, hidden_error, hidden_change, output_change
    )


def passes_by_hand(steps: int, *, with_updated: bool) -> list[Pass]:
    """So many passes, from weights of 0, each with the weights that the one before has updated."""
    passes: list[Pass] = []
    hidden_weights, output_weights = np.zeros((3, 2)), np.zeros(3)
    for _ in range(steps):
        one = step_by_hand(hidden_weights, output_weights, with_updated=with_updated)
        passes.append(one)
        hidden_weights, output_weights = hidden_weights + one.hidden_change, output_weights + one.output_change
    return passes


@dataclass(frozen=True)
class TwoLayers:
    """The matrices of a network of two layers on all inputs at once, in the lecture's names, with their gradients."""

    h_in: Array
    h_out: Array
    o_in: Array
    o_out: Array
    loss: float
    by_w1: Array
    by_w2: Array


def two_layers(inputs: Array, targets: Array, w1: Array, w2: Array, function: str) -> TwoLayers:
    """H_in = X·W₁, H_out = f(H_in), O_in = H_out·W₂, O_out = f(O_in), the mean squared error, and its gradients.

    Args:
        inputs: float (N, D).
        targets: float (N, 1).
        w1, w2: float (D, H) and (H, 1).
        function: f: ``step``, whose derivative is 0 wherever it has one, or ``sigmoid``.
    """
    activate = sigmoid if function == "sigmoid" else _step
    h_in = inputs @ w1
    h_out = activate(h_in)
    o_in = h_out @ w2
    o_out = activate(o_in)

    def slope(outputs: Array) -> Array:
        return outputs * (1 - outputs) if function == "sigmoid" else np.zeros_like(outputs)

    by_o_in = 2 / len(inputs) * (o_out - targets) * slope(o_out)
    by_h_in = by_o_in @ w2.T * slope(h_out)
    loss = float(np.square(o_out - targets).mean())
    return TwoLayers(h_in, h_out, o_in, o_out, loss, inputs.T @ by_h_in, h_out.T @ by_o_in)


def sigmoid(values: Array) -> Array:
    """1 / (1 + e^-x)."""
    outputs: Array = 1 / (1 + np.exp(-values))
    return outputs


def _step(values: Array) -> Array:
    return (values >= 0).astype(float)
