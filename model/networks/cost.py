"""What a network costs to run, in a measure that no machine decides."""

import math
from typing import Any

import keras


def multiply_adds(model: keras.Model) -> int:
    """Multiplications with additions that one image takes in the model's dense and convolutional layers.

    Every weight of a kernel is used once for every pixel of the result. Biases, normalisation, activations and pooling
    are left out, as papers do.
    """
    return sum(_of_layer(layer) for layer in model.layers)


def _of_layer(layer: keras.Layer) -> int:
    kernels: list[Any] = []
    match layer:
        case keras.layers.SeparableConv2D():
            kernels = [layer.depthwise_kernel, layer.pointwise_kernel]
        case keras.layers.Dense() | keras.layers.Conv2D() | keras.layers.DepthwiseConv2D():
            kernels = [layer.kernel]
    pixels = math.prod(layer.output.shape[1:-1])
    return sum(int(pixels * math.prod(kernel.shape)) for kernel in kernels)
