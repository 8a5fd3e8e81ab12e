"""The building blocks of networks. Each function takes a tensor and returns one."""

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

import keras

from model.networks.normalization import BatchNormalization
from model.networks.options import ConvOptions, DenseOptions, LinearOptions, Tensor

_SMALL_DEVIATION, _DEVIATION, _LARGE_DEVIATION = 0.01, 0.1, 0.3
_LIMIT = 0.5
_GROUPS = 8  # at most: the paper's 32 suits layers of hundreds of filters
_PRELU_SLOPE = 0.25  # its initial value (arXiv 1502.01852, section 2.1)


def negative_slope(layers: LinearOptions, activation: str) -> float:
    """The factor that ``activation`` applies to negative inputs; for prelu, its initial value."""
    if activation == "leaky_relu" and isinstance(layers, DenseOptions):
        return layers.negative_slope
    return {"identity": 1.0, "prelu": _PRELU_SLOPE}.get(activation, 0.0)


def kernel_initializer(name: str, slope: float = 0.0, channels: int = 1) -> keras.initializers.Initializer:
    """The initialiser that `LinearOptions.initializer` names, for a layer with a `negative_slope` of ``slope``.

    He's initialiser keeps the variance constant from layer to layer: 2 / (1 + slope²) / fan-in (arXiv 1502.01852,
    equation 15). For a layer without activation this is 1 / fan-in. Keras counts all ``channels`` of a depthwise kernel
    in its fan-in, although each output depends on one of them; given their number, He's initialiser corrects this.
    """
    scale = 2 * channels / (1 + slope**2)
    limit = _SMALL_DEVIATION * math.sqrt(3)
    match name:
        case "small_uniform":
            return keras.initializers.RandomUniform(-limit, limit)
        case "small_normal":
            return keras.initializers.RandomNormal(stddev=_SMALL_DEVIATION)
        case "uniform":
            return keras.initializers.RandomUniform(-_LIMIT, _LIMIT)
        case "normal":
            return keras.initializers.RandomNormal(stddev=_DEVIATION)
        case "large_normal":
            return keras.initializers.RandomNormal(stddev=_LARGE_DEVIATION)
        case "he_uniform":
            return keras.initializers.VarianceScaling(scale, "fan_in", "uniform")
        case "he_normal":
            return keras.initializers.VarianceScaling(scale, "fan_in", "truncated_normal")
    return keras.initializers.get(name)


def kernel_arguments(
    layers: LinearOptions, activation: str, kernel: str = "kernel", channels: int = 1
) -> dict[str, Any]:
    """The initialiser and regulariser of a kernel, as arguments of a Keras layer that is followed by ``activation``."""
    slope = negative_slope(layers, activation)
    return {
        f"{kernel}_initializer": kernel_initializer(layers.initializer, slope, channels),
        f"{kernel}_regularizer": keras.regularizers.L1L2(layers.l1, layers.l2) if layers.l1 or layers.l2 else None,
    }


