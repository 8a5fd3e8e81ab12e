"""Networks that convolve pixels and channels in separate layers, with few parameters."""

import keras

from model.networks.blocks import conv_block, dropout, kernel_arguments, normalize_and_activate, pooled_features
from model.networks.options import ConvOptions, Tensor
from model.networks.registry import register_model


@register_model(ConvOptions(normalization="batch", initializer="he_normal", dropout=0.1))
def separable_cnn(x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (32, 64, 128, 256)) -> Tensor:
    """Depthwise separable convolutions, two per stage after an ordinary one (Xception, arXiv 1610.02357).

    Scaled from 299×299: three stages of 64 to 256 filters. As in the paper, no activation comes between the depthwise
    and the pointwise convolution.
    """
    first, *stages = filters
    x = conv_block(x, first, layers, name="stem")
    for stage, width in enumerate(stages, start=1):
        for block in (1, 2):
            name = f"block{stage}_conv{block}"
            x = keras.layers.SeparableConv2D(
                layers.scaled(width),
                3,
                padding="same",
                use_bias=layers.use_bias,
                name=name,
                **kernel_arguments(layers, layers.activation, "depthwise"),
                **kernel_arguments(layers, layers.activation, "pointwise"),
            )(x)
            if block == 2 and stage < len(stages):
                x = keras.layers.MaxPooling2D(name=f"{name}_pool")(x)
            x = normalize_and_activate(x, layers, name)
        x = dropout(x, layers.conv_dropout, f"block{stage}_dropout")
    return pooled_features(x, layers)


@register_model(ConvOptions(activation="gelu", normalization="batch", normalization_place="after"))
def convmixer_small(
    x: Tensor,
    layers: ConvOptions,
    *,
    filters: int = 128,
    depth: int = 6,
    kernel_size: int = 5,
    patch_size: int = 2,
) -> Tensor:
    """ConvMixer: patches, then depthwise convolutions mix pixels and 1×1 convolutions mix channels (arXiv 2201.09792).

    Scaled from 224×224: 128 filters instead of 768 and more, 6 layers instead of 20 and more, patches of 2×2 pixels
    instead of 7×7, kernels of 5 instead of 7 to 9.
    """
    x = conv_block(x, filters, layers, name="patches", kernel_size=patch_size, strides=patch_size, padding="valid")
    for number in range(1, depth + 1):
        y = keras.layers.DepthwiseConv2D(
            kernel_size,
            padding="same",
            use_bias=layers.use_bias,
            name=f"mixer{number}_pixels",
            **kernel_arguments(layers, layers.activation, "depthwise"),
        )(x)
        y = normalize_and_activate(y, layers, f"mixer{number}_pixels")
        x = keras.layers.Add(name=f"mixer{number}_add")([x, y])
        x = conv_block(x, filters, layers, name=f"mixer{number}_channels", kernel_size=1)
        x = dropout(x, layers.conv_dropout, f"mixer{number}_dropout")
    return pooled_features(x, layers)
