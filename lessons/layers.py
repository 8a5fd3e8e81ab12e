"""Activations and gradients layer by layer, for each initialiser, with and without batch normalisation; dropout.

The experiment is that of Glorot and Bengio 2010, figures 6 and 7, on random inputs: what is normal at the first layer
should still be so at the last.
"""

import math
from dataclasses import dataclass

import numpy as np

from lessons.activations import ACTIVATIONS, Array

DEPTH, WIDTH, IMAGES = 8, 100, 200
_EPSILON = 1e-3
_SEED = 0
_MANY = 200_000  # activations: few of them outlive eight layers of dropout


@dataclass(frozen=True)
class Layer:
    """What a layer holds: its activations, and the gradients of a random loss by them, both float (IMAGES, WIDTH)."""

    activations: Array
    gradients: Array


def kernel(initializer: str, rng: np.random.Generator, slope: float = 0.0) -> Array:
    """Weights of a layer of WIDTH units with as many inputs: float (WIDTH, WIDTH).

    Args:
        initializer: as in `model.networks.options.LinearOptions`.
        rng: draws the weights.
        slope: the activation's, below zero, for He's initialiser.

    Raises:
        ValueError: the name is unknown.
    """
    variances = {
        "zeros": 0.0,
        "small": 0.01**2,
        "large": 0.3**2,
        "normal": 0.1**2,
        "uniform": 0.5**2 / 3,
        "glorot": 2 / (WIDTH + WIDTH),
        "he": 2 / (1 + slope**2) / WIDTH,
    }
    kind = initializer.partition("_")[0]
    if kind not in variances:
        raise ValueError(f"Expected an initializer of model.networks. Received: {initializer!r}.")
    deviation = math.sqrt(variances[kind])
    if initializer.endswith("uniform"):
        return rng.uniform(-deviation * math.sqrt(3), deviation * math.sqrt(3), (WIDTH, WIDTH))
    return rng.normal(0, deviation, (WIDTH, WIDTH))


def pass_through(initializer: str, activation: str, *, normalize: bool = False, slope: float = 0.0) -> list[Layer]:
    """The layers of a network that has learned nothing yet, on normal inputs.

    The gradients start at the last layer with those of a random linear loss, normal with deviation 1.
    """
    rng = np.random.default_rng(_SEED)
    function = ACTIVATIONS[activation]
    outputs = rng.normal(size=(IMAGES, WIDTH))
    by_last = rng.normal(size=outputs.shape)
    passed: list[tuple[Array, Array, Array, Array]] = []
    for _ in range(DEPTH):
        weights = kernel(initializer, rng, slope)
        sums = outputs @ weights
        scale = np.sqrt(sums.var(axis=0) + _EPSILON) if normalize else np.ones(WIDTH)
        inputs = (sums - sums.mean(axis=0)) / scale if normalize else sums
        outputs = function.value(inputs)
        passed.append((weights, inputs, scale, outputs))
    layers: list[Layer] = []
    gradients = by_last
    for weights, inputs, scale, activations in reversed(passed):
        layers.insert(0, Layer(activations, gradients))
        by_inputs = gradients * function.derivative(inputs)
        if normalize:  # batch normalisation's own derivative (arXiv 1502.03167, section 3)
            by_inputs = by_inputs - by_inputs.mean(axis=0) - inputs * (by_inputs * inputs).mean(axis=0)
        gradients = (by_inputs / scale) @ weights.T
    return layers


def dropout(values: Array, rate: float, *, inverted: bool, seed: int = 0) -> Array:
    """Sets the share ``rate`` of the values to 0, at random; inverted, divides the others by 1 - rate.

    Source: Srivastava et al. 2014, section 10, for the division during training.
    """
    kept = np.random.default_rng(seed).uniform(size=values.shape) >= rate
    return np.where(kept, values / (1 - rate) if inverted else values, 0.0)


def means_through_dropout(rate: float, *, inverted: bool) -> list[float]:
    """The mean activation after each of DEPTH layers that only drop: 1 at first."""
    values = np.ones(_MANY)
    means = []
    for seed in range(DEPTH):
        values = dropout(values, rate, inverted=inverted, seed=seed)
        means.append(float(values.mean()))
    return means
