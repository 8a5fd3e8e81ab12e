"""The cost of running a network, independent of the machine."""

import math
from typing import Any

import keras


def multiply_adds(model: keras.Model) -> int:
    """The multiply-add operations for one image in the model's dense and convolutional layers.

    Every weight of a kernel is used once per output pixel. Biases, normalisation, activations and pooling are not
    counted, as in most papers.
    """
    return sum(map(layer_multiply_adds, model.layers))


def layer_multiply_adds(layer: keras.Layer) -> int:
    """The multiply-add operations for one image in one layer."""
    kernels: list[Any] = []
    match layer:
        case keras.layers.SeparableConv2D():
            kernels = [layer.depthwise_kernel, layer.pointwise_kernel]
        case keras.layers.Dense() | keras.layers.Conv2D() | keras.layers.DepthwiseConv2D():
            kernels = [layer.kernel]
    pixels = math.prod(layer.output.shape[1:-1])
    return sum(int(pixels * math.prod(kernel.shape)) for kernel in kernels)
