"""The options that networks share, each with one meaning, passed to a registered function as one object.

A network has the options of one of the three classes here; its registration names the class and the defaults.
"""

import math
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from model.networks.config import ConfigError

Tensor: TypeAlias = Any
"""A symbolic Keras tensor; Keras ships no types."""

CHOICES = {
    "activation": (
        "identity", "sigmoid", "tanh", "hard_tanh", "softsign", "relu", "leaky_relu", "prelu", "elu", "gelu", "swish",
    ),
    "normalization": ("none", "batch", "layer", "layer_per_pixel", "instance", "group"),
    "normalization_place": ("before", "after"),
    "initializer": (
        "zeros", "small_uniform", "small_normal", "uniform", "normal", "large_normal",
        "glorot_uniform", "glorot_normal", "he_uniform", "he_normal",
    ),
    "scaling": ("standardize", "unit", "imagenet"),
}  # fmt: skip
"""The valid values of options that are names."""


@dataclass(frozen=True)
class LinearOptions:
    """The options of every network, including those without hidden layers.

    Attributes:
        scaling: ``standardize``: the input has mean 0 and deviation 1 over the training images; ``unit``: it is in 0–1;
            ``imagenet``: (x - 127) / 128, which ImageNet weights of `model.networks.efficientnet` expect.
        initializer: of every kernel: ``zeros``; ``small_*``, with AlexNet's deviation of 0.01; ``uniform`` between -0.5
            and 0.5; ``normal``, with a deviation of 0.1; ``large_normal``, with 0.3, with which layers of 100 units
            explode; ``glorot_*`` (Glorot and Bengio 2010); ``he_*`` (arXiv 1502.01852), which accounts for the
            activation's negative slope.
        l1, l2: factors of the sums of absolute and of squared kernel weights in the loss.
        input_dropout: the share of the input's pixels that is dropped (Srivastava et al. 2014).
    """

    scaling: str = "standardize"
    initializer: str = "glorot_uniform"
    l1: float = 0.0
    l2: float = 0.0
    input_dropout: float = 0.0

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self)):
            value = getattr(self, name)
            if name in CHOICES and value not in CHOICES[name]:
                raise ConfigError(f"Expected {name} to be one of {', '.join(CHOICES[name])}. Received: {value!r}.")
            if name.endswith("dropout") and not 0 <= value < 1:
                raise ConfigError(f"Expected {name} to be in [0, 1). Received: {value}.")
            if name in ("l1", "l2") and not 0 <= value < math.inf:
                raise ConfigError(f"Expected {name} to be 0 or more, and finite. Received: {value}.")
            if name == "negative_slope" and not 0 <= value < 1:
                raise ConfigError(f"Expected negative_slope to be in [0, 1). Received: {value}.")
            if name == "width" and not 0 < value < math.inf:
                raise ConfigError(f"Expected width to be above 0, and finite. Received: {value}.")


@dataclass(frozen=True)
class DenseOptions(LinearOptions):
    """The options of networks with hidden layers.

    Attributes:
        activation: after every hidden layer.
        negative_slope: of ``leaky_relu``, below zero; 0.01 as in its paper (Maas et al. 2013).
        normalization: of every hidden layer: ``batch`` (arXiv 1502.03167); ``layer``, over all values of an image, for
            convolutions over channels, height and width (arXiv 1607.06450; arXiv 1803.08494, section 3.1);
            ``layer_per_pixel``, over the channels of each pixel, as Keras's `LayerNormalization` does by default;
            ``instance`` (arXiv 1607.08022; for convolutions only); ``group`` (arXiv 1803.08494).
        normalization_place: ``before`` or ``after`` the activation.
        dropout: the share that is dropped after every dense layer and after global average pooling.
        width: a factor for the units and filters of every hidden layer.
    """

    activation: str = "relu"
    negative_slope: float = 0.01
    normalization: str = "none"
    normalization_place: str = "before"
    dropout: float = 0.0
    width: float = 1.0

    @property
    def use_bias(self) -> bool:
        """Whether a layer needs a bias; a normalisation that follows directly subtracts it and adds its own."""
        return self.normalization == "none" or self.normalization_place == "after"

    def scaled(self, size: int) -> int:
        """``size`` units or filters times ``width``; at least 1.

        Raises:
            ValueError: ``size`` is below 1.
        """
        if size < 1:
            raise ValueError(f"Expected units and filters to be 1 or more. Received: {size}.")
        return max(1, round(size * self.width))


@dataclass(frozen=True)
class ConvOptions(DenseOptions):
    """The options of convolutional networks.

    Attributes:
        conv_dropout: the share that is dropped after every stage of convolutions; in a residual block, between its two
            convolutions.
    """

    conv_dropout: float = 0.0
