"""Convolutional networks designed for this project: few layers, wide for their size."""

import keras

from model.networks.blocks import conv_block, pooled_features
from model.networks.options import ConvOptions, Tensor
from model.networks.registry import register_model

_LAYERS = ConvOptions(normalization="batch", initializer="he_normal", dropout=0.1)


@register_model(_LAYERS)
def cnn(x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (32, 64, 128)) -> Tensor:
    """Residual network of a stem and two wide stages: ResNet-9 narrowed (Page 2018, "How to train your ResNet").

    Each stage is a 3×3 convolution with pooling, followed by two more whose output is added to its own. A processor
    computes few wide convolutions faster than the many narrow ones of ResNet-20.
    """
    first, *stages = filters
    x = conv_block(x, first, layers, name="stem")
    for stage, width in enumerate(stages, start=1):
        name = f"block{stage}"
        x = conv_block(x, width, layers, name=f"{name}_conv1", pool=True)
        y = conv_block(x, width, layers, name=f"{name}_conv2")
        y = conv_block(y, width, layers, name=f"{name}_conv3")
        x = keras.layers.Add(name=f"{name}_add")([x, y])
    return pooled_features(x, layers)


@register_model(_LAYERS)
def tiny(x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (16, 32, 54)) -> Tensor:
    """`cnn` with under 100,000 parameters; its LiteRT file takes less than 400 kB."""
    return cnn(x, layers, filters=filters)
