"""The activations of `model.networks.options` as functions of NumPy arrays, with their derivatives and formulas."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.networks.options import DenseOptions

Array = NDArray[np.float64]

LEAKY_SLOPE, PRELU_SLOPE = DenseOptions().negative_slope, 0.25
"""Below zero: that of Maas et al. 2013, and the initial value of arXiv 1502.01852."""


@dataclass(frozen=True)
class Function:
    """A function of one variable, its derivative, and its formula in LaTeX."""

    value: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    formula: str


def _sigmoid(x: Array) -> Array:
    outputs: Array = 1 / (1 + np.exp(-x))
    return outputs


def _bell(x: Array) -> Array:
    """The density of the normal distribution."""
    density: Array = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return density


def _below(x: Array) -> Array:
    """The distribution function of the normal distribution."""
    shares: Array = np.vectorize(lambda one: (1 + math.erf(one / math.sqrt(2))) / 2, otypes=[float])(x)
    return shares


def _leaky(slope: float, name: str) -> Function:
    return Function(
        lambda x: np.where(x > 0, x, slope * x),
        lambda x: np.where(x > 0, 1.0, slope),
        rf"f(x) = \begin{{cases}} x & x > 0 \\ {name}\,x & x \le 0 \end{{cases}}",
    )


ACTIVATIONS = {
    "identity": Function(lambda x: x, np.ones_like, "f(x) = x"),
    "sigmoid": Function(_sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x), r"f(x) = \frac{1}{1 + e^{-x}}"),
    "tanh": Function(np.tanh, lambda x: 1 - np.tanh(x) ** 2, r"f(x) = \tanh x"),
    "hard_tanh": Function(
        lambda x: x.clip(-1, 1), lambda x: (np.abs(x) < 1).astype(float), r"f(x) = \max(-1, \min(1, x))"
    ),
    "softsign": Function(
        lambda x: x / (1 + np.abs(x)), lambda x: 1 / (1 + np.abs(x)) ** 2, r"f(x) = \frac{x}{1 + |x|}"
    ),
    "relu": Function(lambda x: np.maximum(x, 0), lambda x: (x > 0).astype(float), r"f(x) = \max(0, x)"),
    "leaky_relu": _leaky(LEAKY_SLOPE, f"{LEAKY_SLOPE}"),
    "prelu": _leaky(PRELU_SLOPE, "a"),
    "elu": Function(
        lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        lambda x: np.where(x > 0, 1.0, np.exp(np.minimum(x, 0))),
        r"f(x) = \begin{cases} x & x > 0 \\ e^x - 1 & x \le 0 \end{cases}",
    ),
    "gelu": Function(lambda x: x * _below(x), lambda x: _below(x) + x * _bell(x), r"f(x) = x\,\Phi(x)"),
    "swish": Function(
        lambda x: x * _sigmoid(x),
        lambda x: _sigmoid(x) + x * _sigmoid(x) * _sigmoid(-x),
        r"f(x) = \frac{x}{1 + e^{-x}}",
    ),
}
"""By the name that the option ``activation`` takes."""

LOSSES = {
    "cross_entropy": Function(lambda z: np.logaddexp(0, -z), lambda z: -_sigmoid(-z), r"L(z) = -\ln \sigma(z)"),
    "mse": Function(
        lambda z: _sigmoid(-z) ** 2,
        lambda z: -2 * _sigmoid(-z) ** 2 * _sigmoid(z),
        r"L(z) = (1 - \sigma(z))^2",
    ),
    "delta_rule": Function(lambda z: (1 - z) ** 2 / 2, lambda z: z - 1, r"L(z) = \tfrac{1}{2}(1 - z)^2"),
    "perceptron_rule": Function(lambda z: np.maximum(-z, 0), lambda z: -(z <= 0).astype(float), r"L(z) = \max(0, -z)"),
}
"""The loss of one output z whose class is right, by the name that the option ``loss`` takes."""
