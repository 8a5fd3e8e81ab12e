"""Activations and gradients by layer, which show where they vanish, explode, saturate or die.

The figures are those of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
networks" (AISTATS 2010, section 4), and of He et al. (arXiv 1502.01852, section 2.2).
"""

import math
from typing import Any

import keras
import numpy as np

from model.networks.config import ConfigError

_FLAT = {
    "sigmoid": (0.01, 0.99),
    "tanh": (-0.99, 0.99),
    "hard_tanh": (-1.0, 1.0),
    "softsign": (-0.9, 0.9),
    "relu": (0.0, math.inf),
}
"""The outputs below and above which an activation has almost no slope."""


_BINS = 31
_ACTIVATIONS = (keras.layers.Activation, keras.layers.LeakyReLU, keras.layers.PReLU)


class _Probe(keras.layers.Layer):
    """Adds zeros to the activations of each image; the gradient by the zeros is that by the activations."""

    def __init__(self, images: int, **options: Any) -> None:
        super().__init__(**options)
        self.images = images

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        self.zeros = self.add_weight(shape=(self.images, *input_shape[1:]), initializer="zeros", name="zeros")

    def call(self, x: Any) -> Any:
        return x + self.zeros


class GradientsInPlace(keras.optimizers.Optimizer):
    """Replaces every variable by its gradient: a way to get gradients on every backend of Keras."""

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        self.assign(variable, gradient)


Values = list[tuple[keras.layers.Layer, np.ndarray, np.ndarray]]
"""The layers of activations from the input on, each with its activations and gradients, float (N, …)."""


def layer_values(model: keras.Model, images: np.ndarray, labels: np.ndarray) -> Values:
    """The activations of every layer, and the gradients of an image's cross-entropy by them, in training mode.

    Args:
        model: float32, from `model.networks.registry.build_model`; unusable afterwards, because its weights are
            replaced by their gradients.
        images: uint8 (N, size, size, channels).
        labels: int (N,).

    Raises:
        ConfigError: the network has no hidden layers.
    """
    layers = [layer for layer in model.layers if isinstance(layer, _ACTIVATIONS)]
    if not layers:
        raise ConfigError(f"{model.name} has no hidden layers whose activations could be measured. Leave out layers.")
    probes: dict[str, _Probe] = {}

    def call(layer: keras.layers.Layer, *arguments: Any, **options: Any) -> Any:
        output = layer(*arguments, **options)
        if layer not in layers:
            return output
        probes[layer.name] = _Probe(len(images))
        return probes[layer.name](output)

    probed = keras.models.clone_model(model, clone_function=lambda layer: layer, call_function=call)
    outputs = keras.Model(model.input, {layer.name: layer.output for layer in layers})
    activations = outputs(images, training=True)
    probed.compile(
        GradientsInPlace(learning_rate=1.0),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="sum"),
        run_eagerly=True,
    )
    probed.train_on_batch(images, labels)
    return [
        (layer, keras.ops.convert_to_numpy(activations[layer.name]), probes[layer.name].zeros.numpy())
        for layer in layers
    ]


def layer_statistics(values: Values) -> list[dict[str, Any]]:
    """One row per layer of activations.

    ``layer``, its name; ``depth``, counted from 1; mean and standard deviation of the activations and of the gradients;
    ``saturated``, the share of activations where the function is flat; ``dead``, the share of units that are saturated
    for every image. Both are 0 for functions that are flat nowhere.
    """
    return [_row(depth, *of_layer) for depth, of_layer in enumerate(values, start=1)]


def layer_histograms(values: Values) -> list[dict[str, Any]]:
    """Histograms of activations and gradients by layer, with the same bins for all layers (figures 6 and 7 there).

    One row per layer, ``figure`` (``activation`` or ``gradient``) and bin: ``depth``, the middle of the bin as
    ``value``, and the ``share`` of the layer's values in it. The bins reach to the 99 % quantile of the absolute values
    of all layers; what is beyond it is counted in the last bin.
    """
    rows = []
    for place, figure in ((1, "activation"), (2, "gradient")):
        arrays = [of_layer[place].ravel() for of_layer in values]
        limit = float(np.quantile(np.abs(np.concatenate(arrays)), 0.99)) or 1.0
        edges = np.linspace(-limit, limit, _BINS + 1)
        for depth, array in enumerate(arrays, start=1):
            shares = np.histogram(np.clip(array, -limit, limit), edges)[0] / array.size
            middles = (edges[:-1] + edges[1:]) / 2
            rows += [
                {"depth": depth, "figure": figure, "value": float(value), "share": float(share)}
                for value, share in zip(middles, shares, strict=True)
            ]
    return rows


def _row(depth: int, layer: keras.layers.Layer, activations: np.ndarray, gradients: np.ndarray) -> dict[str, Any]:
    function = getattr(layer, "activation", None)
    low, high = _FLAT.get(getattr(function, "__name__", ""), (-math.inf, math.inf))
    flat = (activations <= low) | (activations >= high)
    return {
        "layer": layer.name,
        "depth": depth,
        "activation_mean": float(activations.mean()),
        "activation_deviation": float(activations.std()),
        "gradient_mean": float(gradients.mean()),
        "gradient_deviation": float(gradients.std()),
        "saturated": float(flat.mean()),
        # A unit of a convolution is a channel, dead if it is saturated at every position of every image.
        "dead": float(flat.all(axis=tuple(range(flat.ndim - 1))).mean()),
    }
