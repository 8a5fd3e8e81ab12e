"""The exponential moving average of the weights, put into a network while it is validated and saved."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np


@contextmanager
def averaged(model: keras.Model, batches: Iterable[np.ndarray]) -> Iterator[None]:
    """Inside the context, ``model`` has its optimizer's averages (Keras's ``use_ema``); afterwards its own weights.

    The means and variances of batch normalisation belong to the trained weights, not to their average. So they are
    computed again on ``batches`` of training images, as in arXiv 1803.05407 (section 3.2).
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
    """A real copy, since JAX reuses the buffers of weights for results computed from them."""
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
