"""A network that finds garments: for each pixel of a picture, what it belongs to.

An encoder with ImageNet weights and a light decoder that adds what the earlier stages saw, as in U-Net (arXiv
1505.04597) and, with sums in place of concatenation, in LinkNet (arXiv 1707.03718).
"""

import keras

from model.networks.blocks import kernel_arguments
from model.networks.config import ConfigError
from model.networks.efficientnet import PRETRAINED, convolve, efficientnet_lite_stages
from model.networks.options import LinearOptions, Tensor
from model.networks.registry import register_model

_ENCODER_STAGES, _LAST_BLOCKS = 5, 2


@register_model(
    LinearOptions(scaling="imagenet", initializer="he_normal"),
    input_size=192,
    channels=3,
    recipe="picture",
    classes=8,
)
def segmenter(
    x: Tensor,
    layers: LinearOptions,
    *,
    filters: tuple[int, ...] = (96, 48, 32, 24),
    pretrained: str = "imagenet",
) -> Tensor:
    """Segmentation of a picture into background, person and the groups of clothes, at half its size.

    ``filters`` are the decoder's, from a sixteenth of the picture's size to a half.
    """
    if pretrained not in PRETRAINED:
        raise ConfigError(f"Expected pretrained to be one of {', '.join(PRETRAINED)}. Received: {pretrained!r}.")
    if len(filters) != 4:
        raise ConfigError(f"Expected filters to be four numbers. Received: {filters!r}.")
    half, quarter, eighth, _, sixteenth = efficientnet_lite_stages(
        x, layers, stages=_ENCODER_STAGES, last_blocks=_LAST_BLOCKS
    )
    x = _with_context(convolve(sixteenth, filters[0], layers, "decoder16", kernel_size=1), layers)
    for number, (skipped, width) in enumerate(zip((eighth, quarter, half), filters[1:], strict=True)):
        name = f"decoder{8 >> number}"
        x = convolve(x, width, layers, f"{name}_narrow", kernel_size=1, activate=False)
        x = keras.layers.UpSampling2D(2, interpolation="bilinear", name=f"{name}_up")(x)
        skipped = convolve(skipped, width, layers, f"{name}_skip", kernel_size=1, activate=False)
        x = keras.layers.ReLU(max_value=6, name=f"{name}_relu6")(keras.layers.Add(name=f"{name}_add")([x, skipped]))
        x = _separable(x, width, layers, name)
    return x


def _with_context(x: Tensor, layers: LinearOptions) -> Tensor:
    """``x`` with the mean of the whole picture added, which tells a print on a garment from a garment on a print."""
    context = keras.layers.GlobalAveragePooling2D(keepdims=True, name="context_pool")(x)
    context = convolve(context, x.shape[-1], layers, "context", kernel_size=1, activate=False)
    x = keras.layers.Add(name="context_add")([x, context])
    return _separable(x, x.shape[-1], layers, "context_mixed", kernel_size=5)


def _separable(x: Tensor, filters: int, layers: LinearOptions, name: str, kernel_size: int = 3) -> Tensor:
    x = keras.layers.DepthwiseConv2D(
        kernel_size,
        padding="same",
        name=f"{name}_depthwise",
        use_bias=False,
        **kernel_arguments(layers, "relu", "depthwise", x.shape[-1]),
    )(x)
    return convolve(x, filters, layers, f"{name}_pointwise", kernel_size=1)
