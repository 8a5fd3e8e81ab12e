"""Residual networks, whose blocks add their output to their input, so that dozens of layers can be trained."""

from collections.abc import Sequence

import keras

from model.networks.blocks import (
    activate,
    conv_block,
    convolution,
    dropout,
    normalize,
    normalize_and_activate,
    pooled_features,
)
from model.networks.options import ConvOptions, Tensor
from model.networks.registry import register_model


def residual_block(x: Tensor, filters: int, layers: ConvOptions, *, strides: int, name: str) -> Tensor:
    """Two 3×3 convolutions whose result is added to ``x`` before the last activation (arXiv 1512.03385, figure 2).

    The shortcut has no parameters: it takes every ``strides``-th pixel and adds zeros for new filters (option A).

    Raises:
        ValueError: ``x`` has more filters than the output would have.
    """
    y = conv_block(x, filters, layers, name=f"{name}_conv1", strides=strides)
    y = dropout(y, layers.conv_dropout, f"{name}_dropout")
    y = convolution(y, filters, layers, name=f"{name}_conv2")
    if layers.normalization_place == "before":
        y = normalize(y, layers, f"{name}_conv2")
    if strides > 1:
        x = x[:, ::strides, ::strides, :]
    new = y.shape[-1] - x.shape[-1]
    if new < 0:
        raise ValueError(
            f"Expected filters that do not decrease from stage to stage. Received: {y.shape[-1]} at {name}."
        )
    if new:
        x = keras.ops.pad(x, [(0, 0), (0, 0), (0, 0), (new // 2, new - new // 2)])
    x = activate(keras.layers.Add(name=f"{name}_add")([x, y]), layers, name)
    return normalize(x, layers, name) if layers.normalization_place == "after" else x


def preactivation_block(x: Tensor, filters: int, layers: ConvOptions, *, strides: int, name: str) -> Tensor:
    """Normalisation, activation, convolution, twice over, added to ``x`` (arXiv 1603.05027, figure 4e).

    Where the size changes, the shortcut is a 1×1 convolution of the activated input.
    """
    y = normalize_and_activate(x, layers, f"{name}_in")
    if strides > 1 or x.shape[-1] != layers.scaled(filters):
        x = convolution(y, filters, layers, name=f"{name}_shortcut", kernel_size=1, strides=strides)
    y = conv_block(y, filters, layers, name=f"{name}_conv1", strides=strides)
    y = dropout(y, layers.conv_dropout, f"{name}_dropout")
    y = convolution(y, filters, layers, name=f"{name}_conv2")
    return keras.layers.Add(name=f"{name}_add")([x, y])


def blocks_a_stage(depth: int, others: int, filters: Sequence[int]) -> int:
    """The number of two-convolution blocks per stage, where ``others`` of all ``depth`` layers are outside the blocks.

    Raises:
        ValueError: the layers do not divide into whole blocks.
    """
    period = 2 * len(filters)
    blocks, left = divmod(depth - others, period)
    if left or blocks < 1:
        examples = ", ".join(str(others + period * number) for number in range(1, 8))
        raise ValueError(f"Expected depth to be one of {examples} and so on. Received: {depth}.")
    return blocks


@register_model(ConvOptions(normalization="batch", initializer="he_normal"))
def resnet_small(x: Tensor, layers: ConvOptions, *, depth: int = 20, filters: tuple[int, ...] = (16, 32, 64)) -> Tensor:
    """ResNet-20, the paper's network for 32×32 pixels (arXiv 1512.03385, section 4.2); depth=32, 44, 56 by option.

    Nothing is scaled: 28×28 pixels halve to 14 and 7, the paper's 32×32 to 16 and 8.
    """
    first, *_ = filters
    x = conv_block(x, first, layers, name="stem")
    for stage, width in enumerate(filters, start=1):
        for block in range(1, blocks_a_stage(depth, 2, filters) + 1):
            strides = 2 if stage > 1 and block == 1 else 1
            x = residual_block(x, width, layers, strides=strides, name=f"stage{stage}_block{block}")
    return pooled_features(x, layers)


@register_model(ConvOptions(normalization="batch", initializer="he_normal"))
def wide_resnet(x: Tensor, layers: ConvOptions, *, depth: int = 16, widen_factor: int = 4) -> Tensor:
    """Wide residual network WRN-16-4 (arXiv 1605.07146); WRN-40-4 by depth=40, with conv_dropout=0.3 if need be.

    Nothing is scaled, as for `resnet_small`. ``widen_factor`` is the paper's k; the first layer always has 16 filters.
    """
    x = convolution(x, 16, layers, name="stem")
    filters = [16 * widen_factor, 32 * widen_factor, 64 * widen_factor]
    for stage, width in enumerate(filters, start=1):
        for block in range(1, blocks_a_stage(depth, 4, filters) + 1):
            strides = 2 if stage > 1 and block == 1 else 1
            x = preactivation_block(x, width, layers, strides=strides, name=f"stage{stage}_block{block}")
    return pooled_features(normalize_and_activate(x, layers, "out"), layers)
