"""A network that is written as text, block by block, so that it needs no Python."""

import dataclasses
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import keras

from model.networks.blocks import activate, dropout, kernel_arguments, normalize
from model.networks.layer_grammar import ACTIVATIONS, NORMALIZATIONS, WEIGHTED, Block, parse_layers
from model.networks.options import DenseOptions, LinearOptions, Tensor
from model.networks.registry import register_model

_CONVOLUTIONS: dict[str, Any] = {
    "conv": keras.layers.Conv2D,
    "separable": keras.layers.SeparableConv2D,
    "depthwise": keras.layers.DepthwiseConv2D,
}
_KERNELS = {"separable": ("depthwise", "pointwise"), "depthwise": ("depthwise",)}
_POOLS = {"max": keras.layers.MaxPooling2D, "avg": keras.layers.AveragePooling2D}
_IMAGES = 4  # dimensions of a batch of images: N, height, width, channels


@register_model(LinearOptions(initializer="he_normal"))
def blocks(
    x: Tensor,
    shared: LinearOptions,
    outputs: int,
    *,
    layers: str = "conv 32 3, bn, relu, pool, conv 64 3, bn, relu, gap, dense",
) -> Tensor:
    """A network of your own without Python, written block by block in the option `layers`.

    The blocks and their values are those of `model.networks.layer_grammar`. The last one is ``dense``, with one unit
    for each class, whose number may be left out. A convolution or dense layer that a normalisation follows directly has
    no bias. He's initialiser knows the next activation.

    Raises:
        ConfigError: a block is not written as the grammar has it, or does not fit the values that it receives.
    """
    *hidden, last = parse_layers(layers)
    if last.name != "dense":
        raise last.error(f"expected the last block to be dense {outputs}, one unit for each class. Add it.")
    if last.values.get("units", outputs) != outputs:
        raise last.error(f"expected {outputs} units, one for each class. Write dense {outputs}, or dense alone.")
    x = _chain(x, hidden, shared)
    if len(x.shape) == _IMAGES:
        raise last.error("expected flatten or gap before the first dense, to make one row of each image. Add one.")
    return x


def _chain(x: Tensor, chain: Sequence[Block], shared: LinearOptions) -> Tensor:
    for number, block in enumerate(chain):
        x = _layer(x, block, chain[number + 1 :], shared)
    return x


def _layer(x: Tensor, block: Block, following: Sequence[Block], shared: LinearOptions) -> Tensor:
    """``x`` after one block; the ``following`` ones decide about its bias and its first weights."""
    _check(x, block)
    name, values = f"block{block.place}", block.values
    if block.name in NORMALIZATIONS:
        return normalize(x, DenseOptions(normalization=NORMALIZATIONS[block.name]), name)
    if block.name in ACTIVATIONS:
        return activate(x, _activation(block, shared), name)
    name = f"{name}_{block.name}"
    match block.name:
        case "conv" | "separable" | "depthwise":
            sizes = [values[key] for key in ("filters", "size") if key in values]
            strides, padding = values.get("stride", 1), values.get("padding", "same")
            arguments = _arguments(x, block, following, shared)
            return _CONVOLUTIONS[block.name](*sizes, strides=strides, padding=padding, name=name, **arguments)(x)
        case "pool":
            return _POOLS[values.get("kind", "max")](values.get("size", 2), name=name)(x)
        case "gap":
            return keras.layers.GlobalAveragePooling2D(name=name)(x)
        case "flatten":
            return keras.layers.Flatten(name=name)(x)
        case "dropout":
            return dropout(x, values["share"], name)
        case "dense":
            return keras.layers.Dense(values["units"], name=name, **_arguments(x, block, following, shared))(x)
    y = _chain(x, block.inner, shared)
    if y.shape != x.shape:
        received, given = (" × ".join(map(str, tensor.shape[1:])) for tensor in (x, y))
        raise block.error(f"expected the blocks inside to give what they receive, {received}, not {given}.")
    return keras.layers.Add(name=name)([x, y])


def _arguments(x: Tensor, block: Block, following: Sequence[Block], shared: LinearOptions) -> dict[str, Any]:
    """What follows from the blocks after one with a kernel: its bias, initialiser and regulariser."""
    before_next = takewhile(lambda later: later.name not in (*WEIGHTED, "residual"), following)
    activation = next((later for later in before_next if later.name in ACTIVATIONS), None)
    options = _activation(activation, shared)
    given: dict[str, Any] = {"use_bias": not (following and following[0].name in NORMALIZATIONS)}
    for kernel in _KERNELS.get(block.name, ("kernel",)):
        channels = x.shape[-1] if kernel == "depthwise" else 1
        given |= kernel_arguments(options, options.activation, kernel, channels)
    return given


def _activation(block: Block | None, shared: LinearOptions) -> DenseOptions:
    """The options of layers with the activation that ``block`` is, or without one."""
    name, values = (block.name, block.values) if block else ("identity", {})
    slope = values.get("slope", DenseOptions.negative_slope)
    return DenseOptions(**dataclasses.asdict(shared), activation=name, negative_slope=slope)


def _check(x: Tensor, block: Block) -> None:
    """Raises ConfigError if ``block`` cannot follow on ``x``."""
    is_images = len(x.shape) == _IMAGES
    if not is_images and block.name in (*_CONVOLUTIONS, "pool", "gap", "in"):
        raise block.error("expected images, but flatten or gap came before. Put it in front of that.")
    if block.name == "dense" and "units" not in block.values:
        raise block.error("expected dense UNITS. Only the last block may leave the number out.")
    if is_images and block.name == "dense":
        raise block.error("expected flatten or gap before the first dense, to make one row of each image. Add one.")
    is_smaller = block.name == "pool" or block.values.get("padding") == "valid"
    if is_smaller and min(x.shape[1:3]) < (size := block.values.get("size", 2)):
        raise block.error(f"expected at least {size} × {size} pixels, received {x.shape[1]} × {x.shape[2]}. Pool less.")
