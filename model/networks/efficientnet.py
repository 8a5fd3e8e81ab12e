"""EfficientNet-Lite: networks whose ImageNet weights come with the project.

EfficientNet (arXiv 1905.11946) without squeeze-and-excitation and with ReLU6 in place of swish, so that LiteRT runs it
fast; the stem and the head keep their size in every variant. `training.photos.pretrained` converts the weights.
"""

import math

import keras

from model.networks.blocks import dropout as dropped
from model.networks.blocks import kernel_arguments
from model.networks.config import ConfigError
from model.networks.normalization import BatchNormalization
from model.networks.options import LinearOptions, Tensor
from model.networks.registry import register_model

VARIANTS = {"lite0": (1.0, 1.0), "lite1": (1.0, 1.1), "lite2": (1.1, 1.2)}
"""Width and depth coefficients by variant."""

PRETRAINED = ("imagenet", "none")

# Kernel size, blocks, strides of the first block, expansion, filters (arXiv 1905.11946, table 1).
_STAGES = (
    (3, 1, 1, 1, 16),
    (3, 2, 2, 6, 24),
    (5, 2, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (5, 3, 1, 6, 112),
    (5, 4, 2, 6, 192),
    (3, 1, 1, 6, 320),
)
_STEM_FILTERS, _HEAD_FILTERS = 32, 1280
_DIVISOR = 8  # filters are multiples of it
_EPSILON = 1e-3  # the reference's; the converted statistics need it
_MOMENTUM = 0.95  # a fine-tuning is short


@register_model(
    LinearOptions(scaling="imagenet", initializer="he_normal"),
    input_size=160,
    channels=4,
    recipe="cut-out",
    rejects=True,
)
def efficientnet_lite(
    x: Tensor,
    layers: LinearOptions,
    *,
    variant: str = "lite0",
    pretrained: str = "imagenet",
    dropout: float = 0.2,
) -> Tensor:
    """EfficientNet-Lite (arXiv 1905.11946) for photos, fine-tuned from ImageNet; variant=lite1, lite2 by option.

    ``pretrained`` says what training starts from: ``imagenet``, the converted weights, or ``none``, random ones. It
    changes no layer.
    """
    if pretrained not in PRETRAINED:
        raise ConfigError(f"Expected pretrained to be one of {', '.join(PRETRAINED)}. Received: {pretrained!r}.")
    x = keras.layers.GlobalAveragePooling2D(name="average_pool")(efficientnet_lite_maps(x, layers, variant))
    return dropped(x, dropout, "dropout")


def efficientnet_lite_maps(x: Tensor, layers: LinearOptions, variant: str = "lite0") -> Tensor:
    """The network without pooling and classifier: float (N, H, W, C) to float (N, H / 32, W / 32, 1280).

    Raises:
        ConfigError: there is no such variant.
    """
    return convolve(efficientnet_lite_stages(x, layers, variant)[-1], _HEAD_FILTERS, layers, "head", kernel_size=1)


def efficientnet_lite_stages(
    x: Tensor, layers: LinearOptions, variant: str = "lite0", *, stages: int = len(_STAGES), last_blocks: int = 9
) -> list[Tensor]:
    """What each of the first ``stages`` gives: float (N, H / 2, W / 2, 16) first, (N, H / 32, W / 32, 320) last.

    Args:
        x: scaled images, float (N, H, W, C).
        layers: the shared options.
        variant: one of `VARIANTS`.
        stages: how many of the seven stages.
        last_blocks: at most so many blocks in the last of them.

    Raises:
        ConfigError: there is no such variant.
    """
    if variant not in VARIANTS:
        raise ConfigError(f"Expected variant to be one of {', '.join(VARIANTS)}. Received: {variant!r}.")
    width, depth = VARIANTS[variant]
    x = convolve(x, _STEM_FILTERS, layers, "stem", kernel_size=3, strides=2)
    maps = []
    for stage, (kernel_size, blocks, strides, expansion, filters) in enumerate(_STAGES[:stages], start=1):
        if 1 < stage < len(_STAGES):  # the first and the last stage have one block in every variant
            blocks = math.ceil(blocks * depth)
        if stage == stages:
            blocks = min(blocks, last_blocks)
        for block in range(1, blocks + 1):
            x = inverted_residual(
                x,
                _scaled(filters, width),
                layers,
                f"stage{stage}_block{block}",
                kernel_size=kernel_size,
                strides=strides if block == 1 else 1,
                expansion=expansion,
            )
        maps.append(x)
    return maps


def inverted_residual(
    x: Tensor, filters: int, layers: LinearOptions, name: str, *, kernel_size: int, strides: int, expansion: int
) -> Tensor:
    """Expand, convolve each map alone, project (arXiv 1801.04381, figure 4d); added to ``x`` where the shapes agree."""
    shortcut = x
    if expansion > 1:
        x = convolve(x, x.shape[-1] * expansion, layers, f"{name}_expand", kernel_size=1)
    x = keras.layers.DepthwiseConv2D(
        kernel_size,
        strides=strides,
        padding="same",
        use_bias=False,
        name=f"{name}_depthwise",
        **kernel_arguments(layers, "relu", "depthwise", x.shape[-1]),
    )(x)
    x = _normalize(x, f"{name}_depthwise")
    x = convolve(x, filters, layers, f"{name}_project", kernel_size=1, activate=False)
    if strides == 1 and shortcut.shape[-1] == filters:
        x = keras.layers.Add(name=f"{name}_add")([x, shortcut])
    return x


def convolve(
    x: Tensor,
    filters: int,
    layers: LinearOptions,
    name: str,
    *,
    kernel_size: int,
    strides: int = 1,
    activate: bool = True,
) -> Tensor:
    """A convolution without bias, batch normalisation and, unless ``activate`` is false, ReLU6."""
    x = keras.layers.Conv2D(
        filters,
        kernel_size,
        strides=strides,
        padding="same",
        use_bias=False,
        name=name,
        **kernel_arguments(layers, "relu" if activate else "identity"),
    )(x)
    return _normalize(x, name, activate=activate)


def _normalize(x: Tensor, name: str, *, activate: bool = True) -> Tensor:
    x = BatchNormalization(momentum=_MOMENTUM, epsilon=_EPSILON, name=f"{name}_norm")(x)
    return keras.layers.ReLU(max_value=6, name=f"{name}_relu6")(x) if activate else x


def _scaled(filters: int, width: float) -> int:
    """``filters`` times ``width``, rounded to a multiple of 8 and by no more than a tenth down."""
    scaled = max(_DIVISOR, int(filters * width + _DIVISOR / 2) // _DIVISOR * _DIVISOR)
    return scaled + _DIVISOR if scaled < 0.9 * filters * width else scaled