def normalize(x: Tensor, layers: DenseOptions, name: str) -> Tensor:
    """The normalisation that ``layers`` names, with a scale and an offset for each feature.

    Raises:
        ValueError: instance normalisation of features that have no pixels.
    """
    name = f"{name}_norm"
    match layers.normalization:
        case "batch":
            # With Keras's default of 0.99, the moving averages of a short training still contain their initial values.
            return BatchNormalization(momentum=0.95, name=name)(x)
        case "layer" if len(x.shape) > 2:
            # One group is all channels, height and width; Keras's layer of this name normalises each pixel.
            return keras.layers.GroupNormalization(1, name=name)(x)
        case "layer" | "layer_per_pixel":
            return keras.layers.LayerNormalization(name=name)(x)
        case "group":
            # At least two features per group: normalising a single one would set a dense layer's output to 0.
            groups = max(1, math.gcd(2 * _GROUPS, x.shape[-1]) // 2)
            return keras.layers.GroupNormalization(groups, name=name)(x)
        case "instance" if len(x.shape) == 2:
            raise ValueError("Instance normalisation needs pixels, and a dense layer has none. Choose layer or batch.")
        case "instance":
            return keras.layers.GroupNormalization(groups=-1, name=name)(x)
    return x


def activate(x: Tensor, layers: DenseOptions, name: str) -> Tensor:
    """The activation that ``layers`` names."""
    name, slope = f"{name}_{layers.activation}", negative_slope(layers, layers.activation)
    match layers.activation:
        case "identity":
            return keras.layers.Activation("linear", name=name)(x)
        case "leaky_relu":
            return keras.layers.LeakyReLU(slope, name=name)(x)
        case "prelu":
            # One slope per channel, as in the paper (arXiv 1502.01852, section 2.1).
            pixels = list(range(1, len(x.shape) - 1))
            return keras.layers.PReLU(keras.initializers.Constant(slope), shared_axes=pixels, name=name)(x)
    return keras.layers.Activation(layers.activation, name=name)(x)


def normalize_and_activate(x: Tensor, layers: DenseOptions, name: str) -> Tensor:
    """Normalisation and activation, in the order of `DenseOptions.normalization_place`."""
    if layers.normalization_place == "before":
        return activate(normalize(x, layers, name), layers, name)
    return normalize(activate(x, layers, name), layers, name)


def dropout(x: Tensor, rate: float, name: str) -> Tensor:
    """Drops the share ``rate`` of the values during training; with 0, adds no layer."""
    return keras.layers.Dropout(rate, name=name)(x) if rate else x


def hidden_layers(x: Tensor, units: Sequence[int], layers: DenseOptions) -> Tensor:
    """Flattens, then adds a dense layer, normalisation, activation and dropout per ``units``: float (N, units[-1])."""
    if isinstance(layers, ConvOptions) and layers.normalization == "instance":
        layers = dataclasses.replace(layers, normalization="none")  # dense layers have no pixels
    x = keras.layers.Flatten(name="flatten")(x)
    for number, width in enumerate(units, start=1):
        name = f"hidden{number}"
        arguments = kernel_arguments(layers, layers.activation)
        x = keras.layers.Dense(layers.scaled(width), use_bias=layers.use_bias, name=name, **arguments)(x)
        x = dropout(normalize_and_activate(x, layers, name), layers.dropout, f"{name}_dropout")
    return x


def convolution(
    x: Tensor,
    filters: int,
    layers: ConvOptions,
    *,
    name: str,
    kernel_size: int = 3,
    strides: int = 1,
    padding: str = "same",
) -> Tensor:
    """A convolution without activation: float (N, H, W, C) to float (N, H', W', filters · width)."""
    return keras.layers.Conv2D(
        layers.scaled(filters),
        kernel_size,
        strides=strides,
        padding=padding,
        use_bias=layers.use_bias,
        name=name,
        **kernel_arguments(layers, layers.activation),
    )(x)


def conv_block(
    x: Tensor, filters: int, layers: ConvOptions, *, name: str, pool: bool = False, **convolved: Any
) -> Tensor:
    """Convolution, normalisation, activation; ``convolved`` are further arguments of `convolution`.

    With ``pool``, 2×2 max pooling follows the convolution directly. Normalisation and activation, which cost a
    processor as much as the convolution, then run on a quarter of the pixels.
    """
    x = convolution(x, filters, layers, name=name, **convolved)
    if pool:
        x = keras.layers.MaxPooling2D(name=f"{name}_pool")(x)
    return normalize_and_activate(x, layers, name)


def conv_stages(
    x: Tensor, filters: Sequence[int], layers: ConvOptions, *, blocks: int = 2, pool_last: bool = False
) -> Tensor:
    """Stages of ``blocks`` 3×3 convolutions (arXiv 1409.1556), each half as high and wide as the one before.

    The last convolution of every stage pools; in the last stage only with ``pool_last``.
    """
    for stage, width in enumerate(filters, start=1):
        pooled = pool_last or stage < len(filters)
        for block in range(1, blocks + 1):
            x = conv_block(x, width, layers, name=f"block{stage}_conv{block}", pool=pooled and block == blocks)
        x = dropout(x, layers.conv_dropout, f"block{stage}_dropout")
    return x


def pooled_features(x: Tensor, layers: ConvOptions) -> Tensor:
    """Global average pooling (arXiv 1312.4400) and dropout: float (N, H, W, C) to float (N, C).

    Raises:
        ValueError: instance normalisation comes last, so that the features of all images would be equal.
    """
    last = layers.normalization_place == "after" or layers.activation == "identity"
    if layers.normalization == "instance" and last:
        raise ValueError(
            "Instance normalisation gives every map the same average, and these averages are the features. "
            "Choose normalization_place=before and an activation other than identity, or another normalization."
        )
    return dropout(keras.layers.GlobalAveragePooling2D(name="average_pool")(x), layers.dropout, "dropout")
