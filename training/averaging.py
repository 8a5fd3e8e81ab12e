"""The exponential moving average of the weights, put into a network while it is measured and kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np


@contextmanager
def averaged(model: keras.Model, batches: Iterable[np.ndarray]) -> Iterator[None]:
    """Inside, ``model`` has the averages that its optimizer keeps (Keras's ``use_ema``); afterwards its own weights.

    Batch normalisation's means and variances belong to the weights that were trained, not to their average. They are
    measured anew, as arXiv 1803.05407 (section 3.2) does, on ``batches``: images as the network learns from them.
    """
    norms = [layer for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]
    weights = list(model.optimizer._trainable_variables)
    variables = weights + [variable for layer in norms for variable in (layer.moving_mean, layer.moving_variance)]
    own = [_copy(variable) for variable in variables]
    for weight, average in zip(weights, model.optimizer._model_variables_moving_average, strict=True):
        weight.assign(_copy(average))
    _measure(model, norms, batches)
    yield
    for variable, value in zip(variables, own, strict=True):
        variable.assign(value)


def _copy(variable: Any) -> np.ndarray:
    """A copy of its own: JAX hands the buffers of a network's weights on to what it computes from them."""
    return np.array(keras.ops.convert_to_numpy(variable))


def _measure(model: keras.Model, norms: list[keras.layers.BatchNormalization], batches: Iterable[np.ndarray]) -> None:
    """Sets the statistics of ``norms`` to their means over ``batches``."""
    if not norms:
        return
    momenta = [layer.momentum for layer in norms]
    for number, images in enumerate(batches):
        for layer in norms:
            layer.momentum = number / (number + 1)
        model(images, training=True)
    for layer, momentum in zip(norms, momenta, strict=True):
        layer.momentum = momentum
